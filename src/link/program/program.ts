import type { Fact, Located } from "../../model/facts.ts";
import type { Installed } from "../../model/installed.ts";
import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { ancestors, directoryOf, type Resolution, Resolver } from "./resolve.ts";
import { InstalledVersions } from "./versions.ts";
import { eachExpressionOf } from "./walk.ts";

/** A call or construction in the source, with the function it stands in. */
export interface CallSite {
  readonly module: ModuleIR;
  readonly owner: FunctionIR | null;
  readonly expression: Extract<Expression, { kind: "call" | "new" | "tagged" }>;
}

/** All modules of the repository, with the look-ups that following values and calls needs. */
export class Program {
  readonly modules: ReadonlyMap<string, ModuleIR>;
  readonly #resolver: Resolver;
  readonly #versions: InstalledVersions;
  #sites: Map<string, CallSite[]> | null = null;
  readonly #sitesByModule = new Map<string, ReadonlyMap<ModuleIR, readonly CallSite[]>>();
  #below: ReadonlyMap<string, readonly string[]> | null = null;
  #implementers: Map<string, { readonly module: ModuleIR; readonly id: number }[]> | null = null;
  #subclasses: Map<string, string[]> | null = null;
  #extenders: Map<string, { readonly module: ModuleIR; readonly id: number }[]> | null = null;
  #packages: ReadonlySet<string> | null = null;

  /** Whether code in this file is deployed: what tests pass to deployed code is not what it runs with. */
  readonly isDeployed: (path: string) => boolean;

  constructor(facts: readonly Located<Fact>[], isDeployed: (path: string) => boolean = () => true) {
    this.isDeployed = isDeployed;
    const modules = new Map<string, ModuleIR>();
    for (const fact of facts) if (fact.kind === "module") modules.set(fact.path, fact.module);
    this.modules = modules;
    this.#resolver = new Resolver((path) => modules.has(path), facts);
    this.#versions = new InstalledVersions(facts);
  }

  /** Which version of a package a module imports; null where nothing tells. */
  installed(from: ModuleIR, packageName: string): Installed | null {
    return this.#versions.of(from.path, packageName);
  }

  resolve(from: ModuleIR, specifier: string): Resolution {
    return this.#resolver.resolve(from.path, specifier);
  }

  /** Calls whose callee ends in this name, as written or as imported; `super` for calls of a base constructor. */
  sitesNamed(name: string): readonly CallSite[] {
    this.#sites ??= this.#indexSites();
    return this.#sites.get(name) ?? [];
  }

  get siteNames(): Iterable<string> {
    this.#sites ??= this.#indexSites();
    return this.#sites.keys();
  }

  /** The calls of {@link sitesNamed} that stand in one module. */
  sitesIn(module: ModuleIR, name: string): readonly CallSite[] {
    const byModule = remember(this.#sitesByModule, name, () => {
      const found = new Map<ModuleIR, CallSite[]>();
      for (const site of this.sitesNamed(name)) remember(found, site.module, (): CallSite[] => []).push(site);
      return found;
    });
    return byModule.get(module) ?? [];
  }

  /** The modules in a folder and in those below it, in the order of all. */
  pathsBelow(folder: string): readonly string[] {
    if (folder === "") return [...this.modules.keys()];
    this.#below ??= this.#indexFolders();
    return this.#below.get(folder) ?? [];
  }

  /** The packages outside the repository that its modules import. */
  get packages(): ReadonlySet<string> {
    this.#packages ??= new Set(
      [...this.modules.values()].flatMap((module) =>
        module.bindings.flatMap(({ value }) => {
          const target = value?.kind === "import" ? this.resolve(module, value.specifier) : null;
          return target?.kind === "package" ? [target.name] : [];
        }),
      ),
    );
    return this.#packages;
  }

  /** Classes that say they implement an interface of this name. */
  implementers(name: string): readonly { readonly module: ModuleIR; readonly id: number }[] {
    if (!this.#implementers) {
      this.#implementers = new Map();
      for (const module of this.modules.values()) {
        for (const cls of module.classes) {
          for (const type of cls.implements) {
            if (type.kind === "named") append(this.#implementers, type.name, { module, id: cls.id });
          }
        }
      }
    }
    return this.#implementers.get(name) ?? [];
  }

  /** Classes that extend one of this name. */
  extenders(name: string): readonly { readonly module: ModuleIR; readonly id: number }[] {
    if (!this.#extenders) {
      this.#extenders = new Map();
      for (const module of this.modules.values()) {
        for (const cls of module.classes) {
          for (const base of cls.extends ? namesOf(cls.extends, module) : [])
            append(this.#extenders, base, { module, id: cls.id });
        }
      }
    }
    return this.#extenders.get(name) ?? [];
  }

  /** Names of classes without a constructor of their own that extend a class of this name: making one calls the base's. */
  passedOnBy(name: string): readonly string[] {
    if (!this.#subclasses) {
      this.#subclasses = new Map();
      for (const module of this.modules.values()) {
        for (const cls of module.classes) {
          if (!cls.extends || cls.name === "" || cls.members.some((m) => m.kind === "constructor")) continue;
          for (const base of namesOf(cls.extends, module)) append(this.#subclasses, base, cls.name);
        }
      }
    }
    return this.#subclasses.get(name) ?? [];
  }

  #indexFolders(): Map<string, string[]> {
    const index = new Map<string, string[]>();
    for (const path of this.modules.keys()) {
      for (const folder of ancestors(directoryOf(path))) append(index, folder, path);
    }
    return index;
  }

  #indexSites(): Map<string, CallSite[]> {
    const index = new Map<string, CallSite[]>();
    for (const module of this.modules.values()) {
      const seen = new Set<Expression>();
      eachExpressionOf(module, (expression, owner) => {
        if (expression.kind !== "call" && expression.kind !== "new" && expression.kind !== "tagged") return;
        if (seen.has(expression)) return;
        seen.add(expression);
        for (const name of calleeNames(expression, module)) append(index, name, { module, owner, expression });
      });
    }
    return index;
  }
}

/** The last name of what is called; where it is imported under another name, that one too. */
export function calleeNames(site: CallSite["expression"], module: ModuleIR): readonly string[] {
  return namesOf(site.kind === "tagged" ? site.tag : site.callee, module);
}

function namesOf(callee: Expression, module: ModuleIR): readonly string[] {
  switch (callee.kind) {
    case "member":
      return [callee.property];
    case "index":
      return callee.index.kind === "literal" && typeof callee.index.value === "string" ? [callee.index.value] : [];
    case "global":
      return [callee.name];
    case "super":
      return ["super"];
    case "call":
      // What is called is a closure that another function gives: `register(server)(tool)`.
      return namesOf(callee.callee, module).map((name) => `${name}()`);
    case "name": {
      const binding = module.bindings[callee.binding];
      const imported = binding?.value?.kind === "import" ? binding.value.name : null;
      const destructured = binding?.value?.kind === "member" ? binding.value.property : null;
      return [...new Set([callee.name, imported, destructured].filter((x) => x !== null))];
    }
    default:
      return [];
  }
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
