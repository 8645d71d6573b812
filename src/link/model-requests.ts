import { matches, sinkCalls } from "../catalog/match.ts";
import { modelHosts } from "../catalog/models/hosts.ts";
import type { ArgumentPath } from "../catalog/types.ts";
import type { Expression } from "../model/ir.ts";
import type { Place } from "../model/location.ts";
import type { LinkContext } from "./context.ts";
import type { Evaluator } from "./program/evaluate.ts";
import { openFrame } from "./program/parameters.ts";
import type { CallSite } from "./program/program.ts";
import { place, type Value } from "./program/value.ts";
import { eachPart } from "./tools/dependence.ts";

/** Requests of deployed code to the API of a model: what an agent without an SDK makes. */
export function modelRequests(context: LinkContext): readonly Place[] {
  const { program, evaluator } = context;
  return [...program.siteNames].flatMap((name) => {
    const calls = sinkCalls(name).filter(({ entry }) => entry.provider === "http" && entry.url !== undefined);
    if (calls.length === 0) return [];
    return program.sitesNamed(name).flatMap((site) => {
      if (site.expression.kind !== "call" || !context.isDeployed(site.module.path)) return [];
      const callee = evaluated(evaluator, site, site.expression.callee);
      const known = callee.kind === "external" ? calls.find(({ call }) => matches(call, callee)) : undefined;
      const asks = known?.entry.url?.some((url) => isModelUrl(evaluator, site, url)) ?? false;
      return asks ? [place(site.module, site.expression.span)] : [];
    });
  });
}

function isModelUrl(evaluator: Evaluator, site: CallSite, { index, path }: ArgumentPath): boolean {
  const argument = site.expression.kind === "call" ? site.expression.args[index] : undefined;
  if (!argument) return false;
  const url = path.reduce((v, p) => evaluator.member(v, p, v.at), evaluated(evaluator, site, argument));
  let found = false;
  eachPart(evaluator, url, (part) => {
    found ||= isModelHost(part);
    return !found;
  });
  return found;
}

function evaluated(evaluator: Evaluator, { module, owner }: CallSite, expression: Expression): Value {
  return evaluator.evaluate(expression, module, owner ? openFrame(module, owner) : null);
}

function isModelHost(part: Value): boolean {
  if (part.kind !== "literal") return false;
  const host = part.sealed?.address?.host ?? (typeof part.value === "string" ? hostIn(part.value) : null);
  return host !== null && modelHosts.some((pattern) => pattern.test(host.toLowerCase()));
}

function hostIn(text: string): string | null {
  return /^https?:\/\/([^/?#:]+)/i.exec(text)?.[1] ?? null;
}
