import type { BoundValue } from "./bound-value.ts";
import type { Place } from "./location.ts";
import type { ServerLaunch } from "./server-launch.ts";

export interface McpServer {
  readonly name: string;
  readonly client: string;
  readonly at: Place;
  /** Host or package it runs; null if it cannot be told. */
  readonly target: string | null;
  /** Where its address is written. */
  readonly targetAt?: Place;
  /** What is fetched to run it; absent where it runs elsewhere, or from the repository. */
  readonly launch?: ServerLaunch;
  /** Where that is written among its arguments. */
  readonly launchAt?: Place;
  readonly environment: { readonly name: string; readonly at: Place } | null;
  readonly credentials: readonly { readonly variable: string; readonly value: BoundValue; readonly at: Place }[];
}
