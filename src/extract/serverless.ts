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
  itemsOf,
  textOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { type StageScope, serverlessSyntax } from "./serverless-values.ts";
import { isNull, lastOfEach, undecided, variable } from "./variables.ts";

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
  const shared = variables(environmentIn(valueAt(root, "provider"), scope), scope, context);
  const isClosed = hasOnlyItsVariables(root);
  const role = roleOf(roleEntry(root), service, scope, context);
  const fact = (name: string | null, entries: readonly BindingEntry[], hints: BindingsFact["hints"]): BindingsFact => ({
    kind: "bindings",
    source: "serverless",
    environment: stage.name,
    service: name,
    layer: context.isShared && stage.name === null ? "base" : "whole",
    entries,
    includes: [],
    hints,
    ...(isClosed && !entries.some(({ name: one, value }) => one === "*" && value.kind !== "reference")
      ? { isWhole: true as const }
      : {}),
    span: stage.span,
  });
  const unit = service !== null && isName(service) ? readApplicationName(service).service : null;
  const functions = entriesOf(valueAt(root, "functions")).flatMap(({ key, value }) => {
    const own = [
      ...roleOf(entryOf(value, "role"), service, scope, context),
      ...variables(environmentIn(value, scope), scope, context),
    ];
    if (own.length === 0 || !isName(key)) return [];
    return [fact(key, lastOfEach([...role, ...shared, ...own]), hint("file", valueAt(value, "handler"), context.seal))];
  });
  return shared.length === 0 ? functions : [fact(unit, lastOfEach([...role, ...shared]), []), ...functions];
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
  const role = (name: string): readonly BindingEntry[] => [
    { name: roleVariable, value: { kind: "reference", store: "aws-role", name, default: null }, span },
  ];
  if (entry.value.kind === "scalar" && entry.key === "role") {
    const given = variable({ ...entry, key: roleVariable }, seal, serverlessSyntax(scope));
    const text = given.value.kind === "literal" ? given.value.sealed.text : undefined;
    return text === undefined ? [{ ...given, value: undecided("a role"), span }] : role(text);
  }
  const made = `${service ?? ""}-${scope.stage ?? stageHole}-lambdaRole`;
  return role(scope.account === null ? made : `${scope.account}:${made}`);
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

/** The variables of the provider or of a function, also where they stand under another key of the file. */
function environmentIn(node: ConfigNode | undefined, { root, stage }: StageScope): ConfigEntry | undefined {
  const entry = entryOf(node, "environment");
  const written = textOf(entry?.value)?.replace(stageReference, (whole) => stage ?? whole);
  const path = /^\$\{self:([\w-]+(?:\.[\w-]+)+)\}$/.exec(written ?? "")?.[1];
  const there = path === undefined ? undefined : valueAt(root, ...path.split("."));
  return entry && there?.kind === "map" ? { ...entry, value: there } : entry;
}

const stageReference = /\$\{(?:opt:stage|sls:stage|self:provider\.stage)[^${}]*\}/g;

/** Plugins that build, test or route, and give functions no variables. */
const harmlessPlugins =
  /^(?:\.\/)?serverless-(?:esbuild|webpack|plugin-typescript|offline|dynamodb(?:-local)?|prune-plugin|domain-manager|iam-roles-per-function|plugin-(?:warmup|canary-deployments|split-stacks|common-excludes)|step-functions|s3-sync|deployment-bucket)$/;

/**
 * Whether functions have the variables of the file and no others: a deployment replaces what was set by hand. Plugins and
 * layers may add to them.
 */
function hasOnlyItsVariables(root: ConfigNode): boolean {
  const provider = valueAt(root, "provider");
  const functions = valueAt(root, "functions");
  const plugins = valueAt(root, "plugins");
  return (
    textOf(valueAt(provider, "name")) === "aws" &&
    functions?.kind === "map" &&
    (plugins === undefined || plugins.kind === "list") &&
    itemsOf(plugins).every((plugin) => harmlessPlugins.test(textOf(plugin) ?? "")) &&
    [provider, ...entriesOf(functions).map(({ value }) => value)].every((node) => valueAt(node, "layers") === undefined)
  );
}

function variables(
  given: ConfigEntry | undefined,
  scope: StageScope,
  { lines, seal }: Context,
): readonly BindingEntry[] {
  const syntax = serverlessSyntax(scope);
  const node = given?.value;
  // `${file(config/staging.yml):environment}`: all that stands there; from anywhere else, what it is stays open.
  if (given && node?.kind === "scalar" && !isNull(node)) return [{ ...variable(given, seal, syntax), name: "*" }];
  return entriesOf(node)
    .filter((entry) => isName(entry.key) && !isNull(entry.value))
    .map((entry) => {
      // A resource has one name in the file and is another one in each stage.
      const isResource = entry.value.kind !== "scalar" || isTagged(entry, lines);
      if (isResource) return { name: entry.key, value: undecided("a resource of the stack"), span: entrySpan(entry) };
      return variable(entry, seal, syntax);
    });
}

/** `!Ref Table`, `!GetAtt Table.Arn`. */
function isTagged({ value }: ConfigEntry, lines: readonly string[]): boolean {
  const before = lines[value.span.startLine - 1]?.slice(0, value.span.startColumn - 1) ?? "";
  return /!\w[\w:.]*\s*$/.test(before);
}
