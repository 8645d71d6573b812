import { secretCommand } from "../../catalog/secret-commands.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf } from "../program/resolve.ts";
import { namesMatching, textOf, trivial } from "./command-text.ts";
import type { ComposeContainer } from "./compose-services.ts";
import { type ContainerCommand, containerCommand } from "./containers.ts";
import { isComposeDeployment, isDeployment } from "./deploys.ts";
import { filesGiven } from "./environment-files.ts";
import { folderAfter, located } from "./folders.ts";
import type { Command, Opaque, ProgramKind, RunProgram } from "./job.ts";
import { type Invocation, packageInvocation } from "./package-scripts.ts";
import { platformVariables } from "./platform-variables.ts";
import { programOf } from "./programs.ts";
import { rolesOfCommand } from "./roles.ts";
import { insideOf, onLine, placeOf, type ScriptOrigin, type ScriptReading, type SetVariable } from "./script-origin.ts";
import { readShell, type ShellStep } from "./shell.ts";
import type { Assignment } from "./shell-commands.ts";
import { isDotenv, quoted } from "./shell-expansion.ts";
import { nameWith, type ShellFile } from "./shell-files.ts";
import { ShellScope } from "./shell-scope.ts";
import { taskInvocations } from "./task-runners.ts";
import type { Workspace } from "./workspace.ts";
import { asksOnly, commandName, type Injector, unwrap } from "./wrappers.ts";

const deepestScript = 8;
const mostCommands = 300;

interface Progress {
  readonly commands: Command[];
  readonly variables: SetVariable[];
  readonly opaque: Opaque[];
  readonly called: Set<string>;
  /** Package scripts that are being followed: one that calls itself is not followed again. */
  readonly open: Set<string>;
}

/**
 * Reads what a script runs, through package scripts, task runners, scripts of the shell and wrappers. `known` are variables
 * set around it, `args` its own arguments; null where nobody says them.
 */
export function readScript(
  text: string,
  origin: ScriptOrigin,
  known: ReadonlyMap<string, string>,
  workspace: Workspace,
  args: readonly string[] | null = null,
): ScriptReading {
  const progress: Progress = { commands: [], variables: [], opaque: [], called: new Set(), open: new Set() };
  const scope = new ShellScope(known, args, placeOf(directoryOf(origin.at.path), origin.cwd));
  new ScriptReader(workspace, progress).read(text, origin, scope, 0);
  const { commands, variables, opaque, called } = progress;
  return { commands, variables, opaque, choices: [...scope.choices], called: [...called] };
}

interface Position {
  readonly origin: ScriptOrigin;
  readonly cwd: string | null;
  readonly environmentFiles: readonly string[];
  readonly injectors?: readonly Injector[];
  readonly container?: ComposeContainer;
  /** What is known to the script that the command stands in. */
  readonly scope: ShellScope;
  /** Variables that stand in front of it. */
  readonly given?: readonly Assignment[];
  readonly depth: number;
}

class ScriptReader {
  readonly #workspace: Workspace;
  readonly #progress: Progress;

  constructor(workspace: Workspace, progress: Progress) {
    this.#workspace = workspace;
    this.#progress = progress;
  }

  read(
    text: string,
    origin: ScriptOrigin,
    scope: ShellScope,
    depth: number,
    around: Pick<Position, "environmentFiles" | "injectors" | "container"> = { environmentFiles: [] },
  ): void {
    const folders: (string | null)[] = [origin.cwd];
    const echoed: Assignment[] = [];
    // One after the other, since what a command sets the next ones are written with.
    for (const command of readShell(text, scope)) {
      while (folders.length <= command.depth) folders.push(folders.at(-1) ?? null);
      folders.length = command.depth + 1;
      const environmentFiles = [...around.environmentFiles, ...scope.files];
      const own = onLine(origin, command.line);
      const position = { ...around, origin: own, cwd: folders.at(-1) ?? null, environmentFiles, scope, depth };
      const next = this.#shellCommand(command, position, echoed);
      if (next !== undefined) folders[command.depth] = next;
    }
  }

