import type { Place } from "./location.ts";

/** Something read before effects of tools or calls of models, by which they can be stopped. */
export interface StopSwitch {
  /** The key of the flag or of the entry in a store, or the variable. */
  readonly name: string;
  /** `flag` and `store` are read while the process runs; a `variable` is what it was when the process started. */
  readonly source: "flag" | "store" | "variable";
  /** What it is read from: `LaunchDarkly`, `process.env`. */
  readonly product: string;
  readonly at: Place;
  /** Where its answer is tested. */
  readonly testedAt: Place;
  /** The answer of the reading with which the effect goes on; null where it is not taken as a plain yes or no. */
  readonly goesOnWhen: boolean | null;
  /** The same of the call that is tested at `testedAt`, which may make something else of the reading. */
  readonly callGoesOnWhen: boolean | null;
  /** Whether its name says that it stops an agent, or only that it turns something on or off. */
  readonly isNamedStop: boolean;
  /** It is read when the module is loaded, and not again. */
  readonly isReadAtStart: boolean;
  /** Where it lets the effect happen although it could not be read. */
  readonly failsOpen: { readonly how: "default" | "caught"; readonly at: Place } | null;
  /** Effects that are reached past it only: tool by its index into the tools of the Stack. */
  readonly before: readonly { readonly tool: number; readonly effect: Place; readonly operation: string }[];
  /** Effects that it stands before where one agent calls the tool, and not where another does. */
  readonly past: readonly PastStop[];
  /** Calls of models that are reached past it only. */
  readonly beforeCalls: readonly Place[];
  /** Calls of models that ask for it again before each of their steps. */
  readonly inSteps?: readonly Place[];
  /** Tools that write what it reads. */
  readonly writtenBy: readonly { readonly tool: number; readonly at: Place }[];
  /** Why it does not hold; null if it does. */
  readonly weakness: string | null;
}

/** An effect that some agents reach without a stop which others meet. */
export interface PastStop {
  readonly tool: number;
  readonly effect: Place;
  readonly operation: string;
  /** Where those agents are made, as far as that is known. */
  readonly agents: readonly Place[];
}
