import type { Fact, Located, PackageFact } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { ancestors, directoryOf, join } from "../program/resolve.ts";

/** A package of the repository, with its scripts. */
export interface WorkspacePackage {
  readonly name: string | null;
  readonly directory: string;
  readonly scripts: ReadonlyMap<string, { readonly command: string; readonly at: Place }>;
  readonly dependencies: ReadonlySet<string>;
}

/** The packages of the repository, found the ways package managers name them. */
export class Workspace {
  readonly packages: readonly WorkspacePackage[];
  readonly #byDirectory: ReadonlyMap<string, WorkspacePackage>;

  constructor(facts: readonly Located<Fact>[]) {
    const packages = facts.filter((fact): fact is Located<PackageFact> => fact.kind === "package").map(packageOf);
    this.packages = packages.sort((a, b) => (a.directory < b.directory ? -1 : 1));
    this.#byDirectory = new Map(packages.map((found) => [found.directory, found]));
  }

  /** The package that a folder belongs to. */
  around(directory: string): WorkspacePackage | null {
    for (const folder of ancestors(directory)) {
      const found = this.#byDirectory.get(folder);
      if (found) return found;
    }
    return null;
  }

  /** Packages that a filter means: a name, a pattern, a folder, with the dots of pnpm and turbo taken off. */
  matching(filter: string, cwd: string): readonly WorkspacePackage[] {
    if (filter.startsWith("!")) return [];
    const text = filter.replace(/^\.\.\.\^?|\^?\.\.\.$/g, "").replace(/\[[^\]]*\]/g, "").replace(/^\{(.*)\}$/, "$1").replace(/^\.\.\./, "");
    // `[main]` alone: whatever changed.
    if (text === "") return this.members;
    if (/^\.{0,2}\//.test(text) || text === ".") {
      const folder = join(cwd, text.replace(/\/\*+$/, ""));
      return this.packages.filter(({ directory }) => directory === folder || (text.endsWith("*") && directory.startsWith(`${folder}/`)));
    }
    const pattern = new RegExp(`^(?:@[^/]+/)?${text.split("*").map(escape).join("[^/]*")}$`);
    const named = this.packages.filter(({ name }) => name !== null && (name === text || pattern.test(name)));
    if (named.length > 0) return named;
    return this.packages.filter(({ directory }) => directory === join(text) || directory.slice(directory.lastIndexOf("/") + 1) === text);
  }

  /** All packages but the root, or the root alone where there is nothing else. */
  get members(): readonly WorkspacePackage[] {
    const below = this.packages.filter(({ directory }) => directory !== "");
    return below.length > 0 ? below : this.packages;
  }
}

function packageOf(fact: Located<PackageFact>): WorkspacePackage {
  const scripts = new Map(fact.scripts.map(({ name, command, span }) => [name, { command, at: { path: fact.path, span } }]));
  const dependencies = new Set(fact.dependencies.map(({ name }) => name));
  return { name: fact.name, directory: directoryOf(fact.path), scripts, dependencies };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
