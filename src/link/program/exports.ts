import { environmentObjects } from "../../catalog/environment-readers.ts";
import { generatedBy, matches } from "../../catalog/match.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import { memberOf } from "./member.ts";
import { packageName } from "./resolve.ts";
import {
  environmentAt,
  handedEnvironment,
  type NamespaceValue,
  type ObjectValue,
  place,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";

const maximumReexports = 64;

/** What `import { name } from specifier` gives in this module. */
export function valueOfImport(evaluator: Evaluator, from: ModuleIR, specifier: string, name: string, at: Place): Value {
  const target = evaluator.program.resolve(from, specifier);
  switch (target.kind) {
    case "missing":
      return generatedClient(specifier, name, at) ?? unknownValue(`the module "${specifier}" was not found`, at);
    case "package": {
      const read = platformVariable(specifier, name, at) ?? generatedClient(specifier, name, at);
      if (read) return read;
      const path = name === "*" ? [] : [name];
      const installed = evaluator.program.installed(from, target.name);
      return {
        kind: "external",
        package: packageName(target),
        path,
        ...(installed ? { installed } : {}),
        at,
      };
    }
    case "module": {
      const module = evaluator.program.modules.get(target.path);
      if (!module) return unknownValue(`the module "${specifier}" was not read`, at);
      if (name === "*") return namespaceOf(evaluator, module, at);
      const found = exportOf(evaluator, module, name, at);
      return found.kind === "class" || found.kind === "external"
        ? found
        : (generatedClient(target.path, name, at) ?? found);
    }
  }
}

/** `import { PrismaClient } from "./generated/prisma"`: what a tool writes there is known, whether or not it is committed. */
function generatedClient(path: string, name: string, at: Place): Value | null {
  const packageName = /^[.@~#]|generated/.test(path) && /prisma|generated/i.test(path) ? generatedBy(name) : null;
  return packageName === null ? null : { kind: "external", package: packageName, path: [name], at };
}

/** `env` of `cloudflare:workers`, SvelteKit's `$env/…`, Astro's `astro:env/…`: modules by which a platform hands over the environment. */
function platformVariable(specifier: string, name: string, at: Place): Value | null {
  if (environmentObjects.some((symbol) => matches(symbol, { package: specifier, path: [name] })))
    return environmentAt(at);
  const isWhole = /^(cloudflare:workers|\$env\/dynamic\/(private|public))$/.test(specifier) && name === "env";
  if (isWhole) return handedEnvironment(at);
  if (!/^(\$env\/static\/(private|public)|astro:env\/(server|client))$/.test(specifier)) return null;
  return name === "*" ? environmentAt(at) : { kind: "variable", name, at };
}

/** What importing a module of the repository as a whole gives. */
export function valueOfModule(evaluator: Evaluator, path: string, at: Place): Value | null {
  const module = evaluator.program.modules.get(path);
  return module ? namespaceOf(evaluator, module, at) : null;
}

/** The module as one object; a CommonJS module is what it assigned to `module.exports`. */
function namespaceOf(evaluator: Evaluator, module: ModuleIR, at: Place): Value {
  const commonjs = module.exports.find((e) => e.kind === "commonjs");
  if (commonjs?.kind !== "commonjs") return { kind: "namespace", module, at };
  const whole = evaluator.evaluate(commonjs.value, module, null);
  // A function that carries further exports answers for both.
  const more = whole.kind === "object" ? [] : module.exports.filter((e) => e.kind === "value");
  if (more.length > 0) return { kind: "namespace", module, at };
  wholes.add(whole);
  return whole;
}

const wholes = new WeakSet<Value>();

/** Whether this is all that a CommonJS or data module exports: what `import` calls its default. */
export function isWholeModule(value: Value): boolean {
  return wholes.has(value);
}

/** An exported name, through re-exports and barrels. */
export function exportOf(evaluator: Evaluator, module: ModuleIR, name: string, at: Place): Value {
  const found = locate(evaluator, module, name, at, new Set(), 0);
  if (!found) return unknownValue(`${module.path} does not export "${name}"`, at);
  return found.value ?? evaluator.evaluate(found.expression, found.module, null);
}

/** What calling a module as a function calls: `module.exports = function …` with further exports beside it. */
export function calledModule(evaluator: Evaluator, { module }: NamespaceValue): Value | null {
  const commonjs = module.exports.find((e) => e.kind === "commonjs");
  return commonjs?.kind === "commonjs" ? evaluator.evaluate(commonjs.value, module, null) : null;
}

/** A module's exports as an object, so that one of them can be picked or all be listed. */
export function objectOfModule(evaluator: Evaluator, { module, at }: NamespaceValue): ObjectValue {
  const entries = new Map<string, Thunk>();
  const open: Value[] = [];
  for (const name of namesOf(evaluator, module, new Set(), open)) {
    const found = locate(evaluator, module, name, at, new Set(), 0);
    if (found) entries.set(name, { ...found, frame: null });
  }
  return { kind: "object", entries, rest: open[0] ?? null, at };
}

/** All exported names; `open` takes what exports names that are not known here. */
function namesOf(evaluator: Evaluator, module: ModuleIR, seen: Set<ModuleIR>, open: Value[]): ReadonlySet<string> {
  const names = new Set<string>();
  if (seen.has(module) || seen.size > maximumReexports) return names;
  seen.add(module);
  for (const item of module.exports) {
    if (item.kind === "value" || item.kind === "from") names.add(item.name);
    if (item.kind !== "all") continue;
    const target = evaluator.program.resolve(module, item.specifier);
    const next = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
    if (next) for (const name of namesOf(evaluator, next, seen, open)) if (name !== "default") names.add(name);
    if (!next) open.push(valueOfImport(evaluator, module, item.specifier, "*", place(module, item.span)));
  }
  return names;
}

/** Where an exported name is defined, or, of a package, what it is. */
interface Located {
  readonly module: ModuleIR;
  readonly expression: Expression;
  readonly value?: Value;
}

function locate(
  evaluator: Evaluator,
  module: ModuleIR,
  name: string,
  at: Place,
  seen: Set<ModuleIR>,
  depth: number,
): Located | null {
  if (seen.has(module)) return null;
  const known = (value: Value): Located => ({ module, expression: { kind: "undefined", span: at.span }, value });
  if (depth > maximumReexports) return known(unknownValue("it is re-exported too many times", at));
  seen.add(module);
  for (const item of module.exports) {
    if (item.kind === "value" && item.name === name) return { module, expression: item.value };
    if (item.kind === "from" && item.name === name) {
      const target = evaluator.program.resolve(module, item.specifier);
      const next = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
      if (next && item.imported !== "*")
        return (
          locate(evaluator, next, item.imported, at, new Set(), depth + 1) ??
          known(unknownValue(`${next.path} does not export "${item.imported}"`, at))
        );
      return known(valueOfImport(evaluator, module, item.specifier, item.imported, at));
    }
  }
  for (const item of module.exports) {
    if (item.kind !== "commonjs") continue;
    const whole = evaluator.evaluate(item.value, module, null);
    return known(name === "default" ? whole : memberOf(evaluator, whole, name, at));
  }
  const external: Value[] = [];
  for (const item of module.exports) {
    if (item.kind !== "all" || name === "default") continue;
    const target = evaluator.program.resolve(module, item.specifier);
    const next = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
    const found = next ? locate(evaluator, next, name, at, seen, depth + 1) : null;
    if (found) return found;
    if (target.kind === "package") external.push(valueOfImport(evaluator, module, item.specifier, name, at));
  }
  // `export * from` a package: its names are not known here, so the first such package is taken to have it.
  const [first] = external;
  return first ? known(first) : null;
}
