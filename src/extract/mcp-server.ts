import type { McpServerFact } from "../model/agent-facts.ts";
import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import type { Sealed } from "../model/sealed.ts";
import { clientSyntax } from "./client-syntax.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isFalse,
  isName,
  isTrue,
  itemsOf,
  textOf,
  valueAt,
} from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";
import { bindingValue } from "./references.ts";

const urlKeys = ["url", "httpUrl", "serverUrl", "uri", "endpoint"] as const;

/** Whether a map describes an MCP server: it has a command or a URL. */
export function looksLikeServer(node: ConfigNode): boolean {
  return valueAt(node, "command") !== undefined || urlKeys.some((key) => textOf(valueAt(node, key)) !== null);
}

/** One server, in any of the dialects that clients have. */
export function readServer(entry: ConfigEntry, client: string, seal: Seal): McpServerFact {
  const node = entry.value;
  const launched = valueAt(node, "command");
  // opencode writes the whole command line as a list, Zed an object of path, args and env.
  const isList = launched?.kind === "list";
  const words = isList ? launched.items : itemsOf(valueAt(node, "args") ?? valueAt(launched, "args"));
  const written = isList ? textOf(words[0]) : (textOf(launched) ?? textOf(valueAt(launched, "path")));
  const given = isList ? words.slice(1) : words;
  const url = urlKeys.map((key) => entryOf(node, key)).find((found) => textOf(found?.value) !== null);
  const address = textOf(url?.value);
  return {
    kind: "mcp-server",
    client,
    name: entry.key,
    transport: transportOf(node, written !== null, url?.key ?? null, address),
    command: written === null ? null : redact(written, seal),
    args: sealArguments(given, seal),
    ...(given.length > 0 ? { argSpans: given.map(({ span }) => span) } : {}),
    url: address === null ? null : bindingValue(address, "url", clientSyntax, seal),
    ...(url ? { urlSpan: entrySpan(url) } : {}),
    env: [
      ...variables(valueAt(node, "env") ?? valueAt(node, "environment") ?? valueAt(launched, "env"), seal),
      ...passedOn(node),
    ],
    headers: [
      ...variables(
        valueAt(node, "headers") ?? valueAt(node, "http_headers") ?? valueAt(node, "requestInit", "headers"),
        seal,
      ),
      ...headersFromVariables(node),
    ],
    disabled: isTrue(valueAt(node, "disabled")) || isFalse(valueAt(node, "enabled")),
    span: entry.keySpan,
  };
}

function transportOf(
  node: ConfigNode,
  isLaunched: boolean,
  urlKey: string | null,
  url: string | null,
): McpServerFact["transport"] {
  const type = (textOf(valueAt(node, "type")) ?? textOf(valueAt(node, "transport")))?.toLowerCase() ?? "";
  if (type === "stdio" || type === "local") return "stdio";
  if (type === "sse") return "sse";
  if (/^(?:http|streamable[-_]?http|remote)$/.test(type)) return "http";
  if (isLaunched) return "stdio";
  if (url === null) return "unknown";
  return urlKey !== "httpUrl" && /\/sse\/?(?:\?|$)/.test(url) ? "sse" : "http";
}

/** An argument is named by the flag before it: `--api-key`, then the key. */
function sealArguments(words: readonly ConfigNode[], seal: Seal): readonly Sealed[] {
  return words.map((word, index) => {
    const text = textOf(word) ?? "";
    const before = textOf(words[index - 1] ?? null) ?? "";
    const flag = /^--?([A-Za-z][\w-]*)$/.exec(before)?.[1];
    const value = bindingValue(text, (flag ?? "").replaceAll("-", "_").toUpperCase(), clientSyntax, seal);
    if (value.kind === "literal")
      return isImageDigest(text) ? { ...value.sealed, nature: "plain", text } : value.sealed;
    // An argument with a reference in it holds no value; what it is called is worth showing.
    const sealed = seal(text.replace(/\$\{[^}]*\}/g, "reference"));
    return sealed.nature === "secret" ? sealed : { ...sealed, digest: seal(text).digest, nature: "plain", text };
  });
}

/** The digest of an image looks like a secret and is its version. */
function isImageDigest(text: string): boolean {
  return /^[\w./:-]+@sha256:[0-9a-f]{64}$/.test(text);
}

function variables(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .map((entry) => ({
      name: entry.key,
      value: bindingValue(textOf(entry.value) ?? "", headerName(entry.key), clientSyntax, seal),
      span: entrySpan(entry),
    }));
}

/** `X-Api-Key` is named as a variable would be, so that its value is judged as one. */
function headerName(key: string): string {
  return key.includes("-") || /^authorization$/i.test(key) ? key.replaceAll("-", "_").toUpperCase() : key;
}

/** Codex names the variables that it hands on. */
function passedOn(node: ConfigNode): readonly BindingEntry[] {
  return itemsOf(valueAt(node, "env_vars")).flatMap((item) => {
    const name = textOf(item);
    return name === null ? [] : [{ name, value: fromEnvironment(name), span: item.span }];
  });
}

function headersFromVariables(node: ConfigNode): readonly BindingEntry[] {
  const token = entryOf(node, "bearer_token_env_var");
  const variable = textOf(token?.value);
  const bearer =
    token && variable ? [{ name: "Authorization", value: fromEnvironment(variable), span: entrySpan(token) }] : [];
  const named = entriesOf(valueAt(node, "env_http_headers")).flatMap((entry) => {
    const name = textOf(entry.value);
    return name === null ? [] : [{ name: entry.key, value: fromEnvironment(name), span: entrySpan(entry) }];
  });
  return [...bearer, ...named];
}

function fromEnvironment(name: string): BindingValue {
  return { kind: "reference", store: "environment", name, default: null };
}
