import type { Span } from "./location.ts";

/** A file of instructions for an agent, with what a reader of it does not see. */
export interface InstructionsFact {
  readonly kind: "instructions";
  readonly hidden: readonly {
    readonly kind: "tag" | "zero-width" | "bidirectional" | "variation-selector";
    readonly count: number;
    readonly span: Span;
  }[];
}
