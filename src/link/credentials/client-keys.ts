import { matches, modelSymbols, sinkCalls } from "../../catalog/match.ts";
import type { ArgumentPath } from "../../catalog/types.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { place, type Value } from "../program/value.ts";
import { credentialOf } from "../stores/levels.ts";
import { eachPart } from "../tools/dependence.ts";
import { hasCredentialName, isPublicName } from "./names.ts";
import type { Use } from "./use.ts";

/** Keys that model providers and vendor clients are given, or read from the environment themselves. */
export function clientUses(context: LinkContext): readonly Use[] {
  const { program, evaluator } = context;
  const found: Use[] = [];
  for (const name of program.siteNames) {
    const entries = [
      ...modelSymbols(name).map((e) => ({ provider: e.provider, symbol: e.symbol, credential: e.credential })),
      ...sinkCalls(name).map(({ entry, call }) => ({
        provider: entry.provider,
        symbol: call,
        credential: entry.credential,
      })),
    ];
    if (entries.length === 0) continue;
    for (const site of program.sitesNamed(name)) {
      const { expression, module } = site;
      if (expression.kind === "tagged") continue;
      const frame = site.owner ? openFrame(module, site.owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external") continue;
      const entry = entries.find((e) => matches(e.symbol, callee));
      if (entry) found.push(...inHeaders(context, site));
      const value = entry?.credential ? keyAt(context, site, entry.credential) : null;
      if (entry && value)
        found.push({
          value,
          provider: entry.provider,
          what: `${entry.provider} client`,
          at: place(module, expression.span),
        });
    }
  }
  return found;
}

/** Keys that a request carries in its headers, where no client library takes them. */
function inHeaders(context: LinkContext, site: CallSite): readonly Use[] {
  const { evaluator } = context;
  const { expression, module, owner } = site;
  if (expression.kind === "tagged") return [];
  const frame = owner ? openFrame(module, owner) : null;
  const at = place(module, expression.span);
  const found: Use[] = [];
  for (const arg of expression.args) {
    const options = evaluator.evaluate(arg, module, frame);
    if (options.kind !== "object") continue;
    eachPart(evaluator, evaluator.member(options, "headers", at), (part) => {
      const isKey = isKeyVariable(part);
      if (isKey) found.push({ value: part, provider: null, what: "a request", at });
      return !isKey;
    });
  }
  return found;
}

function isKeyVariable(part: Value): boolean {
  if (part.kind === "stored") return true;
  // An entry of the settings of one environment: `token` of what node-config picks.
  if (part.kind === "select") return hasCredentialName(part.taken.at(-1) ?? "");
  if (part.kind === "fallback" && part.first.kind === "select") return isKeyVariable(part.first);
  return (
    part.kind === "variable" &&
    typeof part.name === "string" &&
    hasCredentialName(part.name) &&
    !isPublicName(part.name)
  );
}

function keyAt(
  context: LinkContext,
  site: CallSite,
  source: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] },
): Value | null {
  if (site.expression.kind === "tagged") return null;
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  const args = site.expression.args.map((expression) => ({ expression, module: site.module, frame }));
  return credentialOf(context.evaluator, args, source, place(site.module, site.expression.span));
}
