import type { BindingsFact } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf } from "../program/resolve.ts";
import { blockOf } from "./block.ts";
import { type Files, homeOfFact, unitName } from "./home.ts";
import { isInfrastructure } from "./infrastructure-images.ts";
import { environmentOf, type Naming } from "./named-environment.ts";
import type { Block } from "./unit.ts";

/** A block of variables before it is known which environments have it; the lower rank wins. */
export interface Draft {
  readonly directory: string;
  readonly environment: string | null;
  readonly layer: BindingsFact["layer"];
  readonly block: Block;
  readonly rank: number;
  /** In a folder of its own, where nothing loads it by itself. */
  readonly apart?: boolean;
  /** Taken in by name, so that whoever takes it in says whose it is. */
  readonly isTakenIn?: boolean;
  /** All that a block of a Worker's file says, its resources too. */
  readonly says?: ReadonlyMap<string, string>;
}

export const rankOf: Readonly<Record<BindingsFact["source"], number>> = {
  compose: 0,
  wrangler: 1,
  fly: 1,
  vercel: 1,
  railway: 1,
  render: 1,
  netlify: 1,
  serverless: 1,
  platform: 1,
  pulumi: 1,
  program: 1,
  dotenv: 2,
  "yaml-config": 3,
  dockerfile: 4,
};

/** A block with those that it takes in, extends and is laid over. */
export function draftsOf(
  fact: Located<BindingsFact>,
  files: Files,
  homes: ReadonlySet<string>,
  naming: Naming,
): readonly Draft[] {
  const directory = homeOfFact(fact, files, homes);
  const environment = environmentOf(fact, naming);
  const rank = rankOf[fact.source] * 10 + (fact.layer === "base" ? 5 : fact.layer === "override" ? 0 : 2);
  const own: Draft = {
    directory,
    environment,
    layer: fact.layer,
    block: blockOf(fact),
    rank,
    ...(fact.source === "dotenv" && directoryOf(fact.path) !== directory ? { apart: true } : {}),
    ...(fact.source === "dotenv" && fact.service !== null && isTakenIn(fact.path, files) ? { isTakenIn: true } : {}),
    ...(fact.source === "wrangler"
      ? { says: new Map(fact.entries.map(({ name, value }) => [name, JSON.stringify(value)])) }
      : {}),
  };
  return [
    own,
    ...includedBy(fact, files).map(
      (block, i): Draft => ({ directory, environment, layer: fact.layer, block, rank: rank + 2 + i }),
    ),
    ...extended(fact, files, []).map(
      (block, i): Draft => ({ directory, environment, layer: fact.layer, block, rank: rank + 3 + i }),
    ),
  ].flatMap((draft) => [draft, ...inherited(draft, fact, files)]);
}

function isTakenIn(path: string, files: Files): boolean {
  return [...files.values()].some((facts) => facts.some(({ includes }) => includes.some((one) => one.path === path)));
}

/** What a compose service has from those in other files that it extends. */
function extended(fact: Located<BindingsFact>, files: Files, seen: readonly string[]): readonly Block[] {
  const { extends: base } = fact;
  const key = `${base?.path}\0${base?.service}`;
  if (!base || seen.includes(key)) return [];
  const found = files.get(base.path)?.find((other) => other.source === "compose" && other.service === base.service);
  if (!found) return [];
  return [blockOf(found), ...includedBy(found, files), ...extended(found, files, [...seen, key])];
}

/** The dotenv files a compose service takes in, the last one first: it wins. */
function includedBy(fact: Located<BindingsFact>, files: Files): readonly Block[] {
  return [...fact.includes].reverse().flatMap((include) =>
    (files.get(include.path) ?? [])
      .filter((file) => !isInfrastructure(file))
      .map((file) => ({
        ...takenIn(blockOf(file), { path: fact.path, span: include.span }, unitName(fact)),
        inContainer: true as const,
      })),
  );
}

/** One file may serve several environments: what tells them apart is the line that takes it in. */
function takenIn(block: Block, by: Place, unit: string): Block {
  const values = new Map([...block.values].map(([name, held]) => [name, { ...held, via: [...(held.via ?? []), by] }]));
  return { ...block, values, unit };
}

/**
 * An override file is laid over the base file of its folder: the service has the base's variables and env files too,
 * wherever it does not say otherwise. That sharing is easily missed, since the override looks complete.
 */
function inherited(own: Draft, fact: Located<BindingsFact>, files: Files): readonly Draft[] {
  if (
    fact.source !== "compose" ||
    fact.layer !== "override" ||
    own.environment === null ||
    own.block.declared.path !== fact.path
  )
    return [];
  const bases = [...files.values()]
    .flat()
    .filter(
      (f) =>
        f.source === "compose" &&
        f.layer === "base" &&
        f.environment === null &&
        f.service === fact.service &&
        directoryOf(f.path) === directoryOf(fact.path),
    );
  return bases.flatMap((base) => [
    { ...own, block: blockOf(base), rank: own.rank + 1 },
    ...includedBy(base, files).map((block, i): Draft => ({ ...own, block, rank: own.rank + 6 + i })),
  ]);
}
