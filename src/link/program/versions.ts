import { validRange } from "semver";
import type { Fact, Located } from "../../model/facts.ts";
import type { Installed } from "../../model/installed.ts";
import type { InstalledPackage, PackageFact } from "../../model/package-facts.ts";
import { remember } from "../../model/remember.ts";
import { ancestors, directoryOf } from "./resolve.ts";

/** Which version of a package an import gets, as far as lockfiles and package.json tell. */
export class InstalledVersions {
  readonly #packages = new Map<string, PackageFact>();
  /** By folder of the lockfile, then by name of the package. */
  readonly #locked = new Map<string, Map<string, InstalledPackage[]>>();
  readonly #memo = new Map<string, Installed | null>();

  constructor(facts: readonly Located<Fact>[]) {
    for (const fact of facts) {
      const directory = directoryOf(fact.path);
      if (fact.kind === "package") this.#packages.set(directory, fact);
      if (fact.kind !== "lockfile") continue;
      const locked = remember(this.#locked, directory, () => new Map<string, InstalledPackage[]>());
      for (const one of fact.installed) remember(locked, one.name, (): InstalledPackage[] => []).push(one);
    }
  }

  /** Null where nothing tells: then what is known of any version may hold. */
  of(path: string, packageName: string): Installed | null {
    const directory = directoryOf(path);
    return remember(this.#memo, `${directory}\0${packageName}`, () => this.#find(directory, packageName));
  }

  #find(directory: string, specified: string): Installed | null {
    // `npm:stripe@14.21.0`, as Deno writes it.
    const [, name = specified, written] = /^(.[^@]*)@([\d^~].*)$/.exec(specified) ?? [];
    if (written !== undefined) return rangeOf(written);
    const above = ancestors(directory);
    const declaring = above.find((d) => this.#rangeIn(d, name) !== null);
    const range = declaring === undefined ? null : this.#rangeIn(declaring, name);
    const locking = above.find((d) => this.#locked.get(d)?.has(name));
    if (locking !== undefined) {
      const all = this.#locked.get(locking)?.get(name) ?? [];
      const workspace = declaring === undefined ? null : relative(locking, declaring);
      const own = all.filter((one) =>
        one.workspace === null ? one.range === range : one.workspace === workspace && range !== null,
      );
      // A workspace that the lockfile does not know declares what is not installed yet.
      if (own.length > 0 || range === null) return exactly(own.length > 0 ? own : all);
    }
    return range === null ? null : rangeOf(range);
  }

  /** What a package asks for; what it leaves to whoever installs it comes last. */
  #rangeIn(directory: string, name: string): string | null {
    const found = this.#packages.get(directory)?.dependencies.filter((d) => d.name === name) ?? [];
    const [first] = [...found.filter((d) => d.group !== "peer"), ...found];
    return first ? first.range.replace(/^npm:/, "") : null;
  }
}

function exactly(installed: readonly InstalledPackage[]): Installed {
  return { kind: "exact", versions: [...new Set(installed.map((one) => one.version))].sort() };
}

/** `latest`, `workspace:*` and `catalog:` say nothing. */
function rangeOf(range: string): Installed | null {
  return validRange(range) === null ? null : { kind: "range", range };
}

function relative(from: string, to: string): string {
  return from === "" ? to : to.slice(from.length + 1);
}
