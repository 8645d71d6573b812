import type { Place } from "../../model/location.ts";
import { namesMatching, textOf, trivial } from "./command-text.ts";
import { containerCommand } from "./containers.ts";
import { isComposeDeployment, isDeployment } from "./deploys.ts";
import { folderAfter, located } from "./folders.ts";
import type { Command, Opaque, ProgramKind, RunProgram } from "./job.ts";
import { readOptions, valuesOf } from "./options.ts";
import { type Invocation, packageInvocation } from "./package-scripts.ts";
import { platformVariable } from "./platform-variables.ts";
import { programOf } from "./programs.ts";
import { type Assignment, readShell, type ShellCommand } from "./shell.ts";
import { taskInvocations } from "./task-runners.ts";
import type { Workspace } from "./workspace.ts";
import { asksOnly, commandName, type Injector, unwrap } from "./wrappers.ts";

/** Where a script of a step stands. */
export interface ScriptOrigin {
  readonly at: Place;
  readonly chain: readonly Place[];
  readonly names: readonly string[];
  /** Relative to the root; null if it is computed. */
  readonly cwd: string | null;
}

/** A variable that a script sets. */
export interface SetVariable extends Assignment {
  /** `job`: for the steps after it too. `output`: for those that ask for it. `platform`: for an environment elsewhere. */
  readonly reach: "command" | "job" | "output" | "platform";
  /** Of a platform. */
  readonly environments?: readonly string[];
  readonly at: Place;
}

export interface ScriptReading {
  readonly commands: readonly Command[];
  readonly variables: readonly SetVariable[];
  readonly opaque: readonly Opaque[];
}

const deepestScript = 8;
const mostCommands = 300;

interface Progress {
  readonly commands: Command[];
  readonly variables: SetVariable[];
  readonly opaque: Opaque[];
  /** Package scripts that are being followed: one that calls itself is not followed again. */
  readonly open: Set<string>;
}

/** Reads what a script runs, through package scripts, task runners and wrappers. `known` are variables set around it. */
export function readScript(
  text: string,
  origin: ScriptOrigin,
  known: ReadonlyMap<string, string>,
  workspace: Workspace,
): ScriptReading {
  const progress: Progress = { commands: [], variables: [], opaque: [], open: new Set() };
  new ScriptReader(workspace, progress, new Map(known)).read(text, origin, [], 0);
  return progress;
}

interface Position {
  readonly origin: ScriptOrigin;
  readonly cwd: string | null;
  readonly environmentFiles: readonly string[];
  readonly injectors?: readonly Injector[];
  readonly depth: number;
}

class ScriptReader {
  readonly #workspace: Workspace;
  readonly #progress: Progress;
  readonly #variables: Map<string, string>;
  readonly #assigned = new Set<string>();

  constructor(workspace: Workspace, progress: Progress, variables: Map<string, string>) {
    this.#workspace = workspace;
    this.#progress = progress;
    this.#variables = variables;
  }

  /** `extra` are arguments given to a package script, which its last command gets. */
  read(
    text: string,
    origin: ScriptOrigin,
    extra: readonly string[],
    depth: number,
    environmentFiles: readonly string[] = [],
  ): void {
    const folders: (string | null)[] = [origin.cwd];
    const echoed: Assignment[] = [];
    // One after the other, since what a command sets the next ones are written with.
    const commands = readShell(text, (name) => this.#variables.get(name));
    const all = extra.length === 0 ? commands : withArguments([...commands], extra);
    for (const command of all) {
      while (folders.length <= command.depth) folders.push(folders.at(-1) ?? null);
      folders.length = command.depth + 1;
      const { words } = command;
      const position = { origin, cwd: folders.at(-1) ?? null, environmentFiles, depth };
      const next = this.#shellCommand({ ...command, words }, position, echoed);
      if (next !== undefined) folders[command.depth] = next;
    }
  }

  /** A variable that is set twice is one or the other, since all branches of a script count. */
  #know({ name, value }: Assignment): void {
    const isOpen = this.#assigned.has(name) && this.#variables.get(name) !== value;
    this.#assigned.add(name);
    this.#variables.set(name, isOpen ? `$${name}` : value);
  }

