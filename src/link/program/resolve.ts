import type { Fact, Located } from "../../model/facts.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import { aliasTarget, ImportMaps, matchPattern, packageOf, splitSpecifier } from "./specifiers.ts";
import { TsconfigPaths } from "./tsconfig-paths.ts";

/** Where an import specifier leads: a module of the repository, or a package outside it. */
export type Resolution =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "package"; readonly name: string; readonly subpath: string }
  | { readonly kind: "missing" };

/** A package with the path inside it that is imported: each has symbols of its own. */
export function packageName({ name, subpath }: { readonly name: string; readonly subpath: string }): string {
  return subpath === "" ? name : `${name}/${subpath}`;
}

const sourceExtensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/** What a compiled extension may have been written as. */
const writtenAs: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};
/** Aliases of aliases beyond this are a circle. */
const maximumAliases = 8;

const outputFolders = /(^|\/)(dist|build|lib|out|esm|cjs|\.output)(\/(esm|cjs|src|types))?\//;

/** Resolves import specifiers within a repository whose dependencies are not installed. Tolerant: it only ever looks at what is there. */
export class Resolver {
  readonly #has: (path: string) => boolean;
  readonly #packages = new Map<string, { readonly directory: string; readonly fact: PackageFact }>();
  readonly #packageByDirectory = new Map<string, PackageFact>();
  readonly #tsconfigs: TsconfigPaths;
  readonly #importMaps: ImportMaps;
  readonly #memo = new Map<string, Resolution>();

  constructor(hasModule: (path: string) => boolean, facts: readonly Located<Fact>[]) {
    this.#has = hasModule;
    for (const fact of facts) {
      if (fact.kind !== "package") continue;
      const directory = directoryOf(fact.path);
      this.#packageByDirectory.set(directory, fact);
      if (fact.name !== null && !this.#packages.has(fact.name)) this.#packages.set(fact.name, { directory, fact });
    }
    this.#tsconfigs = new TsconfigPaths(facts, (name) => this.#packages.get(name)?.directory ?? null);
    this.#importMaps = new ImportMaps(facts);
  }

  resolve(from: string, specifier: string): Resolution {
    const key = `${directoryOf(from)}\0${specifier}`;
    let found = this.#memo.get(key);
    if (!found) {
      found = this.#resolve(from, specifier.replace(/\?.*$/, ""), 0);
      this.#memo.set(key, found);
    }
    return found;
  }

  #resolve(from: string, specifier: string, depth: number): Resolution {
    if (depth > maximumAliases) return { kind: "missing" };
    if (specifier.startsWith(".") || specifier.startsWith("/")) {
      const base = specifier.startsWith("/") ? specifier.slice(1) : join(directoryOf(from), specifier);
      return this.#module(base) ?? this.#first(this.#tsconfigs.twinsOf(from, base)) ?? { kind: "missing" };
    }
    const mapped =
      this.#first(this.#tsconfigs.targetsOf(from, specifier)) ?? this.#throughImports(from, specifier, depth);
    if (mapped) return mapped;
    const aliased = this.#importMaps.targetOf(from, specifier);
    if (aliased)
      return aliased.path !== undefined
        ? (this.#module(aliased.path) ?? { kind: "missing" })
        : this.#resolve(from, aliased.specifier, depth + 1);
    const { name, subpath } = splitSpecifier(specifier);
    const local = this.#packages.get(name);
    if (local) return this.#packageEntry(local.directory, local.fact, subpath) ?? { kind: "missing" };
    return this.#throughAlias(from, name, subpath, depth) ?? { kind: "package", ...packageOf(specifier) };
  }

  /** The first of several places that holds a module, or whose source does. */
  #first(places: readonly { readonly base: string; readonly target: string }[]): Resolution | null {
    for (const { base, target } of places) {
      const found = this.#module(join(base, target)) ?? this.#sourceOf(base, target);
      if (found) return found;
    }
    return null;
  }

