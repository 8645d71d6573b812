import { loadsBaseFile } from "../../catalog/environment-names.ts";
import { classOf, type EnvironmentClass } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import type { Cascade } from "../dotenv-order.ts";
import { directoryOf } from "../program/resolve.ts";
import { type Draft, rankOf } from "./drafts.ts";
import type { Unit, UnitEnvironment } from "./unit.ts";

/** The environments of a folder, each with its blocks in the order in which they win. */
export function unitOf(
  directory: string,
  drafts: readonly Draft[],
  packages: readonly Located<PackageFact>[],
  cascades: readonly Cascade[],
): Unit {
  const named = new Map<string, Draft[]>();
  const add = (name: string, draft: Draft): void => {
    const list = named.get(name);
    if (list) list.push(draft);
    else named.set(name, [draft]);
  };
  const unnamed = drafts.filter((d) => d.environment === null);
  for (const draft of drafts) if (draft.environment !== null) add(draft.environment, draft);
  const names = [...named.keys()];
  for (const draft of unnamed) {
    const repeating = repeatingBlock(draft, drafts);
    const below = draftsBelow(draft, drafts, cascades);
    // What says nothing but what production's block says is production's top level.
    if (repeating !== null) add(repeating, { ...draft, rank: draft.rank + 20 });
    // Where one environment has a file of its own, the plain one is what the others have, development among them.
    else if (below.size > 1) for (const [name, fed] of below) add(name, fed);
    else placeUnnamed(draft, names, add, directory, packages);
  }
  const environments = new Map<string, UnitEnvironment>();
  for (const [name, list] of named) {
    const blocks = [...list].sort((a, b) => a.rank - b.rank).map((d) => d.block);
    environments.set(name, {
      name,
      class: classOf(name),
      blocks,
      declaredAt: blocks
        .filter((b, i) => blocks.findIndex((x) => x.declared.path === b.declared.path) === i)
        .map((b) => b.declared),
    });
  }
  return { directory, environments };
}

/** A file that code reads below, or above, those of the environments of its folder, as each of them has it. */
function draftsBelow(base: Draft, drafts: readonly Draft[], cascades: readonly Cascade[]): ReadonlyMap<string, Draft> {
  const found = new Map<string, Draft>();
  if (base.block.source !== "dotenv" || base.isTakenIn) return found;
  for (const { environment, block } of drafts) {
    if (environment === null || block.source !== "dotenv" || found.has(environment)) continue;
    for (const { at, wins } of cascades) {
      const winner = wins(base.block.declared.path, block.declared.path);
      if (winner === null) continue;
      const values = new Map(
        [...base.block.values].map(([name, held]) => [name, { ...held, via: [block.declared, at] }]),
      );
      const rank = winner === "base" ? rankOf.dotenv * 10 - 1 : base.rank + 10;
      found.set(environment, { ...base, block: { ...base.block, values }, rank });
      break;
    }
  }
  return found;
}

/** The name of production's block of the same file, where it repeats all that a Worker's top level says. */
function repeatingBlock(draft: Draft, drafts: readonly Draft[]): string | null {
  const own = draft.says;
  if (!own || own.size === 0) return null;
  const found = drafts.find(
    ({ environment, says, block }) =>
      environment !== null &&
      classOf(environment) === "production" &&
      block.declared.path === draft.block.declared.path &&
      [...own].every(([name, value]) => says?.get(name) === value),
  );
  return found?.environment ?? null;
}

/** Decides which environments a block without a name belongs to. */
function placeUnnamed(
  draft: Draft,
  names: readonly string[],
  add: (name: string, draft: Draft) => void,
  directory: string,
  packages: readonly Located<PackageFact>[],
): void {
  const has = (cls: EnvironmentClass): boolean => names.some((n) => classOf(n) === cls);
  const own = names.find((n) => classOf(n) === "development") ?? "development";
  switch (draft.block.source) {
    case "dotenv":
      if (draft.isTakenIn) return;
      // Whoever loads `env/.env` beside `env/.env.staging` does so by name, as the base of the named one.
      if (draft.apart && names.length > 0) {
        for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
        return;
      }
      add(own, draft);
      // Some frameworks load `.env` below `.env.<mode>`; without such a loader nothing says that others see it.
      if (draft.layer === "base" && loadsBase(directory, packages))
        for (const name of names) if (name !== own) add(name, { ...draft, rank: draft.rank + 10 });
      return;
    case "compose":
      if (names.length === 0) add("development", draft);
      else for (const name of names) add(name, { ...draft, rank: draft.rank + 5 });
      return;
    case "wrangler":
      // The top level deploys under no name: it is what production runs unless `env.production` exists.
      add(has("production") ? "default" : "production", draft);
      return;
    case "fly":
    case "render":
    case "platform":
      // One file a deployment: the one that names no environment, beside others that do, is production's.
      if (draft.layer === "whole" && !has("production") && names.length > 0) add("production", draft);
      else for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
      return;
    default:
      for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
  }
}

function loadsBase(directory: string, packages: readonly Located<PackageFact>[]): boolean {
  return packages.some((p) => {
    const home = directoryOf(p.path);
    const inside =
      home === directory ||
      directory.startsWith(`${home}/`) ||
      home.startsWith(directory === "" ? "" : `${directory}/`);
    return inside && p.dependencies.some((d) => loadsBaseFile(d.name));
  });
}
