import { namesEnvironment } from "../../catalog/environment-names.ts";
import type { DocumentNode } from "../../model/document.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { environmentIn, environmentsTold } from "../ci/acts-as.ts";
import type { Command, Job } from "../ci/job.ts";
import { type Options, readOptions, valuesOf } from "../ci/options.ts";
import { join } from "../program/resolve.ts";
import { signedInAs } from "../terraform/accounts.ts";
import { commandValues } from "./command-values.ts";
import type { TypedRun } from "./typed-runs.ts";

/** A command that starts or deploys something, and the environment that it does this for. */
export interface Start {
  readonly command: Command;
  /** By what the command is called, or told; null if nothing says. */
  readonly environment: string | null;
  /** The account of AWS that its job signs in to. */
  readonly account?: string;
  readonly at: Place;
}

/** Every command of package scripts, tasks, scripts of the shell and CI jobs. */
export function startsIn(runs: readonly TypedRun[], jobs: readonly Job[]): readonly Start[] {
  const typed = runs.flatMap(({ reading, at }) =>
    reading.commands.map((command): Start => ({ command, environment: environmentOf(command), at })),
  );
  const run = jobs.flatMap((job) => {
    const account = signedInAs(job.variables, "aws")?.label.replace(/^account /, "");
    return job.commands.map((command): Start => {
      const start = { command, environment: job.actsAs ?? environmentOf(command), at: command.at };
      return account === undefined ? start : { ...start, account };
    });
  });
  return [...typed, ...run];
}

/** What a command is called says more than the files it names: those are what is asked about. */
function environmentOf(command: Command): string | null {
  const said = valuesOf(
    readOptions(command.program.args, new Set(["env", "e", "environment", "stage"])),
    "env",
    "environment",
    "stage",
  )
    .filter((name) => /^[\w-]+$/.test(name) && classOf(name) !== "other")
    .map((name) => name.toLowerCase());
  if (said.length > 0) return said[0] ?? null;
  const set = (command.given ?? []).find(
    ({ name, value }) =>
      namesEnvironment(name) === "environment" && /^[\w-]+$/.test(value) && classOf(value) !== "other",
  );
  if (set) return set.value.toLowerCase();
  const named = [...command.names].reverse().flatMap((name) => environmentIn(name) ?? []);
  return named[0] ?? environmentsTold([command])[0] ?? null;
}

/** The options of `docker compose` that stand in front of its verb. */
export interface ComposeStart {
  readonly environment: string;
  /** In the order in which they are laid over each other. */
  readonly files: readonly string[];
  readonly environmentFiles: readonly string[];
  readonly at: Place;
}

const composeOptions = new Set([
  "f",
  "file",
  "c",
  "compose-file",
  "p",
  "project-name",
  "env-file",
  "profile",
  "project-directory",
  "ansi",
]);
const composeVerbs = new Set([
  "up",
  "run",
  "start",
  "restart",
  "pull",
  "build",
  "create",
  "deploy",
  "config",
  "exec",
  "watch",
  "down",
]);

/** Which compose files are laid over each other, as which environment. */
export function composeStarts(starts: readonly Start[]): readonly ComposeStart[] {
  return starts.flatMap(({ command, environment, at }): readonly ComposeStart[] => {
    const { runner, cwd } = command.program;
    const args = runner === "docker" ? withoutHost(command.program.args) : command.program.args;
    const isStack = runner === "docker" && args[0] === "stack";
    const rest =
      runner === "docker-compose"
        ? args
        : runner === "docker" && (args[0] === "compose" || isStack)
          ? args.slice(1)
          : null;
    if (rest === null || cwd === null) return [];
    const options = readOptions(rest, composeOptions);
    if (!options.positionals.some((word) => composeVerbs.has(word))) return [];
    const files = pathsOf(options, cwd, isStack ? ["c", "compose-file"] : ["f", "file"]);
    const environmentFiles = pathsOf(options, cwd, ["env-file"]);
    const named = [...files, ...environmentFiles]
      .reverse()
      .flatMap((path) => environmentIn(path.slice(path.lastIndexOf("/") + 1)) ?? [])
      .filter((name) => classOf(name) !== "other");
    const told = environment ?? named[0] ?? null;
    return told === null || files.length + environmentFiles.length === 0
      ? []
      : [{ environment: told, files, environmentFiles, at }];
  });
}

