import { type Place, samePlace } from "../../../model/location.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { openFrame } from "../parameters.ts";
import { type AppliedValue, chainOf, fallbackOf, type Thunk, thunkOf, type Value } from "../value.ts";
import { fileRead } from "./files.ts";

/** What `config.get("db.url")` of convict gives: the variable of the field, else what is loaded, else its default. */
export function convictRead(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  if (!/^(get|getProperties|default)$/.test(method)) return null;
  const made = chainOf(object).find((part): part is AppliedValue => part.kind === "applied");
  if (made?.callee.kind !== "external" || made.callee.package !== "convict") return null;
  const [schema] = made.args;
  if (!schema) return null;
  const [path] = args[0] ? literalsOf(evaluator.force(args[0])) : [];
  const whole = loadedOver(evaluator, made, fieldsOf(evaluator, evaluator.force(schema), at));
  return (path?.split(".") ?? []).reduce((value, key) => evaluator.member(value, key, at), whole);
}

/** The fields of a schema: what has a `default` is one, everything else holds more. */
function fieldsOf(evaluator: Evaluator, schema: Value, at: Place, depth = 0): Value {
  if (schema.kind !== "object" || depth > 12) return schema;
  const otherwise = schema.entries.get("default");
  if (otherwise) {
    const name = schema.entries.get("env");
    const [variable] = name ? literalsOf(evaluator.force(name)) : [];
    const value = evaluator.force(otherwise);
    return variable === undefined
      ? value
      : fallbackOf({ kind: "variable", name: variable, at: name ? evaluator.force(name).at : at }, value, at);
  }
  const entries = new Map<string, Thunk>();
  for (const [key, thunk] of schema.entries)
    entries.set(key, thunkOf(fieldsOf(evaluator, evaluator.force(thunk), at, depth + 1)));
  return { ...schema, entries };
}

/** With what `loadFile(path)` and `load({…})` put between the variables and the defaults. */
function loadedOver(evaluator: Evaluator, made: AppliedValue, fields: Value): Value {
  return evaluator.guarded(
    made,
    () => loads(evaluator, made).reduce((value, loaded) => between(evaluator, value, loaded), fields),
    fields,
  );
}

function loads(evaluator: Evaluator, made: AppliedValue): readonly Value[] {
  return ["loadFile", "load"].flatMap((name) =>
    evaluator.program.sitesNamed(name).flatMap(({ module, owner, expression }): readonly Value[] => {
      if (module.path !== made.at.path || expression.kind !== "call" || expression.callee.kind !== "member") return [];
      const [first] = expression.args;
      const frame = owner ? openFrame(module, owner) : null;
      const receiver = evaluator.evaluate(expression.callee.object, module, frame);
      if (!first || receiver.kind !== "applied" || !samePlace(receiver.at, made.at)) return [];
      const given = evaluator.evaluate(first, module, frame);
      const value = name === "load" ? given : fileRead(evaluator, given, module.path, given.at);
      return value ? [value] : [];
    }),
  );
}

/** What is loaded stands behind a variable and before a default. */
function between(evaluator: Evaluator, field: Value, loaded: Value): Value {
  if (field.kind === "fallback" && field.first.kind === "variable")
    return fallbackOf(field.first, fallbackOf(loaded, field.second, field.at), field.at);
  if (field.kind !== "object") return fallbackOf(loaded, field, field.at);
  const entries = new Map<string, Thunk>();
  for (const [key, thunk] of field.entries)
    entries.set(key, thunkOf(between(evaluator, evaluator.force(thunk), evaluator.member(loaded, key, field.at))));
  return { ...field, entries };
}
