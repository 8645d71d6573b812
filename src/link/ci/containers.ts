import { readOptions, valuesOf } from "./options.ts";
import { type Assignment, assignmentIn } from "./shell-commands.ts";

/** A command that runs in a container, with the variables it is handed. */
export interface ContainerCommand {
  readonly assignments: readonly Assignment[];
  readonly environmentFiles: readonly string[];
  /** The compose service; null for a plain image. */
  readonly service: string | null;
  /** The compose files, where they are named. */
  readonly files: readonly string[];
  /** What it is told to run; without words it runs what it is made for. */
  readonly words: readonly string[];
}

const runOptions = new Set(
  "e env env-file v volume p publish name network w workdir u user entrypoint mount platform add-host h hostname m memory cpus l label restart pull ulimit shm-size link gpus health-cmd".split(
    " ",
  ),
);
const composeOptions = new Set(["f", "file", "p", "project-name", "env-file", "profile", "project-directory", "ansi"]);

/** Reads `docker run -e X=y image command` and `docker compose run service command`; null for anything else. */
export function containerCommand(words: readonly string[]): ContainerCommand | null {
  const [name = "", ...args] = words;
  if (name === "docker-compose") return compose(args);
  if (name !== "docker" && name !== "podman") return null;
  if (args[0] === "compose") return compose(args.slice(1));
  const verb = args[0] === "container" ? args[1] : args[0];
  if (verb !== "run" && verb !== "exec" && verb !== "create") return null;
  return handed(args.slice(args.indexOf(verb) + 1), null, []);
}

function compose(args: readonly string[]): ContainerCommand | null {
  const outer = readOptions(args, composeOptions, 1);
  const verb = outer.positionals[0] ?? "";
  const rest = args.slice((outer.at[0] ?? args.length) + 1);
  const files = valuesOf(outer, "env-file");
  if (verb !== "run" && verb !== "exec") return null;
  const service = readOptions(rest, runOptions, 1).positionals[0] ?? null;
  return { ...handed(rest, service, files), files: valuesOf(outer, "f", "file") };
}

function handed(args: readonly string[], service: string | null, files: readonly string[]): ContainerCommand {
  const options = readOptions(args, runOptions, 1);
  // `-e X` alone hands on the variable of that name.
  const assignments = valuesOf(options, "e", "env").map(
    (text) => assignmentIn(text) ?? { name: text, value: `$${text}` },
  );
  return {
    assignments,
    environmentFiles: [...files, ...valuesOf(options, "env-file")],
    service,
    files: [],
    words: args.slice((options.at[0] ?? args.length) + 1),
  };
}
