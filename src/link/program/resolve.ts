import type { Fact, Located, PackageFact, TsconfigFact } from "../../model/facts.ts";

/** Where an import specifier leads: a module of the repository, or a package outside it. */
export type Resolution =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "package"; readonly name: string; readonly subpath: string }
  | { readonly kind: "missing" };

const sourceExtensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/** What a compiled extension may have been written as. */
const writtenAs: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};
const outputFolders = /(^|\/)(dist|build|lib|out|esm|cjs|\.output)(\/(esm|cjs|src|types))?\//;

/** Resolves import specifiers within a repository whose dependencies are not installed. Tolerant: it only ever looks at what is there. */
export class Resolver {
  readonly #has: (path: string) => boolean;
  readonly #packages = new Map<string, { readonly directory: string; readonly fact: PackageFact }>();
  readonly #packageByDirectory = new Map<string, PackageFact>();
  readonly #tsconfigs = new Map<string, TsconfigFact>();
  readonly #memo = new Map<string, Resolution>();

  constructor(hasModule: (path: string) => boolean, facts: readonly Located<Fact>[]) {
    this.#has = hasModule;
    for (const fact of facts) {
      if (fact.kind === "package") {
        const directory = directoryOf(fact.path);
        this.#packageByDirectory.set(directory, fact);
        if (fact.name !== null && !this.#packages.has(fact.name)) this.#packages.set(fact.name, { directory, fact });
      } else if (fact.kind === "tsconfig") {
        this.#tsconfigs.set(fact.path, fact);
      }
    }
  }

  resolve(from: string, specifier: string): Resolution {
    const key = `${directoryOf(from)}\0${specifier}`;
    let found = this.#memo.get(key);
    if (!found) {
      found = this.#resolve(from, specifier.replace(/\?.*$/, ""));
      this.#memo.set(key, found);
    }
    return found;
  }

  #resolve(from: string, specifier: string): Resolution {
    if (specifier.startsWith(".") || specifier.startsWith("/")) {
      const base = specifier.startsWith("/") ? specifier.slice(1) : join(directoryOf(from), specifier);
      return this.#module(base) ?? { kind: "missing" };
    }
    const mapped = this.#throughTsconfig(from, specifier) ?? this.#throughImports(from, specifier);
    if (mapped) return mapped;
    const { name, subpath } = splitSpecifier(specifier);
    const local = this.#packages.get(name);
    if (local) return this.#packageEntry(local.directory, local.fact, subpath) ?? { kind: "missing" };
    return { kind: "package", name: name.replace(/^(node|npm|jsr):/, ""), subpath };
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
    for (const guess of [join("src", bare), bare, bare.replace(/^src\//, "")]) {
      const found = this.#module(join(directory, guess));
      if (found) return found;
    }
    return null;
  }

  #throughTsconfig(from: string, specifier: string): Resolution | null {
    for (const directory of ancestors(directoryOf(from))) {
      for (const name of ["tsconfig.json", "jsconfig.json", "tsconfig.base.json", "tsconfig.app.json"]) {
        const found = this.#throughPaths(join(directory, name), specifier, 0);
        if (found) return found;
      }
    }
    return null;
  }

  #throughPaths(path: string, specifier: string, depth: number): Resolution | null {
    const config = this.#tsconfigs.get(path);
    if (!config || depth > 8) return null;
    const directory = directoryOf(path);
    const base = join(directory, config.baseUrl ?? ".");
    for (const target of matchPattern(
      config.paths.map((entry) => ({ subpath: entry.pattern, targets: entry.targets })),
      specifier,
    )) {
      const found = this.#module(join(base, target)) ?? this.#sourceOf(base, target);
      if (found) return found;
    }
    if (config.baseUrl !== null) {
      const found = this.#module(join(base, specifier));
      if (found) return found;
    }
    for (const parent of config.extends) {
      const target = parent.startsWith(".") ? join(directory, parent) : null;
      if (target === null) continue;
      const found = this.#throughPaths(target.endsWith(".json") ? target : `${target}.json`, specifier, depth + 1);
      if (found) return found;
    }
    return null;
  }

  #throughImports(from: string, specifier: string): Resolution | null {
    if (!specifier.startsWith("#")) return null;
    for (const directory of ancestors(directoryOf(from))) {
      const fact = this.#packageByDirectory.get(directory);
      if (!fact) continue;
      for (const target of matchPattern(fact.imports, specifier)) {
        const found = this.#module(join(directory, target)) ?? this.#sourceOf(directory, target);
        if (found) return found;
      }
      return null;
    }
    return null;
  }
}

/** Targets of the most specific pattern that matches, with `*` filled in. */
function matchPattern(
  entries: readonly { readonly subpath: string; readonly targets: readonly string[] }[],
  wanted: string,
): readonly string[] {
  let best: { readonly length: number; readonly targets: readonly string[]; readonly star: string } | null = null;
  for (const { subpath, targets } of entries) {
    if (subpath === wanted) return targets;
    const star = subpath.indexOf("*");
    if (star < 0) continue;
    const [head, tail] = [subpath.slice(0, star), subpath.slice(star + 1)];
    if (!wanted.startsWith(head) || !wanted.endsWith(tail) || wanted.length < head.length + tail.length) continue;
    if (best && best.length >= head.length) continue;
    best = { length: head.length, targets, star: wanted.slice(head.length, wanted.length - tail.length) };
  }
  const star = best?.star ?? "";
  return best ? best.targets.map((target) => target.replaceAll("*", star)) : [];
}

function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split("/");
  const size = specifier.startsWith("@") ? 2 : 1;
  return { name: parts.slice(0, size).join("/"), subpath: parts.slice(size).join("/") };
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
