import { storeBoundAs } from "../../catalog/match.ts";
import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { ancestors, directoryOf } from "./resolve.ts";
import { thunkOf, type Value } from "./value.ts";

/** The package that values stand for which a platform hands over open: `env.DB` is made as if by `new d1("DB")` of it. */
export const platformPackage = "cloudflare:bindings";

/** What a data set of events is bound as: nothing is retrieved from it, so it is no store. */
export const recordsResource = "analytics";

/** What a limiter of requests is bound as: it keeps nothing that anybody reads. */
export const limiterResource = "ratelimit";

const withoutStore: ReadonlySet<string> = new Set([recordsResource, limiterResource]);

/** A resource that the configuration of one worker binds under a name, in every block that declares it. */
export interface PlatformBinding {
  readonly directory: string;
  readonly name: string;
  readonly resource: string;
  /** Its first declaration. */
  readonly at: Place;
  readonly entries: readonly { readonly fact: Located<BindingsFact>; readonly entry: BindingEntry }[];
}

/** What the workers of the repository are handed by their platform. */
export class PlatformBindings {
  readonly all: readonly PlatformBinding[];
  readonly #byPlace: ReadonlyMap<string, PlatformBinding>;
  readonly #directories: ReadonlySet<string>;
  readonly #importersOf: (paths: readonly string[]) => Iterable<string>;
  readonly #homes = new Map<string, ReadonlySet<string>>();

  constructor(facts: readonly Located<Fact>[], importersOf: (paths: readonly string[]) => Iterable<string>) {
    this.all = grouped(facts);
    this.#byPlace = new Map(this.all.map((b) => [keyOf(b.at), b]));
    this.#directories = new Set(this.all.map((b) => b.directory));
    this.#importersOf = importersOf;
  }

  /** The binding whose first declaration stands here. */
  at(place: Place): PlatformBinding | null {
    return this.#byPlace.get(keyOf(place)) ?? null;
  }

  /** What code in this file is handed under a name: several where workers share the code. */
  named(path: string, name: string): readonly PlatformBinding[] {
    const found = this.all.filter((b) => b.name === name);
    if (found.length === 0) return found;
    const homes = this.#homesOf(path);
    return found.filter((b) => homes.has(b.directory));
  }

  /** All that code in this file is handed of a kind. */
  ofKind(path: string, resource: string): readonly PlatformBinding[] {
    const found = this.all.filter((b) => b.resource === resource);
    if (found.length === 0) return found;
    const homes = this.#homesOf(path);
    return found.filter((b) => homes.has(b.directory));
  }

  /** The nearest worker above a file; for shared code, those of the code that imports it. */
  #homesOf(path: string): ReadonlySet<string> {
    return remember(this.#homes, path, () => {
      const own = this.#homeAbove(path);
      if (own !== null) return new Set([own]);
      return new Set([...this.#importersOf([path])].flatMap((p) => this.#homeAbove(p) ?? []));
    });
  }

  #homeAbove(path: string): string | null {
    return ancestors(directoryOf(path)).find((d) => this.#directories.has(d)) ?? null;
  }
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.startLine}:${span.startColumn}`;
}

/** For programs without a platform. */
export const noPlatform = new PlatformBindings([], () => []);

function grouped(facts: readonly Located<Fact>[]): readonly PlatformBinding[] {
  const groups = new Map<string, PlatformBinding & { readonly entries: PlatformBinding["entries"][number][] }>();
  for (const fact of facts) {
    if (fact.kind !== "bindings" || fact.source !== "wrangler") continue;
    const directory = directoryOf(fact.path);
    for (const entry of fact.entries) {
      const { name, resource } = entry;
      if (resource === undefined || !(storeBoundAs(resource) || withoutStore.has(resource))) continue;
      const at: Place = { path: fact.path, span: entry.span };
      remember(groups, `${directory}\0${resource}\0${name}`, () => ({
        directory,
        name,
        resource,
        at,
        entries: [],
      })).entries.push({ fact, entry });
    }
  }
  return [...groups.values()];
}

/** The open client that code is handed under a name; null where that name is bound to no store. */
export function clientOf(bindings: readonly PlatformBinding[], at: Place): Value | null {
  const [first] = bindings;
  if (!first) return null;
  const name = thunkOf({ kind: "literal", value: first.name, at });
  const callee: Value = { kind: "external", package: platformPackage, path: [first.resource], at };
  return { kind: "applied", form: "new", callee, args: [name], at };
}
