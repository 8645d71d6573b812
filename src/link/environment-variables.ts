import { mayNameEnvironment, namesEnvironment } from "../catalog/environment-names.ts";
import { classOf, isEnvironmentWord } from "../model/environment.ts";
import type { Expression } from "../model/ir.ts";
import type { LinkContext } from "./context.ts";
import type { Evaluator } from "./program/evaluate.ts";
import type { Value } from "./program/value.ts";
import { eachExpressionOf } from "./program/walk.ts";

/** Whether the value of a variable is the environment of the process, only its runtime mode, or neither. */
export type EnvironmentNames = (variable: string) => "environment" | "runtime-mode" | null;

/**
 * The variables of the catalogue, and those that deployed code takes for one, whatever they are called: by which it picks
 * from a map of environments (`profiles[process.env.ACME_PROFILE]`), that are one by default (`STATION ?? "staging"`), or that
 * it compares with one.
 */
export function environmentNames(context: LinkContext): EnvironmentNames {
  const picking = new Set<string>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e) => {
      const told = besideName(e);
      const named = told && variableIn(context.evaluator.evaluate(told, module, null));
      if (named && mayNameEnvironment(named)) picking.add(named);
      if (e.kind !== "index" || e.index.kind === "literal") return;
      const variable = variableIn(context.evaluator.evaluate(e.index, module, null));
      if (variable === null || namesEnvironment(variable) !== null) return;
      if (isMapOfEnvironments(context.evaluator, context.evaluator.evaluate(e.object, module, null)))
        picking.add(variable);
    });
  }
  return (variable) => namesEnvironment(variable) ?? (picking.has(variable) ? "environment" : null);
}

/** What stands beside the name of production or of staging, as its default or in a comparison; null for anything else. */
function besideName(e: Expression): Expression | null {
  if (e.kind === "logical") return e.operator !== "&&" && isServedName(e.right) ? e.left : null;
  if (e.kind !== "binary" || !/^[!=]==?$/.test(e.operator)) return null;
  return isServedName(e.right) ? e.left : isServedName(e.left) ? e.right : null;
}

function isServedName(e: Expression): boolean {
  if (e.kind !== "literal" || typeof e.value !== "string" || !isEnvironmentWord(e.value)) return false;
  return ["production", "staging"].includes(classOf(e.value));
}

function variableIn(value: Value): string | null {
  if (value.kind === "fallback") return variableIn(value.first);
  return value.kind === "variable" && typeof value.name === "string" ? value.name : null;
}

/** Production and another environment among the keys, and nothing but environments. */
function isMapOfEnvironments(evaluator: Evaluator, value: Value): boolean {
  if (value.kind === "applied") {
    const [only] = value.args;
    return value.args.length === 1 && only !== undefined && isMapOfEnvironments(evaluator, evaluator.force(only));
  }
  if (value.kind !== "object" || value.rest !== null) return false;
  const keys = [...value.entries.keys()];
  const classes = new Set(keys.map(classOf));
  return keys.length > 1 && keys.every(isEnvironmentWord) && classes.has("production") && classes.size > 1;
}