  #module(base: string): Resolution | null {
    const path = this.#file(normalise(base));
    return path === null ? null : { kind: "module", path };
  }

  #file(base: string): string | null {
    if (this.#has(base)) return base;
    const extension = /\.[cm]?jsx?$/.exec(base)?.[0];
    for (const other of extension ? (writtenAs[extension] ?? []) : []) {
      const candidate = base.slice(0, -(extension?.length ?? 0)) + other;
      if (this.#has(candidate)) return candidate;
    }
    for (const suffix of sourceExtensions) if (this.#has(base + suffix)) return base + suffix;
    const prefix = base === "" ? "" : `${base}/`;
    for (const suffix of sourceExtensions) if (this.#has(`${prefix}index${suffix}`)) return `${prefix}index${suffix}`;
    const nested = this.#packageByDirectory.get(base);
    if (nested) {
      const entry = this.#packageEntry(base, nested, "");
      if (entry?.kind === "module") return entry.path;
    }
    return null;
  }

  #packageEntry(directory: string, fact: PackageFact, subpath: string): Resolution | null {
    const wanted = subpath === "" ? "." : `./${subpath}`;
    const targets = matchPattern(fact.exports, wanted);
    const candidates = [...targets];
    if (subpath === "")
      candidates.push(
        ...[fact.module, fact.main, fact.types].filter((x) => x !== null),
        "src/index",
        "index",
        "src/main",
        "lib/index",
      );
    else candidates.push(subpath, `src/${subpath}`);
    for (const candidate of candidates) {
      const found = this.#module(join(directory, candidate)) ?? this.#sourceOf(directory, candidate);
      if (found) return found;
    }
    return null;
  }

  /** A built file is not in the repository; its source usually stands under `src` by the same name. */
  #sourceOf(directory: string, target: string): Resolution | null {
    const stem = target
      .replace(/^\.\//, "")
      .replace(/\.d\.[cm]?ts$/, "")
      .replace(/\.[cm]?[jt]sx?$/, "");
    const bare = stem.replace(outputFolders, "");
    for (const guess of [
      ...this.#tsconfigs.sourcesOf(directory, stem),
      join("src", bare),
      bare,
      bare.replace(/^src\//, ""),
    ]) {
      const found = this.#module(join(directory, guess));
      if (found) return found;
    }
    return null;
  }

  #throughImports(from: string, specifier: string, depth: number): Resolution | null {
    if (!specifier.startsWith("#")) return null;
    for (const directory of ancestors(directoryOf(from))) {
      const fact = this.#packageByDirectory.get(directory);
      if (!fact) continue;
      const targets = matchPattern(fact.imports, specifier);
      const own = targets.filter((target) => target.startsWith("."));
      const found = this.#first(own.map((target) => ({ base: directory, target })));
      const [other] = targets.filter((target) => !target.startsWith("."));
      return found ?? (other === undefined ? null : this.#resolve(from, other, depth + 1));
    }
    return null;
  }

  /** `"settings": "workspace:@acme/config@*"`, `"vectors": "npm:@pinecone-database/pinecone"`: a name of the package's own choice. */
  #throughAlias(from: string, name: string, subpath: string, depth: number): Resolution | null {
    for (const directory of ancestors(directoryOf(from))) {
      const dependency = this.#packageByDirectory.get(directory)?.dependencies.find((d) => d.name === name);
      if (!dependency) continue;
      const alias = aliasTarget(dependency.range);
      if (alias === null || alias.name === name) return null;
      if (alias.name !== undefined)
        return this.#resolve(from, subpath === "" ? alias.name : `${alias.name}/${subpath}`, depth + 1);
      const folder = join(directory, alias.folder);
      const fact = this.#packageByDirectory.get(folder);
      return fact ? this.#packageEntry(folder, fact, subpath) : null;
    }
    return null;
  }
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The folder itself and every folder above it, innermost first; "" is the root. */
export function ancestors(directory: string): readonly string[] {
  const list = [directory];
  let current = directory;
  while (current !== "") {
    current = directoryOf(current);
    list.push(current);
  }
  return list;
}

export function join(...parts: readonly string[]): string {
  return normalise(parts.filter((part) => part !== "").join("/"));
}

function normalise(path: string): string {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(part);
  }
  return kept.join("/");
}