  /** Returns the folder that later commands run in, where it changes. */
  #shellCommand(command: ShellCommand, position: Position, echoed: Assignment[]): string | null | undefined {
    const { words, assignments, writesTo } = command;
    const [name = "", ...args] = words;
    if (name === "cd" || name === "pushd")
      return folderAfter(position.cwd, args.find((word) => !word.startsWith("-")) ?? "");
    if (name === "" || name === "export" || name === "declare" || name === "readonly") {
      for (const { name: variable, value } of [...assignments, ...args.flatMap(assignment)]) {
        this.#know({ name: variable, value });
        if (name === "export") this.#set({ name: variable, value }, "command", position);
      }
      return undefined;
    }
    if (name === "echo" || name === "printf" || name === "}") return this.#echo(name, args, writesTo, echoed, position);
    const piped = echoed.at(-1);
    const given = platformVariable(words, piped?.name === "" ? piped.value : null);
    if (given) this.#progress.variables.push({ ...given, reach: "platform", at: position.origin.at });
    if (name === "tee" && args.some(isJobFile))
      for (const found of echoed.splice(0)) if (found.name !== "") this.#set(found, "job", position);
    for (const found of assignments) this.#set(found, "command", position);
    this.#run(words, position);
    return undefined;
  }

  #echo(
    name: string,
    args: readonly string[],
    writesTo: readonly string[],
    echoed: Assignment[],
    position: Position,
  ): undefined {
    this.#printed(args, position);
    const found =
      name === "}"
        ? echoed.splice(0).filter((each) => each.name !== "")
        : args
            .filter((word) => !word.startsWith("-"))
            .flatMap((word) => word.split(/\n|\\n/))
            .flatMap(assignment);
    if (writesTo.some(isJobFile)) {
      for (const each of found) this.#set(each, "job", position);
    } else if (writesTo.some((path) => path.includes("GITHUB_OUTPUT"))) {
      for (const each of found) this.#set(each, "output", position);
    } else if (found.length > 0) echoed.push(...found);
    // What is printed may be piped on as it is.
    else echoed.push({ name: "", value: args.findLast((word) => !word.startsWith("-")) ?? "" });
    return undefined;
  }

  /** Azure takes a variable for the later steps from what a script prints. */
  #printed(args: readonly string[], position: Position): void {
    for (const word of args) {
      const match = /^##vso\[task\.setvariable variable=(\w+)[^\]]*\](.*)$/s.exec(word);
      if (match?.[1]) this.#set({ name: match[1], value: (match[2] ?? "").trim() }, "job", position);
    }
  }

  #set(found: Assignment, reach: SetVariable["reach"], { origin }: Position): void {
    this.#progress.variables.push({ ...found, reach, at: origin.at });
    if (reach === "job") this.#know(found);
  }

  #run(written: readonly string[], position: Position): void {
    if (this.#progress.commands.length >= mostCommands || asksOnly(written)) return;
    const unwrapped = unwrap(written);
    for (const found of unwrapped.assignments) this.#set(found, "command", position);
    for (const { vault, configuration } of unwrapped.injectors) {
      const reason = `${vault} hands over every variable of ${configuration === null ? "its configuration" : `\`${configuration}\``}`;
      this.#progress.opaque.push({ reason, at: position.origin.at });
    }
    const files = [
      ...position.environmentFiles,
      ...unwrapped.environmentFiles.flatMap((file) => located(position.cwd, file)),
    ];
    const injectors = [...(position.injectors ?? []), ...unwrapped.injectors];
    const inside = { ...position, environmentFiles: files, injectors };
    if (position.depth < deepestScript) {
      for (const script of unwrapped.scripts)
        this.read(script, { ...position.origin, cwd: position.cwd }, [], position.depth + 1, files);
    }
    const { words } = unwrapped;
    if (words.length === 0 || trivial.has(commandName(words[0] ?? ""))) return;
    if (this.#container(words, inside) || this.#invocation(words, inside)) return;
    this.#add(words, inside);
  }

  #container(words: readonly string[], position: Position): boolean {
    const inner = containerCommand(words);
    if (!inner) return false;
    for (const found of inner.assignments) this.#set(found, "command", position);
    const files = [
      ...position.environmentFiles,
      ...inner.environmentFiles.flatMap((file) => located(position.cwd, file)),
    ];
    this.#add(words, { ...position, environmentFiles: files });
    // The folder inside the image is usually the package of the same name, and its scripts are looked for there.
    const home = this.#workspace.packages.find(
      ({ directory, name }) => inner.service !== null && (directory.endsWith(inner.service) || name === inner.service),
    );
    if (inner.words.length > 0)
      this.#run(inner.words, { ...position, cwd: home?.directory ?? position.cwd, environmentFiles: files });
    else if (inner.service !== null && position.depth < deepestScript) {
      const { service, files: composed } = inner;
      const run = position.cwd === null ? null : this.#workspace.services.runOf(service, composed, position.cwd);
      const given = [...files, ...(run?.environmentFiles ?? [])];
      if (run) this.read(run.command, { ...position.origin, cwd: run.folder }, [], position.depth + 1, given);
    }
    return true;
  }

  #invocation(words: readonly string[], position: Position): boolean {
    // Where the folder is computed, the root is as good a guess as any only for names that are told in full.
    const cwd = position.cwd ?? "";
    const recipes = this.#workspace.recipes.startedBy(words, cwd);
    for (const { directory, name, command, at } of recipes)
      this.#script(directory, `${commandName(words[0] ?? "")} ${name}`, { command, at }, [], position);
    if (recipes.length > 0) return true;
    const tasks = taskInvocations(words, cwd, this.#workspace);
    if (tasks) {
      const followed = tasks.map((task) => this.#follow(task, words, position));
      if (!followed.includes(true)) this.#add(words, position);
      return true;
    }
    const invocation = packageInvocation(words, cwd, this.#workspace);
    if (!invocation) return false;
    if (position.cwd === null && invocation.kind === "script") this.#add(words, position, "opaque");
    else this.#follow(invocation, words, position);
    return true;
  }

  #follow(invocation: Invocation, words: readonly string[], position: Position): boolean {
    if (invocation.kind === "nothing") return true;
    if (invocation.kind === "binary") {
      const folders =
        invocation.in.length > 0
          ? invocation.in.map(({ directory }) => directory)
          : [position.cwd === null ? null : invocation.cwd];
      for (const cwd of folders) this.#run(invocation.words, { ...position, cwd });
      return true;
    }
    let found = false;
    for (const { scripts, directory } of invocation.packages) {
      for (const name of namesMatching(invocation.name, [...scripts.keys()])) {
        found = true;
        for (const part of [`pre${name}`, name, `post${name}`])
          this.#script(directory, part, scripts.get(part), part === name ? invocation.args : [], position);
      }
    }
    if (found) return true;
    if (invocation.orElse) {
      const folders = invocation.directed ? invocation.packages.map(({ directory }) => directory) : [position.cwd];
      for (const cwd of folders) this.#run(invocation.orElse, { ...position, cwd });
    } else if (invocation.name !== "" && invocation.packages.length > 0) this.#add(words, position, "opaque");
    return invocation.orElse !== null;
  }

  #script(
    directory: string,
    name: string,
    script: { readonly command: string; readonly at: Place } | undefined,
    args: readonly string[],
    position: Position,
  ): void {
    const key = `${directory}\0${name}`;
    if (!script || position.depth >= deepestScript || this.#progress.open.has(key)) return;
    this.#progress.open.add(key);
    const { at, chain, names } = position.origin;
    const origin = { at, chain: [...chain, script.at], names: [...names, name], cwd: directory };
    this.read(script.command, origin, args, position.depth + 1, position.environmentFiles);
    this.#progress.open.delete(key);
  }

  #add(words: readonly string[], position: Position, kind?: ProgramKind): void {
    const { origin, cwd } = position;
    const program = programOf(words, cwd, cwd === null ? null : (this.#workspace.around(cwd)?.directory ?? null));
    const line = [commandName(words[0] ?? ""), ...words.slice(1)];
    const deploys = isDeployment(line) || isComposeDeployment(line, this.#variables.get("DOCKER_HOST") ?? "");
    const decided = kind ?? (deploys ? "deploy" : program.kind);
    const own = valuesOf(readOptions(program.args, new Set(["env-file"])), "env-file", "env-file-if-exists").flatMap(
      (file) => located(cwd, file),
    );
    this.#progress.commands.push({
      text: textOf(words),
      at: origin.at,
      chain: origin.chain,
      names: origin.names,
      program: { ...program, kind: decided } satisfies RunProgram,
      environmentFiles: [...position.environmentFiles, ...own],
      ...(position.injectors && position.injectors.length > 0 ? { injectors: position.injectors } : {}),
    });
  }
}

/** The arguments given to a package script belong to its last command. */
function withArguments(commands: readonly ShellCommand[], extra: readonly string[]): readonly ShellCommand[] {
  return commands.map((command, index) =>
    index === commands.length - 1 ? { ...command, words: [...command.words, ...extra] } : command,
  );
}

function assignment(word: string): readonly Assignment[] {
  const match = /^(?:export )?([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
  return match?.[1] === undefined ? [] : [{ name: match[1], value: match[2] ?? "" }];
}

function isJobFile(path: string): boolean {
  return /GITHUB_ENV|BASH_ENV/.test(path);
}
