import { join } from "../program/resolve.ts";
import { hasOption, type Options, readOptions, valuesOf } from "./options.ts";
import type { Workspace, WorkspacePackage } from "./workspace.ts";
import { commandName } from "./wrappers.ts";

/** What a package manager or task runner is told to run. */
export type Invocation =
  | {
      readonly kind: "script";
      readonly name: string;
      readonly packages: readonly WorkspacePackage[];
      readonly args: readonly string[] /** What to run where no such script exists. */;
      readonly orElse:
        | readonly string[]
        | null /** Whether the packages were named, and are not just the one around. */;
      readonly directed: boolean;
    }
  /** An executable of a dependency. */
  | {
      readonly kind: "binary";
      readonly words: readonly string[];
      readonly cwd: string | null;
      readonly in: readonly WorkspacePackage[];
    }
  /** Installs, publishes, prints: nothing of the repository runs. */
  | { readonly kind: "nothing" };

const valued = new Set([
  "filter",
  "F",
  "w",
  "workspace",
  "prefix",
  "C",
  "cwd",
  "dir",
  "p",
  "package",
  "c",
  "call",
  "env-file",
  "loglevel",
  "scope",
  "from",
  "include",
]);

/** Reads `npm run x`, `pnpm --filter y test`, `yarn workspace z run x`, `bun run x`; null for any other command. */
export function packageInvocation(words: readonly string[], cwd: string, workspace: Workspace): Invocation | null {
  const manager = commandName(words[0] ?? "");
  const args = words.slice(1);
  if (/^(npx|pnpx|bunx|yarpkg|pnpm-dlx)$/.test(manager)) return execute(args, cwd);
  if (manager === "npm") return npm(args, cwd, workspace);
  if (manager === "pnpm") return pnpm(args, cwd, workspace);
  if (manager === "yarn" || manager === "yarnpkg") return yarn(args, cwd, workspace);
  if (manager === "bun") return bun(args, cwd, workspace);
  return null;
}

function execute(args: readonly string[], cwd: string): Invocation {
  const options = readOptions(args, new Set(["p", "package", "c", "call", "w", "workspace", "prefix"]), 1);
  const call = valuesOf(options, "c", "call")[0];
  return {
    kind: "binary",
    words: call === undefined ? args.slice(options.at[0] ?? args.length) : call.split(/\s+/),
    cwd,
    in: [],
  };
}

const npmAliases: Readonly<Record<string, string>> = { t: "test", tst: "test", "install-test": "test", it: "test" };

function npm(args: readonly string[], cwd: string, workspace: Workspace): Invocation {
  const ownOptions = new Set(["w", "workspace", "prefix", "C", "loglevel", "c", "call", "p", "package"]);
  const verb = readOptions(args, ownOptions, 1);
  const word = verb.positionals[0] ?? "";
  const rest = args.slice((verb.at[0] ?? args.length) + 1);
  const end = rest.indexOf("--");
  const options = readOptions(
    [...args.slice(0, verb.at[0] ?? 0), ...(end < 0 ? rest : rest.slice(0, end))],
    ownOptions,
  );
  const folder = folderOf(options, cwd, ["prefix", "C"]);
  if (word === "exec" || word === "x") return execute(rest, folder);
  const isRun = word === "run" || word === "run-script" || word === "rum" || word === "urn";
  const name = isRun ? (options.positionals[0] ?? "") : (npmAliases[word] ?? word);
  if (!isRun && !["test", "start", "stop", "restart"].includes(name)) return { kind: "nothing" };
  // npm hands positional words on, and options only behind `--`.
  const passed = [...options.positionals.slice(isRun ? 1 : 0), ...(end < 0 ? [] : rest.slice(end + 1))];
  const filters = valuesOf(options, "w", "workspace");
  const packages = hasOption(options, "workspaces", "ws")
    ? workspace.members(folder)
    : chosen(filters, folder, workspace);
  return script(name, packages, passed, null);
}

function pnpm(args: readonly string[], cwd: string, workspace: Workspace): Invocation {
  const options = readOptions(
    args,
    new Set([...valued].filter((name) => !["w", "p", "c", "prefix"].includes(name))),
    1,
  );
  const folder = hasOption(options, "w", "workspace-root") ? "" : folderOf(options, cwd, ["C", "dir"]);
  const [word = ""] = options.positionals;
  const rest = args.slice((options.at[0] ?? args.length) + 1);
  const filters = valuesOf(options, "filter", "F", "filter-prod");
  const isRecursive = hasOption(options, "r", "recursive");
  if (word === "recursive" || word === "multi") return pnpm(["-r", ...rest], cwd, workspace);
  if (word === "run" || word === "run-script") {
    const inner = readOptions(rest, new Set(["filter", "F"]), 1);
    const all = [...filters, ...valuesOf(inner, "filter", "F")];
    const several = isRecursive || hasOption(inner, "r", "recursive");
    const packages =
      all.length > 0
        ? chosen(all, folder, workspace)
        : several
          ? workspace.members(folder)
          : chosen([], folder, workspace);
    return script(inner.positionals[0] ?? "", packages, rest.slice((inner.at[0] ?? rest.length) + 1), null);
  }
  const packages =
    filters.length > 0
      ? chosen(filters, folder, workspace)
      : isRecursive
        ? workspace.members(folder)
        : chosen([], folder, workspace);
  if (word === "exec")
    return {
      kind: "binary",
      words: rest[0] === "--" ? rest.slice(1) : rest,
      cwd: folder,
      in: filters.length > 0 || isRecursive ? packages : [],
    };
  if (word === "dlx") return execute(rest, folder);
  if (word === "" || notScripts.has(word)) return { kind: "nothing" };
  const name = word === "t" || word === "tst" ? "test" : word;
  return script(
    name,
    packages,
    rest[0] === "--" ? rest.slice(1) : rest,
    [word, ...rest],
    filters.length > 0 || isRecursive,
  );
}

