import type { BindingEntry } from "../model/binding-facts.ts";
import type { GapFact } from "../model/facts.ts";
import type { GitlabFact } from "../model/gitlab-facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { isGitlabName, readGitlabJob, readRules } from "./gitlab-job.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";

/** Reads GitLab's CI configuration, and the files that lie where such configuration is usually included from. */
export const gitlabCi: Extractor = {
  id: "gitlab-ci",
  version: 2,
  wants: (path, zone) =>
    zone !== "fixture" &&
    zone !== "docs" &&
    /\.ya?ml$/i.test(path) &&
    (/(?:^|[./-])gitlab-ci\.ya?ml$/i.test(path) ||
      /(?:^|\/)(?:\.?gitlab|\.?gitlab[-_]ci|\.?ci)\/(?:[^/]+\/)*[^/]+$/i.test(path)),
  extract({ path, text }, { seal }) {
    const { root, gaps: unread } = readYaml(text);
    // A template of Helm in a folder called `ci` is not broken configuration of GitLab.
    const gaps = /gitlab/i.test(path) ? unread : [];
    if (root?.kind !== "map") return gaps;
    const { includes, elsewhere } = readIncludes(root);
    const fact: GitlabFact = {
      kind: "gitlab",
      includes,
      triggers: readRules(valueAt(root, "workflow", "rules"))?.triggers ?? null,
      variables: [
        ...readGitlabJob({ ...rootEntry(root), value: variablesOnly(root) }, seal).variables,
        ...ofWorkflowRules(root, seal),
      ],
      defaults: readGitlabJob({ ...rootEntry(root), value: defaultsIn(root) }, seal),
      jobs: entriesOf(root)
        .filter(isJob)
        .map((entry) => readGitlabJob(entry, seal)),
      span: fileStart,
    };
    const isNothing = fact.jobs.length === 0 && fact.variables.length === 0 && fact.includes.length === 0;
    return isNothing ? [...gaps, ...elsewhere] : [fact, ...gaps, ...elsewhere];
  },
};

/** Keys at the top that are no jobs. */
const keywords = new Set([
  "default",
  "include",
  "stages",
  "variables",
  "workflow",
  "spec",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
  "types",
]);

function isJob({ key, value }: ConfigEntry): boolean {
  return !keywords.has(key) && isGitlabName(key) && value.kind === "map";
}

function rootEntry(root: ConfigNode): ConfigEntry {
  return { key: "default", keySpan: fileStart, value: root };
}

/** Only what `default:` may hold; the same keys stood at the top before it existed. */
function defaultsIn(root: ConfigNode): ConfigNode {
  const allowed = new Set(["services", "before_script", "after_script", "tags", "id_tokens"]);
  const own = entriesOf(valueAt(root, "default")).filter(({ key }) => allowed.has(key));
  const atTop = entriesOf(root).filter(({ key }) => allowed.has(key) && !own.some((entry) => entry.key === key));
  return { kind: "map", entries: [...atTop, ...own], span: root.span };
}

function variablesOnly(root: ConfigNode): ConfigNode {
  return { kind: "map", entries: entriesOf(root).filter(({ key }) => key === "variables"), span: root.span };
}

/**
 * `workflow: rules: variables` hold in some pipelines and not in others. One that gives a variable in one rule only is
 * taken for every pipeline; two that differ would be a guess.
 */
function ofWorkflowRules(root: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const found = itemsOf(valueAt(root, "workflow", "rules")).flatMap(
    (rule) => readGitlabJob({ ...rootEntry(root), value: variablesOnly(rule) }, seal).variables,
  );
  const names = found.map(({ name }) => name);
  return found.map(
    (entry): BindingEntry =>
      names.filter((name) => name === entry.name).length === 1
        ? entry
        : { ...entry, value: { kind: "expression", text: "one of several rules of the workflow", mentions: [] } },
  );
}

/** `include:` is a path, a list, or maps; what is kept outside the repository is a gap each. */
function readIncludes(root: ConfigNode): {
  readonly includes: GitlabFact["includes"];
  readonly elsewhere: readonly GapFact[];
} {
  const entry = entryOf(root, "include");
  const includes: { path: string; span: ConfigNode["span"] }[] = [];
  const elsewhere: GapFact[] = [];
  const items = entry ? (entry.value.kind === "list" ? entry.value.items : [entry.value]) : [];
  for (const item of items) {
    const written = textOf(item);
    const local = written !== null && !/^https?:/.test(written) ? written : textOf(valueAt(item, "local"));
    const span = entry && item === entry.value ? entrySpan({ ...entry, value: item }) : item.span;
    if (local !== null) includes.push({ path: local.replace(/^\/+/, ""), span });
    else
      elsewhere.push(
        gap(`includes CI configuration from ${whereIs(item, written)}, which is not read`, span.startLine),
      );
  }
  return { includes, elsewhere };
}

function whereIs(item: ConfigNode, written: string | null): string {
  if (written !== null || valueAt(item, "remote")) return "a URL";
  const project = textOf(valueAt(item, "project"));
  if (project !== null) return `the project ${project} (${textsOf(valueAt(item, "file")).join(", ")})`;
  const named = textOf(valueAt(item, "template")) ?? textOf(valueAt(item, "component"));
  return named === null ? "elsewhere" : `the template ${named}`;
}
