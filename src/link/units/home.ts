import type { BindingsFact } from "../../model/binding-facts.ts";
import { isEnvironmentWord } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";

/** The folder of the program that a block configures: where it is built from, or the package that is called like it. */
export function homeOfFact(fact: Located<BindingsFact>, files: Files, homes: ReadonlySet<string>): string {
  const own = homeOf(fact.path, homes);
  const folder = fact.folder ?? folderOfService(fact, files);
  if (folder !== undefined) {
    const built = ancestors(folder).find((d) => homes.has(d));
    if (built !== undefined) return built;
  }
  if (fact.service === null || !byService.has(fact.source)) return own;
  const name = unitName(fact);
  // In a monorepo the configuration of all services may stand in one folder.
  const called = [...homes].filter((d) => d !== "" && d.slice(d.lastIndexOf("/") + 1) === name);
  const isAbove = own === "" || !homes.has(own);
  return isAbove && called.length === 1 ? (called[0] ?? own) : own;
}

/** The package that a configuration file belongs to: `deploy/staging.env` configures the package above `deploy`. */
function homeOf(path: string, homes: ReadonlySet<string>): string {
  const directory = directoryOf(path);
  return ancestors(directory).find((d) => homes.has(d)) ?? directory;
}

const byService: ReadonlySet<BindingsFact["source"]> = new Set(["compose", "yaml-config"]);

/** Of a compose file only the base may say where a service is built. */
function folderOfService({ source, service, path }: Located<BindingsFact>, files: Files): string | undefined {
  if (source !== "compose" || service === null) return undefined;
  for (const [other, facts] of files) {
    if (directoryOf(other) !== directoryOf(path)) continue;
    const found = facts.find(
      (fact) => fact.source === "compose" && fact.service === service && fact.folder !== undefined,
    );
    if (found) return found.folder;
  }
  return undefined;
}

/** `agent-staging` and `agent-production` are one service in two environments. */
export function unitName(fact: Located<BindingsFact>): string {
  const name = fact.service ?? directoryOf(fact.path).split("/").at(-1) ?? "";
  const kept = name.split(/[-_.]/).filter((part) => !isEnvironmentWord(part));
  return kept.join("-") || name;
}

/** The blocks of each file. */
export type Files = ReadonlyMap<string, readonly Located<BindingsFact>[]>;
