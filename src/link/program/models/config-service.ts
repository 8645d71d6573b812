import type { Place } from "../../../model/location.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { functionsOf } from "../flow.ts";
import { openFrame } from "../parameters.ts";
import type { Value } from "../value.ts";
import { readOf } from "./names.ts";

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
  if (path === undefined || more.length > 0 || /^[A-Z][A-Z0-9_]*$/.test(path)) return read;
  const loaded = loadedConfigurations(evaluator).map((value) =>
    path.split(".").reduce((v, property) => evaluator.member(v, property, at), value),
  );
  return loaded.reduceRight<Value>((rest, first) => ({ kind: "fallback", first, second: rest, at }), {
    kind: "literal",
    value: undefined,
    at,
  });
}

/** What the functions in `ConfigModule.forRoot({ load: […] })` return; `registerAs` puts it under a name. */
function loadedConfigurations(evaluator: Evaluator): readonly Value[] {
  const found: Value[] = [];
  for (const site of evaluator.program.sitesNamed("forRoot")) {
    const { expression, module, owner } = site;
    if (expression.kind !== "call" || !expression.args[0]) continue;
    const options = evaluator.evaluate(expression.args[0], module, owner ? openFrame(module, owner) : null);
    const load = options.kind === "object" ? options.entries.get("load") : undefined;
    const list = load ? evaluator.force(load) : null;
    if (list?.kind !== "array") continue;
    for (const thunk of list.elements) {
      const loader = evaluator.force(thunk);
      if (functionsOf(loader).length > 0) found.push(evaluator.call(loader, [], loader.at));
      else found.push(...registered(evaluator, loader));
    }
  }
  return found;
}

function registered(evaluator: Evaluator, loader: Value): readonly Value[] {
  if (loader.kind !== "applied" || loader.callee.kind !== "external" || loader.callee.path.at(-1) !== "registerAs")
    return [];
  const [name, factory] = loader.args;
  const [text] = name ? literalsOf(evaluator.force(name)) : [];
  if (text === undefined || !factory) return [];
  const value = evaluator.call(evaluator.force(factory), [], loader.at);
  return [{ kind: "object", entries: new Map([[text, { ...factory, value }]]), rest: null, at: loader.at }];
}
