import { isPackage } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Thunk } from "../program/value.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** A fluent call, `expect(x).not.toThrow()`, as what stands at its head and the steps from there. */
export interface Chain {
  readonly package: string;
  /** Names up to the first call. */
  readonly head: readonly string[];
  readonly first: Call | null;
  /** Names after it. */
  readonly tail: readonly string[];
  /** The call that the expression itself is. */
  readonly last: Call | null;
}

/** Reads a chain that begins at a symbol of a package, or at a global (package ""); null for any other expression. */
export function chainAt(evaluator: Evaluator, { expression, module, frame }: Thunk): Chain | null {
  const head: string[] = [];
  const tail: string[] = [];
  let first: Call | null = null;
  let at = expression;
  for (;;) {
    if (at.kind === "member") {
      head.unshift(at.property);
      at = at.object;
    } else if (at.kind === "call" || at.kind === "tagged") {
      if (at.kind === "call") first = at;
      tail.unshift(...head.splice(0));
      at = at.kind === "call" ? at.callee : at.tag;
    } else break;
  }
  if (at.kind !== "name" && at.kind !== "global") return null;
  const root = evaluator.evaluate(at, module, frame);
  if (root.kind !== "external") return null;
  return {
    package: root.package,
    head: [...root.path, ...head].filter((name) => name !== "default" && name !== "strict"),
    first,
    tail,
    last: expression.kind === "call" ? expression : null,
  };
}

export function isOf(chain: Chain, packages: readonly string[]): boolean {
  return packages.some((wanted) => isPackage(wanted, chain.package));
}
