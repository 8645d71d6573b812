import type { Fact, Located } from "../../model/facts.ts";
import type { ImportMapFact } from "../../model/package-facts.ts";
import { ancestors, directoryOf, join } from "./resolve.ts";

/** Targets of the most specific pattern that matches, with `*` filled in. */
export function matchPattern(
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

/** A bare specifier as the name of a package and a path in it. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split("/");
  const size = specifier.startsWith("@") ? 2 : 1;
  return { name: parts.slice(0, size).join("/"), subpath: parts.slice(size).join("/") };
}

/** The same of a package outside the repository, without what says where to get it and which version. */
export function packageOf(specifier: string): { readonly name: string; readonly subpath: string } {
  const bare = specifier.replace(/^(node|npm|jsr):\/?/, "");
  const { name, subpath } = splitSpecifier(bare);
  return { name: name.replace(/(.)@.*$/, "$1"), subpath };
}

/** What a dependency's range says it really is: another package, or a folder; null for a mere version. */
export function aliasTarget(
  range: string,
): { readonly name: string } | { readonly name?: undefined; readonly folder: string } | null {
  const folder = /^(?:file|link|portal):(.+)$/.exec(range)?.[1];
  if (folder !== undefined) return { folder };
  const other = /^(?:npm:|workspace:(?=[^*^~\d]))((?:@[^/]+\/)?[^@/]+)/.exec(range)?.[1];
  return other === undefined ? null : { name: other };
}

/** Import maps, each for the folder it lies in and all below. */
export class ImportMaps {
  readonly #maps = new Map<string, ImportMapFact["imports"]>();

  constructor(facts: readonly Located<Fact>[]) {
    for (const fact of facts) {
      if (fact.kind !== "import-map") continue;
      const directory = directoryOf(fact.path);
      this.#maps.set(directory, [...(this.#maps.get(directory) ?? []), ...fact.imports]);
    }
  }

  /** What a specifier stands for: a path of the repository, or another specifier. */
  targetOf(
    from: string,
    specifier: string,
  ): { readonly path: string } | { readonly path?: undefined; readonly specifier: string } | null {
    for (const directory of this.#maps.size === 0 ? [] : ancestors(directoryOf(from))) {
      const [best] = (this.#maps.get(directory) ?? [])
        .filter((i) => i.specifier === specifier || (i.specifier.endsWith("/") && specifier.startsWith(i.specifier)))
        .sort((a, b) => b.specifier.length - a.specifier.length);
      if (!best) continue;
      const target = best.target + specifier.slice(best.specifier.length);
      return target.startsWith(".") ? { path: join(directory, target) } : { specifier: target };
    }
    return null;
  }
}
