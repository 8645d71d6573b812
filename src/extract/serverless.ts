import { roleVariable } from "../catalog/infrastructure/signing-variables.ts";
import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { readApplicationName, readFileStem } from "../model/deployment-name.ts";
import { classOf } from "../model/environment.ts";
import { stageHole } from "../model/stage-hole.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  textOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { roleCalled } from "./role-entry.ts";
import { type GivenVariables, isOnlyGiver, variablesGiven } from "./serverless-environment.ts";
import { type StageScope, serverlessSyntax } from "./serverless-values.ts";
import { lastOfEach, undecided, variable } from "./variables.ts";

const names = /^serverless(?:[._-](.+))?\.(?:ya?ml|json)$/i;

/** Reads `serverless.yml`: the variables of its functions, once for each stage that the file has values for. */
export const serverlessFile: Extractor = {
  id: "serverless",
  version: 2,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = path.toLowerCase().endsWith(".json") ? readJson(text) : readYaml(text);
    if (root?.kind !== "map") return gaps;
    const file = readFileStem(names.exec(fileName(path))?.[1] ?? "").environment;
    const lines = text.split(/\r\n|\n|\r/);
    const stages = file === null ? stagesOf(root, text) : [];
    const written = textOf(valueAt(root, "provider", "stage"));
    const fixed = written !== null && isName(written) ? written : null;
    const heads: readonly Stage[] =
      stages.length > 0 ? stages : [{ name: file ?? fixed, span: entryOf(root, "service")?.keySpan ?? fileStart }];
    return [
      ...heads.flatMap((stage) => readStage(root, stage, { path, lines, seal, isShared: stages.length === 0 })),
      ...gaps,
    ];
  },
};

interface Stage {
  readonly name: string | null;
  readonly span: BindingsFact["span"];
}

interface Context {
  readonly path: string;
  readonly lines: readonly string[];
  readonly seal: Seal;
  readonly isShared: boolean;
}

/** Stages are the keys of what is chosen by stage: `custom.<stage>`, `custom.x.<stage>`, `params.<stage>`. */
function stagesOf(root: ConfigNode, text: string): readonly Stage[] {
  const chosen = text.matchAll(
    /\$\{self:custom\.((?:[\w-]+\.)*)\$\{(?:opt:stage|sls:stage|self:provider\.stage|self:custom\.(?:stage|currentStage|env))[^${}]*\}/g,
  );
  const paths = new Map<string, readonly string[]>();
  for (const [, before = ""] of chosen)
    paths.set(before, ["custom", ...before.split(".").filter((part) => part !== "")]);
  const maps = [...[...paths.values()].slice(0, 50), ["params"], ["stages"]];
  const stages = new Map<string, Stage>();
  for (const at of maps) {
    for (const { key, keySpan } of entriesOf(valueAt(root, ...at))) {
      // Beside the stages, `custom` holds the settings of plug-ins.
      const isStage = classOf(key) !== "other" || (at.length > 1 && /^[\w-]{1,40}$/.test(key));
      if (isStage && key !== "default" && isName(key) && !stages.has(key))
        stages.set(key, { name: key, span: keySpan });
    }
  }
  return [...stages.values()].slice(0, 30);
}

function readStage(root: ConfigNode, stage: Stage, context: Context): readonly BindingsFact[] {
  const account = accountOf(root, stage.name, context.path);
  const scope: StageScope = { root, stage: stage.name, account, path: context.path };
  const service = textOf(valueAt(root, "service")) ?? textOf(valueAt(root, "service", "name"));
  const shared = variablesGiven(entryOf(valueAt(root, "provider"), "environment"), scope, context);
  const role = roleOf(roleEntry(root), service, scope, context);
  const isOnly = isOnlyGiver(root);
  const fact = (
    name: string | null,
    roles: readonly BindingEntry[],
    given: readonly GivenVariables[],
    hints: BindingsFact["hints"],
  ): BindingsFact => {
    const spreads = given.flatMap((one) => one.spreads);
    return {
      kind: "bindings",
      source: "serverless",
      environment: stage.name,
      service: name,
      layer: context.isShared && stage.name === null ? "base" : "whole",
      entries: lastOfEach([...roles, ...given.flatMap(({ entries }) => entries)]),
      includes: [],
      ...(spreads.length > 0 ? { spreads } : {}),
      hints,
      ...(isOnly && given.every(({ isRead }) => isRead) ? { isWhole: true as const } : {}),
      span: stage.span,
    };
  };
  const unit = service !== null && isName(service) ? readApplicationName(service).service : null;
  const functions = entriesOf(valueAt(root, "functions")).flatMap(({ key, value }) => {
    const own = laidOver(variablesGiven(entryOf(value, "environment"), scope, context));
    const roles = roleOf(entryOf(value, "role"), service, scope, context);
    if ((roles.length === 0 && isNothing(own)) || !isName(key)) return [];
    const hints = hint("file", valueAt(value, "handler"), context.seal);
    return [fact(key, [...role, ...roles], [shared, own], hints)];
  });
  return isNothing(shared) ? functions : [fact(unit, role, [shared], []), ...functions];
}

/** What a function is given comes before what all of them are. */
function laidOver(given: GivenVariables): GivenVariables {
  return { ...given, spreads: given.spreads.map((spread) => ({ ...spread, isOver: true })) };
}

function isNothing({ entries, spreads }: GivenVariables): boolean {
  return entries.length === 0 && spreads.length === 0;
}

/**
 * The role that a function of AWS runs under stands in the variable that clients read their key from. Without a role that
 * the file names, the stack makes one for each of its stages.
 */
function roleOf(
  entry: ConfigEntry | undefined,
  service: string | null,
  scope: StageScope,
  { seal }: Context,
): readonly BindingEntry[] {
  if (!entry) return [];
  const span = entrySpan(entry);
  if (entry.value.kind === "scalar" && entry.key === "role") {
    const given = variable({ ...entry, key: roleVariable }, seal, serverlessSyntax(scope));
    const text = given.value.kind === "literal" ? given.value.sealed.text : undefined;
    return [text === undefined ? { ...given, value: undecided("a role"), span } : roleCalled(text, span)];
  }
  const made = `${service ?? ""}-${scope.stage ?? stageHole}-lambdaRole`;
  const whole = scope.account === null ? made : `${scope.account}:${made}`;
  // The role is made with its stage, also under a name of its own: that line says most of it.
  const named = entryOf(entry.value, "name");
  return [roleCalled(whole, named ? entrySpan(named) : span)];
}

/** Where the role stands: `iam.role`, `role`, or else the line that says the platform. */
function roleEntry(root: ConfigNode): ConfigEntry | undefined {
  const provider = valueAt(root, "provider");
  if (textOf(valueAt(provider, "name")) !== "aws") return undefined;
  return entryOf(valueAt(provider, "iam"), "role") ?? entryOf(provider, "role") ?? entryOf(provider, "name");
}

/** Stages that are deployed with profiles of their own are in accounts of their own, where equal names are other secrets. */
function accountOf(root: ConfigNode, stage: string | null, path: string): string | null {
  const written = textOf(valueAt(root, "provider", "profile"));
  if (written === null) return null;
  const [only, ...others] = serverlessSyntax({ root, stage, account: null, path })(written);
  return only?.kind === "text" && others.length === 0 && isName(only.text) ? only.text : null;
}
