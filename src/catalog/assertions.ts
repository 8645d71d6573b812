import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/** A function that throws unless something holds. `console.assert` only prints and is none. */
export interface AssertionEntry {
  readonly symbol: SymbolPattern;
  /** What must hold: that the first argument is true, or that the first two are equal. */
  readonly asserts: "truth" | "equality";
}

const node = ["assert", "assert/strict"];

export const assertionEntries: readonly AssertionEntry[] = [
  { symbol: symbols(node, "default", "ok", "assert", "assert.ok", "strict"), asserts: "truth" },
  { symbol: symbols(node, "equal", "strictEqual", "deepEqual", "deepStrictEqual"), asserts: "equality" },
  { symbol: symbols(node, "strict.equal", "strict.strictEqual"), asserts: "equality" },
  { symbol: symbols("tiny-invariant", "default", "invariant"), asserts: "truth" },
  { symbol: symbols("invariant", "default"), asserts: "truth" },
  { symbol: symbols("ts-invariant", "invariant", "default"), asserts: "truth" },
  { symbol: symbols("@std/assert", "assert"), asserts: "truth" },
  { symbol: symbols("@std/assert", "assertEquals", "assertStrictEquals"), asserts: "equality" },
];
