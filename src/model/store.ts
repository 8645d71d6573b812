import type { BoundValue } from "./bound-value.ts";
import type { Identity } from "./identity.ts";
import type { Place } from "./location.ts";

export type StoreKind = "vector" | "database" | "cache" | "object" | "memory" | "search" | "queue";

export interface Store {
  /** How a person would call it: `Pinecone index (PINECONE_INDEX)`. */
  readonly name: string;
  readonly kind: StoreKind;
  readonly provider: string;
  readonly service: string;
  /** Construction of the client, or the platform binding. */
  readonly at: Place;
  /** Why its content can reach a model: retrieval, memory, ingestion, a tool that reads it; null if nothing shows that. */
  readonly feedsContext: string | null;
  /** Whether any code uses it; platform bindings may be declared and never touched. */
  readonly used: boolean;
  /** Where code reads from it. */
  readonly readAt?: readonly Place[];
  /** Whether a credential of this product can be limited to one container (CONTROLS §5.1.4). */
  readonly limitsContainers: boolean;
  readonly identities: readonly StoreIdentity[];
}

export interface StoreIdentity {
  readonly environment: string;
  readonly identity: Identity;
  /** Where the address stands for this environment. */
  readonly at: Place;
  readonly via: readonly Place[];
  readonly credential: BoundValue | null;
  /** What was taken for granted to get here: the default that answers for an unset variable, say. */
  readonly assumption: string | null;
  /** The platform may set what the assumption takes for unset (CONTROLS §5.1.11); absent means that the repository's own configuration decides. */
  readonly overridable?: boolean;
  /** Where the repository limits `credential` to this container: a grant, an access claim, a policy (CONTROLS §5.1.4). */
  readonly limitedBy?: Place;
}
