import { classIn, isNonLiveIn } from "../../src/model/across-environments.ts";
import type { Tool } from "../../src/model/agent-tool.ts";
import { classOf, isEnvironmentWord, splitHost, splitWords } from "../../src/model/environment.ts";
import { gatesAt, isSoundGate } from "../../src/model/gate.ts";
import { isLocalHost } from "../../src/model/identity.ts";
import { samePlace } from "../../src/model/location.ts";
import type { McpClient } from "../../src/model/mcp-client.ts";
import type { McpServer } from "../../src/model/mcp-server.ts";
import { withoutEnvironmentWords } from "../../src/model/names.ts";
import type { Stack } from "../../src/model/stack.ts";

/** One function offered twice to one agent, for production and for another environment. */
export interface Twins<T> {
  readonly live: T;
  readonly other: T;
  /** False where a name is all that tells which environment one of them serves, or that they serve any. */
  readonly certain: boolean;
}

/** Servers of one client configuration that differ in environment and not in purpose (CONTROLS §5.1.10). */
export function twinServers(stack: Stack): Twins<McpServer>[] {
  const configured = pairs(stack.mcpServers).filter(([a, b]) => a.client === b.client && a.at.path === b.at.path);
  return [...configured, ...givenTogether(stack)]
    .filter(([a, b]) => haveOnePurpose(a, b))
    .flatMap(([a, b]) => orderTwins(stack, a, b, environmentOfServer))
    .map((twins) => ({ ...twins, certain: twins.certain || isUnnamedProduction(twins) }));
}

/** Servers that code gives to one client together, all of whose tools an agent is handed. */
function givenTogether({ mcpClients }: Stack): (readonly [McpServer, McpServer])[] {
  const open = mcpClients.filter(({ takenWhole, filteredAt }) => takenWhole !== null && filteredAt === null);
  return pairs(open)
    .filter(([a, b]) => samePlace(a.at, b.at) && a.among !== undefined && b.among !== undefined)
    .map(([a, b]) => [serverOf(a), serverOf(b)] as const);
}

function serverOf({ among, at, server, service }: McpClient): McpServer {
  const name = among?.name ?? service;
  const own = among?.at ?? at;
  const host = server !== null && isHost(server) ? splitHost(server) : [];
  const word = [...splitWords(name), ...host].find(isEnvironmentWord);
  const environment = server !== null && isLocalHost(server) ? "development" : word;
  return {
    name,
    client: service,
    at: own,
    target: server,
    environment: environment === undefined ? null : { name: environment, at: own },
    credentials: [],
  };
}

/**
 * Production is often the one without a word: `helpdesk` beside `helpdesk-sandbox`, at hosts that differ by that word
 * alone, or the other on the developer's own machine.
 */
function isUnnamedProduction({ live, other }: Twins<McpServer>): boolean {
  if (live.target === null || other.target === null || !isHost(live.target)) return false;
  if (splitHost(live.target).some(isEnvironmentWord)) return false;
  return isLocalHost(other.target)
    ? isOnePurpose(live.name, other.name)
    : isHost(other.target) && isOnePurpose(live.target, other.target);
}

/** The environment of a twin that stands for production, whatever names it. */
export function liveEnvironmentOf({ live, certain }: Twins<McpServer>): string {
  const named = environmentOfServer(live);
  return named === live.name && classOf(named) === "other" && certain ? "production" : named;
}

/** Tools of one service whose names differ by an environment word, unless a sound gate stands before both. */
export function twinTools(stack: Stack): Twins<Tool>[] {
  const named = pairs(stack.tools)
    .filter(([a, b]) => a.service === b.service && isOnePurpose(a.name, b.name))
    .flatMap(([a, b]) => orderTwins(stack, a, b, (tool) => tool.name))
    // A tool without an environment in its name is a twin by its hosts alone: `email` and `preview_email` are two functions.
    .filter((twins) => twins.certain || goesToProduction(twins));
  return named
    .filter(({ live, other }) => !(isGuarded(stack, live) && isGuarded(stack, other)))
    .map((twins) => ({ ...twins, certain: twins.live.sinks.length > 0 && twins.other.sinks.length > 0 }));
}

/** Both do the same at one place of the code, at hosts that differ by the word for the other's environment alone. */
function goesToProduction({ live, other }: Twins<Tool>): boolean {
  return live.sinks.some(({ at, host }) => {
    if (host === undefined || splitHost(host).some(isEnvironmentWord)) return false;
    const same = other.sinks.find((sink) => samePlace(sink.at, at) && sink.host !== undefined);
    return same?.host !== undefined && same.host !== host && isOnePurpose(host, same.host);
  });
}

/** As the configuration shows it, else as the name says; the name itself if it says none. */
export function environmentOfServer({ name, environment }: McpServer): string {
  const byName = classOf(name);
  return environment?.name ?? (byName === "other" ? name : byName);
}

function haveOnePurpose(a: McpServer, b: McpServer): boolean {
  if (isOnePurpose(a.name, b.name)) return true;
  if (a.target === null || b.target === null || !isOnePurpose(a.target, b.target)) return false;
  // One package can serve many purposes; one host, or two servers named for nothing but their environments, serve one.
  const areNamedForEnvironments = [a, b].every(({ name }) => withoutEnvironmentWords(name) === "");
  return areNamedForEnvironments || (isHost(a.target) && isHost(b.target));
}

function isOnePurpose(a: string, b: string): boolean {
  const purpose = withoutEnvironmentWords(a);
  return purpose !== "" && purpose === withoutEnvironmentWords(b);
}

function isHost(target: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/i.test(target);
}

/** Which of two is production's; none if they stand on one side. One without a word beside a test's may be production's. */
function orderTwins<T>(stack: Stack, a: T, b: T, environmentOf: (one: T) => string): Twins<T>[] {
  const orders = [
    { live: a, other: b },
    { live: b, other: a },
  ].filter(({ other }) => isNonLiveIn(stack, environmentOf(other)));
  return orders.flatMap(({ live, other }) => {
    const liveClass = classIn(stack, environmentOf(live));
    return liveClass === "production" || liveClass === "other"
      ? [{ live, other, certain: liveClass === "production" }]
      : [];
  });
}

function isGuarded(stack: Stack, tool: Tool): boolean {
  return tool.sinks.length > 0 && tool.sinks.every(({ gates }) => gatesAt(stack, gates).some(isSoundGate));
}

function pairs<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b] as const));
}
