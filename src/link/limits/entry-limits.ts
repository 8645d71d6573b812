import { type LimiterEntry, limiterEntries } from "../../catalog/limiters.ts";
import { matches } from "../../catalog/match.ts";
import { comparePlaces, type Place, samePlace } from "../../model/location.ts";
import type { EntryLimit } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { follow, functionsOf } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { chainOf, type FunctionValue, place, type Value } from "../program/value.ts";
import { eachPart } from "../tools/dependence.ts";

const routing = ["use", "register", "post", "get", "all", "put", "route"];
const everything = /^\/?(api\/?)?(\*|\(\.\*\))?$/;
const highest = 2;

/** The limiters that every request passes before it comes to a call of a model. */
export function entryLimitsOf(context: LinkContext): readonly EntryLimit[] {
  const found = [...asked(context), ...mounted(context)].sort(
    (a, b) => comparePlaces(a.call, b.call) || comparePlaces(a.at, b.at),
  );
  return found.filter((one, i) => {
    const before = found[i - 1];
    return !before || !samePlace(before.call, one.call) || !samePlace(before.at, one.at);
  });
}

/** `const { success } = await ratelimit.limit(user)`, in the handler or in what it calls. */
function asked(context: LinkContext): readonly EntryLimit[] {
  const found: EntryLimit[] = [];
  for (const entry of limiterEntries) {
    for (const site of (entry.methods ?? []).flatMap((m) => context.program.sitesNamed(m))) {
      if (site.expression.kind !== "call" || !site.owner || !context.isDeployed(site.module.path)) continue;
      const callee = valueOfCallee(context, site);
      const root = callee.kind === "member" ? chainOf(callee).find((v) => v.kind === "external") : null;
      if (root?.kind !== "external" || !matches(entry.symbol, root)) continue;
      const at = place(site.module, site.expression.span);
      for (const call of callsBehind(context, entry, site, at)) found.push({ limiter: entry.product, at, call });
    }
  }
  return found;
}

function valueOfCallee({ evaluator }: LinkContext, { module, owner, expression }: CallSite): Value {
  const callee = expression.kind === "tagged" ? expression.tag : expression.callee;
  return evaluator.evaluate(callee, module, owner ? openFrame(module, owner) : null);
}

/** The calls of models that are reached only past a limiter, from the function that asks it or from what calls that. */
function callsBehind(context: LinkContext, entry: LimiterEntry, limiter: CallSite, at: Place): readonly Place[] {
  const { evaluator } = context;
  const models = new Map(modelCallSites(context).map(({ call, site }) => [site.expression, call.at]));
  const found = new Set<Place>();
  const walk = (site: CallSite, height: number): void => {
    const { module, owner } = site;
    if (!owner) return;
    const frame = openFrame(module, owner);
    const start: FunctionValue = {
      kind: "function",
      module,
      fn: owner,
      frame: frame.parent,
      self: frame.self,
      at: place(module, owner.span),
    };
    let isPast = false;
    follow(evaluator, start, null, (visit) => {
      isPast ||= visit.site === limiter.expression;
      const call = visit.site.kind === "tagged" ? undefined : models.get(visit.site);
      if (!call) return;
      const isGuarded = visit.guards.some((guard) => {
        if (guard.weakness !== null) return false;
        let mentions = false;
        eachPart(evaluator, evaluator.force(guard.test), (v) => {
          mentions ||= v.kind === "applied" && samePlace(v.at, at);
          return !mentions;
        });
        return mentions;
      });
      if (isGuarded || (isPast && entry.throws)) found.add(call);
    });
    if (height >= highest) return;
    for (const caller of callersOf(evaluator, module, owner).slice(0, 6))
      if (context.isDeployed(caller.site.module.path)) walk(caller.site, height + 1);
  };
  walk(limiter, 0);
  return [...found];
}

/** `app.use(limiter)` before all routes, or `app.post("/chat", limiter, handler)` before one. */
function mounted(context: LinkContext): readonly EntryLimit[] {
  const { program, evaluator } = context;
  const found: EntryLimit[] = [];
  for (const name of routing) {
    for (const site of program.sitesNamed(name)) {
      const { module, owner, expression } = site;
      if (expression.kind !== "call" || !context.isDeployed(module.path) || expression.args.length === 0) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const args = expression.args.map((e) => evaluator.evaluate(e, module, frame));
      const limiter = args.map((arg) => limiterOf(arg, name === "register")).find((one) => one !== null);
      if (!limiter) continue;
      const at = place(module, expression.span);
      const calls = name === "use" || name === "register" ? behindApp(context, site, args) : behindRoute(context, args);
      for (const call of calls) found.push({ limiter: limiter.product, at, call });
    }
  }
  return found;
}

function limiterOf(value: Value, isPlugin: boolean): LimiterEntry | null {
  const made = isPlugin ? value : value.kind === "applied" ? value.callee : null;
  if (made?.kind !== "external") return null;
  return limiterEntries.find((e) => e.methods === undefined && matches(e.symbol, made)) ?? null;
}

function behindApp(context: LinkContext, { module }: CallSite, [first]: readonly Value[]): readonly Place[] {
  // A limiter of one path says nothing of the others.
  if (first?.kind === "literal" && typeof first.value === "string" && !everything.test(first.value)) return [];
  return modelCallSites(context).flatMap(({ call, site }) => {
    const { path } = site.module;
    return path === module.path || context.imports.importersOf([path]).has(module.path) ? [call.at] : [];
  });
}

function behindRoute(context: LinkContext, args: readonly Value[]): readonly Place[] {
  const models = new Map(modelCallSites(context).map(({ call, site }) => [site.expression, call.at]));
  const found = new Set<Place>();
  for (const fn of args.flatMap((arg) => functionsOf(arg)))
    follow(context.evaluator, fn, null, (visit) => {
      const call = visit.site.kind === "tagged" ? undefined : models.get(visit.site);
      if (call) found.add(call);
    });
  return [...found];
}
