import type { BindingEntry } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Sealed } from "../../model/sealed.ts";
import type { ComposeContainer } from "./compose-services.ts";
import type { Context } from "./expression.ts";
import type { Command, Job, Variable } from "./job.ts";
import { rolesOfCommand } from "./roles.ts";
import { variablesIn } from "./variables.ts";

/** Variables by the dotenv file that holds them. */
export type EnvironmentFiles = ReadonlyMap<string, readonly BindingEntry[]>;

export function environmentFiles(facts: readonly Located<Fact>[]): EnvironmentFiles {
  return new Map(
    facts.flatMap((fact) => (fact.kind === "bindings" && fact.source === "dotenv" ? [[fact.path, fact.entries]] : [])),
  );
}

/**
 * What tests are started with out of dotenv files, and what they have in a container of compose. Jobs that act on an
 * environment are told by the files themselves.
 */
export function withGivenByFiles(job: Job, files: EnvironmentFiles, context: Context): Job {
  if (!job.roles.some(isTest)) return job;
  return withFiles(withContainers(job, files, context), files, context);
}

function withFiles(job: Job, files: EnvironmentFiles, context: Context): Job {
  const paths = [...new Set(job.commands.flatMap((command) => command.environmentFiles))];
  const set = new Set(job.variables.map(({ variable }) => variable));
  const read = fromFiles(paths, files, context).filter(({ variable }) => !set.has(variable));
  return read.length === 0 ? job : { ...job, variables: [...job.variables, ...read] };
}

/** A container has what its files give it; what the job is given besides stays outside, unless a test runs there too. */
function withContainers(job: Job, files: EnvironmentFiles, context: Context): Job {
  const tests = job.commands.filter((command) => rolesOfCommand(command).some(isTest));
  const containers = tests.flatMap(({ container }) => container ?? []);
  if (containers.length === 0) return job;
  const all = containers.flatMap((container) => variablesOf(container, job, files, context));
  const given = all.filter(
    (one, i) => all.findIndex(({ variable, at }) => variable === one.variable && at.path === one.at.path) === i,
  );
  const names = new Set(given.map(({ variable }) => variable));
  const outside = tests.every(isContained)
    ? job.variables.filter(({ variable }) => !names.has(variable))
    : job.variables;
  const services = containers.flatMap(({ beside }) => beside);
  return { ...job, variables: [...given, ...outside], services: [...job.services, ...new Set(services)] };
}

function isContained({ container }: Command): boolean {
  return container !== undefined;
}

/** The variables of a container that open anything beyond the machine: its neighbours are started with it. */
function variablesOf(
  { entries, environmentFiles: paths, beside }: ComposeContainer,
  job: Job,
  files: EnvironmentFiles,
  context: Context,
): readonly Variable[] {
  const own = entries.flatMap((entry) => filledIn(entry, job, context));
  const names = new Set(entries.map(({ name }) => name));
  const read = fromFiles(paths, files, context).filter(({ variable }) => !names.has(variable));
  const hosts = new Set(beside.map(({ name }) => name));
  return [...own, ...read].filter(({ value }) => value.kind !== "literal" || !isAt(value.sealed, hosts));
}

/** `TOKEN: ${TOKEN}` is the job's own, and nothing where the job has none. */
function filledIn(entry: BindingEntry, job: Job, context: Context): readonly Variable[] {
  const { value, name, path } = entry;
  if (value.kind === "reference" && value.store === "environment") {
    const own = job.variables.findLast(({ variable }) => variable === value.name);
    if (own) return [{ ...own, variable: name }];
    if (value.default === null) return [];
    const literal: BindingEntry = { ...entry, value: { kind: "literal", sealed: value.default } };
    return variablesIn([literal], path ?? "", context);
  }
  return variablesIn([entry], path ?? "", context);
}

function fromFiles(paths: readonly string[], files: EnvironmentFiles, context: Context): readonly Variable[] {
  return paths.flatMap((path) => variablesIn(files.get(path) ?? [], path, context));
}

/** Whether it opens one of these hosts. */
function isAt({ address, text }: Sealed, hosts: ReadonlySet<string>): boolean {
  const host = address?.host ?? /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^/:]+)/.exec(text ?? "")?.[1] ?? text ?? "";
  return hosts.has(host.replace(/:\d+$/, ""));
}

function isTest(role: Job["roles"][number]): boolean {
  return role === "test" || role === "eval";
}
