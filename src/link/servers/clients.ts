import { matches, modelSymbols } from "../../catalog/match.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { comparePlaces, type Place, samePlace } from "../../model/location.ts";
import type { McpClient } from "../../model/mcp-client.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { chainOf, type Frame, place, type Thunk, type Value } from "../program/value.ts";
import { namedServersIn, serversIn } from "./described.ts";
import { packagesAround } from "./known-packages.ts";
import { type Taking, takingsIn } from "./takings.ts";

/** The servers that deployed code connects to as a client of MCP, with how much of each an agent is given. */
export function linkMcpClients(context: LinkContext, facts: readonly Located<Fact>[]): readonly McpClient[] {
  const makers = makersIn(context);
  const takings = makers.length === 0 ? [] : takingsIn(context);
  const found = makers.flatMap((maker) => clientsOf(context, facts, maker, takings));
  // A transport that is made apart and handed to a client is told with the client.
  const told = found.filter(
    ({ client, maker }) => !maker.isTransport || !found.some((o) => !o.maker.isTransport && o.holds(client.at)),
  );
  return told.map(({ client }) => client).sort((a, b) => comparePlaces(a.at, b.at));
}

interface Maker {
  readonly at: Place;
  readonly name: string;
  readonly args: readonly Thunk[];
  readonly isTransport: boolean;
  readonly path: string;
}

function makersIn(context: LinkContext): readonly Maker[] {
  const { program, evaluator } = context;
  return [...program.siteNames].flatMap((name) => {
    const entries = modelSymbols(name).filter((e) => e.role === "mcp-client");
    if (entries.length === 0) return [];
    return program.sitesNamed(name).flatMap((site): readonly Maker[] => {
      const { module, expression } = site;
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
      const frame = frameOf(site);
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !entries.some((e) => matches(e.symbol, callee))) return [];
      const own = callee.path.at(-1) ?? "";
      if (/^(Client|loadMcpTools|open|connectMcpServers)$/.test(own)) return [];
      const args = expression.args.map((e) => ({ expression: e, module, frame }));
      return [
        { at: place(module, expression.span), name: own, args, isTransport: /Transport$/.test(own), path: module.path },
      ];
    });
  });
}

function frameOf({ module, owner }: CallSite): Frame | null {
  return owner ? openFrame(module, owner) : null;
}

interface Found {
  readonly client: McpClient;
  readonly maker: Maker;
  readonly holds: (at: Place) => boolean;
}

function clientsOf(
  context: LinkContext,
  facts: readonly Located<Fact>[],
  maker: Maker,
  takings: readonly Taking[],
): readonly Found[] {
  const { evaluator } = context;
  const known = packagesAround(facts, maker.path);
  const servers = serversIn(evaluator, maker.args, known, (host) => isOurs(facts, host));
  const options = maker.args[0] ? evaluator.force(maker.args[0]) : null;
  const filter = options?.kind === "object" ? filterIn(options) : null;
  const taken = takings.find((t) => t.of.some((at) => samePlace(at, maker.at)));
  const hosted = maker.name === "hostedMcpTool" ? maker.at : null;
  const holds = (at: Place): boolean => transportsIn(context, maker).some((p) => samePlace(p, at));
  const named = namedServersIn(evaluator, maker.args);
  return servers.map(({ describedAt, ...server }) => ({
    maker,
    holds,
    client: {
      ...server,
      ...amongOthers(named, describedAt),
      service: context.serviceName(context.homesOf(maker.path)[0] ?? context.packageOf(maker.path)),
      at: maker.at,
      takenWhole: filter ? null : (taken?.at ?? hosted),
      filteredAt: filter,
    },
  }));
}

/** Two servers of one place are one that is described by several names, or a list that is made in a loop. */
function amongOthers(
  named: readonly { readonly name: string; readonly at: Place }[],
  describedAt: Place,
): Pick<McpClient, "among"> {
  const [own, ...more] = named.filter(({ at }) => samePlace(at, describedAt));
  return own && more.length === 0 && named.length > 1 ? { among: own } : {};
}

/** What a client is told to let through, or whom it is told to ask before each call. */
const filters = ["toolFilter", "allowedTools", "allowed_tools", "requireApproval", "includeTools", "disallowedTools"];

function filterIn(options: Extract<Value, { kind: "object" }>): Place | null {
  const key = filters.find((f) => options.entries.has(f));
  const thunk = key === undefined ? undefined : options.entries.get(key);
  return thunk ? place(thunk.module, thunk.expression.span) : null;
}

function transportsIn({ evaluator }: LinkContext, { args }: Maker): readonly Place[] {
  return args.flatMap((thunk) => {
    const options = evaluator.force(thunk);
    const given = options.kind === "object" ? options.entries.get("transport") : undefined;
    const transport = given ? evaluator.force(given) : options;
    return chainOf(transport).map((v) => v.at);
  });
}

/** A host of the domain that the packages of the repository are named after: `mcp.acme.com` of `@acme/agent`. */
function isOurs(facts: readonly Located<Fact>[], host: string): boolean {
  const label = host.split(".").at(-2) ?? "";
  return facts.some((f) => f.kind === "package" && (f.name ?? "").startsWith(`@${label}/`));
}
