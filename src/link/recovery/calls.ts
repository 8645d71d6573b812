import { matches } from "../../catalog/match.ts";
import type { SymbolPattern } from "../../catalog/types.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import { chainOf, place, type Thunk, type Value } from "../program/value.ts";

/** A call in deployed code whose callee was followed to a symbol of a package. */
export interface KnownCall {
  readonly at: ReturnType<typeof place>;
  readonly path: string;
  readonly args: readonly Thunk[];
}

/** The calls of these methods on what a symbol makes, or of the symbol itself where no methods are named. */
export function callsOf(
  context: LinkContext,
  symbol: SymbolPattern,
  methods: readonly string[] | undefined,
): readonly KnownCall[] {
  const { program, evaluator } = context;
  const used = context.facts.some(
    (fact) =>
      fact.kind === "package" &&
      fact.dependencies.some(({ name }) =>
        symbol.packages.some((wanted) => wanted === name || wanted.startsWith(`${name}/`)),
      ),
  );
  if (!used) return [];
  const names = new Set((methods ?? symbol.names).map((method) => method.slice(method.lastIndexOf(".") + 1)));
  return [...names].flatMap((name) =>
    program.sitesNamed(name).flatMap(({ module, owner, expression }): readonly KnownCall[] => {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (!isMeant(callee, symbol, methods)) return [];
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      return [{ at: place(module, expression.span), path: module.path, args }];
    }),
  );
}

function isMeant(callee: Value, symbol: SymbolPattern, methods: readonly string[] | undefined): boolean {
  const root = chainOf(callee).find((value) => value.kind === "external");
  if (root?.kind !== "external") return false;
  if (methods === undefined) return callee.kind === "external" && matches(symbol, callee);
  const suffix: string[] = [];
  for (let value = callee; value.kind === "member"; value = value.object) suffix.unshift(value.property);
  const written = suffix.join(".");
  return matches(symbol, root) && methods.some((method) => written === method || written.endsWith(`.${method}`));
}
