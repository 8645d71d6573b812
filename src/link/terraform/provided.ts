import type { ProgramEntry, SettingPath } from "../../catalog/infrastructure/program-entry.ts";
import { programEntry } from "../../catalog/infrastructure/programs/index.ts";
import { signInOf } from "../../catalog/infrastructure/signing-variables.ts";
import type { Place } from "../../model/location.ts";
import { blockValue, valuesAt } from "./block-value.ts";
import { contextIn, rootScope, type TerraformEvaluator } from "./evaluate.ts";
import { environmentOfInstance } from "./instance-environment.ts";
import { childScopes, instancesOf, keyText } from "./instances.ts";
import { looseVariables } from "./loose-variables.ts";
import { type PlacedBlock, placeOf } from "./modules.ts";
import { keptIn, variablesOf, type WrittenVariable } from "./provisions.ts";
import { type Context, type Deployment, isNull, type Scope, type TerraformValue, textOf } from "./value.ts";

/** A variable that a resource gives to a program in an environment. */
export interface ProvidedVariable {
  readonly variable: string;
  readonly value: TerraformValue;
  /** Where the program is given it. */
  readonly at: Place;
  readonly environment: string;
}

/** The variables of one program in one deployment. */
export interface Provided {
  readonly deployment: Deployment;
  /** `module.chat.aws_lambda_function.agent`. */
  readonly address: string;
  readonly variables: readonly ProvidedVariable[];
  /** What it is called, and paths of the code that it runs, as far as they are known. */
  readonly names: readonly string[];
  readonly images: readonly string[];
  readonly code: readonly string[];
}

const mostPrograms = 2000;

/** Every program that the resources of a deployment give variables to. */
export function providedBy(evaluator: TerraformEvaluator, deployment: Deployment): readonly Provided[] {
  const found: Provided[] = [];
  const visit = (scope: Scope, environment: string | null): void => {
    if (found.length >= mostPrograms || evaluator.isSpent) return;
    for (const [key, placed] of scope.module.resources) {
      const [type = "", name = ""] = placed.block.labels;
      const entry = key.startsWith("data.") ? null : programEntry(type);
      if (entry) found.push(...programs(evaluator, { scope, placed, key, name, entry, environment }));
    }
    for (const [name, placed] of scope.module.calls) {
      const children = childScopes(evaluator, scope, name);
      if (children === "elsewhere") {
        const entry = unknownModule;
        found.push(...programs(evaluator, { scope, placed, key: `module.${name}`, name, entry, environment }));
        continue;
      }
      for (const child of children) {
        const context = child.scope.caller?.context ?? contextIn(scope, placed.path);
        visit(child.scope, environment ?? environmentOfInstance(evaluator, placed, name, { key: child.key, context }));
      }
    }
  };
  visit(rootScope(deployment), deployment.environment);
  return found;
}

/** A module from elsewhere gives what it is told is a variable to what it makes. */
const unknownModule: ProgramEntry = {
  type: /^module$/,
  provisions: [],
  code: [["source_path"], ["source_dir"], ["root_directory"]],
  names: [["function_name"], ["service_name"], ["name"], ["family"]],
  images: [["image"], ["image_uri"], ["container_image"], ["container_definitions", "image"]],
};

interface Program {
  readonly scope: Scope;
  readonly placed: PlacedBlock;
  readonly key: string;
  readonly name: string;
  readonly entry: ProgramEntry;
  readonly environment: string | null;
}

function programs(evaluator: TerraformEvaluator, program: Program): readonly Provided[] {
  const { scope, placed, key, name, entry } = program;
  return instancesOf(evaluator, placed, scope).flatMap((instance): readonly Provided[] => {
    const context = contextIn(scope, placed.path, instance.names);
    const whole = blockValue(evaluator, placed, context);
    const variables = variablesIn(evaluator, program, whole, { key: instance.key, context });
    if (variables.length === 0) return [];
    return [
      {
        deployment: scope.deployment,
        address: `${scope.address}${key}${keyText(instance.key)}`,
        variables,
        names: [...knownTexts(whole, entry.names), name, ...callerOf(scope)],
        images: knownTexts(whole, entry.images),
        code: knownTexts(whole, entry.code),
      },
    ];
  });
}

