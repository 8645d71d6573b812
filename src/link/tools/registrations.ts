import { isPackage, matches, toolDefiners } from "../../catalog/match.ts";
import type { ArgumentPath, ToolEntry } from "../../catalog/types.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import type { CallSite, Program } from "../program/program.ts";
import { within } from "../program/rounds.ts";
import { chainOf, type Frame, place, type Thunk, type Value } from "../program/value.ts";
import { namelessAt, type ToolDefinition } from "./definitions.ts";
import { holderOf } from "./holders.ts";
import { type Counts, type Instance, instancesOf, openInstance } from "./instances.ts";

/** Tools defined by calls of a known framework: `tool({…})`, `server.registerTool("x", {…}, fn)`. */
export function registeredDefinitions(
  program: Program,
  evaluator: Evaluator,
  counts: Counts,
): readonly ToolDefinition[] {
  const found: ToolDefinition[] = [];
  // A call inside a helper of the repository comes before the call of that helper: it has what the helper wraps around.
  const late: ToolDefinition[] = [];
  for (const name of program.siteNames) {
    const entries = toolDefiners(name);
    if (entries.length === 0) continue;
    const seen = new Set<unknown>();
    for (const site of program.sitesNamed(name)) {
      if (seen.has(site.expression) || !counts(site.module.path) || site.expression.kind === "tagged") continue;
      seen.add(site.expression);
      const definer = definerOf(evaluator, entries, site);
      if (definer)
        (definer.throughHelper ? late : found).push(
          ...definitionsAt(evaluator, definer.entry, site, definer.isCertain, counts),
        );
    }
  }
  // What goes through a helper is told first: it has what the helper wraps around the handler.
  return [...found.filter((d) => d.isWrapped), ...found.filter((d) => !d.isWrapped), ...late];
}

interface Definer {
  readonly entry: ToolEntry;
  /** The framework itself is seen to be called, not something that has its method's name. */
  readonly isCertain: boolean;
  readonly throughHelper: boolean;
}

function definerOf(evaluator: Evaluator, entries: readonly ToolEntry[], site: CallSite): Definer | null {
  const { expression, module } = site;
  if (expression.kind === "tagged") return null;
  const { frame } = openInstance(site);
  const callee = evaluator.evaluate(expression.callee, module, frame);
  const named = entries.filter(
    ({ form, symbol }) =>
      form !== "method" &&
      (form === "new" ? expression.kind === "new" : true) &&
      callee.kind === "external" &&
      matches(symbol, callee),
  );
  const [only] = named;
  // Where the version is not known, the facts of the one whose schema is there are those to go by.
  const fitting = named.find((entry) => pick(evaluator, argumentsOf(site, frame), entry.schema, () => true)) ?? only;
  if (fitting) return { entry: fitting, isCertain: true, throughHelper: false };
  for (const entry of entries) {
    if (entry.form !== "method") continue;
    if (expression.callee.kind !== "member") continue;
    const [root] = chainOf(callee);
    const known = root?.kind === "external" && root.package !== "" ? root.package : null;
    const isCertain = known !== null && entry.symbol.packages.some((p) => isPackage(p, known));
    if (known !== null && !isCertain) continue;
    // The receiver may be anything the repository calls a server or registry: what is passed decides.
    if (passesTool(evaluator, entry, argumentsOf(site, frame)))
      return { entry, isCertain, throughHelper: functionsOf(callee).length > 0 };
  }
  return null;
}

function passesTool(evaluator: Evaluator, entry: ToolEntry, args: readonly Thunk[]): boolean {
  const handler = pick(
    evaluator,
    args,
    entry.handler,
    (v) =>
      functionsOf(v).length > 0 ||
      v.kind === "input" ||
      v.kind === "member" ||
      v.kind === "applied" ||
      v.kind === "select",
  );
  const name = pick(evaluator, args, entry.name, isName);
  return handler !== null && name !== null && handler !== name;
}

/** A name is a text, or comes from somewhere that may give one. */
function isName(value: Value): boolean {
  return value.kind !== "object" && value.kind !== "array" && value.kind !== "function" && value.kind !== "instance";
}

function definitionsAt(
  evaluator: Evaluator,
  entry: ToolEntry,
  site: CallSite,
  isCertain: boolean,
  counts: Counts,
): readonly ToolDefinition[] {
  const open = openInstance(site);
  const name = nameIn(evaluator, entry, site, open.frame);
  if (name === null) return heldDefinitions(evaluator, entry, site, counts);
  const [only, ...more] = literalsOf(name);
  const at = place(site.module, site.expression.span);
  if (only !== undefined && more.length === 0)
    return [definition(evaluator, entry, site, open.frame, { name: only, at, nameAt: name.at })];
  const single = instancesOf(evaluator, site, counts).flatMap((instance): readonly ToolDefinition[] => {
    const own = nameIn(evaluator, entry, site, instance.frame);
    const names = own ? literalsOf(own) : [];
    return names.map((text) =>
      definition(evaluator, entry, site, instance.frame, {
        name: text,
        at: own ? placeOf(evaluator, entry, site, instance, own) : at,
        nameAt: own?.at ?? null,
        isWrapped: instance.from !== site,
      }),
    );
  });
  if (single.length > 0) return single;
  if (entry.form !== "method")
    return [
      definition(evaluator, entry, site, open.frame, { name: holderName(site) ?? namelessAt(at), at, nameAt: null }),
    ];
  const [root] = chainOf(name);
  const isPassedOn = root?.kind === "input" && name.kind === "input";
  return isCertain && !isPassedOn
    ? [definition(evaluator, entry, site, open.frame, { name: namelessAt(at), at, nameAt: null })]
    : [];
}

