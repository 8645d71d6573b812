import type { Option, Value } from "./value.ts";

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
  switch (value.kind) {
    case "template":
      return kept(value, value.parts);
    case "operation":
      return kept(value, value.operands);
    case "choice":
      return kept(value, value.options);
    case "fallback":
      return sizes.get(value) ?? keep(value, 1 + sizeOf(value.first) + sizeOf(value.second));
    case "member":
    case "applied":
      return ofChain(value);
    case "select":
      return 1 + sizeOf(value.key);
    case "variable":
      return typeof value.name === "string" ? 1 : 1 + sizeOf(value.name);
    default:
      return 1;
  }
}

/** A chain is asked about again at each of its calls, so a long one is not walked to its root each time. */
function ofChain(value: Value): number {
  let size = 0;
  let at = value;
  for (;;) {
    const known = size >= smallest ? sizes.get(at) : undefined;
    if (known !== undefined) return keep(value, size + known);
    if (at.kind === "member") at = at.object;
    else if (at.kind === "applied") at = at.callee;
    else return keep(value, size + sizeOf(at));
    size++;
  }
}

function kept(value: Value, parts: readonly (Value | Option)[]): number {
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of parts) size += sizeOf("when" in part ? part.value : part);
  return keep(value, size);
}

function keep(value: Value, size: number): number {
  if (size >= smallest) sizes.set(value, size);
  return size;
}
