import type { Place } from "./location.ts";

/** What is declared of a tool beside its parameters, and what the code makes of the declaration. */
export interface ToolDeclaration {
  /** The hints that clients are given (`readOnlyHint`); null where none stand with the tool. */
  readonly annotations: readonly ToolAnnotation[] | null;
  /** Parts of the schema that let anything through. */
  readonly loose: readonly LooseSchema[];
  /** Characters in its texts that a person does not see and a model reads. */
  readonly hidden: readonly HiddenText[];
  /** Texts that ask the model to keep something from whoever it works for. */
  readonly secretive: readonly SecretiveText[];
  /** Parameters that are run, or fetched, as the model passes them. */
  readonly openEnds: readonly OpenEnd[];
  /** Effects that change something whatever is sent with them. */
  readonly changes: readonly ToolChange[];
}

export interface ToolAnnotation {
  readonly name: string;
  /** null where it is computed. */
  readonly value: boolean | null;
  readonly at: Place;
}

export interface LooseSchema {
  /** `z.any()`, `additionalProperties`, … */
  readonly what: string;
  /** The parameter that it is about; null for the whole input. */
  readonly parameter: string | null;
  readonly at: Place;
}

export interface HiddenText {
  /** `name`, `description`, or `description of <parameter>`. */
  readonly of: string;
  /** `zero-width space (U+200B)`. */
  readonly what: string;
  readonly at: Place;
}

export interface SecretiveText {
  /** `description`, or `description of <parameter>`. */
  readonly of: string;
  /** The words that ask for silence. */
  readonly words: string;
  /** What the text orders beyond the tool itself, beside the silence; null where it orders nothing. */
  readonly orders: string | null;
  readonly at: Place;
}

/** A parameter that reaches what runs or fetches it as it is. */
export interface OpenEnd {
  readonly parameter: string;
  readonly into: "shell command" | "program" | "code" | "SQL text" | "address";
  /** What takes it: `process`, `fetch`. */
  readonly operation: string;
  readonly parameterAt: Place;
  readonly at: Place;
  readonly path: readonly Place[];
  /** What stands before it and may hold it, where that is; null if nothing does. */
  readonly checkedAt: Place | null;
}

export interface ToolChange {
  readonly operation: string;
  readonly at: Place;
  readonly path: readonly Place[];
}