/** What stands in front of the verb of docker says on which machine, and not what. */
function withoutHost(args: readonly string[]): readonly string[] {
  const options = readOptions(args, new Set(["H", "host", "c", "context", "l", "log-level", "config"]), 1);
  return args.slice(options.at[0] ?? args.length);
}

function pathsOf(options: Options, cwd: string, names: readonly string[]): readonly string[] {
  return valuesOf(options, ...names)
    .filter((path) => path !== "" && !path.startsWith("/") && !/[$*~\uE000]/.test(path))
    .map((path) => join(cwd, path));
}

/** Which chart gets which values, and which folder of manifests is applied, as which environment. */
export interface ClusterStart {
  readonly environment: string;
  readonly path: string;
  readonly valueFiles: readonly string[];
  /** Values on the command line itself. */
  readonly values: readonly DocumentNode[];
  readonly namespace: string | null;
  readonly at: Place;
}

const helmOptions = new Set([
  "f",
  "values",
  "n",
  "namespace",
  "set",
  "set-string",
  "set-file",
  "set-json",
  "set-literal",
  "version",
  "timeout",
  "kube-context",
  "post-renderer",
  "description",
  "repo",
]);

/** What `helm upgrade`, `kubectl apply -k` and `kustomize build` are given. */
export function clusterStarts(starts: readonly Start[]): readonly ClusterStart[] {
  return starts.flatMap(({ command, environment, at }): readonly ClusterStart[] => {
    const { runner, args, cwd } = command.program;
    if (cwd === null) return [];
    const options = readOptions(
      args,
      runner === "helm" ? helmOptions : new Set(["k", "kustomize", "f", "n", "namespace", "context"]),
    );
    const namespace = valuesOf(options, "n", "namespace")[0] ?? null;
    const found = (path: string | undefined, valueFiles: readonly string[]): readonly ClusterStart[] => {
      if (path === undefined || path === "" || /[$*~\uE000]|^\/|:\/\//.test(path)) return [];
      const files = valueFiles.map((file) => file.slice(file.lastIndexOf("/") + 1));
      const told =
        environment ?? [namespace ?? "", ...files, path].flatMap((name) => environmentIn(name) ?? [])[0] ?? null;
      const values = runner === "helm" ? commandValues(options, at) : [];
      return told === null ? [] : [{ environment: told, path: join(cwd, path), valueFiles, values, namespace, at }];
    };
    if (runner === "helm") {
      const verb = options.positionals.findIndex(
        (word) => word === "upgrade" || word === "install" || word === "template",
      );
      if (verb < 0) return [];
      return found(
        options.positionals[verb + 2],
        pathsOf(options, cwd, ["f", "values"]).flatMap((path) => path.split(",")),
      );
    }
    if (runner === "kubectl") return found(valuesOf(options, "k", "kustomize")[0], []);
    if (runner === "kustomize" && options.positionals[0] === "build") return found(options.positionals[1], []);
    return [];
  });
}

/** A deployment of a Worker: which file, and which part of it. */
export interface WranglerStart {
  /** The environment it is deployed as, by the names around the command; null if nothing says. */
  readonly environment: string | null;
  /** The block; null for the top level. */
  readonly block: string | null;
  readonly directory: string;
  /** Null where wrangler looks for the file itself. */
  readonly config: string | null;
  readonly at: Place;
}

/** What `wrangler deploy` is told. */
export function wranglerStarts(starts: readonly Start[]): readonly WranglerStart[] {
  return starts.flatMap(({ command, environment, at }): readonly WranglerStart[] => {
    const { runner, args, cwd } = command.program;
    if (runner !== "wrangler" || cwd === null) return [];
    const options = readOptions(args, new Set(["e", "env", "c", "config", "cwd", "name", "var", "define"]));
    const [verb] = options.positionals;
    if (verb !== "deploy" && verb !== "publish" && verb !== "versions") return [];
    const block = valuesOf(options, "e", "env")[0] ?? null;
    const config = valuesOf(options, "c", "config")[0];
    const directory = join(cwd, valuesOf(options, "cwd")[0] ?? "");
    const path = config === undefined ? null : join(directory, config);
    return [{ environment, block: block === "" ? null : block, directory, config: path, at }];
  });
}
