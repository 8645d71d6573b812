import type { BindingValue } from "../../model/binding-facts.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import type { EnvironmentClass } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";

/** A folder whose configuration declares environments; all code below it runs in them. */
export interface Unit {
  readonly directory: string;
  readonly environments: ReadonlyMap<string, UnitEnvironment>;
}

export interface UnitEnvironment {
  readonly name: string;
  readonly class: EnvironmentClass;
  /** First found wins. */
  readonly blocks: readonly Block[];
  readonly declaredAt: readonly Place[];
  /** Further names of it, where the settings put several together. */
  readonly alsoCalled?: readonly string[];
  /** Accounts of a cloud in which the environment keeps what is told by a name alone. */
  readonly accounts?: readonly Account[];
  /** Names of the containers that its own compose project starts beside it. */
  readonly containers?: ReadonlySet<string>;
}

/** An account as the repository tells it from others: equal labels are one account. */
export interface Account {
  readonly cloud: string;
  readonly label: string;
  readonly at: Place;
}

/** One block of variables with what precedence and completeness it has in its environment. */
export interface Block {
  readonly values: ReadonlyMap<
    string,
    {
      readonly value: BindingValue | { readonly kind: "bound"; readonly bound: BoundValue };
      readonly place: Place;
      /** Places that lead from there to the program. */
      readonly via?: readonly Place[];
    }
  >;
  /** Whether a variable left out here is left out of the environment, or a platform may still set it: any, or secrets. */
  readonly complete: boolean | "but-secrets";
  /** All that its container is given, whatever else is said of the environment. */
  readonly isWhole?: true;
  readonly source: string;
  /** GitHub environment whose secrets its references mean. */
  readonly scope: string | null;
  readonly declared: Place;
  readonly unit: string;
  /** Whether it is what compose puts into the container of its unit, which no other container sees. */
  readonly inContainer?: true;
  /** Names that start like this are said here or nowhere, whatever else the environment has. */
  readonly closesUnder?: string;
  /** A place in a secret store, all of whose variables the environment has beside these. */
  readonly holds?: Held;
}

export interface Held {
  readonly store: string;
  readonly name: string;
  /** Whose account the name counts in is not said. */
  readonly unplaced?: true;
  readonly at: Place;
}
