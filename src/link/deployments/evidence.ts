import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Fact, GapFact, Located } from "../../model/facts.ts";
import type { Command } from "../ci/job.ts";
import { directoryOf } from "../program/resolve.ts";
import { variableInName } from "../views.ts";
import { withFileValues } from "./file-values.ts";
import { givenByScripts } from "./given-by-scripts.ts";
import { handedOver } from "./handed-over.ts";
import { loadsNodeConfig, settingsModules } from "./node-config.ts";
import { withStages } from "./stages.ts";
import { composeStarts, type Start, wranglerStarts } from "./starts.ts";
import { deployedTasks } from "./task-definitions.ts";
import type { TypedRun } from "./typed-runs.ts";

type Bindings = Located<BindingsFact>;

/**
 * The blocks of configuration files as the commands say that they are used: a file that is loaded to start an
 * environment belongs to that environment, whatever it is called, and compose files are laid over each other in the
 * order in which they are named.
 */
export function withEvidence(
  facts: readonly Located<Fact>[],
  starts: readonly Start[],
  runs: readonly TypedRun[] = [],
): readonly Located<Fact>[] {
  const read = facts.filter((fact): fact is Bindings => fact.kind === "bindings");
  const staged = withStages(read, starts, callingLike(read));
  const all = starts.some(setsStackSettings) ? staged.map(leftOpen) : staged;
  const bindings = all.filter((fact) => !isIdleDefault(fact, facts)).map((fact) => withFileValues(fact, all));
  const called = callingLike(bindings);
  const tasks = deployedTasks(bindings, starts, called);
  const added = [
    ...loaded(bindings, starts, called),
    ...composed(bindings, starts, called),
    ...handedOver(starts, called),
    ...givenByScripts(runs, called),
    ...settingsModules(facts),
  ];
  const deployed = workersByCommand(bindings, starts, called);
  const missing = extendedElsewhere(bindings);
  return [
    ...facts.filter((fact) => fact.kind !== "bindings"),
    ...bindings
      .filter((fact) => !isIdleTemplate(fact))
      .flatMap((fact) => tasks.get(fact) ?? deployed.get(fact) ?? fact),
    ...added,
    ...missing,
  ];
}

/** A stack whose settings a command adds to has more of them than its file. */
function setsStackSettings({ command }: Start): boolean {
  return /\bpulumi\s(?:.*\s)?(?:config\s+set|(?:-c|--config)\b)/.test(command.text);
}

function leftOpen(fact: Bindings): Bindings {
  return fact.source === "pulumi" ? { ...fact, platformMayAdd: true } : fact;
}

/** `config/default.json` is the base of its neighbours only for a program that loads it so, by the package `config`. */
function isIdleDefault({ source, path }: Bindings, facts: readonly Located<Fact>[]): boolean {
  if (source !== "yaml-config" || !/(?:^|\/)default\.(?:ya?ml|jsonc?)$/.test(path)) return false;
  return !loadsNodeConfig(path, facts);
}

/** A template of a dotenv file that names no environment is that of whatever command fills it in. */
function isIdleTemplate({ environment, hints }: Bindings): boolean {
  return environment === null && hints.some(({ kind, text }) => kind === "file" && text === "template");
}

/** An environment as the repository's own files write it: `prod` in a script is `production` where files say so. */
function callingLike(bindings: readonly Bindings[]): (name: string) => string {
  const names = new Set(
    bindings.flatMap(({ environment }) => (environment === null ? [] : [environment.toLowerCase()])),
  );
  return (name) => {
    if (names.has(name) || classOf(name) === "other") return name;
    const alike = [...names].filter((known) => classOf(known) === classOf(name));
    return alike.length === 1 ? (alike[0] ?? name) : name;
  };
}

/** Whether a name says the contrary of what a command does with the file. */
function isOfAnother({ environment }: BindingsFact, wanted: string): boolean {
  return environment === null || classOf(environment) !== classOf(wanted);
}

const told = new Set(["production", "staging", "preview"]);

/** Files of variables that a command loads for an environment that their names do not say. */
function loaded(
  bindings: readonly Bindings[],
  starts: readonly Start[],
  called: (name: string) => string,
): readonly Bindings[] {
  const found = new Map<string, Bindings>();
  for (const { command, environment } of starts) {
    if (environment === null || !told.has(classOf(environment))) continue;
    for (const path of command.environmentFiles) {
      // `.env` is another file on every machine, and the one in the checkout is the developer's.
      if (/(?:^|\/)\.env(?:\.local)?$/.test(path)) continue;
      for (const fact of bindings) {
        if (fact.path !== path || fact.source !== "dotenv" || !isOfAnother(fact, environment)) continue;
        const own = { ...withGiven(fact, command), environment: called(environment), layer: "override" as const };
        found.set(`${path}\0${environment}`, own);
      }
    }
  }
  return [...found.values()];
}

