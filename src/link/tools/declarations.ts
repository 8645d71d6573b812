import type { Place } from "../../model/location.ts";
import type {
  HiddenText,
  LooseSchema,
  SecretiveText,
  ToolAnnotation,
  ToolDeclaration,
} from "../../model/tool-declaration.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { lastName } from "../program/models/names.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { fixedText } from "../stores/operations.ts";
import { concealmentIn } from "./concealment.ts";
import type { ToolDefinition } from "./definitions.ts";
import type { Effects } from "./effects.ts";
import { hiddenIn } from "./hidden-text.ts";
import { type Field, fieldsOf } from "./schema.ts";

/** What is declared of a tool, beside what its handler was seen to do. */
export function declarationOf(
  evaluator: Evaluator,
  definition: ToolDefinition,
  results: readonly Effects[],
): ToolDeclaration {
  const own = fieldsOf(evaluator, definition.schema);
  const fields = own.length > 0 ? own : fieldsOf(evaluator, definition.writtenSchema ?? null);
  const held = new Set(fields.filter(({ value }) => isHeld(value)).map(({ parameter }) => parameter.name));
  return {
    annotations: annotationsOf(evaluator, definition.annotations),
    loose: [...looseWhole(evaluator, definition.schema), ...fields.flatMap((field) => looseField(evaluator, field))],
    hidden: hiddenTexts(evaluator, definition, fields),
    secretive: secretiveTexts(evaluator, definition, fields),
    openEnds: once(results.flatMap(({ openEnds }) => openEnds).filter(({ parameter }) => !held.has(parameter))),
    changes: once(results.flatMap(({ changes }) => changes)),
  };
}

/** A tool that is entered in several ways does one thing at one place. */
function once<T extends { readonly operation: string; readonly at: Place }>(list: readonly T[]): readonly T[] {
  const key = ({ operation, at }: T): string => [operation, at.path, at.span.startLine, at.span.startColumn].join("\n");
  return list.filter((one, i) => list.findIndex((other) => key(other) === key(one)) === i);
}

function annotationsOf(evaluator: Evaluator, value: Value | null): readonly ToolAnnotation[] | null {
  if (value?.kind !== "object") return null;
  const hints = [...value.entries].filter(([name]) => name.endsWith("Hint"));
  if (hints.length === 0) return value.rest === null ? null : [];
  return hints.map(([name, thunk]) => {
    const given = evaluator.force(thunk);
    const isKnown = given.kind === "literal" && typeof given.value === "boolean";
    return { name, value: isKnown ? given.value === true : null, at: placeOf(thunk, given) };
  });
}

function placeOf(thunk: Thunk, value: Value): Place {
  return thunk.module.path === "" ? value.at : place(thunk.module, thunk.expression.span);
}

/** The calls that a schema is built of, innermost first: `z.string().url()` is `string`, `url`. */
function stepsOf(schema: Value): readonly Value[] {
  const steps: Value[] = [];
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      steps.unshift(current);
      current = current.callee;
    } else current = current.kind === "member" ? current.object : null;
  }
  return steps;
}

function stepNames(schema: Value): readonly string[] {
  return stepsOf(schema).map((step) => (step.kind === "applied" ? lastName(step.callee) : ""));
}

/** Whether a schema says more of a value than its type. */
function isHeld(schema: Value): boolean {
  if (schema.kind === "object") return ["enum", "pattern", "const"].some((key) => schema.entries.has(key));
  return stepNames(schema).some((name) =>
    /^(regex|refine|superRefine|check|enum|nativeEnum|literal|startsWith|endsWith|transform|pipe|pattern|picklist|brand|custom|templateLiteral|preprocess)$/.test(
      name,
    ),
  );
}

