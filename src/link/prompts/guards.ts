import { subset } from "semver";
import { matches } from "../../catalog/match.ts";
import {
  detectionAddresses,
  detectionCalls,
  type GuardEntry,
  guardEntries,
  racingGuardrails,
} from "../../catalog/prompts.ts";
import type { Installed } from "../../model/installed.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { InputGuard } from "../../model/prompts.ts";
import type { LinkContext } from "../context.ts";
import { literalsOf } from "../program/evaluate.ts";
import { flagOf } from "../program/flags.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { type ExternalValue, place, type Test, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { isWrite } from "../tools/effects.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** Everything in deployed code that looks at what comes in before, or while, a model acts on it. */
export function inputGuards(context: LinkContext, tools: readonly LinkedTool[]): readonly InputGuard[] {
  const found = [...wiredGuards(context, tools), ...askedDetectors(context)];
  return found
    .filter(
      (g, i) =>
        found.findIndex((o) => comparePlaces(o.at, g.at) === 0 && comparePlaces(o.wiredAt, g.wiredAt) === 0) === i,
    )
    .sort((a, b) => comparePlaces(a.wiredAt, b.wiredAt) || comparePlaces(a.at, b.at));
}

function wiredGuards(context: LinkContext, tools: readonly LinkedTool[]): readonly InputGuard[] {
  return guardEntries.flatMap((entry) =>
    entry.symbol.names
      .map((name) => name.slice(name.lastIndexOf(".") + 1))
      .flatMap((name) => context.program.sitesNamed(name))
      .flatMap((site) => guardsAt(context, entry, site, tools)),
  );
}

function guardsAt(
  context: LinkContext,
  entry: GuardEntry,
  { module, owner, expression }: CallSite,
  tools: readonly LinkedTool[],
): readonly InputGuard[] {
  const { evaluator } = context;
  if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
  const frame = owner ? openFrame(module, owner) : null;
  const callee = evaluator.evaluate(expression.callee, module, frame);
  if (callee.kind !== "external" || !matches(entry.symbol, callee)) return [];
  const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
  const given = argumentAt(evaluator, args, entry.from);
  if (!given) return [];
  const wiredAt = place(module, expression.span);
  const skippedBy = skipping(context, given);
  const racing = surelyRacing(callee);
  const acting = racing === null ? [] : actingTools(context, args, tools);
  return elementsOf(context, given).flatMap((guard): readonly InputGuard[] => {
    const made = guard.kind === "applied" && guard.callee.kind === "external" ? guard.callee.path.at(-1) : undefined;
    if (entry.detectors && !(made !== undefined && entry.detectors.includes(made))) return [];
    const own = guard.kind === "applied" && guard.args[0] ? evaluator.force(guard.args[0]) : guard;
    const races = racing !== null && acting.length > 0 && runsBeside(context, own);
    return [
      {
        name: nameOf(context, own) ?? made ?? "an input guard",
        product: entry.product,
        at: own.at,
        wiredAt,
        passesAt: entry.reaction ? passingAt(context, own, entry.reaction) : null,
        skippedBy,
        races: races ? { installed: racing, tools: acting } : null,
      },
    ];
  });
}

function elementsOf({ evaluator }: LinkContext, value: Value): readonly Value[] {
  if (value.kind === "array") return value.elements.map((t) => evaluator.force(t));
  if (value.kind === "choice")
    return value.options.flatMap(({ value: v }) =>
      v.kind === "array" ? v.elements.map((t) => evaluator.force(t)) : [],
    );
  return [];
}

/** `inputGuardrails: process.env.SKIP ? [] : [guard]`: the variable that leaves all of them out. */
function skipping({ evaluator }: LinkContext, given: Value): InputGuard["skippedBy"] {
  if (given.kind !== "choice") return null;
  const without = given.options.find(
    ({ value }) => value.kind === "array" && value.elements.length === 0 && !value.open,
  );
  const flag = without?.when
    .map((test: Test) => ({ test, name: flagOf(evaluator.force(test.thunk)) }))
    .find(({ name }) => name !== null);
  if (!flag || flag.name === null) return null;
  const { expression, module } = flag.test.thunk;
  return { what: flag.name, at: place(module, expression.span) };
}

