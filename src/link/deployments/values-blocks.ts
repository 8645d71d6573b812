import { type DocumentEntry, type DocumentNode, entriesAt, nodeAt, plainAt } from "../../model/document.ts";
import type { KubeObject } from "./objects.ts";
import { scalarOf } from "./template-values.ts";

/** Keys under which charts of others expect the variables of a container. */
const variableKeys =
  /^(?:extra|common|container|pod|additional)?[-_]?(?:env|envs|environment|env[-_]?vars?|envVars|extraEnvVars)$/i;
const variableName = /^[A-Z_][A-Z0-9_]{0,127}$/;

const deepest = 12;
const mostWorkloads = 100;

/**
 * Workloads as a chart whose templates are not at hand would make them of these values: each block of variables is one,
 * called by the key that it stands below.
 */
export function workloadsInValues(values: DocumentNode, chart: string): readonly KubeObject[] {
  const found: KubeObject[] = [];
  // Anchors make one node stand in many places; each is looked into once.
  const seen = new Set<DocumentNode>();
  const visit = (node: DocumentNode, name: string, depth: number): void => {
    if (depth > deepest || found.length >= mostWorkloads || node.kind !== "map" || seen.has(node)) return;
    seen.add(node);
    for (const { key, value } of entriesAt(node)) {
      const variables = variableKeys.test(key) ? listed(value) : null;
      if (variables && variables.length > 0) found.push(workload(name, variables, value));
      else visit(value, structure.test(key) ? name : key, depth + 1);
    }
  };
  visit(values, chart, 0);
  return found;
}

/** Keys that say what a thing is and not which. */
const structure =
  /^(?:global|spec|template|containers?|main|pod|deployments?|cron[-_]?jobs?|jobs?|services?|workers|controllers?|app|apps|application|values|data|config|image|server|defaults?|common|components?)$/i;

/** The variables as containers list them. */
function listed(node: DocumentNode): readonly DocumentNode[] {
  if (node.kind === "list") return node.items.filter((item) => plainAt(item, "name") !== null);
  return entriesAt(node)
    .filter(({ key }) => variableName.test(key))
    .map(({ key, at, value }) => {
      const isSource = nodeAt(value, "secretKeyRef") ?? nodeAt(value, "configMapKeyRef");
      const inner: readonly DocumentEntry[] =
        value.kind === "map" && !isSource ? value.entries : [{ key: isSource ? "valueFrom" : "value", at, value }];
      return { kind: "map", entries: [{ key: "name", at, value: scalarOf(key, at) }, ...inner], at };
    });
}

function workload(name: string, variables: readonly DocumentNode[], { at }: DocumentNode): KubeObject {
  const map = (key: string, value: DocumentNode): DocumentNode => ({ kind: "map", entries: [{ key, at, value }], at });
  const list = (items: readonly DocumentNode[]): DocumentNode => ({ kind: "list", items, at });
  const container = map("env", list(variables));
  const root = map("spec", map("template", map("spec", map("containers", list([container])))));
  return { kind: "Deployment", name, aliases: [], namespace: null, root, at };
}
