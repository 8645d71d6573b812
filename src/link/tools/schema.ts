import type { ToolParameter } from "../../model/agent-tool.ts";
import { type Place, samePlace } from "../../model/location.ts";
import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import { lastName } from "../program/models/names.ts";
import type { ObjectValue, Thunk, Value } from "../program/value.ts";

const maximumDepth = 6;

/** The parameters that a tool's schema lets a model fill in: zod and its kin, JSON Schema, or a plain shape. */
export function parametersOf(evaluator: Evaluator, schema: Value | null): readonly ToolParameter[] {
  return fieldsOf(evaluator, schema).map(({ parameter }) => parameter);
}

/** A parameter with what the schema says of it. */
export interface Field {
  readonly parameter: ToolParameter;
  readonly value: Value;
}

export function fieldsOf(evaluator: Evaluator, schema: Value | null): readonly Field[] {
  const found = schema ? fields(evaluator, schema, "", 0) : [];
  // A schema that is built in several ways has a field in each.
  return found.filter(({ parameter }, i) => found.findIndex((other) => other.parameter.name === parameter.name) === i);
}

function fields(evaluator: Evaluator, schema: Value, prefix: string, depth: number): readonly Field[] {
  if (depth > maximumDepth) return [];
  if (schema.kind === "choice") return schema.options.flatMap((o) => fields(evaluator, o.value, prefix, depth + 1));
  if (schema.kind === "object") return objectFields(evaluator, schema, prefix, depth);
  if (schema.kind === "array") return schema.elements.flatMap((t) => listedField(evaluator, t, prefix, depth));
  const shapes = shapesOf(evaluator, schema);
  return shapes.flatMap((shape) => objectFields(evaluator, shape, prefix, depth));
}

/** The objects of fields in a schema chain: `z.object({…}).extend({…})`, `zodSchema(…)`, `jsonSchema({…})`, unions of objects. */
function shapesOf(evaluator: Evaluator, schema: Value): readonly ObjectValue[] {
  const shapes: ObjectValue[] = [];
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const name = lastName(current.callee);
      for (const thunk of current.args) {
        const arg = evaluator.force(thunk);
        if (arg.kind === "object" && !/^(describe|meta|refine|default|openapi|register|annotations)$/.test(name))
          shapes.push(arg);
        else if (arg.kind === "applied") shapes.push(...shapesOf(evaluator, arg));
        else if (arg.kind === "array" && /union|intersection|discriminatedUnion/i.test(name)) {
          for (const option of arg.elements) shapes.push(...shapesOf(evaluator, evaluator.force(option)));
        }
      }
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return shapes;
}

function objectFields(evaluator: Evaluator, shape: ObjectValue, prefix: string, depth: number): readonly Field[] {
  const take = (key: string): Value | null => {
    const thunk = shape.entries.get(key);
    return thunk ? evaluator.force(thunk) : null;
  };
  const properties = take("properties");
  if (properties?.kind === "object") {
    const required = take("required");
    const names = required?.kind === "array" ? required.elements.flatMap((t) => literalsOf(evaluator.force(t))) : [];
    return [...properties.entries].flatMap(([name, thunk]) =>
      field(evaluator, name, thunk, prefix, depth, !names.includes(name)),
    );
  }
  if (shape.entries.has("type") && !shape.entries.has("properties") && take("type")?.kind === "literal") return [];
  return [...shape.entries].flatMap(([name, thunk]) => field(evaluator, name, thunk, prefix, depth, null));
}

/** `{ name: "id", type: "string", required: true }` of a list of parameters. */
function listedField(evaluator: Evaluator, thunk: Thunk, prefix: string, depth: number): readonly Field[] {
  const entry = evaluator.force(thunk);
  if (entry.kind !== "object") return [];
  const named = entry.entries.get("name");
  const required = entry.entries.get("required");
  const isOptional = required !== undefined && isEmpty(evaluator.force(required));
  return (named ? literalsOf(evaluator.force(named)) : []).flatMap((name) =>
    field(evaluator, name, thunk, prefix, depth, isOptional),
  );
}

function field(
  evaluator: Evaluator,
  name: string,
  thunk: Thunk,
  prefix: string,
  depth: number,
  optional: boolean | null,
): readonly Field[] {
  const value = evaluator.force(thunk);
  const at: Place = {
    path: thunk.module.path || value.at.path,
    span: thunk.module.path ? thunk.expression.span : value.at.span,
  };
  const description = descriptionOf(evaluator, value);
  const parameter: ToolParameter = {
    name: prefix + name,
    values: valuesOf(evaluator, value),
    optional: optional ?? isOptional(value),
    at,
    ...(description === null ? {} : { description }),
    ...(samePlace(value.at, at) || value.kind === "literal" ? {} : { valuesAt: value.at }),
  };
  const own: Field = { parameter, value };
  const inner = value.kind === "literal" ? [] : fields(evaluator, value, `${prefix}${name}.`, depth + 1);
  return parameter.values !== null ? [own] : [own, ...inner];
}

/** The closed set of texts a field allows, if it is one. */
function valuesOf(evaluator: Evaluator, schema: Value): readonly string[] | null {
  if (schema.kind === "object") {
    const listed = schema.entries.get("enum");
    const single = schema.entries.get("const");
    const list = listed ? evaluator.force(listed) : null;
    if (list?.kind === "array") return list.elements.flatMap((t) => literalsOf(evaluator.force(t)));
    return single ? [...literalsOf(evaluator.force(single))] : null;
  }
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const name = lastName(current.callee);
      const arg: Value | null = current.args[0] ? evaluator.force(current.args[0]) : null;
      if (/^(enum|enumType|nativeEnum|picklist|oneOf|valid|StringEnum|Enum)$/.test(name) && arg)
        return enumerated(evaluator, arg);
      if (name === "literal" && arg) return [...literalsOf(arg)];
      if (/^(union|Union)$/.test(name) && arg?.kind === "array") {
        const options = arg.elements.map((t) => valuesOf(evaluator, evaluator.force(t)));
        return options.every((o) => o !== null) ? options.flat().filter((x) => x !== null) : null;
      }
      if (/^(optional|nullable|nullish)$/.test(name) && arg?.kind === "applied") return valuesOf(evaluator, arg);
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return null;
}

function enumerated(evaluator: Evaluator, arg: Value): readonly string[] | null {
  if (arg.kind === "array") return arg.elements.flatMap((t) => literalsOf(evaluator.force(t)));
  if (arg.kind === "object") return [...arg.entries.values()].flatMap((t) => literalsOf(evaluator.force(t)));
  return null;
}

/** `z.string().describe(…)`, `.meta({ description })`, `{ type: "string", description }`. */
function descriptionOf(evaluator: Evaluator, schema: Value): string | null {
  const textIn = (value: Value): string | null => literalsOf(value).join(" ") || null;
  const written = (value: Value): string | null => {
    const entry = value.kind === "object" ? value.entries.get("description") : undefined;
    return entry ? textIn(evaluator.force(entry)) : null;
  };
  if (schema.kind === "object") return written(schema);
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const [first] = current.args;
      const name = lastName(current.callee);
      if (first && name === "describe") return textIn(evaluator.force(first));
      if (first && name === "meta") return written(evaluator.force(first));
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return null;
}

function isOptional(schema: Value): boolean {
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      if (/^(optional|nullish|default|catch|prefault)$/.test(lastName(current.callee))) return true;
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return false;
}
