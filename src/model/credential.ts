import type { BoundValue } from "./bound-value.ts";
import type { Place } from "./location.ts";

/** A secret that opens something, followed from the places that bind it to the clients it feeds. */
export interface Credential {
  /** The variable, or the property that holds it. */
  readonly name: string;
  readonly service: string;
  /** `pinecone`, `openai`, `postgres`, …; null if unknown. */
  readonly provider: string | null;
  /** Clients, tools and MCP servers that receive it; empty if nothing in the repository was seen to read it. */
  readonly uses: readonly { readonly place: Place; readonly what: string }[];
  readonly values: readonly {
    readonly environment: string;
    readonly value: BoundValue;
    readonly at: Place;
    /** Further places that show how it gets there. */
    readonly via: readonly Place[];
  }[];
  readonly tag: CredentialTag | null;
  /** Environments whose whole configuration is in the repository and leaves it out: it is not there. */
  readonly absentIn?: readonly string[];
  /** Where the settings say that its value is known to everyone. */
  readonly publicAt?: Place;
  /** Where code reads the variable: all there is to show when its values stand elsewhere. */
  readonly readAt?: readonly Place[];
}

/** The environment that a credential itself carries (CONTROLS §5.1.2). */
export interface CredentialTag {
  readonly kind: "property" | "in-value" | "sibling-variable";
  readonly mandatory: boolean;
  /** Taken from the process's own environment variable, so that it says nothing of the credential. */
  readonly tautological: boolean;
  readonly at: Place;
  /** Gates that read it before the credential is used. */
  readonly readBy: readonly Place[];
  /** What it says in each environment, where a `property` or `sibling-variable` tag was followed to its value: one secret under two words is a lying tag. */
  readonly says?: readonly { readonly environment: string; readonly says: string; readonly at: Place }[];
}
