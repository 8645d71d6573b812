import type { Expression, ModuleIR, Property, TypeIR } from "../../model/ir.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { Program } from "../program/program.ts";
import { within } from "../program/rounds.ts";
import { chainOf, type Frame, type FunctionValue, place, type Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";
import type { ToolDefinition } from "./definitions.ts";
import { runBy } from "./handlers.ts";
import { type Holder, holderOf } from "./holders.ts";
import { type Counts, instancesOf, type Spot } from "./instances.ts";
import { keysOf } from "./tool-sets.ts";

type ObjectExpression = Extract<Expression, { kind: "object" }>;

export const handlerKeys = [
  "execute",
  "handler",
  "run",
  "func",
  "call",
  "invoke",
  "cb",
  "callback",
  "implementation",
  "fn",
  "tool",
  "handle",
  "action",
  "function",
];
/** Keys under which only tools have a schema. */
const ownKeys = ["inputSchema", "input_schema", "parameters", "argsSchema", "paramsSchema", "zodSchema"];
/** Keys that routes, commands and forms have too. */
const sharedKeys = ["schema", "args", "arguments", "inputs", "params", "input", "shape", "inputParams"];
const nameKeys = ["name", "id", "method", "toolName", "slug"];

/** Tools written as plain objects `{ name, description, <schema>, <handler>? }`, whatever registers them. */
export function objectDefinitions(program: Program, evaluator: Evaluator, counts: Counts): readonly ToolDefinition[] {
  const found: ToolDefinition[] = [];
  for (const module of program.modules.values()) {
    const seen = new Set<Expression>();
    const typed = typedAsTool(module);
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "object" || seen.has(e)) return;
      seen.add(e);
      const mayBe = candidateOf(e);
      if (!mayBe || isOfWorkflow(module, e)) return;
      const definition = definitionOf(evaluator, e, module, owner ? openFrame(module, owner) : null, typed.has(e));
      if (definition) found.push(definition);
      else if (owner && counts(module.path))
        found.push(...madeByHelper(evaluator, { module, owner, expression: e }, e, counts));
    });
  }
  return found;
}

/** `define("refund", "Refund a deal.", {…})`: a tool for each call of the helper whose parameters make the object. */
function madeByHelper(
  evaluator: Evaluator,
  spot: Spot,
  e: ObjectExpression,
  counts: Counts,
): readonly ToolDefinition[] {
  const named = e.properties.some((p) => p.kind === "value" && nameKeys.includes(p.key) && p.value.kind !== "literal");
  if (!named) return [];
  const speaks = /tool|function/i.test(spot.owner?.name ?? "") || holderOf(spot.module, e)?.name === "function";
  return instancesOf(evaluator, spot, counts).flatMap(({ frame, through }) => {
    const definition = through.length > 0 ? definitionOf(evaluator, e, spot.module, frame, speaks) : null;
    if (!definition) return [];
    const { nameAt } = definition;
    const places = through.map((step) => place(step.spot.module, step.spot.expression.span));
    // The call that gives the name, however many pass it on.
    const giving = places.find((at) => nameAt?.path === at.path && within(at.span, nameAt.span));
    const [at = definition.at] = giving ? [giving] : places;
    return [{ ...definition, at, isPassedOn: !giving }];
  });
}

/** By the keys alone, before anything is evaluated. */
function candidateOf(e: ObjectExpression): boolean {
  const keys = new Set(e.properties.map(keyOf));
  const hasSpread = e.properties.some((p) => p.kind === "spread");
  const hasSchema = [...ownKeys, ...sharedKeys].some((k) => keys.has(k));
  if (keys.has("description") && hasSchema) return true;
  // `{ ...definitions.refund, execute }`: the rest of it stands elsewhere.
  return hasSpread && handlerKeys.some((k) => keys.has(k));
}

function keyOf(p: Property): string {
  return p.kind === "value" || p.kind === "getter" ? p.key : "";
}

function definitionOf(
  evaluator: Evaluator,
  e: ObjectExpression,
  module: ModuleIR,
  frame: Frame | null,
  isTyped: boolean,
): ToolDefinition | null {
  const value = evaluator.evaluate(e, module, frame);
  if (value.kind !== "object") return null;
  const take = (key: string | undefined): Value | null => {
    const thunk = key === undefined ? undefined : value.entries.get(key);
    return thunk ? evaluator.force(thunk) : null;
  };
  if (!value.entries.has("description")) return null;
  const schemaKey = [...ownKeys, ...sharedKeys].find((k) => value.entries.has(k));
  const schema = take(schemaKey);
  if (schemaKey === undefined || !schema || !isSchema(evaluator, schema)) return null;
  const handlers = handlersIn(evaluator, handlerKeys.map(take));
  if (schema.kind === "array" && handlers.length === 0) return null;
  const isNamed = nameKeys.some((k) => value.entries.has(k));
  const named = nameKeys.map(take).find((v) => v !== null && isToolName(literalsOf(v)));
  const held = holderOf(module, e);
  const holder = held?.name ?? null;
  const [name] = named
    ? literalsOf(named)
    : !isNamed && held && handlers.length > 0
      ? namesHeld(evaluator, module, held)
      : [];
  if (name === undefined) return null;
  const speaksOfTools = isTyped || /tool|mcp/i.test(`${module.path} ${holder ?? ""} ${calleeName(module, e) ?? ""}`);
  const isOwnKey = ownKeys.includes(schemaKey);
  if (!isOwnKey && !speaksOfTools) return null;
  // Without a handler `{ name, description, parameters }` may be an operation of an API description or a template.
  if (handlers.length === 0 && !speaksOfTools && !/^input/.test(schemaKey) && holder !== "function") return null;
  return {
    name,
    framework: "object",
    at: place(module, e.span),
    nameAt: named?.at ?? null,
    isPassedOn: named?.kind === "choice",
    schema,
    handlers,
    annotations: take("annotations"),
    description: take("description"),
    inputUnder: [],
  };
}

