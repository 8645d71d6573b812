import { declaredToolEntry, handlerProperties } from "../../catalog/declared-tools.ts";
import { isPackage, matches, toolDefiners } from "../../catalog/match.ts";
import type { ArgumentPath, ToolEntry } from "../../catalog/types.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import type { CallSite, Program } from "../program/program.ts";
import { chainOf, type Frame, place, type Thunk, type Value } from "../program/value.ts";
import { contextOf } from "./contexts.ts";
import { namelessAt, type ToolDefinition } from "./definitions.ts";
import { runBy } from "./handlers.ts";
import { type Counts, type Instance, instancesOf, openInstance, sharedInstance } from "./instances.ts";
import { heldNames, holderName, placeOf } from "./tool-names.ts";

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
    const isDeclared = evaluator.declared.names.tools.has(name);
    if (entries.length === 0 && !isDeclared) continue;
    const seen = new Set<unknown>();
    for (const site of program.sitesNamed(name)) {
      if (seen.has(site.expression) || !counts(site.module.path) || site.expression.kind === "tagged") continue;
      seen.add(site.expression);
      const definer = (isDeclared ? declaredDefiner(evaluator, site) : null) ?? definerOf(evaluator, entries, site);
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
  const imported = importOf(module, expression.callee);
  const named = entries.filter(
    (entry) =>
      entry.form !== "method" &&
      (entry.form === "call" || expression.kind === "new") &&
      isSymbolOf(entry, callee, imported),
  );
  const [only] = named;
  // Where the version is not known, the facts of the one whose schema is there are those to go by.
  const fitting =
    named.find((entry) => pick(evaluator, argumentsOf(evaluator, entry, site, frame), entry.schema, () => true)) ??
    only;
  if (fitting) return { entry: fitting, isCertain: true, throughHelper: false };
  for (const entry of entries) {
    if (entry.form !== "method") continue;
    if (expression.callee.kind !== "member") continue;
    if (entry.after !== undefined && givenBefore(entry, callee) === null) continue;
    const [root] = chainOf(callee);
    const known = root?.kind === "external" && root.package !== "" ? root.package : null;
    const isCertain = known !== null && entry.symbol.packages.some((p) => isPackage(p, known));
    if (known !== null && !isCertain) continue;
    // The receiver may be anything the repository calls a server or registry: what is passed decides.
    if (passesTool(evaluator, entry, argumentsOf(evaluator, entry, site, frame)))
      return { entry, isCertain, throughHelper: functionsOf(callee).length > 0 };
  }
  return null;
}

/** A function of which the settings say that it registers tools. */
function declaredDefiner(evaluator: Evaluator, site: CallSite): Definer | null {
  const { expression, module } = site;
  if (expression.kind === "tagged") return null;
  const { frame } = openInstance(site);
  const callee = evaluator.evaluate(expression.callee, module, frame);
  const declared = evaluator.declared.tool({ callee, site: expression, module });
  if (declared === null) return null;
  const options = expression.args.findIndex((arg) => {
    const value = evaluator.evaluate(arg, module, frame);
    return value.kind === "object" && handlerProperties.some((property) => value.entries.has(property));
  });
  const form = expression.callee.kind === "member" ? "method" : "call";
  return {
    entry: declaredToolEntry(declared.name, form, options < 0 ? null : options),
    isCertain: true,
    throughHelper: functionsOf(callee).length > 0,
  };
}

/** Of a package, or of the repository's own where it is the framework itself that is audited. */
function isSymbolOf(entry: ToolEntry, callee: Value, imported: ImportExpression | null): boolean {
  if (callee.kind === "external") return matches(entry.symbol, callee);
  return imported !== null && matches(entry.symbol, { package: imported.specifier, path: [imported.name] });
}

type ImportExpression = Extract<Expression, { kind: "import" }>;

function importOf(module: ModuleIR, callee: Expression): ImportExpression | null {
  const value = callee.kind === "name" ? module.bindings[callee.binding]?.value : null;
  return value?.kind === "import" ? value : null;
}

