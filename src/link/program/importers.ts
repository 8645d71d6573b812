import type { Expression, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Program } from "./program.ts";
import { packageName } from "./resolve.ts";
import { eachExpressionOf } from "./walk.ts";

/** Who imports whom, in both directions. */
export class ImportGraph {
  readonly #imports = new Map<string, Set<string>>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #closures = new Map<string, ReadonlySet<string>>();
  readonly #using = new Map<string, ReadonlySet<string>>();
  /** What is imported from outside the repository, as the symbols of a package name it. */
  readonly packages: ReadonlySet<string>;

  constructor(program: Program) {
    const packages = new Set<string>();
    this.packages = packages;
    for (const module of program.modules.values()) {
      for (const specifier of specifiersOf(module)) {
        const target = program.resolve(module, specifier);
        if (target.kind === "package") packages.add(packageName(target));
        if (target.kind !== "module") continue;
        add(this.#imports, module.path, target.path);
        add(this.#importers, target.path, module.path);
      }
    }
  }

  /** How one module relates to another: 0 is the same, 1 that it imports the other, 2 that a third imports both; null is none. */
  relation(from: string, to: string): 0 | 1 | 2 | null {
    if (from === to) return 0;
    if (this.#reached(from).has(to)) return 1;
    const users = this.usersOf(to);
    return [...this.usersOf(from)].some((path) => users.has(path)) ? 2 : null;
  }

  #reached(path: string): ReadonlySet<string> {
    return remember(this.#closures, path, () => this.closureOf([path]));
  }

  /** A module and all that import it, directly or not. */
  usersOf(path: string): ReadonlySet<string> {
    return remember(this.#using, path, () => this.importersOf([path]));
  }

  /** These modules and all that they import, directly or not. */
  closureOf(paths: readonly string[]): ReadonlySet<string> {
    return closure(paths, this.#imports);
  }

  /** These modules and all that import them, directly or not. */
  importersOf(paths: readonly string[]): ReadonlySet<string> {
    return closure(paths, this.#importers);
  }
}

/** Every module specifier that a module mentions, packages included. */
export function specifiersOf(module: ModuleIR): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (e: Expression | null): void => {
    if (e?.kind === "import") found.add(e.specifier);
  };
  for (const binding of module.bindings) note(binding.value);
  for (const item of module.exports) if (item.kind === "from" || item.kind === "all") found.add(item.specifier);
  eachExpressionOf(module, note);
  return found;
}

function closure(start: readonly string[], edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set(start);
  const queue = [...start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const next of edges.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
