import { isPackage } from "../../../catalog/match.ts";
import { type AppliedValue, chainOf, type Value } from "../value.ts";

const packages = ["@mastra/core", "@mastra/core/*"];

/** `createWorkflow({…})`, where a chain of steps begins; null for anything else. */
export function workflowOf(value: Value): AppliedValue | null {
  for (const part of chainOf(value)) {
    if (part.kind !== "applied" || part.callee.kind !== "external") continue;
    return isMakerOf(part, /^(createWorkflow|Workflow)$/) ? part : null;
  }
  return null;
}

/** `createStep({…})`: what it is given is run by a workflow, and offered to nobody. */
export function isStep(value: Value): value is AppliedValue {
  return value.kind === "applied" && isMakerOf(value, /^(createStep|Step)$/);
}

function isMakerOf({ callee }: AppliedValue, names: RegExp): boolean {
  if (callee.kind !== "external") return false;
  return packages.some((p) => isPackage(p, callee.package)) && names.test(callee.path.at(-1) ?? "");
}
