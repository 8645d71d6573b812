import picomatch from "picomatch";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import { ancestors, directoryOf, join } from "../program/resolve.ts";
import { ComposeServices } from "./compose-services.ts";
import { Recipes } from "./recipes.ts";
import { ShellFiles } from "./shell-files.ts";

/** A package of the repository, with its scripts. */
export interface WorkspacePackage {
  readonly name: string | null;
  readonly directory: string;
  readonly scripts: ReadonlyMap<string, { readonly command: string; readonly at: Place }>;
}

/** The packages of the repository, found the ways package managers name them. */
export class Workspace {
  readonly packages: readonly WorkspacePackage[];
  readonly services: ComposeServices;
  readonly recipes: Recipes;
  readonly shell: ShellFiles;
  readonly #byDirectory: ReadonlyMap<string, WorkspacePackage>;
  /** Which packages belong together, by the folder that says so. */
  readonly #declarations = new Map<string, readonly string[]>();

  constructor(facts: readonly Located<Fact>[]) {
    const packages = facts.filter((fact): fact is Located<PackageFact> => fact.kind === "package").map(packageOf);
    this.services = new ComposeServices(facts);
    this.recipes = new Recipes(facts);
    this.shell = new ShellFiles(facts);
    this.packages = packages.sort((a, b) => (a.directory < b.directory ? -1 : 1));
    this.#byDirectory = new Map(packages.map((found) => [found.directory, found]));
    for (const fact of facts) {
      const patterns = fact.kind === "workspace" ? fact.patterns : fact.kind === "package" ? fact.workspaces : [];
      const directory = directoryOf(fact.path);
      if (patterns.length > 0)
        this.#declarations.set(directory, [...(this.#declarations.get(directory) ?? []), ...patterns]);
    }
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
    // Patterns come from the audited repository: a long one costs more than it could tell.
    if (filter.startsWith("!") || filter.length > 200 || filter.split("*").length > 4) return [];
    const text = filter
      .replace(/^\.\.\.\^?|\^?\.\.\.$/g, "")
      .replace(/\[[^\]]*\]/g, "")
      .replace(/^\{(.*)\}$/, "$1")
      .replace(/^\.\.\./, "");
    // `[main]` alone: whatever changed.
    if (text === "") return this.members(cwd);
    const here = this.#among(this.members(cwd), text, cwd);
    // A name of another workspace is still a name.
    return here.length > 0 ? here : this.#among(this.packages, text, cwd);
  }

  #among(packages: readonly WorkspacePackage[], text: string, cwd: string): readonly WorkspacePackage[] {
    if (/^\.{0,2}\//.test(text) || text === ".") {
      const folder = join(cwd, text.replace(/\/\*+$/, ""));
      return packages.filter(
        ({ directory }) => directory === folder || (text.endsWith("*") && directory.startsWith(`${folder}/`)),
      );
    }
    const pattern = new RegExp(`^(?:@[^/]+/)?${text.split("*").map(literally).join("[^/]*")}$`);
    const named = packages.filter(({ name }) => name !== null && (name === text || pattern.test(name)));
    if (named.length > 0) return named;
    return packages.filter(
      ({ directory }) => directory === join(text) || directory.slice(directory.lastIndexOf("/") + 1) === text,
    );
  }

  /** The packages of the workspace around a folder, without its root; without a workspace, those below the folder. */
  members(cwd: string): readonly WorkspacePackage[] {
    const root = ancestors(cwd).find((folder) => this.#declarations.has(folder));
    const home = root ?? this.around(cwd)?.directory ?? cwd;
    const below = this.packages.filter(
      ({ directory }) => directory !== home && (home === "" || directory.startsWith(`${home}/`)),
    );
    const wanted = matcherOf(root === undefined ? [] : (this.#declarations.get(root) ?? []));
    const members = below.filter(({ directory }) => wanted(home === "" ? directory : directory.slice(home.length + 1)));
    const own = this.#byDirectory.get(home);
    return members.length > 0 || !own ? members : [own];
  }
}

/** The folders that workspace patterns mean; all where there are none. */
function matcherOf(patterns: readonly string[]): (folder: string) => boolean {
  const usable = patterns
    .map((pattern) => pattern.replace(/^(!?)\.\//, "$1").replace(/\/$/, ""))
    .filter((pattern) => pattern !== "" && pattern !== "!" && pattern.length < 200);
  const wanted = usable.filter((pattern) => !pattern.startsWith("!"));
  if (wanted.length === 0) return () => true;
  return picomatch(wanted, {
    ignore: usable.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)),
  });
}

function packageOf(fact: Located<PackageFact>): WorkspacePackage {
  const scripts = new Map(
    fact.scripts.map(({ name, command, span }) => [name, { command, at: { path: fact.path, span } }]),
  );
  return { name: fact.name, directory: directoryOf(fact.path), scripts };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
