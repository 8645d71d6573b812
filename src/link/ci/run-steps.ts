import { join } from "../program/resolve.ts";
import type { Held } from "../units/unit.ts";
import { actionName, type KnownAction, knownAction } from "./actions.ts";
import { readScript } from "./commands.ts";
import type { Context } from "./expression.ts";
import { cutScript } from "./holes.ts";
import type { Command, Opaque, Variable } from "./job.ts";
import { choiceOf, type Meaning, textOf, unknownMeaning } from "./meaning.ts";
import { type Given, keptInApplication } from "./platform-variables.ts";
import { shellTokens } from "./shell-tokens.ts";
import type { FlatStep } from "./steps.ts";
import { meaningOfValue, withVariables } from "./values.ts";
import { variableOf, variablesIn, variablesOfAction, variablesUsed, wholesale } from "./variables.ts";
import type { Workspace } from "./workspace.ts";

/** What one step does. */
export interface Ran {
  readonly commands: readonly Command[];
  readonly variables: readonly Variable[];
  readonly opaque: readonly Opaque[];
  /** What it sets on a platform. */
  readonly given: readonly Given[];
  readonly holds?: Held;
}

/** The steps in order: what one writes to `GITHUB_ENV`, the next ones see, and what it puts out, they can ask for. */
export function runSteps(steps: readonly FlatStep[], workspace: Workspace): readonly Ran[] {
  const written = new Map<string, Meaning>();
  const outputs = new Map<string, Meaning>();
  const kept = new Map<string, Meaning>();
  return steps.map((flat): Ran => {
    const { step, path } = flat;
    const context = contextAfter(flat, written, outputs);
    const action = variablesOfAction(step, path, context);
    const variables = [...variablesIn(step.env, path, context), ...action.variables];
    const opaque = [...wholesale([...step.env, ...step.with], path, context), ...action.opaque];
    for (const [name, meaning] of action.listed ?? []) written.set(name, meaning);
    const held = action.holds ? { holds: action.holds } : {};
    const script = scriptOf(flat, context);
    if (script === null) return { commands: actionCommand(flat, context), variables, opaque, given: [], ...held };
    const ran = runScript(flat, script, context, workspace);
    for (const { name, meaning, reach } of ran.set) {
      if (reach === "job") written.set(name, meaning);
      if (reach !== "output" || step.id === undefined || flat.chain.length > 0) continue;
      const key = `${step.id}.${name}`;
      const before = outputs.get(key);
      outputs.set(key, before ? choiceOf([before, meaning]) : meaning);
    }
    const told = withKept(ran.set, kept);
    const own = told.filter(({ reach }) => reach === "command" || reach === "job");
    const set = own.map(({ name, meaning, at }) => variableOf(name, meaning, at));
    const used = variablesUsed(script.text, flat.at, context).filter(
      ({ variable }) => !own.some(({ name }) => name === variable),
    );
    const handed = told.filter(({ reach }) => reach === "platform");
    const given = handed.flatMap(({ name, meaning, at, given: to }) =>
      (to?.environments ?? []).map((environment): Given => ({ environment, variable: variableOf(name, meaning, at) })),
    );
    return {
      commands: ran.commands,
      variables: [...variables, ...set, ...used],
      opaque: [...opaque, ...ran.opaque],
      given,
    };
  });
}

type Set = ReturnType<typeof runScript>["set"][number];

/** Variables that refer to a secret of their application are what the application was given under that name. */
function withKept(set: readonly Set[], kept: Map<string, Meaning>): readonly Set[] {
  const key = (name: string, { given }: Set): string => `${given?.application ?? ""}\0${name}`;
  for (const one of set) if (one.name.startsWith(keptInApplication)) kept.set(key(one.name, one), one.meaning);
  return set
    .filter(({ name }) => !name.startsWith(keptInApplication))
    .map((one) => {
      const text = textOf(one.meaning);
      if (!one.given || text === null || !text.startsWith(keptInApplication)) return one;
      return { ...one, meaning: kept.get(key(text, one)) ?? unknownMeaning("a secret that the application keeps") };
    });
}

/** What names mean in a step once those before it have run; outputs of an action's steps stay within the action. */
function contextAfter(
  { step, context, chain }: FlatStep,
  written: ReadonlyMap<string, Meaning>,
  outputs: ReadonlyMap<string, Meaning>,
): Context {
  if (written.size === 0 && outputs.size === 0) return context;
  const after = { ...context, env: new Map([...written, ...context.env]) };
  return chain.length > 0 ? after : withVariables({ ...after, outputs }, step.env);
}

