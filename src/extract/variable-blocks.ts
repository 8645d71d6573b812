import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import { readApplicationName } from "../model/deployment-name.ts";
import { classOf } from "../model/environment.ts";
import type { Span } from "../model/location.ts";
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
import type { Seal } from "./extractor.ts";
import { isNull, isVariableName, lastOfEach, scalarValue, undecided, valueFrom, variablesOfList } from "./variables.ts";

/** Variables that some file gives to one unit, whatever else it says of it. */
export interface VariableBlock {
  readonly service: string | null;
  readonly entries: readonly BindingEntry[];
  readonly span: Span;
}

/** Keys under which variables stand; only names written as variables count, so that other maps of that name do not. */
const variableKeys =
  /^(?:(?:extra|common|global|default|container|pod|additional)?[-_]?(?:env|envs|environment|env[-_]?vars?|environment[-_]?variables?|env[-_]?map)|vars|variables|config|configmap|configmapdata|settings)$/i;
const secretKeys =
  /^(?:env[-_]?secrets?|secret[-_]?envs?|secret[-_]?env[-_]?vars?|extra[-_]?env[-_]?secrets?|secrets?)$/i;

/** Keys that say what a thing is and not which. */
const structure =
  /^(?:global|spec|template|containers?|main|pod|pods|deployments?|cron[-_]?jobs?|jobs?|services?|workers|controllers?|app|apps|application|service|web[-_]?service|values|data|env|config|image|server|metadata|default|defaults|common|components?|workloads?|resources|provider)$/i;

const deepest = 12;
const mostBlocks = 200;

/** All blocks of variables in a document, the outermost first. */
export function findBlocks(root: ConfigNode, environment: string | null, seal: Seal): readonly VariableBlock[] {
  const blocks: VariableBlock[] = [];
  // Anchors make one node stand in many places; each is looked into once.
  const seen = new Set<ConfigNode>();
  const visit = (node: ConfigNode, trail: readonly string[]): void => {
    if (seen.has(node) || trail.length > deepest || blocks.length >= mostBlocks) return;
    seen.add(node);
    if (node.kind === "list") for (const item of node.items) visit(item, trail);
    if (node.kind !== "map") return;
    const entries = entriesOf(node);
    const own = entries.flatMap((entry) => {
      const variables = readBlock(entry, seal).map((one) => (trail.length === 0 ? { ...one, under: entry.key } : one));
      return variables.length === 0 ? [] : [{ entry, variables }];
    });
    const [first] = own;
    if (first) {
      const variables = lastOfEach(own.flatMap((block) => block.variables));
      blocks.push({ service: serviceOf(node, trail, environment), entries: variables, span: first.entry.keySpan });
    }
    for (const entry of entries) {
      if (!own.some((block) => block.entry === entry)) visit(entry.value, [...trail, entry.key]);
    }
  };
  visit(root, []);
  return blocks;
}

function readBlock({ key, value }: ConfigEntry, seal: Seal): readonly BindingEntry[] {
  const isSecret = secretKeys.test(key);
  if (!isSecret && !variableKeys.test(key)) return [];
  if (value.kind === "list") return variablesOfList(value, null, seal).filter(({ name }) => isVariableName(name));
  const entries = entriesOf(value).filter((entry) => isVariableName(entry.key) && !isNull(entry.value));
  return entries.map((entry) => {
    const { key: name, value: node } = entry;
    const bound = isSecret ? secretValue(node, name, /env/i.test(key), seal) : variableValue(node, name, seal);
    return { name, value: bound, span: entrySpan(entry) };
  });
}

function variableValue(node: ConfigNode, name: string, seal: Seal): BindingValue {
  if (node.kind === "scalar") return scalarValue(node, name, seal);
  const inner = entryOf(node, "value")?.value;
  if (inner?.kind === "scalar") return scalarValue(inner, name, seal);
  const secret = textOf(valueAt(node, "from_secret"));
  if (secret !== null) return { kind: "reference", store: "drone-secret", name: secret, default: null };
  const from = valueAt(node, "valueFrom") ?? (isSource(node) ? node : undefined);
  return valueFrom(from, null, seal) ?? undecided("not a plain value");
}

function isSource(node: ConfigNode): boolean {
  return valueAt(node, "secretKeyRef") !== undefined || valueAt(node, "configMapKeyRef") !== undefined;
}

/** `envSecrets: OPENAI_API_KEY: agent-prod` names the Secret that has a key of that name. */
function secretValue(node: ConfigNode, name: string, isReference: boolean, seal: Seal): BindingValue {
  if (node.kind !== "scalar") {
    const parts = [textOf(valueAt(node, "name")) ?? textOf(valueAt(node, "secretName")), textOf(valueAt(node, "key"))];
    const stored = parts.filter((part) => part !== null).join("/");
    if (stored === "" || parts[0] === null) return variableValue(node, name, seal);
    return { kind: "reference", store: "kubernetes-secret", name: stored, default: null };
  }
  const written = scalarValue(node, name, seal);
  if (written.kind !== "literal" || written.sealed.nature === "empty") return written;
  // Without the variable's name only what looks like a key is taken for one.
  const isKey = seal(node.text).nature === "secret";
  if (isKey || written.sealed.nature === "placeholder") return written;
  if (isReference && isName(node.text)) {
    return { kind: "reference", store: "kubernetes-secret", name: node.text, default: null };
  }
  return undecided("a secret or the name of one");
}

function serviceOf(node: ConfigNode, trail: readonly string[], environment: string | null): string | null {
  const named = textOf(valueAt(node, "name"));
  const called = named !== null && isName(named) ? named : trail.findLast((key) => isName(key) && !structure.test(key));
  if (called === undefined) return null;
  const { environment: own, service } = readApplicationName(called);
  // `ingest-test` in the file of staging is a unit of staging beside `ingest-staging`, and not the same one.
  return own !== null && classOf(own) === classOf(environment ?? "") ? service : called;
}
