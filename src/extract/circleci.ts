import type { Fact } from "../model/facts.ts";
import type { JobFact, WorkflowFact } from "../model/workflow-facts.ts";
import { readCircleJob } from "./circleci-job.ts";
import { type Parameters, parametersOf } from "./circleci-parameters.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  gap,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";

/** Reads CircleCI's configuration: a workflow each, its jobs with their parameters filled in. */
export const circleCi: Extractor = {
  id: "circleci",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && zone !== "docs" && /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/.test(path),
  extract({ text }, { seal }) {
    const { root, gaps } = readYaml(text);
    if (root?.kind !== "map") return gaps;
    const orbs = entriesOf(valueAt(root, "orbs")).flatMap(({ value, keySpan }) => {
      const named = textOf(value);
      return named === null
        ? []
        : [gap(`the orb ${named} is not in the repository and is not read`, keySpan.startLine)];
    });
    return [...readWorkflows(root, seal), ...gaps, ...orbs];
  },
};

const mostCombinations = 12;
const mostJobs = 500;

function readWorkflows(root: ConfigNode, seal: Seal): readonly Fact[] {
  const pipeline = parametersOf(valueAt(root, "parameters"), undefined, new Map(), "pipeline.parameters.");
  const workflows = entriesOf(valueAt(root, "workflows")).filter(({ value }) => value.kind === "map");
  const budget = { left: mostJobs };
  if (workflows.length === 0) {
    // Without workflows the job called `build` runs.
    const build = entryOf(valueAt(root, "jobs"), "build");
    if (!build) return [];
    return [workflowOf(build, readInvocation({ ...build, value: emptyMap }, root, pipeline, budget, seal))];
  }
  return workflows.map((workflow) => {
    const items = itemsOf(valueAt(workflow.value, "jobs")).flatMap((item): readonly ConfigEntry[] => {
      const name = textOf(item);
      return name === null ? entriesOf(item).slice(0, 1) : [{ key: name, keySpan: item.span, value: emptyMap }];
    });
    return workflowOf(
      workflow,
      items.flatMap((item) => readInvocation(item, root, pipeline, budget, seal)),
    );
  });
}

/** What a workflow says of a job that it only names. */
const emptyMap: ConfigNode = { kind: "map", entries: [], span: fileStart };

function workflowOf({ key, keySpan, value }: ConfigEntry, jobs: readonly JobFact[]): WorkflowFact {
  const scheduled = itemsOf(valueAt(value, "triggers")).some((trigger) => entryOf(trigger, "schedule"));
  return {
    kind: "workflow",
    provider: "circleci",
    name: key,
    triggers: [{ event: scheduled ? "schedule" : "push", branches: [], span: keySpan }],
    env: [],
    jobs,
    span: keySpan,
  };
}

/** A job as a workflow runs it, once for each combination of its matrix. */
function readInvocation(
  { key, keySpan, value }: ConfigEntry,
  root: ConfigNode,
  pipeline: Parameters,
  budget: { left: number },
  seal: Seal,
): readonly JobFact[] {
  if (textOf(valueAt(value, "type")) === "approval" || !isName(key.replaceAll("/", "-"))) return [];
  const combinations = combinationsOf(valueAt(value, "matrix", "parameters"));
  const contexts = textsOf(valueAt(value, "context"));
  const contextEntry = entryOf(value, "context");
  return combinations.flatMap((combination): readonly JobFact[] => {
    if (budget.left-- <= 0) return [];
    const suffix = [...combination.values()].map((text) => `-${text}`).join("");
    return [
      readCircleJob(
        {
          job: key,
          id: `${textOf(valueAt(value, "name")) ?? key}${suffix}`,
          span: contextEntry
            ? { ...keySpan, endLine: contextEntry.keySpan.endLine, endColumn: contextEntry.keySpan.endColumn }
            : keySpan,
          given: value,
          combination,
          contexts,
          needs: textsOf(valueAt(value, "requires")),
        },
        root,
        pipeline,
        seal,
      ),
    ];
  });
}

/** The combinations of a matrix; of one too large to tell apart nothing is filled in. */
function combinationsOf(node: ConfigNode | undefined): readonly ReadonlyMap<string, string>[] {
  let all: ReadonlyMap<string, string>[] = [new Map()];
  for (const { key, value } of entriesOf(node)) {
    const values = textsOf(value);
    if (values.length === 0 || all.length * values.length > mostCombinations) continue;
    all = all.flatMap((before) => values.map((text) => new Map([...before, [key, text]])));
  }
  return all;
}
