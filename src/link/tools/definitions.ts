import { matches, toolDefiners } from "../../catalog/match.ts";
import type { ArgumentPath, ToolEntry } from "../../catalog/types.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite, Program } from "../program/program.ts";
import { chainOf, type FunctionValue, place, type Thunk, type Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** A tool as it is defined in code, before it is known what it does. */
export interface ToolDefinition {
  readonly name: string;
  readonly framework: string;
  readonly at: Place;
  readonly schema: Value | null;
  readonly handlers: readonly FunctionValue[];
  readonly annotations: Value | null;
  /** Properties under which the model's input stands in the handler's first argument. */
  readonly inputUnder: readonly string[];
}

/** Tools defined by calls of a known framework: `tool({…})`, `server.registerTool("x", {…}, fn)`. */
export function calledDefinitions(program: Program, evaluator: Evaluator): readonly ToolDefinition[] {
  const found: ToolDefinition[] = [];
  for (const name of program.siteNames) {
    const entries = toolDefiners(name);
    if (entries.length === 0) continue;
    for (const site of program.sitesNamed(name)) {
      const frame = site.owner ? openFrame(site.module, site.owner) : null;
      const entry = entries.find((e) => isDefinedBy(evaluator, e, site, frame));
      if (entry) found.push(...definitionsAt(evaluator, entry, site));
    }
  }
  return found;
}

function isDefinedBy(evaluator: Evaluator, entry: ToolEntry, site: CallSite, frame: ReturnType<typeof openFrame> | null): boolean {
  const { expression, module } = site;
  if (expression.kind === "tagged") return false;
  if (entry.form === "new" && expression.kind !== "new") return false;
  const callee = evaluator.evaluate(expression.callee, module, frame);
  if (entry.form !== "method") return callee.kind === "external" && matches(entry.symbol, callee.package, callee.path);
  if (expression.callee.kind !== "member") return false;
  const receiver = evaluator.evaluate(expression.callee.object, module, frame);
  const [root] = chainOf(receiver);
  const known = root?.kind === "external" && root.package !== "" ? root.package : null;
  if (known !== null && !entry.symbol.packages.some((p) => p === "*" || isPackage(p, known))) return false;
  // The receiver may be anything the repository calls a server or registry: what is passed decides.
  return passesTool(evaluator, entry, site);
}

function isPackage(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function passesTool(evaluator: Evaluator, entry: ToolEntry, site: CallSite): boolean {
  const args = argumentsOf(site);
  const handler = pick(evaluator, args, entry.handler, (v) => functionsOf(v).length > 0 || v.kind === "input" || v.kind === "member" || v.kind === "applied");
  const name = pick(evaluator, args, entry.name, () => true);
  return handler !== null && name !== null && args.length >= 2;
}

function definitionsAt(evaluator: Evaluator, entry: ToolEntry, site: CallSite): readonly ToolDefinition[] {
  const args = argumentsOf(site);
  const at = place(site.module, site.expression.kind === "tagged" ? site.expression.span : site.expression.span);
  const named = pick(evaluator, args, entry.name, () => true);
  const names = named ? literalsOf(named) : [];
  const handler = pick(evaluator, args, entry.handler, (v) => functionsOf(v).length > 0);
  const schema = pick(evaluator, args, entry.schema, (v) => v.kind === "object" || v.kind === "applied" || v.kind === "choice");
  const annotations = pick(evaluator, args, entry.annotations, (v) => v.kind === "object");
  const base = { framework: entry.framework, at, schema, handlers: handler ? functionsOf(handler) : [], annotations, inputUnder: entry.inputUnder };
  if (names.length > 1) return expanded(evaluator, entry, site, base);
  return [{ ...base, name: names[0] ?? holderName(site) ?? "" }];
}

/** A registration in a loop or helper stands for one tool an entry; each is looked at with its own arguments. */
function expanded(evaluator: Evaluator, entry: ToolEntry, site: CallSite, base: Omit<ToolDefinition, "name">): readonly ToolDefinition[] {
  const args = argumentsOf(site);
  const whole = entry.name.map((path) => args[path.index]).find((t) => t !== undefined);
  const named = pick(evaluator, args, entry.name, () => true);
  const options = named?.kind === "choice" ? named.options : [];
  const handler = pick(evaluator, args, entry.handler, (v) => functionsOf(v).length > 0);
  const schema = pick(evaluator, args, entry.schema, () => true);
  const aligned = (value: Value | null, i: number): Value | null => (value?.kind === "choice" && value.options.length === options.length ? (value.options[i]?.value ?? null) : value);
  if (!whole) return [];
  return options.flatMap((o, i): ToolDefinition[] => {
    const [name] = literalsOf(o.value);
    const own = aligned(handler, i);
    return name === undefined ? [] : [{ ...base, name, at: o.value.at, schema: aligned(schema, i), handlers: own ? functionsOf(own) : base.handlers }];
  });
}

const handlerKeys = ["execute", "handler", "run", "func", "call", "invoke", "cb", "callback", "implementation", "fn", "tool", "handle", "action"];
const schemaKeys = ["inputSchema", "parameters", "input_schema", "schema", "args", "argsSchema", "inputs", "paramsSchema", "params", "zodSchema", "input", "shape"];

/** Tools written as plain objects `{ name, description, <schema>, <handler>? }`, whatever registers them. */
export function objectDefinitions(program: Program, evaluator: Evaluator, taken: ReadonlySet<string>): readonly ToolDefinition[] {
  const found: ToolDefinition[] = [];
  for (const module of program.modules.values()) {
    const seen = new Set<Expression>();
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "object" || seen.has(e)) return;
      seen.add(e);
      const definition = objectDefinition(evaluator, e, module, owner ? openFrame(module, owner) : null);
      if (definition && !taken.has(keyOf(definition.at))) found.push(definition);
    });
  }
  return found;
}