function yarn(args: readonly string[], cwd: string, workspace: Workspace): Invocation {
  const options = readOptions(args, new Set(["cwd"]), 1);
  const folder = folderOf(options, cwd, ["cwd"]);
  const [word = ""] = options.positionals;
  const rest = args.slice((options.at[0] ?? args.length) + 1);
  if (word === "workspace")
    return inPackages(yarn(rest.slice(1), folder, workspace), workspace.matching(rest[0] ?? "", folder));
  if (word === "workspaces") {
    const inner = readOptions(rest, new Set(["from", "include", "exclude", "j", "jobs"]));
    const verb = inner.positionals.indexOf("run");
    const from = valuesOf(inner, "from", "include");
    const tail = verb < 0 ? [] : inner.positionals.slice(verb + 1);
    return script(
      tail[0] ?? "",
      from.length > 0 ? chosen(from, folder, workspace) : workspace.members(folder),
      tail.slice(1),
      null,
    );
  }
  if (word === "exec") return { kind: "binary", words: rest[0] === "--" ? rest.slice(1) : rest, cwd: folder, in: [] };
  if (word === "dlx") return execute(rest, folder);
  const isRun = word === "run";
  const inner = readOptions(isRun ? rest : args, new Set(["cwd"]), 1);
  const name = inner.positionals[0] ?? "";
  if (name === "" || (!isRun && notScripts.has(name))) return { kind: "nothing" };
  const passed = isRun ? rest.slice((inner.at[0] ?? rest.length) + 1) : rest;
  return script(name, chosen([], folder, workspace), passed[0] === "--" ? passed.slice(1) : passed, [name, ...passed]);
}

function bun(args: readonly string[], cwd: string, workspace: Workspace): Invocation | null {
  const options = readOptions(args, new Set(["cwd", "filter", "F", "env-file", "preload", "r", "config", "c"]), 1);
  const [word = ""] = options.positionals;
  const rest = args.slice((options.at[0] ?? args.length) + 1);
  const folder = folderOf(options, cwd, ["cwd"]);
  if (word === "x") return execute(rest, folder);
  // `bun test` is a test runner, `bun file.ts` an interpreter.
  if (word === "test" || isFile(word)) return null;
  const inner = word === "run" ? readOptions(rest, new Set(["filter", "F", "cwd", "env-file"]), 1) : options;
  const name = inner.positionals[0] ?? "";
  if (isFile(name)) return null;
  if (name === "" || (word !== "run" && notScripts.has(name))) return { kind: "nothing" };
  const filters = [...valuesOf(options, "filter", "F"), ...(word === "run" ? valuesOf(inner, "filter", "F") : [])];
  const target = word === "run" ? folderOf(inner, folder, ["cwd"]) : folder;
  const passed = word === "run" ? rest.slice((inner.at[0] ?? rest.length) + 1) : rest;
  return script(name, chosen(filters, target, workspace), passed, [name, ...passed]);
}

function isFile(word: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(word) || word.startsWith("./");
}

function folderOf(options: Options, cwd: string, names: readonly string[]): string {
  return valuesOf(options, ...names).reduce((folder, next) => join(folder, next), cwd);
}

function chosen(filters: readonly string[], cwd: string, workspace: Workspace): readonly WorkspacePackage[] {
  if (filters.length > 0) return [...new Set(filters.flatMap((filter) => workspace.matching(filter, cwd)))];
  const around = workspace.around(cwd);
  return around ? [around] : [];
}

function script(
  name: string,
  packages: readonly WorkspacePackage[],
  args: readonly string[],
  orElse: readonly string[] | null,
  directed = false,
): Invocation {
  return { kind: "script", name, packages, args, orElse, directed };
}

function inPackages(invocation: Invocation, packages: readonly WorkspacePackage[]): Invocation {
  if (invocation.kind === "script") return { ...invocation, packages, directed: true };
  return invocation.kind === "binary" ? { ...invocation, in: packages } : invocation;
}

/** Verbs of package managers that run nothing an audit asks about. */
const notScripts = new Set(
  "install i ci add remove rm uninstall update up upgrade link unlink publish pack version audit outdated list ls why config cache store set-script init create login logout whoami view info fetch import prune rebuild dedupe deploy-only env setup patch licenses bin root doctor pm self-update approve-builds constraints plugin set import server completion".split(
    " ",
  ),
);