function namesHeld(evaluator: Evaluator, module: ModuleIR, { name, binding }: Holder): readonly string[] {
  const keys = binding === null ? [] : keysOf(evaluator, module, binding);
  return keys.length > 0 ? keys : name === null ? [] : [name];
}

function handlersIn(evaluator: Evaluator, values: readonly (Value | null)[]): readonly FunctionValue[] {
  for (const value of values) {
    const functions = value ? runBy(evaluator, value) : [];
    if (functions.length > 0) return functions;
  }
  return [];
}

/** What a model can call: one word. A text with blanks is a title. */
function isToolName(texts: readonly string[]): boolean {
  const [text, ...more] = texts;
  return text !== undefined && more.length === 0 && /^[A-Za-z_][\w.:/$-]*$/.test(text);
}

const schemaPackages =
  /^(zod|zod\/.*|zod-to-json-schema|@valibot\/to-json-schema|valibot|@sinclair\/typebox|typebox|arktype|yup|joi|ai|@ai-sdk\/.*|effect|@effect\/schema)$/;

/** A schema is a description of an object or the work of a schema library; a database column or a form field is neither. */
function isSchema(evaluator: Evaluator, value: Value, depth = 0): boolean {
  if (depth > 3) return false;
  switch (value.kind) {
    case "object": {
      const type = value.entries.get("type");
      if (type && literalsOf(evaluator.force(type)).includes("object")) return true;
      if (value.entries.has("properties") || value.entries.has("$schema")) return true;
      const fields = [...value.entries.values()].slice(0, 4).map((t) => evaluator.force(t));
      return (
        fields.length > 0 &&
        fields.every((f) => isBuilt(f) || (f.kind === "object" && isSchema(evaluator, f, depth + 1)))
      );
    }
    case "array":
      return value.elements.length > 0 && value.elements.every((t) => isParameter(evaluator.force(t)));
    case "choice":
      return value.options.some((o) => isSchema(evaluator, o.value, depth + 1));
    default:
      return isBuilt(value);
  }
}

/** `{ name, type, description }` of a list of parameters; those of an API description say where they stand, too. */
function isParameter(value: Value): boolean {
  return value.kind === "object" && value.entries.has("name") && value.entries.has("type") && !value.entries.has("in");
}

function isBuilt(value: Value): boolean {
  if (value.kind !== "applied" && value.kind !== "member") return false;
  const [root] = chainOf(value);
  return root?.kind === "external" && schemaPackages.test(root.package);
}

/** Objects that a type annotation calls a tool: `const refund: Tool = {…}`, `const tools: ToolDefinition[] = […]`. */
function typedAsTool(module: ModuleIR): ReadonlySet<Expression> {
  const typed = new Set<Expression>();
  const add = (e: Expression): void => {
    if (e.kind === "object") {
      typed.add(e);
      for (const p of e.properties) if (p.kind === "value" && p.value.kind === "object") typed.add(p.value);
    }
    if (e.kind === "array") for (const item of e.elements) add(item);
  };
  for (const binding of module.bindings) if (binding.value && namesTool(binding.type)) add(binding.value);
  return typed;
}

function namesTool(type: TypeIR | null): boolean {
  if (!type) return false;
  if (type.kind === "named") return /tool|functiondef/i.test(type.name) || type.args.some(namesTool);
  return type.kind === "array" && namesTool(type.of);
}

const callees = new WeakMap<ModuleIR, ReadonlyMap<Expression, string>>();

/** What a workflow of Mastra or a step of it is made from: it is offered where an agent is given the workflow. */
function isOfWorkflow(module: ModuleIR, e: Expression): boolean {
  if (!/^(createWorkflow|createStep)$/.test(calleeName(module, e) ?? "")) return false;
  return module.bindings.some((b) => b.value?.kind === "import" && b.value.specifier.startsWith("@mastra/core"));
}

/** The name of the function that an object is passed to: `defineTool({…})`. */
function calleeName(module: ModuleIR, e: Expression): string | null {
  let map = callees.get(module);
  if (!map) {
    const names = new Map<Expression, string>();
    eachExpressionOf(module, (x) => {
      if (x.kind !== "call" && x.kind !== "new") return;
      const name =
        x.callee.kind === "name" || x.callee.kind === "global"
          ? x.callee.name
          : x.callee.kind === "member"
            ? x.callee.property
            : "";
      for (const arg of x.args) names.set(arg, name);
    });
    map = names;
    callees.set(module, map);
  }
  return map.get(e) ?? null;
}
