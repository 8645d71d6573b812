import { hasOption, readOptions, valuesOf } from "./options.ts";
import { type Assignment, assignmentIn } from "./shell-commands.ts";

/** A command with what stands in front of it taken off. */
export interface Unwrapped {
  readonly words: readonly string[];
  readonly assignments: readonly Assignment[];
  /** As written; relative to the folder the command runs in. */
  readonly environmentFiles: readonly string[];
  /** Vaults that hand the command all their variables, with the configuration they are asked for. */
  readonly injectors: readonly Injector[];
  /** Command lines given as one argument, which are read as scripts of their own. */
  readonly scripts: readonly string[];
}

/** A vault that hands over all variables of a configuration, and the project that this is one of, where it is said. */
export interface Injector {
  readonly vault: string;
  readonly configuration: string | null;
  readonly project?: string;
}

interface Layer {
  /** The command inside; empty if there is none. */
  readonly words: readonly string[];
  readonly assignments?: readonly Assignment[];
  readonly environmentFiles?: readonly string[];
  readonly injector?: Injector;
  readonly scripts?: readonly string[];
}

type Wrapper = (args: readonly string[]) => Layer | null;

const mostLayers = 12;

/** Takes off `env`, `cross-env`, `dotenv`, `doppler run` and their like, until the command itself stands first. */
export function unwrap(words: readonly string[]): Unwrapped {
  let current = words;
  const assignments: Assignment[] = [];
  const environmentFiles: string[] = [];
  const injectors: Injector[] = [];
  const scripts: string[] = [];
  for (let layer = 0; layer < mostLayers; layer++) {
    const wrapper = wrappers.get(commandName(current[0] ?? ""));
    const inside = wrapper?.(current.slice(1));
    if (!inside) break;
    assignments.push(...(inside.assignments ?? []));
    environmentFiles.push(...(inside.environmentFiles ?? []));
    scripts.push(...(inside.scripts ?? []));
    if (inside.injector) injectors.push(inside.injector);
    current = inside.words;
  }
  return { words: current, assignments, environmentFiles, injectors, scripts };
}

/** `./node_modules/.bin/vitest`, `vitest@3` and `vitest.cmd` are one command. */
export function commandName(word: string): string {
  const base = word.startsWith("@") ? word : word.slice(word.lastIndexOf("/") + 1);
  return base.replace(/(?<=.)@[^/]*$/, "").replace(/\.(cmd|exe)$/, "");
}

/** What follows options, `A=b` words and an optional `--`. */
function afterOptions(args: readonly string[], valued: readonly string[]): Layer {
  const assignments: Assignment[] = [];
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index] ?? "";
    const assignment = assignmentIn(word);
    if (assignment) assignments.push(assignment);
    else if (word === "--") return { words: args.slice(index + 1), assignments };
    else if (!word.startsWith("-")) break;
    else if (valued.includes(word.replace(/^-+/, ""))) index++;
  }
  return { words: args.slice(index), assignments };
}

const skip =
  (...valued: readonly string[]): Wrapper =>
  (args) =>
    afterOptions(args, valued);

/** `timeout 5m npm test`: one argument stands before the command. */
const skipFirst =
  (...valued: readonly string[]): Wrapper =>
  (args) => {
    const { words } = afterOptions(args, valued);
    return { words: words.slice(1) };
  };

/** What vaults call what their configurations are grouped by. */
const projects = ["p", "project", "projectId", "app", "s", "service"];

const vault =
  (name: string, verbs: readonly string[], configuration: readonly string[], valued: readonly string[] = []): Wrapper =>
  (args) => {
    const verb = args.findIndex((word) => verbs.includes(word));
    if (verb < 0 || verb > 4) return null;
    const rest = args.slice(verb + 1);
    const all = new Set([...configuration, ...valued]);
    const end = rest.indexOf("--");
    const options = readOptions(end < 0 ? rest : rest.slice(0, end), all, 1);
    const given =
      valuesOf(
        readOptions([...args.slice(0, verb), ...(end < 0 ? rest : rest.slice(0, end))], all),
        ...configuration,
      )[0] ?? null;
    const [project] = valuesOf(readOptions(args.slice(0, end < 0 ? args.length : verb + 1 + end), all), ...projects);
    const command = valuesOf(options, "command");
    const start = end < 0 ? (options.at[0] ?? rest.length) : end + 1;
    return {
      words: command.length > 0 ? [] : rest.slice(start),
      scripts: command,
      environmentFiles: valuesOf(options, "env-file"),
      injector: { vault: name, configuration: given, ...(project === undefined ? {} : { project }) },
    };
  };

const dotenv: Wrapper = (args) => {
  const inner = args[0] === "run" ? args.slice(1) : args;
  const end = inner.indexOf("--");
  const valued = new Set(["e", "f", "v", "c", "p", "env-file", "file"]);
  const options = readOptions(end < 0 ? inner : inner.slice(0, end), valued, 1);
  const start = end < 0 ? (options.at[0] ?? inner.length) : end + 1;
  const words = inner[start] === "run" && args[0] !== "run" ? inner.slice(start + 1) : inner.slice(start);
  const cascades = valuesOf(options, "c").flatMap((name) => (name === "" ? [".env"] : [`.env.${name}`, ".env"]));
  const set = valuesOf(options, "v").flatMap((text) => assignmentIn(text) ?? []);
  return {
    words: words[0] === "--" ? words.slice(1) : words,
    assignments: set,
    environmentFiles: [...valuesOf(options, "e", "f", "env-file", "file"), ...cascades],
  };
};

