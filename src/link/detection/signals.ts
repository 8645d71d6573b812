import { matches } from "../../catalog/match.ts";
import { type QualitySignalEntry, qualitySignalEntries } from "../../catalog/quality-signals.ts";
import type { QualitySignal } from "../../model/detection.ts";
import { comparePlaces } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { chainOf, place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";

/** Where deployed code judges output or keeps a person's judgement of it. */
export function qualitySignals(context: LinkContext): readonly QualitySignal[] {
  const { program, evaluator } = context;
  const found: QualitySignal[] = [];
  for (const name of program.siteNames) {
    const entries = entriesNamed(name);
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const isGiven = ({ where }: QualitySignalEntry): boolean => {
        const value = where ? argumentAt(evaluator, args, where) : null;
        return where === undefined || (value !== null && !isEmpty(value));
      };
      const entry = entries.find((e) => isCalled(e, callee) && isGiven(e));
      if (!entry) continue;
      const service = context.serviceName(context.homesOf(module.path)[0] ?? context.packageOf(module.path));
      found.push({ kind: entry.kind, what: entry.what, service, at: place(module, expression.span) });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

function entriesNamed(name: string): readonly QualitySignalEntry[] {
  return qualitySignalEntries.filter(({ symbol, methods }) =>
    (methods ?? symbol.names).some((written) => written === name || written.endsWith(`.${name}`)),
  );
}

function isCalled({ symbol, methods }: QualitySignalEntry, callee: Value): boolean {
  if (!methods) return callee.kind === "external" && matches(symbol, callee);
  const root = chainOf(callee).find((v) => v.kind === "external");
  if (root?.kind !== "external" || !matches(symbol, root)) return false;
  const names: string[] = [];
  for (let v = callee; v.kind === "member"; v = v.object) names.unshift(v.property);
  const suffix = names.join(".");
  return methods.some((m) => suffix === m || suffix.endsWith(`.${m}`));
}
