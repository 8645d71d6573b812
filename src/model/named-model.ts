import type { Place } from "./location.ts";

/** A model that a service may run, by the name that the repository gives it, with what the name settles. */
export interface NamedModel {
  readonly service: string;
  readonly provider: string | null;
  /** Null where the repository does not say it. */
  readonly name: string | null;
  /** The variable that names it, if one does. */
  readonly variable: string | null;
  /** `default`: what the code takes if the variable is not set, which the platform may do. */
  readonly source: "code" | "configuration" | "default" | "outside";
  /** `alias` and `floating` are names that the vendor points at another model as it likes; `outside`: it cannot be told. */
  readonly pin: "pinned" | "alias" | "floating" | "outside";
  /** Why the name is what `pin` says. */
  readonly because: string;
  readonly at: Place;
  /** The calls that run it. */
  readonly calls: readonly Place[];
}
