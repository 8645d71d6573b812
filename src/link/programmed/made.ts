import type { ConstructEntry } from "../../catalog/infrastructure/construct-entry.ts";
import { constructEntry } from "../../catalog/infrastructure/constructs.ts";
import type { AppliedValue, Value } from "../program/value.ts";

interface Symbol {
  readonly package: string;
  readonly path: readonly string[];
}

/** The construct that a value is made by: a class, a function, or a method of another construct. */
export function constructOf({ callee }: AppliedValue): ConstructEntry | null {
  const symbol = symbolOf(callee, 0);
  return symbol && constructEntry(symbol.package, symbol.path);
}

/** The construct whose method made this. */
export function ownerOf({ callee }: AppliedValue): AppliedValue | null {
  let owner: Value = callee;
  while (owner.kind === "member") owner = owner.object;
  return owner.kind === "applied" ? owner : null;
}

const deepest = 8;

/** A method is called like what it is called on: `new Function(…).addEnvironment` is `Function.addEnvironment`. */
function symbolOf(value: Value, depth: number): Symbol | null {
  if (depth > deepest) return null;
  if (value.kind === "external") return value;
  if (value.kind === "applied") return symbolOf(value.callee, depth + 1);
  const owner = value.kind === "member" ? symbolOf(value.object, depth + 1) : null;
  return owner && value.kind === "member" ? { package: owner.package, path: [...owner.path, value.property] } : null;
}
