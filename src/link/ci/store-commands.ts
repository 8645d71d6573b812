import { type StoreCommand, storeCommands } from "../../catalog/store-commands.ts";
import { samePlace } from "../../model/location.ts";
import type { Pipeline, PipelineRole } from "../../model/pipeline.ts";
import type { Store } from "../../model/store.ts";
import type { PlatformBinding } from "../program/platform-bindings.ts";
import { directoryOf, join } from "../program/resolve.ts";
import type { Command, Job } from "./job.ts";
import { type Options, readOptions, valuesOf } from "./options.ts";

type Reached = Pipeline["reaches"][number];

/**
 * What jobs write to a store of the platform by command, without any code: `wrangler d1 execute records --remote`. A job
 * that also deploys or migrates does so for what it puts there, and not to test it.
 */
export function withStoreCommands(
  jobs: readonly Job[],
  pipelines: readonly Pipeline[],
  bindings: readonly PlatformBinding[],
  stores: readonly Store[],
): readonly Pipeline[] {
  if (bindings.length === 0) return pipelines;
  return pipelines.map((pipeline, i) => {
    if (pipeline.roles.some((role) => acting.has(role))) return pipeline;
    const written = (jobs[i]?.commands ?? []).flatMap((command) => writtenBy(command, bindings, stores));
    return written.length === 0 ? pipeline : { ...pipeline, reaches: [...written, ...pipeline.reaches] };
  });
}

const acting: ReadonlySet<PipelineRole> = new Set(["deploy", "run", "ingest", "migrate"]);

function writtenBy(
  command: Command,
  bindings: readonly PlatformBinding[],
  stores: readonly Store[],
): readonly Reached[] {
  const { runner, args, cwd } = command.program;
  if (cwd === null) return [];
  return storeCommands.flatMap((known) => {
    if (known.tool !== runner) return [];
    const { named = [], environment, file, valued } = known;
    const options = readOptions(args, new Set([...named, ...environment, ...file, ...valued]));
    const verb = known.verbs.find((one) => `${options.positionals.join(" ")} `.startsWith(`${one} `));
    if (verb === undefined || !isWritten(known, options)) return [];
    const name = nameIn(known, verb, options);
    const block = valuesOf(options, ...environment)[0] ?? null;
    const [config] = valuesOf(options, ...file);
    const isMeant = (path: string): boolean =>
      config === undefined ? directoryOf(path) === cwd : path === join(cwd, config);
    return bindings.flatMap((binding): readonly Reached[] => {
      if (binding.resource !== known.resource) return [];
      const own = binding.entries.filter(
        ({ fact, entry }) =>
          isMeant(fact.path) && fact.environment === block && [entry.name, entry.alias, textOf(entry)].includes(name),
      );
      const store = stores.findIndex(({ at }) => samePlace(at, binding.at));
      const identities = own.flatMap(({ fact, entry }) =>
        (stores[store]?.identities ?? [])
          .filter(({ at }) => samePlace(at, { path: fact.path, span: entry.span }))
          .map((one) => ({ ...one, environment: "ci", at: command.at, via: [one.at] })),
      );
      if (store < 0 || identities.length === 0) return [];
      const { at, chain } = command;
      return [
        {
          what: "store",
          name: `${runner} ${verb}`,
          at,
          writes: true,
          path: chain,
          store,
          identities,
          carriedBy: known.signsInWith,
        },
      ];
    });
  });
}

function isWritten({ onlyWith, asks }: StoreCommand, options: Options): boolean {
  if (onlyWith !== undefined && !/^(?:true)?$/.test(options.values.get(onlyWith)?.at(-1) ?? "no")) return false;
  const told = asks === undefined ? undefined : valuesOf(options, asks)[0];
  return told === undefined || !/^\s*(?:select|explain|pragma)\b[^;]*;?\s*$/i.test(told);
}

function nameIn({ named = [], endsAt }: StoreCommand, verb: string, options: Options): string | undefined {
  if (named.length > 0) return valuesOf(options, ...named)[0];
  const name = options.positionals[verb.split(" ").length];
  return endsAt === undefined ? name : name?.split(endsAt)[0];
}

function textOf({ value }: PlatformBinding["entries"][number]["entry"]): string | undefined {
  return value.kind === "literal" ? value.sealed.text : undefined;
}
