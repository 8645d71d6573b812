import { classOf, type EnvironmentClass } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import type { Command, Job } from "../ci/job.ts";
import { readOptions, valuesOf } from "../ci/options.ts";
import { startsIn } from "../deployments/starts.ts";
import { typedRuns } from "../deployments/typed-runs.ts";
import type { Input } from "../terraform/value.ts";
import type { BicepFile } from "./modules.ts";

/** An environment of the Azure Developer CLI, for which a template is deployed under its name. */
export interface AzdEnvironment {
  readonly name: string;
  /** What names it; null where nothing does, and a template is there for whatever environments are made of it. */
  readonly at: Place | null;
  /** Variables of the environment that the repository sets, its name among them. */
  readonly variables: ReadonlyMap<string, Input>;
}

const nameVariable = "AZURE_ENV_NAME";

/** Variables that the tool sets itself for each environment, or asks for. Any other that is not set is left empty. */
const setByTool = /^AZURE_(?:LOCATION|SUBSCRIPTION_ID|TENANT_ID|PRINCIPAL_ID|PRINCIPAL_TYPE)$/;

/** Whether a file of parameters is filled in for each environment of the tool. */
export function takesEnvironment({ values }: BicepFile): boolean {
  return values.some(({ value }) => readsName(value));
}

/** Whether a value is the name of the environment, or holds it. */
export function readsName(value: InfraExpression): boolean {
  if (value.kind === "template") return value.parts.some(readsName);
  if (value.kind !== "call" || value.name !== "readEnvironmentVariable") return false;
  const [name] = value.args;
  return name?.kind === "text" && name.text === nameVariable;
}

/** What a variable is in an environment of the tool: null where whoever makes the environment decides. */
export function azdVariable(variables: ReadonlyMap<string, Input>, variable: string): Input | "empty" | null {
  if (!variables.has(nameVariable)) return null;
  return variables.get(variable) ?? (setByTool.test(variable) ? null : "empty");
}

/**
 * The environments that commands and jobs name, and where these are not of both kinds, one that stands for the others: a
 * template that takes the name of its environment is written for more than one.
 */
export function azdEnvironments(facts: readonly Located<Fact>[], jobs: readonly Job[]): readonly AzdEnvironment[] {
  const found = new Map<string, AzdEnvironment>();
  const note = (name: string | null, at: Place, variables: ReadonlyMap<string, Input>): void => {
    const key = name?.toLowerCase() ?? "";
    if (!/^[\w-]{1,64}$/.test(key)) return;
    const own = new Map([...(found.get(key)?.variables ?? [named(key, at)]), ...variables]);
    found.set(key, { name: key, at: found.get(key)?.at ?? at, variables: own });
  };
  for (const job of jobs) {
    const runs = job.commands.filter(({ program }) => program.runner === "azd");
    const variables = setBy(job);
    // What the command line says overrules the variable.
    const others = new Map([...variables].filter(([variable]) => variable !== nameVariable));
    for (const command of runs) note(nameIn(command), command.at, others);
    const isDeploying = runs.some(({ program }) => program.kind === "deploy");
    if (isDeploying && runs.every((command) => nameIn(command) === null))
      note(textIn(variables.get(nameVariable)) ?? job.actsAs, job.environment?.at ?? job.at, variables);
  }
  for (const { command, at } of startsIn(typedRuns(facts, []), []))
    if (command.program.runner === "azd") note(nameIn(command), at, new Map());
  const all = [...found.values()];
  const has = (classes: readonly EnvironmentClass[]): boolean =>
    all.some(({ name }) => classes.includes(classOf(name)));
  return [
    ...all,
    ...(has(["production"]) ? [] : [unnamed("production")]),
    ...(has(["staging", "preview", "development", "test"]) ? [] : [unnamed("non-production")]),
  ];
}

/** `azd up -e prod`, `azd env select prod`, `azd env new prod`. */
function nameIn({ program }: Command): string | null {
  const options = readOptions(program.args, new Set(["e", "environment", "C", "cwd", "subscription", "location", "l"]));
  const [said] = valuesOf(options, "e", "environment");
  const [first, second, third] = options.positionals;
  const chosen = first === "env" && (second === "select" || second === "new") ? third : undefined;
  return said ?? chosen ?? null;
}

function named(name: string, { span, path }: Place): readonly [string, Input] {
  return [nameVariable, { kind: "written", value: { kind: "text", text: name, span }, path }];
}

const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function unnamed(name: string): AzdEnvironment {
  return { name, at: null, variables: new Map([named(name, { path: "", span: start })]) };
}

/** The name of a job's environment is another one in each GitHub environment, so only one that is no such variable counts. */
function setBy(job: Job): ReadonlyMap<string, Input> {
  return new Map(
    job.variables.flatMap(({ variable, value, at }): readonly (readonly [string, Input])[] => {
      const text = value.kind === "literal" ? value.sealed.text : undefined;
      if (text !== undefined && value.kind === "literal")
        return [[variable, { kind: "written", value: { kind: "text", text, span: at.span }, path: at.path }]];
      const isOfEnvironment = variable === nameVariable && value.kind === "reference" && value.scope !== null;
      return isOfEnvironment ? [] : [[variable, { kind: "bound", value, at }]];
    }),
  );
}

function textIn(input: Input | undefined): string | null {
  return input?.kind === "written" && input.value.kind === "text" ? input.value.text : null;
}
