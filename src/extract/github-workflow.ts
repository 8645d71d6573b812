import type { Fact } from "../model/facts.ts";
import type { InputFact, JobFact, TokenRights, WorkflowFact } from "../model/workflow-facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import { expressionSyntax } from "./expression-syntax.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { readSteps, readVariables, toleratedIn } from "./github-steps.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";

/** Reads GitHub workflows and composite actions. Disabled ones (`.yml.disabled`) are nothing. */
export const githubWorkflow: Extractor = {
  id: "github-workflow",
  version: 4,
  wants: (path, zone) =>
    zone !== "fixture" && (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(?:^|\/)action\.ya?ml$/.test(path)),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readYaml(text);
    if (root?.kind !== "map") return gaps;
    const fact = path.startsWith(".github/workflows/") ? readWorkflow(root, path, seal) : readAction(root, seal);
    return fact ? [fact, ...gaps] : gaps;
  },
};

function readWorkflow(root: ConfigNode, path: string, seal: Seal): WorkflowFact {
  const fileName = path.slice(path.lastIndexOf("/") + 1);
  const name = entryOf(root, "name");
  return {
    kind: "workflow",
    provider: "github",
    name: textOf(name?.value) ?? fileName,
    triggers: readTriggers(entryOf(root, "on")),
    ...readRights(root),
    inputs: ["workflow_dispatch", "workflow_call"].flatMap((event) =>
      readInputs(valueAt(root, "on", event, "inputs"), seal),
    ),
    env: readVariables(valueAt(root, "env"), seal),
    jobs: entriesOf(valueAt(root, "jobs"))
      .filter((job) => isName(job.key))
      .map((job) => readJob(job, root, seal)),
    span: name ? entrySpan(name) : fileStart,
  };
}

function readAction(root: ConfigNode, seal: Seal): Fact | null {
  const runs = entryOf(root, "runs");
  if (!runs || textOf(valueAt(runs.value, "using")) !== "composite") return null;
  return {
    kind: "composite-action",
    inputs: entriesOf(valueAt(root, "inputs")).map((input) => input.key),
    defaults: readInputs(valueAt(root, "inputs"), seal).filter((input) => input.default !== null),
    steps: readSteps(valueAt(runs.value, "steps"), null, seal),
    span: runs.keySpan,
  };
}

/** The inputs that are asked for; a default that looks like a secret is not kept. */
function readInputs(node: ConfigNode | undefined, seal: Seal): readonly InputFact[] {
  return entriesOf(node)
    .filter(({ key }) => isName(key))
    .map(({ key, value }) => {
      const otherwise = entryOf(value, "default");
      return {
        name: key,
        default: redacted(otherwise?.value, seal),
        options: textsOf(valueAt(value, "options")),
        ...(otherwise ? { span: entrySpan(otherwise) } : {}),
      };
    });
}

/** `on` is a name, a list of names, or a map of names to filters. */
function readTriggers(on: ConfigEntry | undefined): WorkflowFact["triggers"] {
  if (!on) return [];
  if (on.value.kind !== "map") {
    const items = on.value.kind === "list" ? on.value.items : [on.value];
    return items.flatMap((item) => {
      const event = textOf(item);
      return event === null
        ? []
        : [{ event, branches: [], span: item.kind === "scalar" && on.value === item ? entrySpan(on) : item.span }];
    });
  }
  return entriesOf(on.value).map((entry) => ({
    event: entry.key,
    branches: textsOf(valueAt(entry.value, "branches")),
    ...(entryOf(entry.value, "types") ? { types: textsOf(valueAt(entry.value, "types")) } : {}),
    span: entry.keySpan,
  }));
}

