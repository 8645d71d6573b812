import { matches, modelSymbols } from "../../catalog/match.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import { chainOf, type Frame, place, type Value } from "../program/value.ts";
import { declarationOf } from "../tools/tool-sets.ts";

/** Where an agent is given all the tools of a client. */
export interface Taking {
  /** Where the client, or what it is made of, is made. */
  readonly of: readonly Place[];
  readonly at: Place;
}

/** The tools that agents and calls of models are given as a client gives them, spread or whole. */
export function takingsIn(context: LinkContext): readonly Taking[] {
  const { program, evaluator } = context;
  return [...program.siteNames].flatMap((name) => {
    const entries = modelSymbols(name).filter((e) => e.tools !== undefined);
    if (entries.length === 0) return [];
    return program.sitesNamed(name).flatMap(({ module, owner, expression }): readonly Taking[] => {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee))) return [];
      return expression.args.flatMap((options) => takenIn(context, options, module, frame));
    });
  });
}

/** Options that pick among the tools of a call. */
const picks = new Set(["activeTools", "experimental_activeTools", "prepareStep", "toolFilter"]);

function takenIn(context: LinkContext, options: Expression, module: ModuleIR, frame: Frame | null): readonly Taking[] {
  if (options.kind !== "object") return [];
  const given = options.properties.flatMap((p) => (p.kind === "value" ? [p] : []));
  if (given.some(({ key }) => picks.has(key))) return [];
  return given.flatMap(({ key, value }) =>
    key === "tools" || key === "mcpServers" || key === "toolsets"
      ? wholeIn(context, value, module, frame, key === "mcpServers", 0)
      : [],
  );
}

const maximumDepth = 6;

/** Goes through spreads, lists and names; any other call on the way may leave some out. */
function wholeIn(
  context: LinkContext,
  e: Expression,
  module: ModuleIR,
  frame: Frame | null,
  isServer: boolean,
  depth: number,
): readonly Taking[] {
  if (depth > maximumDepth) return [];
  const again = (inner: Expression): readonly Taking[] => wholeIn(context, inner, module, frame, isServer, depth + 1);
  switch (e.kind) {
    case "object":
      return e.properties.flatMap((p) => (p.kind === "spread" ? again(p.value) : []));
    case "array":
      return e.elements.flatMap((element) => again(element.kind === "spread" ? element.operand : element));
    case "await":
      return again(e.operand);
    case "conditional":
      return [...again(e.then), ...again(e.else)];
    case "logical":
      return [...again(e.left), ...again(e.right)];
    case "name": {
      const of = givenBy(context.evaluator.evaluate(e, module, frame), isServer);
      if (of.length > 0) return [{ of, at: place(module, e.span) }];
      const home = declarationOf(context.program, module, e);
      const binding = home?.module.bindings[home.binding];
      if (!home || binding?.kind !== "const" || !binding.value || binding.value.kind === "call") return [];
      const around = home.module === module ? frame : null;
      return wholeIn(context, binding.value, home.module, around, isServer, depth + 1);
    }
    case "call":
    case "new": {
      const of = givenBy(context.evaluator.evaluate(e, module, frame), isServer);
      return of.length > 0 ? [{ of, at: place(module, e.span) }] : [];
    }
    default:
      return [];
  }
}

/** `client.tools()` without a selection; of a list of servers, the server itself. */
function givenBy(value: Value, isServer: boolean): readonly Place[] {
  if (value.kind === "choice") return value.options.flatMap((o) => givenBy(o.value, isServer));
  if (value.kind === "fallback") return [...givenBy(value.first, isServer), ...givenBy(value.second, isServer)];
  if (value.kind !== "applied") return [];
  if (isServer) return [value.at];
  const { callee, args } = value;
  if (callee.kind !== "member" || !/^(tools|getTools|listTools|getToolsets|listToolsets)$/.test(callee.property))
    return [];
  return args.length > 0 ? [] : chainOf(callee.object).map((v) => v.at);
}
