import { type PlatformCommand, platformCommands } from "../../catalog/platform-commands.ts";
import { classOf } from "../../model/environment.ts";
import { environmentIn } from "./acts-as.ts";
import type { Command, Job, Variable } from "./job.ts";
import { type Options, readOptions, valuesOf } from "./options.ts";
import { commandName } from "./wrappers.ts";

/** A variable that a command gives to environments of a platform. */
export interface PlatformVariable {
  readonly name: string;
  readonly value: string;
  /** Empty where the command leaves it to what is called around it. */
  readonly environments: readonly string[];
  /** The application that gets it, where the command says no more than that. */
  readonly application?: string;
}

/**
 * Reads `vercel env add NAME production`, `wrangler secret put NAME --env staging`, `fly secrets set NAME=… -a agent-staging`
 * and their like. `input` is what the command reads; null where a person types it.
 */
export function platformVariables(words: readonly string[], input: string | null): readonly PlatformVariable[] {
  const line = runners.has(words[0] ?? "") ? words.slice(1).filter((word) => word !== "--yes" && word !== "-y") : words;
  const tool = commandName(line[0] ?? "");
  return platformCommands
    .filter(({ tools }) => tools.includes(tool))
    .flatMap((one) => given(one, line.slice(1), input));
}

/** What stands before the name of a secret that an application keeps, where a variable refers to it. */
export const keptInApplication = "secretref:";

const runners = new Set(["npx", "bunx", "pnpx"]);

function given(command: PlatformCommand, args: readonly string[], input: string | null): readonly PlatformVariable[] {
  const { valueOptions = [], secretOptions = [], environment = [], application = [], valued = [] } = command;
  const options = readOptions(
    args,
    new Set([...valueOptions, ...secretOptions, ...environment, ...application, ...valued]),
  );
  const verb = command.verbs.find((one) => options.positionals.join(" ").startsWith(one));
  if (verb === undefined) return [];
  const rest = options.positionals.slice(verb.split(" ").length);
  const named = pairsOf(command, rest, options, input).filter(
    ({ name, value }) => (command.keeps ? /^[\w-]+$/ : /^[A-Za-z_]\w*$/).test(name) && value !== "",
  );
  const pairs = command.keeps ? named.map((pair) => ({ ...pair, name: `${keptInApplication}${pair.name}` })) : named;
  const told = command.environmentIsWord ? (rest[1] ?? "").split(",") : valuesOf(options, ...environment);
  // What is told in full and is open may be any environment; what is not told is that of whoever runs the command.
  if (told.some((name) => !/^[\w:.-]+$/.test(name) || name === "")) return [];
  const names = told.map((name) => name.replace(/^branch:.*/, "preview"));
  if (names.length > 0 || command.environmentIsWord) return pairs.map((pair) => ({ ...pair, environments: names }));
  const app = command.applicationIsWord ? rest[0] : valuesOf(options, ...application)[0];
  if (app === undefined) return environment.length > 0 || application.length > 0 ? silent(command, pairs) : [];
  if (!/^[\w.@/-]+$/.test(app)) return [];
  const word = environmentIn(app.slice(app.lastIndexOf("/") + 1));
  return pairs.map((pair) => ({ ...pair, environments: word === null ? [] : [word], application: app }));
}

/** A Worker without `--env` is the top level of its file; for other tools the environment is what a folder is linked to. */
function silent(command: PlatformCommand, pairs: readonly Pair[]): readonly PlatformVariable[] {
  return command.tools.includes("gh") || command.tools.includes("wrangler")
    ? []
    : pairs.map((pair) => ({ ...pair, environments: [] }));
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

function pairsOf(
  { values, valueOptions = [], secretOptions = [] }: PlatformCommand,
  words: readonly string[],
  options: Options,
  input: string | null,
): readonly Pair[] {
  const [name = "", second] = words;
  switch (values) {
    case "piped":
      return [{ name, value: input ?? "" }];
    case "option":
      return [{ name, value: valuesOf(options, ...valueOptions)[0] ?? input ?? "" }];
    case "word":
      return [{ name, value: second ?? "" }];
    case "pairs":
      return words.flatMap((one) => pairIn(one));
    case "pair-options":
      return valuesOf(options, ...valueOptions).flatMap((one) => pairIn(one));
    case "spread":
      return [...valuesOf(options, ...valueOptions), ...words].flatMap((text) => pairIn(text, /^([\w-]+)=([\s\S]*)$/));
    case "lists":
      return [
        ...valuesOf(options, ...valueOptions).flatMap(listed),
        ...valuesOf(options, ...secretOptions)
          .flatMap(listed)
          .filter(({ value }) => /^[\w./-]+(?::\w+)?$/.test(value))
          .map(({ name: variable, value }) => ({ name: variable, value: inGoogle(value, options) })),
      ];
    case "lines":
      return (input ?? "").split(/\n|\\n/).flatMap((one) => pairIn(one));
  }
}

/** `A=1,B=2`, or with a separator of one's own, `^;^A=1;B=2`. */
function listed(text: string): readonly Pair[] {
  const [, separator = ",", list = text] = /^\^([^^]+)\^(.*)$/s.exec(text) ?? [];
  return list.split(separator).flatMap((one) => pairIn(one));
}

/** A secret by its name and version, as the command that would fetch it. */
function inGoogle(secret: string, options: Options): string {
  const [project] = valuesOf(options, "project");
  const name = secret.replace(/:[^:/]*$/, "");
  return `$(gcloud secrets versions access latest --secret=${name}${project === undefined ? "" : ` --project=${project}`})`;
}

function pairIn(text: string, pattern = /^([A-Za-z_]\w*)=([\s\S]*)$/): readonly Pair[] {
  const [, name, value = ""] = pattern.exec(text) ?? [];
  return name === undefined ? [] : [{ name, value }];
}

/** What a job gave to which environment. */
export interface Given {
  readonly environment: string;
  readonly variable: Variable;
}

/** A job that fills the environments of a platform acts as each of them, with just what it gives to it. */
export function givingJobs(job: Job, given: readonly Given[]): readonly Job[] {
  const names = [...new Set(given.map(({ environment }) => environment.toLowerCase()))];
  return names.map((name) => ({
    ...job,
    environment: null,
    roles: ["deploy"],
    actsAs: name,
    variables: given.filter(({ environment }) => environment.toLowerCase() === name).map(({ variable }) => variable),
    commands: job.commands.filter(gives),
    services: [],
    notes: [...job.notes, `what it gives to ${name}`],
    opaque: [],
    ambient: null,
  }));
}

function gives({ program }: Command): boolean {
  const line = program.args.join(" ");
  return platformCommands.some(
    ({ tools, verbs }) => tools.includes(program.runner) && verbs.some((verb) => line.startsWith(verb)),
  );
}

type Target = Pick<PlatformVariable, "environments" | "application">;

/** `fly secrets set -a agent` beside `-a agent-staging`: the application that names no environment is production's. */
export function unnamedIsLive(variables: readonly Target[], one: Target): boolean {
  if (one.environments.length > 0 || one.application === undefined) return false;
  return variables.some(
    ({ application, environments }) =>
      application !== undefined && environments.length > 0 && withoutWord(application) === one.application,
  );
}

function withoutWord(application: string): string {
  return application
    .split(/[-_.]/)
    .filter((word) => classOf(word) === "other")
    .join("-");
}
