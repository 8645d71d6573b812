import type { McpServerFact } from "../model/agent-facts.ts";
import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import type { BoundValue } from "../model/bound-value.ts";
import { classOf, isEnvironmentWord, splitHost, splitWords } from "../model/environment.ts";
import type { Fact, Located } from "../model/facts.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import type { BlanketApproval } from "../model/mcp-client.ts";
import type { McpServer } from "../model/mcp-server.ts";
import { packagesAround } from "./servers/known-packages.ts";
import { type KnownPackages, launchOf } from "./servers/launch.ts";

/** The MCP servers that committed client configurations offer to an agent. */
export function linkMcpServers(facts: readonly Located<Fact>[]): readonly McpServer[] {
  return facts
    .filter((f): f is Located<McpServerFact> => f.kind === "mcp-server" && !f.disabled)
    .map((fact) => serverOf(fact, packagesAround(facts, fact.path)))
    .sort((a, b) => comparePlaces(a.at, b.at));
}

/** Settings that approve of every server that a project configures. */
export function linkBlanketApprovals(facts: readonly Located<Fact>[]): readonly BlanketApproval[] {
  return facts
    .flatMap((f) => (f.kind === "mcp-setting" ? [{ setting: f.setting, at: { path: f.path, span: f.span } }] : []))
    .sort((a, b) => comparePlaces(a.at, b.at));
}

function serverOf(fact: Located<McpServerFact>, known: KnownPackages): McpServer {
  const launch = launchOf(
    fact.command,
    fact.args.map((a) => a.text ?? null),
    known,
  );
  return {
    name: fact.name,
    client: fact.client,
    at: { path: fact.path, span: fact.span },
    target: targetOf(fact),
    ...(fact.urlSpan ? { targetAt: { path: fact.path, span: fact.urlSpan } } : {}),
    ...(launch ? { launch, ...launchPlace(fact, launch.package) } : {}),
    environment: environmentOf(fact),
    credentials: [...fact.env, ...fact.headers].flatMap((e) => credentialOf(fact, e)),
  };
}

function launchPlace({ args, argSpans, path }: Located<McpServerFact>, name: string): Pick<McpServer, "launchAt"> {
  const span = argSpans?.[args.findIndex(({ text }) => text?.includes(name))];
  return span ? { launchAt: { path, span } } : {};
}

/** The host of a remote server, or the package a local one runs. */
function targetOf(fact: McpServerFact): string | null {
  const url = fact.url?.kind === "literal" ? fact.url.sealed : null;
  if (url?.address?.host) return url.address.host;
  if (fact.command !== null && !runners.test(fact.command)) return fact.command;
  const words = fact.args.flatMap((a) => (a.text && !a.text.startsWith("-") ? [a.text] : []));
  return words.find((w) => w !== "run" && w !== "exec" && w !== "dlx") ?? fact.command;
}

/** Programs that run the package, image or file they are given; any other program is the server itself. */
const runners =
  /(^|[\\/])(npx|npm|bunx?|pnpm|pnpx|yarn|uvx?|pipx|docker|podman|node|deno|tsx|ts-node|python3?|cmd|sh|bash|zsh|env|dotenv|doppler|op|infisical)(\.cmd|\.exe)?$/i;

/** What says which environment a server opens: its name, its host, a flag, or a variable it is given. */
function environmentOf(fact: Located<McpServerFact>): McpServer["environment"] {
  const at: Place = { path: fact.path, span: fact.span };
  const url = fact.url?.kind === "literal" ? fact.url.sealed : null;
  const host = url?.address?.host ?? null;
  if (host !== null && /^(localhost|127\.|0\.0\.0\.0|\[?::1)/.test(host)) return { name: "development", at };
  for (const entry of fact.env) {
    const value = entry.value.kind === "literal" ? entry.value.sealed.text : undefined;
    const isSelector = splitWords(entry.name).some((w) => w === "env" || w === "environment" || w === "stage");
    if (value !== undefined && isSelector && classOf(value) !== "other")
      return { name: value.toLowerCase(), at: { path: fact.path, span: entry.span } };
  }
  for (const text of [
    fact.name,
    ...(host === null ? [] : [splitHost(host).join(" ")]),
    ...fact.args.flatMap((a) => (a.text === undefined ? [] : saidBy(a.text))),
  ]) {
    const word = environmentWord(text);
    if (word !== null) return { name: word, at };
  }
  return null;
}

/** `--stage=production` says production, and the name of a flag alone nothing if what follows answers it: `--stage`. */
function saidBy(argument: string): readonly string[] {
  const [name, value] = argument.startsWith("-") ? argument.split(/=(.*)/s) : [];
  if (name === undefined) return [argument];
  if (value !== undefined) return [value];
  return splitWords(name).some((w) => w === "env" || w === "environment" || w === "stage") ? [] : [name];
}

function environmentWord(text: string): string | null {
  const word = splitWords(text).find(isEnvironmentWord);
  return word !== undefined && classOf(text) !== "other" ? word : null;
}

function credentialOf(fact: Located<McpServerFact>, entry: BindingEntry): McpServer["credentials"] {
  const value = boundValue(entry.value);
  const isSecret =
    value.kind === "literal"
      ? value.sealed.nature === "secret"
      : /key|token|secret|password|auth|credential/i.test(entry.name);
  return isSecret ? [{ variable: entry.name, value, at: { path: fact.path, span: entry.span } }] : [];
}

function boundValue(value: BindingValue): BoundValue {
  switch (value.kind) {
    case "literal":
      return { kind: "literal", sealed: value.sealed };
    case "reference":
      return {
        kind: "reference",
        store: value.store,
        name: value.name,
        scope: null,
        reference: `${value.store}:*:${value.name}`,
      };
    case "template": {
      const [only] = value.parts.filter((p) => !("digest" in p));
      if (only && !("digest" in only))
        return {
          kind: "reference",
          store: only.store,
          name: only.name,
          scope: null,
          reference: `${only.store}:*:${only.name}`,
        };
      return { kind: "unresolved", reason: "it is put together from parts" };
    }
    case "expression":
      return { kind: "unresolved", reason: "it is an expression" };
  }
}
