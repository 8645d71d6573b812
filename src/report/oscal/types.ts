/** The part of OSCAL's assessment results that is written, by the names of its JSON. */
export interface Property {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
}

export interface Evidence {
  readonly href?: string;
  readonly description: string;
}

export interface Origin {
  readonly actors: readonly { readonly type: "tool"; readonly "actor-uuid": string }[];
}

export interface Observation {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly Property[];
  readonly methods: readonly ("EXAMINE" | "INTERVIEW")[];
  readonly types: readonly ("control-objective" | "finding")[];
  readonly origins: readonly Origin[];
  readonly "relevant-evidence"?: readonly Evidence[];
  readonly collected: string;
  readonly expires?: string;
  readonly remarks?: string;
}

export interface Risk {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly statement: string;
  readonly props: readonly Property[];
  readonly status: "open" | "deviation-approved";
  readonly origins: readonly Origin[];
  readonly deadline?: string;
  readonly remediations: readonly Response[];
  readonly "related-observations": readonly { readonly "observation-uuid": string }[];
}

export interface Response {
  readonly uuid: string;
  readonly lifecycle: "recommendation" | "completed";
  readonly title: string;
  readonly description: string;
  readonly props?: readonly Property[];
}

export interface Finding {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly Property[];
  readonly origins: readonly Origin[];
  readonly target: {
    readonly type: "objective-id";
    readonly "target-id": string;
    readonly status: {
      readonly state: "satisfied" | "not-satisfied";
      readonly reason: "pass" | "fail" | "other";
      readonly remarks?: string;
    };
  };
  readonly "related-observations"?: readonly { readonly "observation-uuid": string }[];
  readonly "related-risks"?: readonly { readonly "risk-uuid": string }[];
  readonly remarks?: string;
}