const envCmd: Wrapper = (args) => {
  const options = readOptions(args, new Set(["f", "file", "e", "environments", "r", "rc-file"]), 1);
  const named = valuesOf(options, "e", "environments")
    .flatMap((list) => list.split(","))
    .map((name) => `.env.${name}`);
  return {
    words: args.slice(options.at[0] ?? args.length),
    environmentFiles: [...valuesOf(options, "f", "file"), ...named],
  };
};

/** `bash -c "…"`; a script file is left to whoever reads files. */
const shell: Wrapper = (args) => {
  const flag = args.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag < 0 || flag > 3 ? null : { words: [], scripts: args.slice(flag + 1, flag + 2) };
};

/** `concurrently "a" "b"`: every argument is a command line. */
const several: Wrapper = (args) => {
  const valued = new Set([
    "n",
    "names",
    "c",
    "prefix-colors",
    "p",
    "prefix",
    "m",
    "max-processes",
    "s",
    "success",
    "l",
    "restart-tries",
    "name-separator",
  ]);
  return { words: [], scripts: readOptions(args, valued).positionals };
};

/** `start-server-and-test "npm start" http://… "npm test"`: bare words are package scripts. */
const startAndTest: Wrapper = (args) => {
  const commands = readOptions(args, new Set(["expect"])).positionals.filter(
    (word) => !/^(https?|tcp|file|localhost|127\.|:?\d{2,5}\b)/.test(word),
  );
  return { words: [], scripts: commands.map((command) => (/\s/.test(command) ? command : `npm run ${command}`)) };
};

const runAll: Wrapper = (args) => {
  const end = args.indexOf("--");
  const options = readOptions(end < 0 ? args : args.slice(0, end), new Set(["max-parallel", "npm-path"]));
  return { words: [], scripts: options.positionals.map((pattern) => `npm run ${pattern}`) };
};

const hasCommand =
  (verb: string): Wrapper =>
  (args) =>
    args[0] === verb ? afterOptions(args.slice(1), []) : null;

const wrappers = new Map<string, Wrapper>([
  ["env", skip("u", "unset", "C", "chdir")],
  ["cross-env", skip()],
  [
    "cross-env-shell",
    (args) => {
      const layer = afterOptions(args, []);
      return { ...layer, words: [], scripts: [layer.words.join(" ")] };
    },
  ],
  ["sudo", skip("u", "g", "user")],
  ["nice", skip("n")],
  ["stdbuf", skip("o", "e", "i")],
  ["xvfb-run", skip("s", "e", "n", "server-args")],
  ["timeout", skipFirst("s", "k", "signal", "kill-after")],
  ["gtimeout", skipFirst("s", "k")],
  ["retry", skip("t", "d", "times", "delay")],
  ["c8", skip("r", "reporter", "o", "x", "n", "include", "exclude")],
  ["nyc", skip("r", "reporter")],
  ["dumb-init", skip()],
  ["dotenv", dotenv],
  ["dotenvx", dotenv],
  ["dotenv-cli", dotenv],
  ["env-cmd", envCmd],
  ["doppler", vault("doppler", ["run"], ["c", "config"], ["p", "project", "command", "t", "token", "fallback"])],
  ["op", vault("1password", ["run"], [], ["env-file", "account"])],
  ["infisical", vault("infisical", ["run"], ["env", "e"], ["command", "path", "projectId", "token", "domain"])],
  ["phase", vault("phase", ["run"], ["env"], ["app", "path"])],
  ["railway", vault("railway", ["run"], ["e", "environment"], ["s", "service"])],
  [
    "chamber",
    (args) =>
      args[0] === "exec"
        ? { words: args.slice(args.indexOf("--") + 1), injector: { vault: "chamber", configuration: args[1] ?? null } }
        : null,
  ],
  [
    "aws-vault",
    (args) =>
      args[0] === "exec" && args.includes("--")
        ? {
            words: args.slice(args.indexOf("--") + 1),
            // It hands over the keys of an account, and no variables of a program.
            assignments: [{ name: "AWS_PROFILE", value: args.slice(1).find((word) => !word.startsWith("-")) ?? "" }],
          }
        : null,
  ],
  [
    "sops",
    (args) =>
      args[0] === "exec-env" ? { words: [], scripts: args.slice(2, 3), environmentFiles: args.slice(1, 2) } : null,
  ],
  ["bash", shell],
  ["sh", shell],
  ["zsh", shell],
  ["concurrently", several],
  ["conc", several],
  ["start-server-and-test", startAndTest],
  ["server-test", startAndTest],
  ["npm-run-all", runAll],
  ["npm-run-all2", runAll],
  ["run-s", runAll],
  ["run-p", runAll],
  ["poetry", hasCommand("run")],
  ["pipenv", hasCommand("run")],
  ["uv", hasCommand("run")],
  ["rye", hasCommand("run")],
]);

/** Whether a `-h`-like flag makes the command a question about itself. */
export function asksOnly(words: readonly string[]): boolean {
  return hasOption(readOptions(words, new Set()), "help", "version");
}
