import type { Place } from "./location.ts";

/** A file of the repository that lists the tools of a server. */
export interface ToolRecord {
  readonly at: Place;
  readonly entries: readonly { readonly name: string; readonly at: Place }[];
  /** Names of the tools that the code registers where the record belongs. */
  readonly registered: readonly { readonly name: string; readonly at: Place }[];
  /** Listed names that no text of the code has. */
  readonly absent: readonly string[];
  /** Why the registered tools are not all known; null if they are. */
  readonly incomplete: string | null;
}
