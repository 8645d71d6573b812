import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import { splitWords } from "../model/environment.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  textOf,
  toPlain,
} from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";
import { bindingValue, type Segment, type Syntax } from "./references.ts";
import { shellSyntax } from "./shell-syntax.ts";

/** Names as variables of a process have them: `DATABASE_URL`, never `logLevel`. */
export function isVariableName(key: string): boolean {
  return key.length <= 128 && /^[A-Z_][A-Z0-9_]*$/.test(key) && /[A-Z]/.test(key);
}

/** `apiKey` as a variable is written, since what a file of settings says of a key is its value, and not the name of one. */
export function settingName(key: string): string {
  return splitWords(key).join("_").toUpperCase();
}

/**
 * `{{ .Values.x }}` is filled in by a template engine, `$(NAME)` by Kubernetes, and `${ssm:/path}` by the Serverless Framework in
 * whatever file a stage takes its values from; the rest is as in a shell.
 */
export const configSyntax: Syntax = (text) => {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{[^{}]*\}\}|\$\(([A-Za-z_][\w.-]*)\)|\$\{ssm:(\/[\w./-]+)\}/g)) {
    if (match.index > end) segments.push(...shellSyntax(text.slice(end, match.index)));
    const [written, variable, parameter] = match;
    const [store, name] = parameter === undefined ? ["environment", variable] : ["aws-ssm", parameter];
    segments.push(
      name === undefined
        ? { kind: "expression", text: written, mentions: [] }
        : { kind: "reference", store, name, fallback: null },
    );
    end = match.index + written.length;
  }
  if (end < text.length || segments.length === 0) segments.push(...shellSyntax(text.slice(end)));
  return segments;
};

/** A variable with its value, given as a map's entry. */
export function variable(entry: ConfigEntry, seal: Seal, syntax: Syntax = configSyntax): BindingEntry {
  return { name: entry.key, value: scalarValue(entry.value, entry.key, seal, syntax), span: entrySpan(entry) };
}

/** The variables of a map, by name to value. Null values are left out: they take a variable away or leave it open. */
export function variablesOfMap(
  node: ConfigNode | undefined,
  seal: Seal,
  syntax: Syntax = configSyntax,
): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key) && !isNull(entry.value))
    .map((entry) => variable(entry, seal, syntax));
}

export function scalarValue(node: ConfigNode, name: string, seal: Seal, syntax: Syntax = configSyntax): BindingValue {
  const text = node.kind === "scalar" ? node.text : JSON.stringify(toPlain(node));
  return bindingValue(text, name, syntax, seal);
}

export function isNull(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.type === "null";
}

/** A value that something else decides: what decides it, for the reader of a report. */
export function undecided(what: string): BindingValue {
  return { kind: "expression", text: what, mentions: [] };
}

/** What `valueFrom` of a container's variable takes in. */
export function valueFrom(node: ConfigNode | undefined, namespace: string | null, seal: Seal): BindingValue | null {
  const secret = entryOf(node, "secretKeyRef")?.value;
  const config = entryOf(node, "configMapKeyRef")?.value;
  const from = secret ?? config;
  if (!from) return node?.kind === "map" ? undecided(fieldOf(node, seal)) : null;
  const parts = [namespace, textOf(entryOf(from, "name")?.value), textOf(entryOf(from, "key")?.value)];
  const name = parts.filter((part) => part !== null).join("/");
  if (name.includes("{{")) return undecided("filled in by a template");
  return { kind: "reference", store: secret ? "kubernetes-secret" : "kubernetes-config", name, default: null };
}

function fieldOf(node: ConfigNode, seal: Seal): string {
  const kind = entriesOf(node)[0]?.key ?? "";
  const path = textOf(entryOf(entryOf(node, kind)?.value, "fieldPath")?.value);
  return redact(path ?? kind, seal);
}

/** Lists of `{ name, value }` and `{ name, valueFrom }`, and of `NAME=value`. */
export function variablesOfList(
  node: ConfigNode | undefined,
  namespace: string | null,
  seal: Seal,
): readonly BindingEntry[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item): readonly BindingEntry[] => {
    const pair = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(textOf(item) ?? "");
    if (pair) {
      const [, name = "", text = ""] = pair;
      return [{ name, value: bindingValue(text, name, configSyntax, seal), span: item.span }];
    }
    const name = textOf(entryOf(item, "name")?.value) ?? textOf(entryOf(item, "key")?.value);
    if (name === null || !isName(name)) return [];
    const value = entryOf(item, "value")?.value;
    if (value && !isNull(value)) return [{ name, value: scalarValue(value, name, seal), span: item.span }];
    const from = valueFrom(entryOf(item, "valueFrom")?.value, namespace, seal);
    return from === null ? [] : [{ name, value: from, span: item.span }];
  });
}

/** Of several variables with one name the last, in the place of the first. */
export function lastOfEach(entries: readonly BindingEntry[]): readonly BindingEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}
