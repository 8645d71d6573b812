import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import type { FunctionValue, Thunk, Value } from "../value.ts";

/** `fn.bind(self)`, `fn.call(self, …)`, `fn.apply(self, list)`. */
export function functionMethod(
  evaluator: Evaluator,
  fn: FunctionValue,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [first, second] = args;
  const self = first ? evaluator.force(first) : null;
  const own: FunctionValue = self && fn.fn.form !== "arrow" ? { ...fn, self } : fn;
  if (method === "bind") return args.length <= 1 ? own : { ...own, bound: [...(fn.bound ?? []), ...args.slice(1)] };
  if (method === "call") return evaluator.call(own, args.slice(1), at);
  if (method !== "apply") return null;
  const list = second ? evaluator.force(second) : null;
  return list?.kind === "array" ? evaluator.call(own, list.elements, at) : null;
}

/** Functions that give back the function they are given, so that it runs once, seldom, or with a promise for its callback. */
export function isMemoiser(pkg: string, path: readonly string[]): boolean {
  const name = path.filter((p) => p !== "default").join(".");
  if (/^(node:)?util$/.test(pkg)) return name === "promisify";
  if (pkg === "react") return name === "cache";
  if (pkg === "next/cache") return /^(unstable_cache|cache)$/.test(name);
  if (/^(p-memoize|memoize|mem|onetime|memoizee|memoize-one|fast-memoize|micro-memoize|moize|p-once|once)$/.test(pkg))
    return name === "" || name === "memoizeWithArgs";
  if (/^(lodash|lodash-es)(\/fp)?$/.test(pkg)) return memoising.test(name);
  const own = /^(?:lodash|lodash-es|es-toolkit|es-toolkit\/compat)\/(?:fp\/|function\/)?(\w+)(?:\.js)?$/.exec(pkg)?.[1];
  if (own !== undefined && name === "") return memoising.test(own);
  return /^(es-toolkit|es-toolkit\/(compat|function)|moderndash|ramda|remeda|radash|underscore|rambda)$/.test(pkg)
    ? memoising.test(name)
    : /^lodash\.(once|memoize|debounce|throttle)$/.test(pkg) && name === "";
}

const memoising = /^(once|memoize|memo|memoizeWith)$/;
