import { globOf, pathGlobOf } from "../../model/glob.ts";
import type { ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { DeclaredFunction, DeclaredFunctions, DeclaredGate } from "../../model/settings.ts";
import type { Visit } from "./flow-state.ts";
import { functionsOf } from "./functions.ts";
import type { FunctionValue, Value } from "./value.ts";

/** A call as far as it tells what is called. */
export type Called = Pick<Visit, "site" | "module" | "callee">;

/** What the settings say of the functions that are called. */
export interface DeclaredCalls {
  gate(called: Called): DeclaredGate | null;
  audit(called: Called): DeclaredFunction | null;
  tool(called: Called): DeclaredFunction | null;
  /** Last names under which a function of the settings may be called, to leave most calls of a program alone. */
  readonly names: { readonly audit: ReadonlySet<string>; readonly tools: ReadonlySet<string> };
}

export const nothingDeclared: DeclaredCalls = {
  gate: () => null,
  audit: () => null,
  tool: () => null,
  names: { audit: new Set(), tools: new Set() },
};

/** @param packageOf The name of the package of the repository that a file belongs to. */
export function declaredCalls(functions: DeclaredFunctions, packageOf: (path: string) => string): DeclaredCalls {
  const finder = <T extends DeclaredFunction>(list: readonly T[]): ((called: Called) => T | null) => {
    const entries = list.map((declared) => ({ declared, fits: matcher(declared, packageOf) }));
    // One call is asked about by everyone who follows it.
    const known = new WeakMap<object, Map<object, T | null>>();
    return entries.length === 0
      ? () => null
      : (called) =>
          remember(
            remember(known, called.site, () => new Map<object, T | null>()),
            called.callee,
            () => entries.find(({ fits }) => isAlways(called, fits))?.declared ?? null,
          );
  };
  const last = (list: readonly DeclaredFunction[]) =>
    new Set(list.map(({ name }) => name.slice(name.lastIndexOf(".") + 1)));
  return {
    gate: finder(functions.gates),
    audit: finder(functions.audit),
    tool: finder(functions.tools),
    names: { audit: last(functions.audit), tools: last(functions.tools) },
  };
}

/** A name by which what is called is known: in the package that has it, or in the file that defines it. */
interface KnownName {
  readonly name: string;
  readonly package: string | null;
  readonly path: string | null;
}

function matcher(
  { name, module }: DeclaredFunction,
  packageOf: (path: string) => string,
): (known: KnownName) => boolean {
  if (module === null) return (known) => known.name === name;
  const isIn = globOf(module);
  const isBelow = pathGlobOf(module);
  return (known) => {
    if (known.name !== name) return false;
    if (known.path !== null) return isBelow(known.path) || isIn(packageOf(known.path));
    const from = known.package ?? "";
    return isIn(from) || from.startsWith(`${module}/`);
  };
}

/** Whether whatever is called here is the function that is meant: one of several is not enough to rely on. */
function isAlways({ callee, site, module }: Called, fits: (known: KnownName) => boolean): boolean {
  const alternatives = alternativesOf(callee);
  const isMeant = alternatives.length > 0 && alternatives.every((names) => names.some(fits));
  return isMeant || importedName(site, module).some(fits);
}

/** `import { check as gate }`: the name under which it is exported. */
function importedName(site: Called["site"], module: ModuleIR): readonly KnownName[] {
  const target = site.kind === "tagged" ? site.tag : site.callee;
  const [base, method] = target.kind === "member" ? [target.object, target.property] : [target, null];
  const value = base.kind === "name" ? module.bindings[base.binding]?.value : null;
  if (value?.kind !== "import") return [];
  const name = method === null ? value.name : value.name === "*" ? method : `${value.name}.${method}`;
  return [{ name, package: value.specifier, path: null }];
}

/** What may be called, each with the names by which it is known. */
function alternativesOf(callee: Value): readonly (readonly KnownName[])[] {
  const functions = functionsOf(callee);
  if (functions.length > 0) return functions.map(functionNames);
  switch (callee.kind) {
    case "external":
      return [[{ name: symbolOf(callee.path), package: callee.package, path: null }]];
    case "member":
      return [memberNames(callee)];
    default:
      return [];
  }
}

function functionNames({ module, fn }: FunctionValue): readonly KnownName[] {
  const cls = fn.class === null ? undefined : module.classes[fn.class];
  return [{ name: cls ? `${cls.name}.${fn.name}` : fn.name, package: null, path: module.path }];
}

/** A method of what a package makes: `new AuditLog().write` is `AuditLog.write` of that package. */
function memberNames(callee: Extract<Value, { kind: "member" }>): readonly KnownName[] {
  const names: string[] = [];
  let base: Value = callee;
  while (base.kind === "member") {
    names.unshift(base.property);
    base = base.object;
  }
  const root = base.kind === "applied" ? base.callee : base;
  if (root.kind !== "external") return [];
  return [{ name: [symbolOf(root.path), ...names].join("."), package: root.package, path: null }];
}

function symbolOf(path: readonly string[]): string {
  const own = path[0] === "default" && path.length > 1 ? path.slice(1) : path;
  return own.length === 0 ? "default" : own.join(".");
}
