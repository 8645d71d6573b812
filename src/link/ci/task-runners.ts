import { hasOption, readOptions, valuesOf } from "./options.ts";
import type { Invocation } from "./package-scripts.ts";
import type { Workspace, WorkspacePackage } from "./workspace.ts";
import { commandName } from "./wrappers.ts";

/** Reads `turbo run test --filter x`, `nx test x`, `lerna run test`: scripts of many packages at once. */
export function taskInvocations(
  words: readonly string[],
  cwd: string,
  workspace: Workspace,
): readonly Invocation[] | null {
  const args = words.slice(1);
  switch (commandName(words[0] ?? "")) {
    case "turbo":
      return turbo(args, cwd, workspace);
    case "nx":
      return nx(args, cwd, workspace);
    case "lerna":
      return args[0] === "run" ? lerna(args.slice(1), cwd, workspace) : [];
    default:
      return null;
  }
}

function turbo(args: readonly string[], cwd: string, workspace: Workspace): readonly Invocation[] {
  const end = args.indexOf("--");
  const valued = new Set([
    "filter",
    "F",
    "cwd",
    "concurrency",
    "cache-dir",
    "token",
    "team",
    "api",
    "env-mode",
    "log-order",
    "output-logs",
    "ui",
    "scope",
  ]);
  const options = readOptions(end < 0 ? args : args.slice(0, end), valued);
  const tasks = options.positionals[0] === "run" ? options.positionals.slice(1) : options.positionals;
  // A dry run only lists what it would do.
  if (hasOption(options, "dry-run", "dry") || notTasks.has(tasks[0] ?? "")) return [];
  const packages = packagesFor(valuesOf(options, "filter", "F", "scope"), cwd, workspace);
  const passed = end < 0 ? [] : args.slice(end + 1);
  return tasks.flatMap((task) => {
    const [name = "", project] = [
      task.slice(task.indexOf("#") + 1),
      task.includes("#") ? task.slice(0, task.indexOf("#")) : undefined,
    ];
    return inPackages(
      name,
      project === undefined
        ? packages
        : project === "//"
          ? workspace.packages.filter((p) => p.directory === "")
          : workspace.matching(project, ""),
      passed,
    );
  });
}

const notTasks = new Set([
  "prune",
  "login",
  "link",
  "unlink",
  "ls",
  "gen",
  "generate",
  "daemon",
  "telemetry",
  "query",
  "watch",
  "boundaries",
  "scan",
]);

function nx(args: readonly string[], cwd: string, workspace: Workspace): readonly Invocation[] {
  const end = args.indexOf("--");
  const options = readOptions(
    end < 0 ? args : args.slice(0, end),
    new Set(["t", "target", "targets", "p", "projects", "exclude", "base", "head", "parallel", "c", "configuration"]),
  );
  const [verb = "", project = ""] = options.positionals;
  const passed = end < 0 ? [] : args.slice(end + 1);
  const list = (...names: readonly string[]) => valuesOf(options, ...names).flatMap((value) => value.split(","));
  if (verb === "run-many" || verb === "affected" || verb.startsWith("affected:")) {
    const targets = verb.startsWith("affected:")
      ? [verb.slice("affected:".length)]
      : [...list("t", "target", "targets"), ...options.positionals.slice(1)];
    const packages = packagesFor(list("p", "projects"), cwd, workspace);
    return targets.flatMap((target) => inPackages(target, packages, passed));
  }
  if (verb === "run") {
    const [name = "", target = ""] = project.split(":");
    return inPackages(target, workspace.matching(name, cwd), passed);
  }
  return project === ""
    ? inPackages(verb, packagesFor([], cwd, workspace), passed)
    : inPackages(verb, workspace.matching(project, cwd), passed);
}

function lerna(args: readonly string[], cwd: string, workspace: Workspace): readonly Invocation[] {
  const options = readOptions(args, new Set(["scope", "ignore", "concurrency", "since"]));
  return inPackages(
    options.positionals[0] ?? "",
    packagesFor(valuesOf(options, "scope"), cwd, workspace),
    options.positionals.slice(1),
  );
}

/** Started inside a package, a task runner runs that package's tasks. */
function packagesFor(filters: readonly string[], cwd: string, workspace: Workspace): readonly WorkspacePackage[] {
  const positive = filters.filter((filter) => !filter.startsWith("!"));
  const excluded = new Set(
    filters.filter((filter) => filter.startsWith("!")).flatMap((filter) => workspace.matching(filter.slice(1), cwd)),
  );
  const around = workspace.around(cwd);
  const all =
    positive.length > 0
      ? positive.flatMap((filter) => workspace.matching(filter, cwd))
      : around && around.directory !== ""
        ? [around]
        : workspace.members(cwd);
  return [...new Set(all)].filter((found) => !excluded.has(found));
}

/** A package without the task is passed over, as the runners do. */
function inPackages(
  name: string,
  packages: readonly WorkspacePackage[],
  args: readonly string[],
): readonly Invocation[] {
  return [
    {
      kind: "script",
      name,
      packages: packages.filter(({ scripts }) => scripts.has(name)),
      args,
      orElse: null,
      directed: true,
    },
  ];
}