  /** Returns the folder that later commands run in, where it changes. */
  #shellCommand(command: ShellStep, position: Position, echoed: Assignment[]): string | null | undefined {
    const { words, assignments, writesTo } = command;
    const [name = "", ...args] = words;
    if (name === "cd" || name === "pushd")
      return folderAfter(position.cwd, args.find((word) => !word.startsWith("-")) ?? "");
    if (name === "" || declaring.has(name)) {
      for (const { name: variable, value } of [...assignments, ...args.flatMap(assignment)]) {
        position.scope.set(variable, value);
        if (name === "export") this.#set({ name: variable, value }, "command", position);
      }
      return undefined;
    }
    if (name === "echo" || name === "printf" || name === "}") return this.#echo(name, args, writesTo, echoed, position);
    if (this.#sourced(words, position)) return undefined;
    const printed = command.piped ? echoed.at(-1) : undefined;
    const text = printed === undefined || printed.name === "" ? printed?.value : `${printed.name}=${printed.value}`;
    for (const { name: variable, value, ...to } of platformVariables(words, command.reads ?? text ?? null)) {
      const reach = to.environments.length === 0 ? "command" : "platform";
      const given = { ...to, names: position.origin.names, cwd: position.cwd, branch: command.branch };
      const { at, chain, file } = position.origin;
      this.#progress.variables.push({
        name: variable,
        value,
        reach,
        at: file === undefined ? at : (chain.at(-1) ?? at),
        given,
      });
    }
    if (name === "tee" && args.some(isJobFile))
      for (const found of echoed.splice(0)) if (found.name !== "") this.#set(found, "job", position);
    // What a store is asked for may be piped on as well.
    if (secretCommand(words)) echoed.push({ name: "", value: `$(${words.map(quoted).join(" ")})` });
    for (const found of assignments) this.#set(found, "command", position);
    this.#run(words, { ...position, given: assignments });
    return undefined;
  }

  /** A script whose commands are read as if they stood here, or a file of variables that the later ones are given. */
  #sourced(words: readonly string[], position: Position): boolean {
    if (words[0] !== "." && words[0] !== "source") return false;
    const { origin, scope, depth, cwd } = position;
    const file = this.#workspace.shell.sourcedBy(words, cwd);
    if (!file) scope.files = [...scope.files, ...located(cwd, words[1] ?? "").filter(isDotenv)];
    else if (depth < deepestScript && this.#enter(file.path)) {
      const inside = { ...origin, chain: [...origin.chain, file.at], cwd, file: file.path };
      this.read(file.text, inside, scope, depth + 1, position);
      this.#progress.open.delete(file.path);
    }
    return true;
  }

  #enter(key: string): boolean {
    if (this.#progress.open.has(key)) return false;
    this.#progress.open.add(key);
    return true;
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

  #set(found: Assignment, reach: SetVariable["reach"], { origin, scope }: Position): void {
    this.#progress.variables.push({ ...found, reach, at: origin.at });
    if (reach === "job") scope.set(found.name, found.value);
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
    const given = [...(position.given ?? []), ...unwrapped.assignments];
    const inside = { ...position, environmentFiles: files, injectors, given };
    if (position.depth < deepestScript) {
      for (const script of unwrapped.scripts)
        this.read(script, insideOf(position.origin, position.cwd), within(inside), position.depth + 1, inside);
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
    const container = this.#composed(inner, position);
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
      this.#run(inner.words, {
        ...position,
        cwd: home?.directory ?? position.cwd,
        environmentFiles: [...files, ...(container?.environmentFiles ?? [])],
        ...(container ? { container } : {}),
      });
    else if (inner.service !== null && position.depth < deepestScript) {
      const { service, files: composed } = inner;
      const run = position.cwd === null ? null : this.#workspace.services.runOf(service, composed, position.cwd);
      const given = [...files, ...(run?.environmentFiles ?? [])];
      const origin = insideOf(position.origin, run?.folder ?? null);
      if (run)
        this.read(run.command, origin, within(position), position.depth + 1, {
          ...position,
          environmentFiles: given,
          ...(container ? { container } : {}),
        });
    }
    return true;
  }

  /** What a container has of the compose files that it is started with. */
  #composed({ service, files }: ContainerCommand, { cwd, scope }: Position): ComposeContainer | null {
    if (service === null || cwd === null) return null;
    const said = scope.variables.get("COMPOSE_FILE")?.split(":") ?? [];
    return this.#workspace.services.containerOf(service, files.length > 0 ? files : said, cwd);
  }

  #invocation(words: readonly string[], position: Position): boolean {
    // Where the folder is computed, the root is as good a guess as any only for names that are told in full.
    const cwd = position.cwd ?? "";
    const file = this.#workspace.shell.startedBy(words, position.cwd);
    if (file) return this.#shellFile(file, words, position);
    const recipes = this.#workspace.recipes.startedBy(words, cwd);
    const given = [...(position.given ?? []), ...words.slice(1).flatMap(assignment)];
    const told = given.map(({ value }) => value);
    for (const { directory, name, command, at } of recipes)
      this.#script(directory, nameWith(`${commandName(words[0] ?? "")} ${name}`, told), { command, at }, [], {
        ...position,
        given,
      });
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
    if (!script || position.depth >= deepestScript || !this.#enter(key)) return;
    const { at, chain, names } = position.origin;
    const origin = { at, chain: [...chain, script.at], names: [...names, name], cwd: directory };
    // The arguments given to a package script belong to its last command.
    const text = [script.command, ...args.map(quoted)].join(" ");
    this.read(text, origin, within(position), position.depth + 1, position);
    this.#progress.open.delete(key);
  }

  /** A script none of whose commands says what it does is what it is called. */
  #shellFile(file: ShellFile, words: readonly string[], position: Position): boolean {
    const { origin, cwd, depth } = position;
    const key = [file.path, ...file.args].join("\0");
    if (depth >= deepestScript || !this.#enter(key)) return false;
    this.#progress.called.add(file.path);
    const { commands } = this.#progress;
    const before = commands.length;
    const names = [...origin.names, file.name];
    const inside = { ...origin, chain: [...origin.chain, file.at], names, cwd, file: file.path };
    const scope = within(position, file.args, placeOf(directoryOf(file.path), cwd));
    this.read(file.text, inside, scope, depth + 1, position);
    this.#progress.open.delete(key);
    if (!commands.slice(before).some((command) => rolesOfCommand(command).length > 0)) this.#add(words, position);
    return true;
  }

  #add(words: readonly string[], position: Position, kind?: ProgramKind): void {
    const { origin, cwd } = position;
    const program = programOf(words, cwd, cwd === null ? null : (this.#workspace.around(cwd)?.directory ?? null));
    const line = [commandName(words[0] ?? ""), ...words.slice(1)];
    const deploys = isDeployment(line) || isComposeDeployment(line, position.scope.variables.get("DOCKER_HOST") ?? "");
    const decided = kind ?? (deploys ? "deploy" : program.kind);
    const own = filesGiven(program).flatMap((file) => located(cwd, file));
    this.#progress.commands.push({
      text: textOf(words),
      at: origin.at,
      chain: origin.chain,
      names: origin.names,
      program: { ...program, kind: decided } satisfies RunProgram,
      environmentFiles: [...position.environmentFiles, ...own],
      ...(position.injectors && position.injectors.length > 0 ? { injectors: position.injectors } : {}),
      ...(position.given && position.given.length > 0 ? { given: position.given } : {}),
      ...(position.container ? { container: position.container } : {}),
    });
  }
}

/** A script that another starts has its variables, those in front of it over them, and arguments of its own. */
function within(
  { scope, given = [] }: Position,
  args: readonly string[] | null = null,
  place?: ReturnType<typeof placeOf>,
): ShellScope {
  const variables = new Map(scope.variables);
  for (const { name, value } of given) variables.set(name, value);
  return new ShellScope(variables, args, place);
}

const declaring = new Set(["export", "declare", "readonly", "local", "typeset"]);

function assignment(word: string): readonly Assignment[] {
  const match = /^(?:export )?([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
  return match?.[1] === undefined ? [] : [{ name: match[1], value: match[2] ?? "" }];
}

function isJobFile(path: string): boolean {
  return /GITHUB_ENV|BASH_ENV/.test(path);
}