/** `op://$APP_ENV/openai/key` in a file that is loaded by `APP_ENV=staging op run …`. */
function withGiven(fact: Bindings, { given = [] }: Command): Bindings {
  if (given.length === 0) return fact;
  const texts = new Map(given.map(({ name, value }) => [name, value]));
  const entries = fact.entries.map((entry): BindingEntry => {
    const { value } = entry;
    if (value.kind !== "reference" || !value.name.includes("$") || value.store === "environment") return entry;
    const name = value.name.replace(variableInName, (whole, variable: string) => texts.get(variable) ?? whole);
    return { ...entry, value: { ...value, name } };
  });
  return { ...fact, entries };
}

/** Compose files as the commands lay them over each other. */
function composed(
  bindings: readonly Bindings[],
  starts: readonly Start[],
  called: (name: string) => string,
): readonly Bindings[] {
  const found = new Map<string, Bindings>();
  for (const { environment, files, environmentFiles } of composeStarts(starts)) {
    const name = called(environment);
    const keep = (fact: Bindings, layer: BindingsFact["layer"]): void => {
      if (isOfAnother(fact, environment))
        found.set(`${fact.path}\0${fact.service}\0${name}`, { ...fact, environment: name, layer });
    };
    for (const [at, path] of files.entries()) {
      const layer = at === files.length - 1 ? "override" : at === 0 ? "base" : "whole";
      for (const fact of bindings) if (fact.path === path && fact.source === "compose") keep(fact, layer);
    }
    for (const path of environmentFiles) {
      if (/(?:^|\/)\.env(?:\.local)?$/.test(path)) continue;
      for (const fact of bindings) if (fact.path === path && fact.source === "dotenv") keep(fact, "override");
    }
    // With one file of variables and no compose file named, the plain compose file is what starts.
    if (files.length > 0 || environmentFiles.length === 0) continue;
    const folder = directoryOf(environmentFiles[0] ?? "");
    for (const fact of bindings) {
      const isPlain = fact.source === "compose" && fact.environment === null && fact.layer === "base";
      if (isPlain && directoryOf(fact.path) === folder) keep(fact, "base");
    }
  }
  return [...found.values()];
}

/** Services that extend one in a file which was not read. */
function extendedElsewhere(bindings: readonly Bindings[]): readonly Located<GapFact>[] {
  return bindings.flatMap((fact) => {
    const base = fact.extends;
    if (!base || bindings.some(({ path, service }) => path === base.path && service === base.service)) return [];
    const reason = `service ${fact.service} extends one in ${base.path}, which was not read`;
    return [{ kind: "gap", reason, line: base.span.startLine, path: fact.path } as const];
  });
}

/** Workers whose file or top level is deployed as an environment that only the command names. */
function workersByCommand(
  bindings: readonly Bindings[],
  starts: readonly Start[],
  called: (name: string) => string,
): ReadonlyMap<Bindings, Bindings> {
  const names = new Map<Bindings, Set<string>>();
  for (const { environment, block, config, directory } of wranglerStarts(starts)) {
    // A named block says itself which environment it is.
    if (environment === null || block !== null || !told.has(classOf(environment))) continue;
    const isMeant = (path: string): boolean =>
      config === null
        ? directoryOf(path) === directory && /(?:^|\/)wrangler\.(?:toml|jsonc?)$/.test(path)
        : path === config;
    const top = bindings.find((fact) => fact.source === "wrangler" && isMeant(fact.path) && isTopLevel(fact, bindings));
    // Where a block of the file is that environment, the words around a bare command belong to another deployment.
    const isNamed = bindings.some(
      (fact) => fact !== top && fact.path === top?.path && classOf(fact.environment ?? "") === classOf(environment),
    );
    if (top && !isNamed) names.set(top, (names.get(top) ?? new Set()).add(called(environment)));
  }
  const found = new Map<Bindings, Bindings>();
  for (const [fact, said] of names) {
    const [only] = said;
    // One block under two names is deployed to both, and the file itself does not tell which is meant.
    if (said.size !== 1 || only === undefined) continue;
    if (fact.environment === null ? classOf(only) !== "production" : classOf(fact.environment) === "other")
      found.set(fact, { ...fact, environment: only });
  }
  return found;
}

/** The first block of a file is its top level. */
function isTopLevel(fact: Bindings, bindings: readonly Bindings[]): boolean {
  return bindings.find(({ path, source }) => path === fact.path && source === "wrangler") === fact;
}