/** `z.object({…}).passthrough()`, `additionalProperties: true`. */
function looseWhole(evaluator: Evaluator, schema: Value | null): readonly LooseSchema[] {
  if (schema === null) return [];
  if (schema.kind === "object") {
    const more = schema.entries.get("additionalProperties");
    const given = more ? evaluator.force(more) : null;
    const isOpen = given?.kind === "literal" && given.value === true;
    return more && given && isOpen ? [{ what: "additionalProperties", parameter: null, at: placeOf(more, given) }] : [];
  }
  const open = stepNames(schema).find((name) => /^(passthrough|looseObject|loose)$/.test(name));
  const anything = open === undefined ? anythingOf(evaluator, schema) : null;
  const what = open ?? anything;
  return what ? [{ what, parameter: null, at: schema.at }] : [];
}

function looseField(evaluator: Evaluator, { parameter, value }: Field): readonly LooseSchema[] {
  const loose = value.kind === "object" ? looseWhole(evaluator, value)[0]?.what : null;
  const open = stepNames(value).find((name) => /^(passthrough|looseObject|loose)$/.test(name));
  const what = loose ?? open ?? anythingOf(evaluator, value);
  return what ? [{ what, parameter: parameter.name, at: parameter.at }] : [];
}

/** `z.any()`, `z.unknown()`, `z.record(z.string(), z.any())`, lists of these. */
function anythingOf(evaluator: Evaluator, schema: Value, depth = 0): string | null {
  const [made] = stepsOf(schema);
  if (made?.kind !== "applied" || depth > 3) return null;
  const name = lastName(made.callee);
  if (/^(any|unknown|Any|Unknown)$/.test(name)) return name;
  if (!/^(record|array|Record|Array|optional|nullable)$/.test(name)) return null;
  const last = made.args.at(-1);
  const inner = last ? anythingOf(evaluator, evaluator.force(last), depth + 1) : null;
  return inner === null ? null : `${name} of ${inner}`;
}

function hiddenTexts(
  evaluator: Evaluator,
  { name, nameAt, at, description }: ToolDefinition,
  fields: readonly Field[],
): readonly HiddenText[] {
  const told = (of: string, text: string, where: Place): readonly HiddenText[] =>
    hiddenIn(text).map((what) => ({ of, what, at: where }));
  const described = (of: string, value: Value): readonly HiddenText[] => told(of, textIn(evaluator, value), value.at);
  return [
    ...told("name", name, nameAt ?? at),
    ...(description ? described("description", description) : []),
    ...fields.flatMap(({ parameter, value }) => [
      ...told(`name of ${parameter.name}`, parameter.name, parameter.at),
      ...descriptionsOf(evaluator, value).flatMap((v) => described(`description of ${parameter.name}`, v)),
    ]),
  ];
}

function secretiveTexts(
  evaluator: Evaluator,
  { description }: ToolDefinition,
  fields: readonly Field[],
): readonly SecretiveText[] {
  const told = (of: string, value: Value): readonly SecretiveText[] => {
    const found = concealmentIn(textIn(evaluator, value));
    return found ? [{ of, ...found, at: value.at }] : [];
  };
  return [
    ...(description ? told("description", description) : []),
    ...fields.flatMap(({ parameter, value }) =>
      descriptionsOf(evaluator, value).flatMap((v) => told(`description of ${parameter.name}`, v)),
    ),
  ];
}

function textIn(evaluator: Evaluator, value: Value): string {
  const texts = literalsOf(value);
  return texts.length > 0 ? texts.join("\n") : fixedText(evaluator, value);
}

/** `.describe("…")`, `.meta({ description })`, and `description` of JSON Schema. */
function descriptionsOf(evaluator: Evaluator, schema: Value): readonly Value[] {
  if (schema.kind === "object") {
    const thunk = schema.entries.get("description");
    return thunk ? [evaluator.force(thunk)] : [];
  }
  return stepsOf(schema).flatMap((step) => {
    const [first] = step.kind === "applied" && /^(describe|meta)$/.test(lastName(step.callee)) ? step.args : [];
    const given = first ? evaluator.force(first) : null;
    if (given === null) return [];
    return given.kind === "object" ? descriptionsOf(evaluator, given) : [given];
  });
}