function variablesIn(
  evaluator: TerraformEvaluator,
  { scope, placed, name, entry, environment }: Program,
  whole: TerraformValue,
  instance: { readonly key: string | null; readonly context: Context },
): readonly ProvidedVariable[] {
  const own = environment ?? environmentOfInstance(evaluator, placed, name, instance);
  const { under } = entry;
  const parts: readonly (readonly [TerraformValue, string | null])[] = under
    ? under.keys.flatMap((key) => valuesAt(whole, [...under.at, key]).map((part) => [part, key] as const))
    : [[whole, own]];
  return parts.flatMap(([part, where]) => {
    const provider = { part, whole, deployment: scope.deployment };
    const isLoose = entry.provisions.length === 0 || entry.loose === true;
    const written: WrittenVariable[] = [
      ...entry.provisions.flatMap((provision) => variablesOf(provision, provider)),
      ...(isLoose ? looseVariables(part) : []),
    ];
    const role = written.some(({ variable }) => variable === signInOf(entry).variable)
      ? []
      : roleIn(entry, part, scope.deployment);
    written.push(...role);
    return written.flatMap((one) =>
      environmentsOf(entry, one, whole, where).map((environment) => ({
        variable: one.variable,
        value: one.value,
        // A line that lists the environments says more than the one that names the variable.
        at: placeOfEnvironments(entry, one, whole) ?? one.at ?? placeOf(placed),
        environment,
      })),
    );
  });
}

/** The role or account that a program runs as: a credential, though it is handed over as none. */
function roleIn(entry: ProgramEntry, part: TerraformValue, deployment: Deployment): readonly WrittenVariable[] {
  const [value] = entry.role ? valuesAt(part, entry.role).filter((one) => !isNull(one)) : [];
  if (!value) return [];
  const { variable, store } = signInOf(entry);
  const kept: TerraformValue =
    value.kind === "generated" ? { ...value, secret: true, store } : keptIn(store, value, deployment);
  return [{ variable, value: kept, at: value.at, item: part }];
}

/** The environments that a variable is for: those it names itself, else that of the deployment. */
function environmentsOf(
  entry: ProgramEntry,
  { item }: WrittenVariable,
  whole: TerraformValue,
  where: string | null,
): readonly string[] {
  const said = (entry.environments ?? []).flatMap((path) => [...valuesAt(item, path), ...valuesAt(whole, path)]);
  const named = said.flatMap((value) => textOf(value)?.toLowerCase() ?? []).filter((name) => /^[\w.-]+$/.test(name));
  if (named.length > 0) return [...new Set(named)];
  return where === null || entry.ownEnvironment ? [] : [where];
}

/** The module that it stands in is often called like the program; one further out holds more than one. */
function callerOf({ address }: Scope): readonly string[] {
  const name = /(?:^|\.)module\.([\w-]+)(?:\[[^\]]*\])?\.$/.exec(address)?.[1];
  return name === undefined ? [] : [name];
}

function placeOfEnvironments(entry: ProgramEntry, { item }: WrittenVariable, whole: TerraformValue): Place | null {
  for (const [key = ""] of entry.environments ?? []) {
    for (const value of [item, whole]) {
      const found = value.kind === "object" ? value.places?.get(key) : undefined;
      if (found) return found;
    }
  }
  return null;
}

/** The texts at these settings, of those that are partly known the parts. */
function knownTexts(whole: TerraformValue, paths: readonly SettingPath[] = []): readonly string[] {
  return paths.flatMap((path) =>
    valuesAt(whole, path).flatMap((value) => {
      if (value.kind === "template") return [value.parts.map((part) => textOf(part) ?? " ").join("")];
      return textOf(value) ?? [];
    }),
  );
}
