import type { ProgramKind } from "./job.ts";
import { readOptions, valuesOf } from "./options.ts";
import type { Runner } from "./runner.ts";

/** A runner whose words are filters, but for its own verbs. */
export const testing =
  (runner: string, verbs: readonly string[], valued: readonly string[], kind: ProgramKind = "test-runner"): Runner =>
  (args) => {
    const options = readOptions(args, new Set([...valued, "config", "c"]));
    const [first = "", ...rest] = options.positionals;
    const testFilters = verbs.includes(first) ? rest : options.positionals;
    const [config] = valuesOf(options, "config", "c");
    const isEval = kind === "test-runner" && /eval/i.test(config ?? "") ? "eval-runner" : kind;
    return { program: { kind: isEval, runner, testFilters }, config };
  };

/** Its folders limit the tests as filters do. */
export const vitest: Runner = (args) => {
  const run = testing(
    "vitest",
    ["run", "watch", "dev", "bench", "related"],
    [
      "reporter",
      "outputFile",
      "project",
      "t",
      "testNamePattern",
      "dir",
      "r",
      "root",
      "environment",
      "pool",
      "shard",
      "testTimeout",
      "retry",
      "mode",
      "maxWorkers",
      "exclude",
      "bail",
    ],
  )(args);
  const folders = valuesOf(readOptions(args, new Set(["dir", "r", "root"])), "dir", "r", "root");
  return run
    ? { ...run, program: { ...run.program, testFilters: [...(run.program.testFilters ?? []), ...folders] } }
    : null;
};

const jest = testing(
  "jest",
  [],
  [
    "t",
    "testNamePattern",
    "maxWorkers",
    "w",
    "reporters",
    "shard",
    "rootDir",
    "selectProjects",
    "coverageDirectory",
    "testTimeout",
    "outputFile",
  ],
);
/** Jest names its filters also by an option. */
export const jestWithPattern: Runner = (args) => {
  const run = jest(args);
  const patterns = valuesOf(
    readOptions(args, new Set(["testPathPattern", "testPathPatterns"])),
    "testPathPattern",
    "testPathPatterns",
  );
  return run
    ? { ...run, program: { ...run.program, testFilters: [...(run.program.testFilters ?? []), ...patterns] } }
    : null;
};

/** `verb` picks the sub-command that tests; another one (`playwright install`) does nothing of interest. */
export const testingWith =
  (verb: string, runner: Runner): Runner =>
  (args) => {
    const at = args.indexOf(verb);
    return at < 0 ? { program: { kind: "cli" } } : runner([...args.slice(0, at), ...args.slice(at + 1)]);
  };

/** Its filters are an option. */
export const cypress: Runner = (args) => {
  const options = readOptions(args, new Set(["spec", "s", "browser", "b", "env", "e", "config-file", "C"]));
  return {
    program: { kind: "test-runner", testFilters: valuesOf(options, "spec", "s").flatMap((list) => list.split(",")) },
    config: valuesOf(options, "config-file", "C")[0],
  };
};
