import type { JobFact } from "../../model/workflow-facts.ts";
import { type Context, meaningOfTemplate } from "./expression.ts";
import { type Scope, textOf } from "./meaning.ts";

/** The contexts or groups that a job names, with those of what calls it. */
export function scopeByName(job: JobFact, context: Context): Scope {
  const names = (job.variableScope ?? []).map((name) => textOf(meaningOfTemplate(name, context)));
  const { scope } = context;
  if (names.length === 0 || scope.kind === "unknown") return scope;
  if (names.includes(null))
    return { kind: "unknown", reason: "which group it comes from is decided when the job runs" };
  const around = scope.kind === "environment" ? scope.name.split(" + ") : [];
  return { kind: "environment", name: [...new Set([...around, ...names])].sort().join(" + ") };
}
