import { environmentObjects } from "../../catalog/environment-readers.ts";
import { generatedBy, matches } from "../../catalog/match.ts";
import type { ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import { memberOf } from "./member.ts";
import { unknownValue, type Value } from "./value.ts";

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
        package: target.subpath === "" ? target.name : `${target.name}/${target.subpath}`,
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
    return { kind: "environment", defaults: new Map(), at };
  const isWhole = /^(cloudflare:workers|\$env\/dynamic\/(private|public))$/.test(specifier) && name === "env";
  if (isWhole) return { kind: "environment", defaults: new Map(), platform: true, at };
  if (!/^(\$env\/static\/(private|public)|astro:env\/(server|client))$/.test(specifier)) return null;
  return name === "*" ? { kind: "environment", defaults: new Map(), at } : { kind: "variable", name, at };
}

/** What importing a module of the repository as a whole gives. */
export function valueOfModule(evaluator: Evaluator, path: string, at: Place): Value | null {
  const module = evaluator.program.modules.get(path);
  return module ? namespaceOf(evaluator, module, at) : null;
}

/** The module as one object; a CommonJS module is what it assigned to `module.exports`. */
function namespaceOf(evaluator: Evaluator, module: ModuleIR, at: Place): Value {
  const commonjs = module.exports.find((e) => e.kind === "commonjs");
  if (commonjs?.kind === "commonjs") return evaluator.evaluate(commonjs.value, module, null);
  return { kind: "namespace", module, at };
}

/** An exported name, through re-exports and barrels. */
export function exportOf(evaluator: Evaluator, module: ModuleIR, name: string, at: Place): Value {
  return (
    find(evaluator, module, name, at, new Set(), 0) ?? unknownValue(`${module.path} does not export "${name}"`, at)
  );
}

function find(
  evaluator: Evaluator,
  module: ModuleIR,
  name: string,
  at: Place,
  seen: Set<ModuleIR>,
  depth: number,
): Value | null {
  if (seen.has(module)) return null;
  if (depth > maximumReexports) return unknownValue("it is re-exported too many times", at);
  seen.add(module);
  for (const item of module.exports) {
    if (item.kind === "value" && item.name === name) return evaluator.evaluate(item.value, module, null);
    if (item.kind === "from" && item.name === name) {
      const target = evaluator.program.resolve(module, item.specifier);
      const next = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
      if (next && item.imported !== "*")
        return (
          find(evaluator, next, item.imported, at, new Set(), depth + 1) ??
          unknownValue(`${next.path} does not export "${item.imported}"`, at)
        );
      return valueOfImport(evaluator, module, item.specifier, item.imported, at);
    }
    if (item.kind === "commonjs") {
      const whole = evaluator.evaluate(item.value, module, null);
      return name === "default" ? whole : memberOf(evaluator, whole, name, at);
    }
  }
  const external: Value[] = [];
  for (const item of module.exports) {
    if (item.kind !== "all" || name === "default") continue;
    const target = evaluator.program.resolve(module, item.specifier);
    const next = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
    const found = next ? find(evaluator, next, name, at, seen, depth + 1) : null;
    if (found) return found;
    if (target.kind === "package") external.push(valueOfImport(evaluator, module, item.specifier, name, at));
  }
  // `export * from` a package: its names are not known here, so the first such package is taken to have it.
  return external[0] ?? null;
}
