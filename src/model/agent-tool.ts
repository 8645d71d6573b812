import type { Place } from "./location.ts";
import type { Sink } from "./sink.ts";
import type { ToolDeclaration } from "./tool-declaration.ts";

export interface Tool {
  readonly name: string;
  readonly framework: string;
  readonly service: string;
  readonly at: Place;
  readonly parameters: readonly ToolParameter[];
  readonly handlerAt: Place | null;
  readonly sinks: readonly Sink[];
  /** Ways in which a call of this tool picks an environment. */
  readonly selections: readonly Selection[];
  /** Absent where the tool stands for those of a server elsewhere. */
  readonly declaration?: ToolDeclaration;
  /** Why what it does could not be followed; null if it could. */
  readonly opaque: string | null;
  /** The loop that has the model's answer makes the call in the same round, so that nobody can be asked in between unseen. */
  readonly calledAtOnce?: true;
  /** What a table of policies says of it by its name; whoever looks into the table was not followed. */
  readonly policyAt?: Place;
}

export interface ToolParameter {
  readonly name: string;
  /** The values a closed set allows; null for free text and other types. */
  readonly values: readonly string[] | null;
  readonly optional: boolean;
  readonly at: Place;
  /** What the model is told of it, where that is written out. */
  readonly description?: string;
  /** Where the set of values is written, if not in the tool itself. */
  readonly valuesAt?: Place;
}

/** An environment picked by what the model passes. */
export interface Selection {
  /** The parameter, or what else decides: `message content`, `header`. */
  readonly by: string;
  /** How sure it is that the parameter decides the target: followed into the client, or by its name alone. */
  readonly proven: boolean;
  readonly parameterAt: Place;
  /** Where the choice becomes a target: the map that is indexed, the URL that is built. */
  readonly chosenAt: Place;
  readonly targets: readonly {
    readonly environment: string;
    readonly at: Place;
    /** Where the settings say that it belongs to that environment. */
    readonly declaredAt?: Place;
  }[];
  readonly path: readonly Place[];
  /** Gates that stand on every path to the chosen target; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
}
