import type { Value } from "./value.ts";

/** A value that takes more parts than this to write out is not followed. */
export const maximumSize = 20_000;

/** What is smaller is counted afresh each time, which costs less than keeping it. */
const smallest = 64;

const sizes = new WeakMap<Value, number>();

/**
 * How many parts a value takes to write out. Values share their parts, so that `a + a` of `b + b` of `c + c` … is
 * small to keep and endless to walk; whoever walks values may rely on this bound. What stands behind thunks is not
 * counted.
 */
export function sizeOf(value: Value): number {
  const parts = partsOf(value);
  if (parts === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of parts) size += sizeOf(part);
  if (size >= smallest) sizes.set(value, size);
  return size;
}

function partsOf(value: Value): readonly Value[] | null {
  switch (value.kind) {
    case "template":
      return value.parts;
    case "operation":
      return value.operands;
    case "fallback":
      return [value.first, value.second];
    case "choice":
      return value.options.map((o) => o.value);
    case "member":
      return [value.object];
    case "applied":
      return [value.callee];
    case "select":
      return [value.key];
    case "variable":
      return typeof value.name === "string" ? null : [value.name];
    default:
      return null;
  }
}