/** What the call was given that the method comes after; null if it comes after another. */
function givenBefore({ after, symbol }: ToolEntry, callee: Value): readonly Thunk[] | null {
  const before = callee.kind === "member" && callee.object.kind === "applied" ? callee.object : null;
  const maker = before?.callee.kind === "external" ? before.callee : null;
  const isThis = before && maker && after !== undefined && matches({ ...symbol, names: [after] }, maker);
  return isThis ? before.args : null;
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
        at: own ? placeOf(evaluator, nameThunks(evaluator, entry, site, instance), instance, own) : at,
        nameAt: own?.at ?? null,
        isWrapped: instance.through.length > 0,
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

/** A tool without a name of its own goes by what holds it. */
function heldDefinitions(
  evaluator: Evaluator,
  entry: ToolEntry,
  site: CallSite,
  counts: Counts,
): readonly ToolDefinition[] {
  const at = place(site.module, site.expression.span);
  const held = heldNames(evaluator, site, counts);
  const names = [...new Set(held.map((h) => h.name))];
  if (names.length === 0) {
    const { frame } = openInstance(site);
    return [definition(evaluator, entry, site, frame, { name: holderName(site) ?? namelessAt(at), at, nameAt: null })];
  }
  return names.map((name) => {
    const own = held.filter((h) => h.name === name);
    const [first] = own;
    const { frame } = sharedInstance(
      evaluator,
      site,
      counts,
      own.map((h) => h.instance),
    );
    const from = first?.instance.through[0]?.spot;
    const several = first?.elementAt ?? (from ? place(from.module, from.expression.span) : at);
    return definition(evaluator, entry, site, frame, { name, at: names.length === 1 ? at : several, nameAt: null });
  });
}

function nameIn(evaluator: Evaluator, entry: ToolEntry, site: CallSite, frame: Frame | null): Value | null {
  return pick(evaluator, argumentsOf(evaluator, entry, site, frame), entry.name, isName);
}

/** The arguments that are a name as a whole. */
function nameThunks(evaluator: Evaluator, entry: ToolEntry, site: CallSite, { frame }: Instance): readonly Thunk[] {
  const args = argumentsOf(evaluator, entry, site, frame);
  return entry.name.flatMap(({ index, path }) => (path.length === 0 ? (args[index] ?? []) : []));
}

function definition(
  evaluator: Evaluator,
  entry: ToolEntry,
  site: CallSite,
  frame: Frame | null,
  own: Pick<ToolDefinition, "name" | "at" | "nameAt" | "isWrapped">,
): ToolDefinition {
  const args = argumentsOf(evaluator, entry, site, frame);
  const handler = pick(evaluator, args, entry.handler, (v) => runBy(evaluator, v).length > 0);
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
    ...(entry.form === "method" ? { registeredIn: site.module.path } : {}),
    schema,
    handlers: handler ? runBy(evaluator, handler) : [],
    annotations,
    description: pick(evaluator, args, entry.description, (v) => v.kind === "literal" || v.kind === "template"),
    guardrails: pick(evaluator, args, entry.guardrails ?? [], (v) => v.kind === "array"),
    approval: pick(evaluator, args, entry.approval ?? [], () => true),
    context: contextOf(evaluator, entry),
    inputUnder: entry.inputUnder,
  };
}

/** `{ title, readOnlyHint, destructiveHint }` says what a tool does and not what it takes. */
function isAnnotations(value: Extract<Value, { kind: "object" }>): boolean {
  const keys = [...value.entries.keys()];
  return keys.some((k) => k.endsWith("Hint")) && keys.every((k) => k.endsWith("Hint") || k === "title");
}

function argumentsOf(
  evaluator: Evaluator,
  entry: ToolEntry,
  { module, expression: call }: CallSite,
  frame: Frame | null,
): readonly Thunk[] {
  if (call.kind === "tagged") return [];
  const own = call.args.map((expression) => ({ expression, module, frame }));
  if (entry.after === undefined) return own;
  return [...(givenBefore(entry, evaluator.evaluate(call.callee, module, frame)) ?? []), ...own];
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