/** A tool without a name of its own goes by the property or variable that holds it, or that holds what its function returns. */
function heldDefinitions(
  evaluator: Evaluator,
  entry: ToolEntry,
  site: CallSite,
  counts: Counts,
): readonly ToolDefinition[] {
  const at = place(site.module, site.expression.span);
  const held = holderOf(site.module, site.expression);
  if (held?.name)
    return [definition(evaluator, entry, site, openInstance(site).frame, { name: held.name, at, nameAt: null })];
  const instances = instancesOf(evaluator, site, counts).flatMap((instance) => {
    const holder = held ?? (instance.from === site ? null : holderOf(instance.from.module, instance.from.expression));
    const where = held
      ? { module: site.module, frame: instance.frame }
      : { module: instance.from.module, frame: instance.caller };
    const names = holder?.name
      ? [holder.name]
      : holder?.key
        ? literalsOf(evaluator.evaluate(holder.key, where.module, where.frame))
        : [];
    return names.map((name) => ({
      name,
      instance,
      elementAt: holder?.key ? elementPlace(evaluator, { expression: holder.key, ...where }) : null,
    }));
  });
  const names = new Set(instances.map((i) => i.name));
  if (names.size === 0)
    return [
      definition(evaluator, entry, site, openInstance(site).frame, {
        name: holderName(site) ?? namelessAt(at),
        at,
        nameAt: null,
      }),
    ];
  return [...names].map((name) => {
    const own = instances.filter((i) => i.name === name);
    const frame = own.length === 1 ? (own[0]?.instance.frame ?? null) : openInstance(site).frame;
    const [first] = own;
    const from = first?.instance.from;
    const several = first?.elementAt ?? (from ? place(from.module, from.expression.span) : at);
    return definition(evaluator, entry, site, frame, { name, at: names.size === 1 ? at : several, nameAt: null });
  });
}

function holderName(site: CallSite): string | null {
  return holderOf(site.module, site.expression)?.name ?? (site.owner?.name || null);
}

function nameIn(evaluator: Evaluator, entry: ToolEntry, site: CallSite, frame: Frame | null): Value | null {
  return pick(evaluator, argumentsOf(site, frame), entry.name, isName);
}

/** Where one of several tools that go through one call is defined. */
function placeOf(evaluator: Evaluator, entry: ToolEntry, site: CallSite, instance: Instance, name: Value): Place {
  const { from } = instance;
  if (from !== site && from.module.path === name.at.path && within(from.expression.span, name.at.span))
    return place(from.module, from.expression.span);
  // `t.name` of an element: the element is the tool.
  for (const { index, path } of entry.name) {
    const thunk = path.length === 0 ? argumentsOf(site, instance.frame)[index] : undefined;
    const element = thunk ? elementPlace(evaluator, thunk) : null;
    if (element) return element;
  }
  return name.at;
}

/** Where the object stands that `t.name` is a property of. */
function elementPlace(evaluator: Evaluator, { expression, module, frame }: Thunk): Place | null {
  if (expression.kind !== "member") return null;
  const element = evaluator.evaluate(expression.object, module, frame);
  if (element.kind === "instance") return element.of.at;
  return element.kind === "object" ? element.at : null;
}

function definition(
  evaluator: Evaluator,
  entry: ToolEntry,
  site: CallSite,
  frame: Frame | null,
  own: Pick<ToolDefinition, "name" | "at" | "nameAt" | "isWrapped">,
): ToolDefinition {
  const args = argumentsOf(site, frame);
  const handler = pick(evaluator, args, entry.handler, (v) => functionsOf(v).length > 0);
  const schema = pick(
    evaluator,
    args,
    entry.schema,
    (v) =>
      (v.kind === "object" && !isAnnotations(v)) ||
      v.kind === "applied" ||
      v.kind === "choice" ||
      (v.kind === "member" && chainOf(v)[0]?.kind === "external"),
  );
  const annotations = pick(evaluator, args, entry.annotations, (v) => v.kind === "object" && isAnnotations(v));
  return {
    ...own,
    framework: entry.framework,
    schema,
    handlers: handler ? functionsOf(handler) : [],
    annotations,
    guardrails: pick(evaluator, args, entry.guardrails ?? [], (v) => v.kind === "array"),
    approval: pick(evaluator, args, entry.approval ?? [], () => true),
    inputUnder: entry.inputUnder,
  };
}

/** `{ title, readOnlyHint, destructiveHint }` says what a tool does and not what it takes. */
function isAnnotations(value: Extract<Value, { kind: "object" }>): boolean {
  const keys = [...value.entries.keys()];
  return keys.some((k) => k.endsWith("Hint")) && keys.every((k) => k.endsWith("Hint") || k === "title");
}

function argumentsOf(site: CallSite, frame: Frame | null): readonly Thunk[] {
  return site.expression.kind === "tagged"
    ? []
    : site.expression.args.map((expression) => ({ expression, module: site.module, frame }));
}

/** The first of several possible positions that holds what is looked for. */
function pick(
  evaluator: Evaluator,
  args: readonly Thunk[],
  paths: readonly ArgumentPath[],
  fits: (v: Value) => boolean,
): Value | null {
  for (const { index, path } of paths) {
    const thunk = args[index];
    if (!thunk) continue;
    const value = path.reduce((v, property) => evaluator.member(v, property, v.at), evaluator.force(thunk));
    if (!isEmpty(value) && fits(value)) return value;
  }
  return null;
}
