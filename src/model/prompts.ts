import type { Place } from "./location.ts";

/** What models are told and by whom, what watches what comes in, and where their words are run. */
export interface Prompts {
  readonly systems: readonly SystemPrompt[];
  readonly guards: readonly InputGuard[];
  readonly interpreted: readonly InterpretedOutput[];
  readonly texts: readonly InstructionText[];
}

/** The instructions that one call of a model is given as its system. */
export interface SystemPrompt {
  /** What is called: `generateText`, `Agent`, `SystemMessage`. */
  readonly operation: string;
  readonly service: string;
  /** The call. */
  readonly at: Place;
  /** The instructions. */
  readonly textAt: Place;
  readonly untrusted: readonly UntrustedPart[];
  /** Parts that come from something that was not followed. */
  readonly open: readonly Place[];
}

export type UntrustedSource = "request" | "tool-input" | "retrieval" | "response" | "file" | "arguments";

/** A part that somebody else wrote. */
export interface UntrustedPart {
  readonly source: UntrustedSource;
  /** How the code gets it: `body.notes`, `pinecone query`. */
  readonly name: string;
  readonly at: Place;
  /** Why it may be meant so; null where it is text that nobody vouches for. */
  readonly excuse: string | null;
}

/** Something that looks at what comes in before a model acts on it. */
export interface InputGuard {
  readonly name: string;
  readonly product: string;
  readonly at: Place;
  /** The agent or call that it is wired to. */
  readonly wiredAt: Place;
  /** Where it is told to let pass what it finds, and only to say so. */
  readonly passesAt: Place | null;
  /** What leaves it out: a test of a variable. */
  readonly skippedBy: { readonly what: string; readonly at: Place } | null;
  /** Tools that may have acted before it answers, by the SDK that is installed; null if it comes first, or nothing tells. */
  readonly races: {
    readonly installed: string;
    readonly tools: readonly { readonly name: string; readonly at: Place }[];
  } | null;
}

/** What a model answered, run as code or as a command. */
export interface InterpretedOutput {
  /** `eval`, `child_process exec`, `pg query`. */
  readonly interpreter: string;
  readonly kind: "code" | "query";
  readonly at: Place;
  readonly model: { readonly operation: string; readonly at: Place };
}

/** A text that a model is given as instructions: a file of rules, or a literal of a prompt. */
export interface InstructionText {
  readonly name: string;
  readonly at: Place;
  readonly hidden: readonly HiddenCharacters[];
}

/** Characters that a reader does not see and a model does. */
export interface HiddenCharacters {
  readonly kind: HiddenKind;
  readonly count: number;
  readonly at: Place;
}

export type HiddenKind = "tag" | "zero-width" | "bidirectional" | "variation-selector";

export const noPrompts: Prompts = { systems: [], guards: [], interpreted: [], texts: [] };
