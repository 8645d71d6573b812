import type { ProgramKind } from "./job.ts";
import { readOptions } from "./options.ts";
import type { Runner } from "./runner.ts";

const interpreterOptions = [
  "r",
  "require",
  "import",
  "loader",
  "experimental-loader",
  "env-file",
  "env-file-if-exists",
  "tsconfig",
  "project",
  "P",
  "O",
  "compiler-options",
  "conditions",
  "C",
  "config",
  "p",
  "preload",
  "cwd",
  "test-reporter",
  "test-name-pattern",
  "test-reporter-destination",
  "max-old-space-size",
];

/** `node --test`, `node file.js`, `tsx watch file.ts`, `node -e '…'`. */
export const interpreter =
  (verbs: readonly string[] = []): Runner =>
  (args) => {
    const options = readOptions(args, new Set(interpreterOptions));
    const [first = "", ...rest] = options.positionals;
    if (options.values.has("test"))
      return { program: { kind: "test-runner", runner: "node:test", testFilters: options.positionals } };
    const file = verbs.includes(first) ? rest[0] : first;
    // Everything behind the file belongs to the program.
    if (file === undefined || file === "" || /^-{0,2}(e|eval|p|print)$/.test(args[0] ?? ""))
      return { program: { kind: "cli" } };
    return { program: { kind: kindOfFile(file) }, files: [file] };
  };

/** An interpreter, a test runner and a bundler in one. */
export const bun: Runner = (args) => {
  const options = readOptions(
    args,
    new Set([
      "timeout",
      "preload",
      "env-file",
      "cwd",
      "t",
      "test-name-pattern",
      "config",
      "c",
      "coverage-dir",
      "rerun-each",
      "reporter",
      "reporter-outfile",
      "bail-after",
    ]),
  );
  if (options.positionals[0] === "test")
    return { program: { kind: "test-runner", runner: "bun test", testFilters: options.positionals.slice(1) } };
  if (options.positionals[0] === "build") return { program: { kind: "build" } };
  return interpreter(["run"])(args);
};

/** As `bun`. */
export const deno: Runner = (args) => {
  const options = readOptions(args, new Set(["c", "config", "env-file", "import-map", "filter", "reporter"]));
  const [verb = "", ...rest] = options.positionals;
  if (verb === "test") return { program: { kind: "test-runner", runner: "deno test", testFilters: rest } };
  if (verb === "run" || verb === "serve")
    return { program: { kind: kindOfFile(rest[0] ?? "") }, files: rest.slice(0, 1) };
  return { program: { kind: /^(lint|fmt|check|compile)$/.test(verb) ? "build" : "cli" } };
};

/** Its files are no modules of the program; their names still tell what a job is for. */
export const python: Runner = (args) => {
  const module = /^-m$/.test(args[0] ?? "") ? (args[1] ?? "") : null;
  if (module === "pytest" || module === "unittest")
    return {
      program: {
        kind: "test-runner",
        runner: module,
        testFilters: args.slice(2).filter((word) => !word.startsWith("-")),
      },
    };
  if (module === "pip") return { program: { kind: "cli" } };
  if (module !== null) return { program: { kind: "script" }, files: [`${module.replaceAll(".", "/")}.py`] };
  const file = args.find((word) => !word.startsWith("-"));
  return { program: { kind: file === undefined ? "cli" : kindOfFile(file) }, files: file === undefined ? [] : [file] };
};

/** A file whose name says that it stays up and serves. */
function kindOfFile(file: string): ProgramKind {
  return /(^|[/._-])(server|worker|daemon|bot)\.[a-z]+$/i.test(file) ? "server" : "script";
}
