import type { JobFact } from "../model/workflow-facts.ts";
import { readAzureSteps, templatePath } from "./azure-steps.ts";
import { flatItems, inExpressions } from "./azure-syntax.ts";
import { type AzureVariables, readAzureMap, readAzureVariables } from "./azure-variables.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import { expressionSyntax } from "./expression-syntax.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";

interface Around extends Pick<AzureVariables, "groups" | "unread"> {
  readonly path: string;
  readonly root: ConfigNode;
  readonly seal: Seal;
}

/** Stages, jobs, or steps alone, whichever the file has. */
export function readAzureJobs(root: ConfigNode, around: Around): readonly JobFact[] {
  const stages = flatItems(valueAt(root, "stages")).flatMap((stage) => readStage(stage, around));
  const jobs = flatItems(valueAt(root, "jobs")).flatMap((job) => readJob(job, around, null));
  const steps = entryOf(root, "steps");
  const alone = steps ? [lowered("job", root, steps, steps.value, null, { ...around }, null)] : [];
  const extended = entryOf(root, "extends");
  const template = extended ? readTemplate(extended.value, around) : [];
  return [...template, ...stages, ...jobs, ...alone];
}

function readStage(stage: ConfigNode, around: Around): readonly JobFact[] {
  const own = readAzureVariables(entryOf(stage, "variables"), around.seal);
  const inside = within(around, own);
  const jobs = [
    ...readTemplate(stage, inside),
    ...flatItems(valueAt(stage, "jobs")).flatMap((job) => readJob(job, inside, textOf(valueAt(stage, "stage")))),
  ];
  // A stage's variables are those of its jobs, which may set them again.
  return jobs.map((job) => ({ ...job, env: [...own.variables, ...job.env] }));
}

function within(around: Around, { groups, unread }: AzureVariables): Around {
  return { ...around, groups: [...new Set([...around.groups, ...groups])], unread: [...around.unread, ...unread] };
}

function readJob(item: ConfigNode, around: Around, stage: string | null): readonly JobFact[] {
  const template = readTemplate(item, around);
  if (template.length > 0) return template;
  const entry = entryOf(item, "job") ?? entryOf(item, "deployment");
  const name = textOf(entry?.value);
  if (!entry || name === null) return [];
  const id = stage === null || stage === name ? name : `${stage} / ${name}`;
  if (entry.key === "job") return [lowered(id, item, entry, valueAt(item, "steps"), null, around, stage)];
  // The phases of a deployment: its strategy holds them, and failures and successes below `on`.
  const strategy = entriesOf(valueAt(item, "strategy"))[0]?.value;
  const phases = [...entriesOf(strategy), ...entriesOf(valueAt(strategy, "on"))];
  const steps = phases.flatMap(({ value }) => itemsOf(valueAt(value, "steps")));
  const all: ConfigNode = { kind: "list", items: steps, span: item.span };
  return [lowered(id, item, entry, all, entryOf(item, "environment") ?? null, around, stage)];
}

function lowered(
  id: string,
  item: ConfigNode,
  entry: ConfigEntry,
  steps: ConfigNode | undefined,
  environment: ConfigEntry | null,
  around: Around,
  stage: string | null,
): JobFact {
  const { path, root, seal } = around;
  const own =
    item === root ? { variables: [], groups: [], unread: [] } : readAzureVariables(entryOf(item, "variables"), seal);
  const { groups, unread } = within(around, own);
  return {
    id: inExpressions(id),
    name: textOf(valueAt(item, "displayName")) ?? stage,
    environment: readEnvironment(environment, seal),
    needs: textsOf(valueAt(item, "dependsOn")),
    if: null,
    env: own.variables,
    steps: readAzureSteps(steps, path, seal),
    services: entriesOf(valueAt(item, "services")).map(({ key, keySpan, value }) => ({
      name: key,
      image: imageOf(textOf(value), root),
      span: keySpan,
    })),
    matrix: readMatrix(valueAt(item, "strategy", "matrix")),
    runsOn: readPool(valueAt(item, "pool") ?? valueAt(root, "pool")),
    calls: null,
    ...(groups.length > 0 ? { variableScope: groups } : {}),
    unread,
    span: item === root ? entry.keySpan : entrySpan(entry),
  };
}

/** `template:` where a job or a stage may stand puts those of another file there. */
function readTemplate(item: ConfigNode, { path, groups, unread, seal }: Around): readonly JobFact[] {
  const entry = entryOf(item, "template");
  const written = textOf(entry?.value);
  if (!entry || written === null) return [];
  const span = entrySpan(entry);
  return [
    {
      id: written.replace(/^.*\//, "").replace(/\.ya?ml.*$/, ""),
      name: null,
      environment: null,
      needs: [],
      if: null,
      env: [],
      steps: [],
      services: [],
      matrix: {},
      runsOn: [],
      calls: {
        workflow: templatePath(written, path),
        with: readAzureMap(valueAt(item, "parameters"), seal),
        secrets: [],
        inheritsSecrets: true,
        span,
      },
      ...(groups.length > 0 ? { variableScope: groups } : {}),
      unread,
      span,
    },
  ];
}

/** `name.resource` is a resource of the environment `name`. */
function readEnvironment(entry: ConfigEntry | null, seal: Seal): JobFact["environment"] {
  const text = textOf(entry?.value) ?? textOf(valueAt(entry?.value, "name"));
  if (!entry || text === null || text === "") return null;
  const span = entrySpan(entryOf(entry.value, "name") ?? entry);
  const written = inExpressions(text);
  const isFixed = expressionSyntax(written).every((segment) => segment.kind === "text");
  return isFixed
    ? { name: written.replace(/\..*$/, ""), expression: null, span }
    : { name: null, expression: redact(written, seal), span };
}

function imageOf(name: string | null, root: ConfigNode): string | null {
  const found = itemsOf(valueAt(root, "resources", "containers")).find(
    (one) => textOf(valueAt(one, "container")) === name,
  );
  return textOf(valueAt(found, "image")) ?? name;
}

/** Each leg of a matrix is a map of variables. */
function readMatrix(node: ConfigNode | undefined): JobFact["matrix"] {
  const axes = new Map<string, Set<string>>();
  for (const { key, value } of entriesOf(node).flatMap((leg) => entriesOf(leg.value))) {
    const text = textOf(value);
    if (isName(key) && text !== null) axes.set(key, new Set([...(axes.get(key) ?? []), text]));
  }
  return Object.fromEntries([...axes].map(([axis, values]) => [axis, [...values]]));
}

/** A pool with a name is made of one's own machines. */
function readPool(node: ConfigNode | undefined): readonly string[] {
  const image = textOf(valueAt(node, "vmImage"));
  if (image !== null) return [image];
  const name = textOf(node) ?? textOf(valueAt(node, "name"));
  return name === null || /^(default|azure pipelines|hosted .*)$/i.test(name) ? [] : ["self-hosted", name];
}