function objectDefinition(evaluator: Evaluator, e: Extract<Expression, { kind: "object" }>, module: ModuleIR, frame: ReturnType<typeof openFrame> | null): ToolDefinition | null {
  const written = new Map(e.properties.flatMap((p) => (p.kind === "value" ? [[p.key, p.value] as const] : [])));
  // OpenAI's shape: { type: "function", function: { name, description, parameters } }; the inner object is the tool.
  const name = written.get("name") ?? written.get("id");
  const description = written.get("description");
  const schemaKey = schemaKeys.find((k) => written.has(k));
  if (!name || !description || schemaKey === undefined) return null;
  const handlerKey = handlerKeys.find((k) => written.has(k));
  const take = (x: Expression | undefined): Value | null => (x ? evaluator.evaluate(x, module, frame) : null);
  const schema = take(written.get(schemaKey));
  const [text] = literalsOf(take(name) ?? { kind: "unknown", reason: "", at: place(module, e.span) });
  if (text === undefined || !schema || !isSchema(schema)) return null;
  const handler = take(handlerKey === undefined ? undefined : written.get(handlerKey));
  const method = e.properties.find((p) => p.kind === "value" && handlerKeys.includes(p.key));
  return {
    name: text,
    framework: "object",
    at: place(module, e.span),
    schema,
    handlers: handler && method ? functionsOf(handler) : [],
    annotations: take(written.get("annotations")),
    inputUnder: [],
  };
}

/** A schema is an object or the work of a schema library; a database column or a form field is neither. */
function isSchema(value: Value): boolean {
  if (value.kind === "object") return value.entries.has("type") || value.entries.has("properties") || [...value.entries].length > 0;
  if (value.kind !== "applied") return false;
  const [root] = chainOf(value);
  return root?.kind === "external" && /^(zod|zod\/.*|valibot|@sinclair\/typebox|typebox|arktype|yup|joi|ai|@ai-sdk\/.*)$/.test(root.package);
}

function argumentsOf(site: CallSite): readonly Thunk[] {
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  return site.expression.kind === "tagged" ? [] : site.expression.args.map((expression) => ({ expression, module: site.module, frame }));
}

/** The first of several possible positions that holds what is looked for. */
function pick(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[], fits: (v: Value) => boolean): Value | null {
  for (const { index, path } of paths) {
    const thunk = args[index];
    if (!thunk) continue;
    const value = path.reduce((v, property) => evaluator.member(v, property, v.at), evaluator.force(thunk));
    if (!isEmpty(value) && value.kind !== "unknown" && fits(value)) return value;
  }
  return null;
}

/** A tool without a name of its own goes by the property or variable that holds it, or the function that makes it. */
function holderName(site: CallSite): string | null {
  const holder = holdersOf(site.module).get(site.expression);
  return holder ?? (site.owner?.name || null);
}

const holders = new WeakMap<ModuleIR, ReadonlyMap<Expression, string>>();

function holdersOf(module: ModuleIR): ReadonlyMap<Expression, string> {
  const known = holders.get(module);
  if (known) return known;
  const map = new Map<Expression, string>();
  const note = (e: Expression | null, name: string): void => {
    for (let x = e; x; ) {
      if (!map.has(x)) map.set(x, name);
      // `withAudit(tool({…}))` is held under the same name.
      const next: Expression | undefined = x.kind === "call" ? x.args.find((a) => a.kind === "call") : x.kind === "await" ? x.operand : undefined;
      x = next ?? null;
    }
  };
  for (const binding of module.bindings) note(binding.value, binding.name);
  for (const cls of module.classes) for (const m of cls.members) note(m.value, m.name);
  eachExpressionOf(module, (e) => {
    if (e.kind === "object") for (const p of e.properties) if (p.kind === "value") map.set(p.value, p.key);
    if (e.kind === "object") for (const p of e.properties) if (p.kind === "value") note(p.value, p.key);
  });
  holders.set(module, map);
  return map;
}

export function keyOf(at: Place): string {
  return `${at.path}:${at.span.startLine}:${at.span.startColumn}`;
}

