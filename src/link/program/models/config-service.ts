import type { Place } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { functionsOf } from "../flow.ts";
import { openFrame } from "../parameters.ts";
import { type AppliedValue, environmentAt, fallbackOf, type Thunk, thunkOf, type Value } from "../value.ts";
import { readOf } from "./names.ts";
import { parse } from "./schemas.ts";

export function isConfigService(value: Value): boolean {
  return (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.package === "@nestjs/config" &&
    value.callee.path.at(-1) === "ConfigService"
  );
}

/** `config.get("database.url")`: what the loaded configuration has under that path, else the variable of that name. */
export function configured(evaluator: Evaluator, key: Value, at: Place): Value {
  const [path, ...more] = literalsOf(key);
  const read = readOf(key, at);
  if (path === undefined || more.length > 0) return read;
  const { loaded, checks } = settingsOf(evaluator);
  if (/^[A-Z][A-Z0-9_]*$/.test(path)) {
    const checked = checks.reduce<Value>((value, check) => check(value, at), environmentAt(at));
    return evaluator.member(checked, path, at);
  }
  const found = loaded.map((value) =>
    path.split(".").reduce((v, property) => evaluator.member(v, property, at), value),
  );
  return found.reduceRight<Value>((rest, first) => fallbackOf(first, rest, at), {
    kind: "literal",
    value: undefined,
    at,
  });
}

/** What the modules of the repository load, and how the environment is checked before it is read. */
interface Settings {
  readonly loaded: readonly Value[];
  readonly checks: readonly ((environment: Value, at: Place) => Value)[];
}

const settings = new WeakMap<Evaluator, Settings>();

function settingsOf(evaluator: Evaluator): Settings {
  return evaluator.guarded(settings, () => remember(settings, evaluator, () => readSettings(evaluator)), {
    loaded: [],
    checks: [],
  });
}

/** `ConfigModule.forRoot({ load, validationSchema, validate })` and `ConfigModule.forFeature(loader)`. */
function readSettings(evaluator: Evaluator): Settings {
  const loaded: Value[] = [];
  const checks: Settings["checks"][number][] = [];
  for (const name of ["forRoot", "forFeature"]) {
    for (const { expression, module, owner } of evaluator.program.sitesNamed(name)) {
      if (expression.kind !== "call" || !expression.args[0]) continue;
      const given = evaluator.evaluate(expression.args[0], module, owner ? openFrame(module, owner) : null);
      if (name === "forFeature") loaded.push(...valuesOf(evaluator, given));
      if (given.kind !== "object") continue;
      const take = (key: string): Value | null => {
        const thunk = given.entries.get(key);
        return thunk ? evaluator.force(thunk) : null;
      };
      const list = take("load");
      if (list?.kind === "array")
        for (const thunk of list.elements) loaded.push(...valuesOf(evaluator, evaluator.force(thunk)));
      const schema = take("validationSchema");
      if (schema) checks.push((environment, at) => parse(evaluator, schema, environment, at));
      const validate = take("validate");
      if (validate) checks.push((environment, at) => evaluator.call(validate, [thunkOf(environment)], at));
    }
  }
  return { loaded, checks };
}

/** What a loader returns; `registerAs` puts it under a name. */
function valuesOf(evaluator: Evaluator, loader: Value): readonly Value[] {
  if (functionsOf(loader).length > 0) return [evaluator.call(loader, [], loader.at)];
  const factory = registeredFactory(loader);
  const [name] = factory ? factory.args : [];
  const [text] = name ? literalsOf(evaluator.force(name)) : [];
  if (!factory || text === undefined) return [];
  const entries = new Map<string, Thunk>([[text, thunkOf(registeredValue(evaluator, factory, loader.at))]]);
  return [{ kind: "object", entries, rest: null, at: loader.at }];
}

/** `registerAs("database", () => ({ … }))`; null for anything else. */
export function registeredFactory(value: Value): AppliedValue | null {
  if (value.kind !== "applied" || value.callee.kind !== "external") return null;
  const { package: pkg, path } = value.callee;
  return pkg === "@nestjs/config" && path.at(-1) === "registerAs" ? value : null;
}

/** What a configuration that is registered under a name holds. */
export function registeredValue(evaluator: Evaluator, { args }: AppliedValue, at: Place): Value {
  const [, factory] = args;
  return factory ? evaluator.call(evaluator.force(factory), [], at) : { kind: "literal", value: undefined, at };
}
