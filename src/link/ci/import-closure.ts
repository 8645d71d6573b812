import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Program } from "../program/program.ts";
import { place } from "../program/value.ts";
import { eachExpression, eachExpressionOf } from "../program/walk.ts";

/** An import of something outside the repository. */
export interface ExternalImport {
  readonly package: string;
  readonly subpath: string;
  /** `default`, `*` or an exported name. */
  readonly name: string;
  readonly at: Place;
}

export interface ImportClosure {
  /** In the order they are reached, the starting modules first. */
  readonly modules: readonly string[];
  readonly external: readonly ExternalImport[];
  /** Whether the limit left modules out. */
  readonly cut: boolean;
}

/** All that some modules import, directly or through other modules of the repository; `limit` bounds the modules. */
export function importClosure(program: Program, paths: readonly string[], limit: number): ImportClosure {
  const seen = new Set(paths.filter((path) => program.modules.has(path)).slice(0, limit));
  const external: ExternalImport[] = [];
  let cut = paths.length > limit;
  // A set is walked in the order of insertion, entries added on the way included.
  for (const path of seen) {
    const module = program.modules.get(path);
    if (!module) continue;
    for (const { specifier, name, at } of importsOf(module)) {
      const target = program.resolve(module, specifier);
      if (target.kind === "package") external.push({ package: target.name, subpath: target.subpath, name, at });
      else if (target.kind === "module" && !seen.has(target.path)) {
        if (seen.size < limit) seen.add(target.path);
        else cut = true;
      }
    }
  }
  return { modules: [...seen], external, cut };
}

export interface WrittenImport {
  readonly specifier: string;
  readonly name: string;
  readonly at: Place;
}

const known = new WeakMap<ModuleIR, readonly WrittenImport[]>();

/** What a module imports, each name once; read once a module, however many tests come by. */
export function importsOf(module: ModuleIR): readonly WrittenImport[] {
  const before = known.get(module);
  if (before) return before;
  const read = readImports(module);
  known.set(module, read);
  return read;
}

function readImports(module: ModuleIR): readonly WrittenImport[] {
  const found = new Map<string, WrittenImport>();
  const add = (specifier: string, name: string, at: Place) =>
    found.set(`${specifier}\0${name}`, { specifier, name, at });
  const visit = (e: Expression) => {
    if (e.kind === "import") add(e.specifier, e.name, place(module, e.span));
  };
  for (const { value } of module.bindings) if (value) eachExpression(value, visit);
  eachExpressionOf(module, visit);
  for (const item of module.exports) {
    if (item.kind === "from") add(item.specifier, item.imported, place(module, item.span));
    else if (item.kind === "all") add(item.specifier, "*", place(module, item.span));
  }
  return [...found.values()];
}
