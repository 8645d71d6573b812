import type { BindingEntry } from "../model/binding-facts.ts";
import type { GapFact } from "../model/facts.ts";
import type { JobFact, StepFact, WorkflowFact } from "../model/workflow-facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";
import { bindingValue } from "./references.ts";
import { composeSyntax } from "./shell-syntax.ts";

/** Reads Bitbucket's pipelines: each of them is a workflow, and each step a job, since it runs in a container of its own. */
export const bitbucketPipelines: Extractor = {
  id: "bitbucket-pipelines",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && zone !== "docs" && /(?:^|\/)bitbucket-pipelines\.ya?ml$/.test(path),
  extract({ text }, { seal }) {
    const { root, gaps } = readYaml(text);
    const pipelines = valueAt(root, "pipelines");
    if (!root || pipelines?.kind !== "map") return gaps;
    const written = entriesOf(pipelines).flatMap((section) =>
      section.key === "default"
        ? [{ entry: section, kind: section.key }]
        : entriesOf(section.value).map((entry) => ({ entry, kind: section.key })),
    );
    const budget = { left: mostSteps };
    const workflows = written.map(({ entry, kind }) => readPipeline(entry, kind, root, budget, seal));
    return [...workflows, ...gaps, ...written.flatMap(({ entry }) => imported(entry))];
  },
};

const mostSteps = 1_000;
const deepestGroup = 4;

const events: Readonly<Record<string, string>> = { "pull-requests": "pull_request", custom: "manual" };

function readPipeline(
  { key, keySpan, value }: ConfigEntry,
  kind: string,
  root: ConfigNode,
  budget: { left: number },
  seal: Seal,
): WorkflowFact {
  return {
    kind: "workflow",
    provider: "bitbucket",
    name: kind === "default" ? kind : `${kind} ${key}`,
    triggers: [{ event: events[kind] ?? "push", branches: kind === "branches" ? [key] : [], span: keySpan }],
    env: itemsOf(value).flatMap((item) => askedFor(valueAt(item, "variables"), seal)),
    jobs: jobsIn(value, null, 0, root, budget, seal),
    span: keySpan,
  };
}

/** What a pipeline that is started by hand asks for. */
function askedFor(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return itemsOf(node).flatMap((item): readonly BindingEntry[] => {
    const name = textOf(valueAt(item, "name"));
    if (name === null || !isName(name)) return [];
    const text = textOf(valueAt(item, "default"));
    const isFixed = text !== null && textsOf(valueAt(item, "allowed-values")).length < 2;
    return [
      {
        name,
        value: isFixed
          ? bindingValue(text, name, composeSyntax, seal)
          : { kind: "expression", text: "given when the pipeline is started", mentions: [] },
        span: item.span,
      },
    ];
  });
}

/** Steps, also those that run in parallel or make up a stage, which may have the deployment for all of its steps. */
function jobsIn(
  node: ConfigNode | undefined,
  deployment: ConfigEntry | null,
  depth: number,
  root: ConfigNode,
  budget: { left: number },
  seal: Seal,
): readonly JobFact[] {
  if (depth > deepestGroup) return [];
  return itemsOf(node).flatMap((item): readonly JobFact[] => {
    const group = valueAt(item, "parallel") ?? valueAt(item, "stage");
    if (group) {
      const steps = group.kind === "list" ? group : valueAt(group, "steps");
      return jobsIn(steps, entryOf(group, "deployment") ?? deployment, depth + 1, root, budget, seal);
    }
    const step = entryOf(item, "step");
    if (step?.value.kind !== "map" || budget.left-- <= 0) return [];
    return [readStep(step, mostSteps - budget.left, deployment, root, seal)];
  });
}

function readStep(
  { keySpan, value: node }: ConfigEntry,
  number: number,
  around: ConfigEntry | null,
  root: ConfigNode,
  seal: Seal,
): JobFact {
  const name = textOf(valueAt(node, "name"));
  const deployment = entryOf(node, "deployment") ?? around;
  const environment = textOf(deployment?.value);
  return {
    id: name ?? `step ${number}`,
    name,
    environment:
      deployment && environment !== null ? { name: environment, expression: null, span: entrySpan(deployment) } : null,
    needs: [],
    if: null,
    env: [],
    steps: ["script", "after-script"].flatMap((key) => readScript(entryOf(node, key), name, seal)),
    services: textsOf(valueAt(node, "services")).flatMap((service) => readService(service, root) ?? []),
    matrix: {},
    runsOn: textsOf(valueAt(node, "runs-on")).map((label) => (label === "self.hosted" ? "self-hosted" : label)),
    calls: null,
    // An anchor stands elsewhere than the step that uses it.
    span: keySpan,
  };
}

/** The lines of a script as one step, and a step for each pipe. */
function readScript(entry: ConfigEntry | undefined, name: string | null, seal: Seal): readonly StepFact[] {
  if (!entry) return [];
  const lines = itemsOf(entry.value).flatMap((item) => textOf(item) ?? []);
  const pipes = itemsOf(entry.value).flatMap((item): readonly StepFact[] => {
    const uses = textOf(valueAt(item, "pipe"));
    if (uses === null) return [];
    const given = entriesOf(valueAt(item, "variables")).filter(
      ({ key, value }) => isName(key) && textOf(value) !== null,
    );
    const variables = given.map(({ key, keySpan, value }) => ({
      name: key,
      value: bindingValue(textOf(value) ?? "", key, composeSyntax, seal),
      span: entrySpan({ key, keySpan, value }),
    }));
    return [{ ...emptyStep, name, uses, env: variables, span: item.span }];
  });
  const script = { ...emptyStep, name, run: redact(lines.join("\n"), seal), span: entry.value.span };
  return lines.length === 0 ? pipes : [script, ...pipes];
}

const emptyStep = { name: null, if: null, run: null, uses: null, with: [], env: [], workingDirectory: null } as const;

/** Docker itself is no store. */
function readService(name: string, root: ConfigNode): JobFact["services"][number] | null {
  if (name === "docker") return null;
  const service = entryOf(valueAt(root, "definitions", "services"), name);
  const image = textOf(valueAt(service?.value, "image")) ?? textOf(valueAt(service?.value, "image", "name"));
  return service ? { name, image, span: service.keySpan } : null;
}

function imported({ key, keySpan, value }: ConfigEntry): readonly GapFact[] {
  const from = textOf(valueAt(value, "import"));
  return from === null
    ? []
    : [gap(`the pipeline ${key} is imported from ${from}, which is not read`, keySpan.startLine)];
}