function readJob(job: ConfigEntry, root: ConfigNode, seal: Seal): JobFact {
  const node = job.value;
  const folder = workingDirectory(node) ?? workingDirectory(root);
  return {
    id: job.key,
    name: textOf(valueAt(node, "name")),
    environment: readEnvironment(entryOf(node, "environment"), seal),
    needs: textsOf(valueAt(node, "needs")),
    ...readRights(node),
    if: redacted(valueAt(node, "if"), seal),
    env: readVariables(valueAt(node, "env"), seal),
    steps: readSteps(valueAt(node, "steps"), folder, seal),
    services: entriesOf(valueAt(node, "services")).map((service) => {
      const image = entryOf(service.value, "image");
      return {
        name: service.key,
        image: textOf(service.value) ?? textOf(image?.value),
        span: image ? entrySpan(image) : service.keySpan,
      };
    }),
    matrix: readMatrix(valueAt(node, "strategy", "matrix")),
    runsOn: readRunsOn(valueAt(node, "runs-on")),
    calls: readCall(node, seal),
    ...toleratedIn(node),
    span: job.keySpan,
  };
}

function readRights(node: ConfigNode): { readonly permissions?: TokenRights } {
  const entry = entryOf(node, "permissions");
  if (!entry) return {};
  const scopes = entriesOf(entry.value).map(({ key, value }) => [key, textOf(value) ?? ""] as const);
  return {
    permissions: {
      all: textOf(entry.value)?.replace(/-all$/, "") ?? null,
      scopes: Object.fromEntries(scopes),
      span: entrySpan(entry),
    },
  };
}

function workingDirectory(node: ConfigNode): string | null {
  return textOf(valueAt(node, "defaults", "run", "working-directory"));
}

function readEnvironment(entry: ConfigEntry | undefined, seal: Seal): JobFact["environment"] {
  const text = textOf(entry?.value) ?? textOf(valueAt(entry?.value, "name"));
  if (!entry || text === null || text === "") return null;
  const span = entry.value.kind === "map" ? (entryOf(entry.value, "name")?.keySpan ?? entry.keySpan) : entrySpan(entry);
  const isFixed = expressionSyntax(text).every((segment) => segment.kind === "text");
  return isFixed ? { name: text, expression: null, span } : { name: null, expression: redact(text, seal), span };
}

function redacted(node: ConfigNode | undefined, seal: Seal): string | null {
  const text = textOf(node);
  return text === null ? null : redact(text, seal);
}

/** Each axis with its values, those that only `include` adds among them; objects give an axis for each property. */
function readMatrix(node: ConfigNode | undefined): JobFact["matrix"] {
  const axes = new Map<string, Set<string>>();
  const add = (axis: string, value: ConfigNode, depth: number): void => {
    const text = textOf(value);
    if (text !== null) axes.set(axis, (axes.get(axis) ?? new Set()).add(text));
    else if (value.kind === "map" && depth < 3) {
      for (const entry of entriesOf(value)) add(`${axis}.${entry.key}`, entry.value, depth + 1);
    }
  };
  for (const entry of entriesOf(node)) {
    if (entry.key === "exclude") continue;
    const items = entry.value.kind === "list" ? entry.value.items : [entry.value];
    if (entry.key !== "include") for (const item of items) add(entry.key, item, 0);
    else for (const item of items) for (const extra of entriesOf(item)) add(extra.key, extra.value, 0);
  }
  return Object.fromEntries([...axes].map(([axis, values]) => [axis, [...values]]));
}

function readRunsOn(node: ConfigNode | undefined): readonly string[] {
  if (node?.kind !== "map") return textsOf(node);
  return [...textsOf(valueAt(node, "group")), ...textsOf(valueAt(node, "labels"))];
}

/** A job that is a call of a reusable workflow. */
function readCall(node: ConfigNode, seal: Seal): JobFact["calls"] {
  const uses = entryOf(node, "uses");
  const workflow = textOf(uses?.value);
  if (!uses || workflow === null) return null;
  const secrets = valueAt(node, "secrets");
  return {
    workflow,
    with: readVariables(valueAt(node, "with"), seal),
    secrets: readVariables(secrets, seal),
    inheritsSecrets: textOf(secrets) === "inherit",
    span: entrySpan(uses),
  };
}