/** The script of a step, also of an action that takes a command line; null if it runs none. */
function scriptOf(flat: FlatStep, context: Context): { readonly text: string; readonly cwd: string | null } | null {
  const { step } = flat;
  if (step.run !== null) return { text: step.run, cwd: folderOf(step.workingDirectory, context) };
  const command = step.uses === null ? undefined : knownAction(step.uses)?.command;
  if (!command) return null;
  const input = (name: string | null) => {
    const entry = step.with.find((candidate) => candidate.name === name);
    return entry ? textOf(meaningOfValue(entry.value, context)) : null;
  };
  const environment = input("environment");
  const line = input(command.input) ?? (command.before === "wrangler" ? "deploy" : null);
  if (line === null) return null;
  const flag = environment === null || environment === "" ? "" : ` --env ${environment}`;
  const text = line
    .split("\n")
    .filter((each) => each.trim() !== "")
    .map((each) => `${command.before} ${each.trim()}${flag}`)
    .join("\n");
  return { text, cwd: folderOf(input(command.cwd), context) };
}

function folderOf(written: string | null, context: Context): string | null {
  if (written === null) return "";
  const text = textOf(cutScript(written, context).meaningOf(cutScript(written, context).script));
  if (text === null || text.startsWith("/") || text.includes("$")) return null;
  const folder = join(text);
  return folder.startsWith("..") ? null : folder;
}

function runScript(
  flat: FlatStep,
  script: { readonly text: string; readonly cwd: string | null },
  context: Context,
  workspace: Workspace,
) {
  const cut = cutScript(script.text, context);
  const known = new Map(
    [...context.env].flatMap(([name, meaning]) => {
      const text = textOf(meaning) ?? (name === "DOCKER_HOST" ? "ssh://" : null);
      return text === null ? [] : [[name, text] as const];
    }),
  );
  const read = readScript(
    cut.script,
    { at: flat.at, chain: flat.chain, names: flat.names, cwd: script.cwd },
    known,
    workspace,
  );
  const commands = read.commands.map(
    (command): Command => ({
      ...command,
      text: cut.restore(command.text),
      program: {
        ...command.program,
        args: command.program.args.map(cut.restore),
        testFilters: command.program.testFilters.map(cut.restore),
      },
    }),
  );
  // What a command hands on to the job's own environment under the same name says nothing new of it.
  const said = read.variables.filter(
    ({ name, value, reach, given }) => !(given && reach === "command" && value.replace(/[{}]/g, "") === `$${name}`),
  );
  const set = said.map(({ value, ...found }) => ({ ...found, meaning: cut.meaningOf(value) }));
  return { commands, set, opaque: read.opaque };
}

function actionCommand(flat: FlatStep, context: Context): readonly Command[] {
  const { uses } = flat.step;
  if (uses === null || uses.startsWith("./")) return [];
  const name = actionName(uses);
  const known = knownAction(uses);
  const file = flat.step.with.find((entry) => entry.name === known?.file);
  const path = file ? textOf(meaningOfValue(file.value, context)) : null;
  const program = {
    kind: known?.kind ?? "action",
    runner: name,
    args: optionsOf(flat, known, context),
    cwd: "",
    packageDirectory: null,
    testFilters: [],
    configPath: null,
    entryFiles: path === null || /^\/|\$/.test(path) ? [] : [join(path)],
  } as const;
  return [{ text: uses, at: flat.at, chain: flat.chain, names: flat.names, program, environmentFiles: [] }];
}

/** `claude_args: --allowedTools Bash`: the words of it, and what stands in inputs of their own. */
function optionsOf({ step }: FlatStep, known: KnownAction | null, context: Context): readonly string[] {
  return (known?.options ?? []).flatMap(({ input, option }): readonly string[] => {
    const entry = step.with.find(({ name }) => name === input);
    const text = entry ? textOf(meaningOfValue(entry.value, context)) : null;
    if (text === null || text.trim() === "") return [];
    return option === null ? wordsOf(text) : [option, text];
  });
}

function wordsOf(text: string): readonly string[] {
  return shellTokens(text).flatMap(({ kind, text: word }) =>
    kind === "word" ? [word.replace(/^(["'])(.*)\1$/s, "$2")] : [],
  );
}