/** Whether the guard does not say that it comes first; one whose options are not seen may. */
function runsBeside({ evaluator }: LinkContext, own: Value): boolean {
  if (own.kind !== "object" || own.rest !== null) return false;
  const first = own.entries.get("runInParallel");
  if (!first) return true;
  const value = evaluator.force(first);
  return value.kind === "literal" && value.value === true;
}

/** `strategy: "warn"`: where every word that the option may have is one of those that let pass. */
function passingAt(
  { evaluator }: LinkContext,
  own: Value,
  { option, passing }: NonNullable<GuardEntry["reaction"]>,
): Place | null {
  const given = own.kind === "object" ? own.entries.get(option) : undefined;
  const words = given ? literalsOf(evaluator.force(given)) : [];
  return given && words.length > 0 && words.every((word) => passing.includes(word))
    ? place(given.module, given.expression.span)
    : null;
}

function nameOf({ evaluator }: LinkContext, own: Value): string | null {
  const name = own.kind === "object" ? own.entries.get("name") : undefined;
  return (name ? literalsOf(evaluator.force(name))[0] : undefined) ?? null;
}

/** The installed version, if it can only be one of those in which tools do not wait for guardrails. */
function surelyRacing(callee: ExternalValue): string | null {
  const { installed } = callee;
  if (!installed || !matches(racingGuardrails, callee)) return null;
  const asked = rangesOf(installed);
  const { versions } = racingGuardrails;
  return versions !== undefined && asked.length > 0 && asked.every((range) => subset(range, versions))
    ? asked.join(", ")
    : null;
}

function rangesOf(installed: Installed): readonly string[] {
  return installed.kind === "range" ? [installed.range] : installed.versions;
}

/** The tools of an agent that change something. */
function actingTools(
  { evaluator }: LinkContext,
  args: readonly Thunk[],
  tools: readonly LinkedTool[],
): readonly { readonly name: string; readonly at: Place }[] {
  const given = argumentAt(evaluator, args, [{ index: 0, path: ["tools"] }]);
  if (given?.kind !== "array") return [];
  const places = given.elements.map((t) => evaluator.force(t).at);
  return tools
    .filter(
      ({ tool, effects }) => effects.some(({ kind }) => isWrite(kind)) && places.some((p) => overlaps(p, tool.at)),
    )
    .map(({ tool: { name, at } }) => ({ name, at }));
}

function overlaps(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.startLine <= b.span.endLine && b.span.startLine <= a.span.endLine;
}

/** Detection services that are asked by code of the repository. */
function askedDetectors(context: LinkContext): readonly InputGuard[] {
  const { program, evaluator } = context;
  const called = detectionCalls.flatMap(({ product, symbol }) =>
    symbol.names.flatMap((name) =>
      program.sitesNamed(name).flatMap(({ module, owner, expression }) => {
        if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
        const callee = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
        return callee.kind === "external" && matches(symbol, callee)
          ? [asked(product, place(module, expression.span))]
          : [];
      }),
    ),
  );
  const requested = program.sitesNamed("fetch").flatMap(({ module, owner, expression }) => {
    const [address] = expression.kind === "call" ? expression.args : [];
    if (!address || !context.isDeployed(module.path)) return [];
    const texts = fixedParts(evaluator.evaluate(address, module, owner ? openFrame(module, owner) : null));
    const known = detectionAddresses.find((d) => texts.some((text) => d.address.test(text)));
    return known ? [asked(known.product, place(module, expression.span))] : [];
  });
  return [...called, ...requested];
}

function fixedParts(value: Value): readonly string[] {
  if (value.kind === "template") return value.parts.flatMap(fixedParts);
  if (value.kind === "fallback") return [...fixedParts(value.first), ...fixedParts(value.second)];
  return literalsOf(value);
}

function asked(product: string, at: Place): InputGuard {
  return { name: product, product, at, wiredAt: at, passesAt: null, skippedBy: null, races: null };
}
