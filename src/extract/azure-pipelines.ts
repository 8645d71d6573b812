import type { Fact } from "../model/facts.ts";
import type { InputFact, WorkflowFact } from "../model/workflow-facts.ts";
import { readAzureJobs } from "./azure-job.ts";
import { readAzureSteps } from "./azure-steps.ts";
import { readAzureVariables } from "./azure-variables.ts";
import { type ConfigNode, entriesOf, entryOf, isName, itemsOf, textOf, textsOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";

const pipelineName = /^azure-pipelines?[^/]*\.ya?ml$/i;
const folders =
  /(?:^|\/)(?:\.?azure-pipelines|\.azuredevops|\.?pipelines|\.azure\/pipelines|templates)\/[^/]+\.ya?ml$/i;

/** Reads pipelines of Azure DevOps. Templates of steps become actions, those of jobs and stages workflows that are called. */
export const azurePipelines: Extractor = {
  id: "azure-pipelines",
  version: 1,
  wants: (path, zone) =>
    zone !== "fixture" && zone !== "docs" && (pipelineName.test(fileName(path)) || folders.test(path)),
  extract({ path, text }, { seal }) {
    const { root, gaps: unread } = readYaml(text);
    const isNamed = pipelineName.test(fileName(path));
    // What else lies in folders of these names, charts of Helm say, is none of Azure's.
    const gaps = isNamed ? unread : [];
    if (root?.kind !== "map" || !(isNamed || looksLikeAzure(root))) return gaps;
    return [...read(root, path, seal), ...gaps];
  },
};

function read(root: ConfigNode, path: string, seal: Seal): readonly Fact[] {
  const steps = valueAt(root, "steps");
  const inputs = readParameters(valueAt(root, "parameters"), seal);
  if (isTemplate(root, path) && steps) {
    return [
      {
        kind: "composite-action",
        inputs: inputs.map(({ name }) => name),
        defaults: inputs.filter((input) => input.default !== null),
        steps: readAzureSteps(steps, path, seal),
        span: entryOf(root, "steps")?.keySpan ?? fileStart,
      },
    ];
  }
  const { variables, groups, unread } = readAzureVariables(entryOf(root, "variables"), seal);
  const jobs = readAzureJobs(root, { path, root, groups, unread, seal });
  const workflow: WorkflowFact = {
    kind: "workflow",
    provider: "azure",
    name:
      textOf(valueAt(root, "name"))
        ?.replace(/\$\(.*$/, "")
        .trim() || fileName(path),
    triggers: isTemplate(root, path) ? [{ event: "workflow_call", branches: [], span: fileStart }] : readTriggers(root),
    inputs,
    env: variables,
    jobs,
    span: fileStart,
  };
  return jobs.length === 0 ? [] : [workflow];
}

/** A file that is only there to be put into others. */
function isTemplate(root: ConfigNode, path: string): boolean {
  return !pipelineName.test(fileName(path)) && !pipelineKeys.some((key) => entryOf(root, key));
}

const pipelineKeys = ["trigger", "pr", "schedules", "pool", "resources", "name"];

function looksLikeAzure(root: ConfigNode): boolean {
  return ["steps", "jobs", "stages"].some((key) => {
    const first = itemsOf(valueAt(root, key))[0];
    return entriesOf(first).some(({ key: name }) => itemKeys.has(name) || name.startsWith("${{"));
  });
}

const itemKeys = new Set("script bash pwsh powershell task checkout template job deployment stage".split(" "));

/** `trigger: none` with nothing else is a pipeline that people start. */
function readTriggers(root: ConfigNode): WorkflowFact["triggers"] {
  const isOff = (key: string) => textOf(valueAt(root, key)) === "none";
  const found = (["trigger", "pr", "schedules"] as const).flatMap((key) => {
    const entry = entryOf(root, key);
    if (!entry || isOff(key)) return [];
    const branches = textsOf(valueAt(entry.value, "branches", "include") ?? valueAt(entry.value, "branches"));
    const event = { trigger: "push", pr: "pull_request", schedules: "schedule" }[key];
    return [{ event, branches: branches.length > 0 ? branches : textsOf(entry.value), span: entry.keySpan }];
  });
  if (found.length > 0) return found;
  return [{ event: isOff("trigger") ? "manual" : "push", branches: [], span: fileStart }];
}

/** Parameters are a list with types and choices, or in older templates a map of defaults. */
function readParameters(node: ConfigNode | undefined, seal: Seal): readonly InputFact[] {
  const safe = (value: ConfigNode | undefined) => {
    const text = textOf(value);
    return text === null ? null : redact(text, seal);
  };
  if (node?.kind === "map") {
    return entriesOf(node)
      .filter(({ key }) => isName(key))
      .map(({ key, value }) => ({ name: key, default: safe(value), options: [] }));
  }
  return itemsOf(node).flatMap((item) => {
    const name = textOf(valueAt(item, "name"));
    if (name === null || !isName(name)) return [];
    return [{ name, default: safe(valueAt(item, "default")), options: textsOf(valueAt(item, "values")) }];
  });
}
