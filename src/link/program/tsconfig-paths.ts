import type { Fact, Located } from "../../model/facts.ts";
import type { TsconfigFact } from "../../model/package-facts.ts";
import { remember } from "../../model/remember.ts";
import { ancestors, directoryOf, join } from "./resolve.ts";
import { matchPattern, splitSpecifier } from "./specifiers.ts";

const names = ["tsconfig.json", "jsconfig.json", "tsconfig.base.json", "tsconfig.app.json"];

/** Files that extend or gather each other beyond this are a circle. */
const maximumDepth = 8;

/** Where something may lie: a path below a folder. */
export interface Target {
  readonly base: string;
  readonly target: string;
}

/** What the tsconfig files of a repository say of specifiers and folders. */
export class TsconfigPaths {
  readonly #configs = new Map<string, TsconfigFact>();
  readonly #chains = new Map<string, readonly { readonly path: string; readonly directory: string }[]>();
  readonly #folderOfPackage: (name: string) => string | null;

  constructor(facts: readonly Located<Fact>[], folderOfPackage: (name: string) => string | null) {
    for (const fact of facts) if (fact.kind === "tsconfig") this.#configs.set(fact.path, fact);
    this.#folderOfPackage = folderOfPackage;
  }

  /** The places that `paths` and `baseUrl` give for a specifier, nearest file first. */
  targetsOf(from: string, specifier: string): readonly Target[] {
    return this.#above(directoryOf(from)).flatMap(({ path, directory }) => this.#in(path, directory, specifier, 0));
  }

  /** The files that hold for a folder, nearest first. Every specifier asks for them, and most folders have none. */
  #above(folder: string): readonly { readonly path: string; readonly directory: string }[] {
    return remember(this.#chains, folder, () =>
      ancestors(folder).flatMap((directory) =>
        names.map((name) => ({ path: join(directory, name), directory })).filter(({ path }) => this.#configs.has(path)),
      ),
    );
  }

  #in(path: string, leaf: string, specifier: string, depth: number): readonly Target[] {
    const config = this.#configs.get(path);
    if (!config || depth > maximumDepth) return [];
    const directory = directoryOf(path);
    const base = this.#folder(directory, leaf, config.baseUrl ?? ".");
    const patterns = config.paths.map((entry) => ({ subpath: entry.pattern, targets: entry.targets }));
    const own = matchPattern(patterns, specifier).map((target) =>
      leafFolder.test(target) ? { base: leaf, target: target.replace(leafFolder, "") } : { base, target },
    );
    const inherited = [...config.extends].reverse().flatMap((parent) => {
      const extended = this.#extended(directory, parent);
      return extended === null ? [] : this.#in(extended, leaf, specifier, depth + 1);
    });
    // Another folder's project says nothing of the files here.
    const gathered = config.references
      .map((project) => fileOf(join(directory, project)))
      .filter((project) => directoryOf(project) === directory)
      .flatMap((project) => this.#in(project, directory, specifier, depth + 1));
    return [...own, ...(config.baseUrl === null ? [] : [{ base, target: specifier }]), ...inherited, ...gathered];
  }

  #folder(directory: string, leaf: string, written: string): string {
    return leafFolder.test(written) ? join(leaf, written.replace(leafFolder, "")) : join(directory, written);
  }

  /** The file that `extends` names: beside the one that says so, or in a package of the repository. */
  #extended(directory: string, parent: string): string | null {
    if (parent.startsWith(".")) {
      const target = join(directory, parent);
      return target.endsWith(".json") ? target : `${target}.json`;
    }
    const { name, subpath } = splitSpecifier(parent);
    const folder = this.#folderOfPackage(name);
    return folder === null ? null : fileOf(join(folder, subpath));
  }

  /** The same relative path below the other folders that count as one with that of the importer. */
  twinsOf(from: string, base: string): readonly Target[] {
    for (const directory of ancestors(directoryOf(from))) {
      const roots = this.#configs.get(join(directory, "tsconfig.json"))?.rootDirs ?? [];
      const folders = roots.map((root) => join(directory, root));
      const own = folders.find((folder) => base.startsWith(`${folder}/`));
      if (own === undefined) continue;
      return folders.filter((f) => f !== own).map((f) => ({ base: f, target: base.slice(own.length + 1) }));
    }
    return [];
  }

  /** What a built file of a package was compiled from, as `rootDir` and `outDir` say. */
  sourcesOf(directory: string, built: string): readonly string[] {
    return ["tsconfig.json", "tsconfig.build.json"].flatMap((name) => {
      const config = this.#configs.get(join(directory, name));
      const out = config?.outDir ? join(config.outDir) : "";
      if (!config?.rootDir || out === "" || !built.startsWith(`${out}/`)) return [];
      return [join(config.rootDir, built.slice(out.length + 1))];
    });
  }
}

/** Stands for the folder of the file that a build starts from. */
const leafFolder = /^\$\{configDir\}\/?/;

function fileOf(path: string): string {
  return path.endsWith(".json") ? path : join(path, "tsconfig.json");
}
