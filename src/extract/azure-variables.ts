import type { BindingEntry } from "../model/binding-facts.ts";
import type { JobFact } from "../model/workflow-facts.ts";
import { flatEntries, flatItems, inExpressions } from "./azure-syntax.ts";
import { type ConfigEntry, type ConfigNode, entrySpan, isName, textOf, valueAt } from "./config-node.ts";
import { expressionSyntax } from "./expression-syntax.ts";
import type { Seal } from "./extractor.ts";
import { bindingValue } from "./references.ts";

/** What `variables:` says. */
export interface AzureVariables {
  readonly variables: readonly BindingEntry[];
  /** The groups that whatever is not set here may come from. */
  readonly groups: readonly string[];
  readonly unread: NonNullable<JobFact["unread"]>;
}

/** Variables are a map, or a list in which groups and templates stand too. */
export function readAzureVariables(entry: ConfigEntry | undefined, seal: Seal): AzureVariables {
  if (!entry) return { variables: [], groups: [], unread: [] };
  if (entry.value.kind === "map") return { variables: readAzureMap(entry.value, seal), groups: [], unread: [] };
  const variables: BindingEntry[] = [];
  const groups: string[] = [];
  const unread: { reason: string; span: ConfigNode["span"] }[] = [];
  for (const item of flatItems(entry.value)) {
    const [name, group, template] = ["name", "group", "template"].map((key) => textOf(valueAt(item, key)));
    const value = textOf(valueAt(item, "value"));
    if (name && value !== null && isName(name)) variables.push(variable(name, value, item.span, seal));
    if (group) groups.push(inExpressions(group));
    if (template) unread.push({ reason: `the variables of ${template} are not followed`, span: item.span });
  }
  return { variables: undecided(variables), groups: [...new Set(groups)], unread };
}

/** A map of names to values: `env`, `inputs`, `parameters`. */
export function readAzureMap(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  const found = flatEntries(node).flatMap((entry) => {
    const text = textOf(entry.value);
    return isName(entry.key) && text !== null ? [variable(entry.key, text, entrySpan(entry), seal)] : [];
  });
  return undecided(found);
}

function variable(name: string, text: string, span: ConfigNode["span"], seal: Seal): BindingEntry {
  // `$[ … ]` is evaluated when the job runs.
  if (/^\s*\$\[/.test(text))
    return { name, value: { kind: "expression", text: "known when the job runs", mentions: [] }, span };
  return { name, value: bindingValue(inExpressions(text), name, expressionSyntax, seal), span };
}

/** A name that several conditions set to different values: which one holds would be a guess. */
function undecided(entries: readonly BindingEntry[]): readonly BindingEntry[] {
  const texts = new Map<string, Set<string>>();
  for (const { name, value } of entries) texts.set(name, new Set([...(texts.get(name) ?? []), JSON.stringify(value)]));
  return entries.map((entry) =>
    (texts.get(entry.name)?.size ?? 0) < 2
      ? entry
      : { ...entry, value: { kind: "expression", text: "one of several conditions decides", mentions: [] } },
  );
}
