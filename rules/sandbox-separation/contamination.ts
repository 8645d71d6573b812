import { type Location, locate, type Place, samePlace } from "../../src/model/location.ts";
import type { McpServer } from "../../src/model/mcp-server.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store } from "../../src/model/store.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { bindingLocations } from "./credential-evidence.ts";
import type { ProductionAccess } from "./production-in-ci.ts";
import { type Choice, targetsOf } from "./selections.ts";
import type { SharedCredential } from "./shared-credentials.ts";
import type { SharedStore } from "./shared-stores.ts";
import { identityLocations } from "./store-evidence.ts";
import { nameOf } from "./test-jobs.ts";
import { environmentOfServer, liveEnvironmentOf, type Twins } from "./twins.ts";
import { type Reach, storeOf } from "./write-access.ts";

/*
 * How a violation becomes an incident: from the actor that is not production's, through what both share, to where
 * production takes it in. Each chain shows one way; the finding lists all its places.
 */

/** The other environment's binding, the code that hands the secret out, and the same secret in production. */
export function throughCredential({ credential, partner, sides }: SharedCredential): Location[] {
  const [side] = sides;
  if (!side) return [];
  const read = partner.readAt?.[0];
  const use = partner.uses[0];
  return distinctLocations([
    ...bindingLocations(partner, side.other),
    ...(read ? [locate(read, "read", partner.name)] : []),
    ...(use ? [locate(use.place, "shared", `${use.what} receives one secret from both environments`)] : []),
    ...bindingLocations(credential, side.live).slice(0, 1),
  ]);
}

/** The other environment's address, who writes there, the store, its address in production, and who retrieves from it. */
export function throughStore(stack: Stack, { store, partner, sides }: SharedStore): Location[] {
  const [side] = sides;
  if (!side) return [];
  return distinctLocations([
    ...identityLocations(partner, side.other),
    ...writersOf(stack, partner).slice(0, 1),
    locate(store.at, "shared", store.name),
    ...identityLocations(store, side.live).slice(0, 1),
    ...readersOf(stack, store).slice(0, 2),
  ]);
}

/** The tool, the parameter, the way to where it becomes a target, and production among the targets. */
export function throughChoice(stack: Stack, { tool, selection }: Choice): Location[] {
  const [live] = targetsOf(stack, selection);
  const target = selection.targets.find(({ environment }) => environment === live);
  return distinctLocations([
    locate(tool.at, "tool", tool.name),
    locate(selection.parameterAt, "choice", `the model passes ${selection.by}`),
    ...selection.path.slice(0, 5).map((place) => locate(place, "leads there")),
    locate(selection.chosenAt, "target chosen"),
    ...(target ? [locate(target.at, target.environment, "can be chosen")] : []),
  ]);
}

/** The server that a test is meant for, then the one beside it that opens production. */
export function throughServers(twins: Twins<McpServer>): Location[] {
  const { live, other } = twins;
  return [other, live].map((server) =>
    locate(
      server.targetAt ?? server.at,
      server === live ? liveEnvironmentOf(twins) : environmentOfServer(server),
      server.target === null ? server.name : `${server.name} → ${server.target}`,
    ),
  );
}

/** The job, its commands, the way to what it writes, what of production it writes with, and who reads that there. */
export function throughJob(stack: Stack, job: Pipeline, access: ProductionAccess): Location[] {
  const written = job.reaches.filter(({ writes }) => writes);
  // What ends in the context is the worse way out, so it is the one that is told.
  const reach = written.find((one) => storeOf(stack, one)?.feedsContext) ?? written[0];
  const store = reach && storeOf(stack, reach);
  return distinctLocations([
    locate(job.at, "CI job", nameOf(job)),
    access.inJob,
    ...job.commands.slice(0, 4).map(({ text, at }) => locate(at, "command", text)),
    ...(reach ? reachSteps(reach) : []),
    ...(store ? [locate(store.at, "shared", store.name)] : []),
    ...access.inProduction.slice(0, 1),
    ...(store ? readersOf(stack, store).slice(0, 2) : []),
  ]);
}

function reachSteps({ what, name, at, path }: Reach): Location[] {
  return [...path.slice(0, 5).map((place) => locate(place, "leads there")), locate(at, what, `${name}, which writes`)];
}

/** Tools that write to a store, with the call that does. */
function writersOf(stack: Stack, store: Store): Location[] {
  return sinksOn(stack, store, "store-write").map(({ at, operation, tool }) =>
    locate(at, "writes", `${operation}, by ${tool}`),
  );
}

/** Where production takes content out of a store: calls of its tools, then any other read. */
function readersOf(stack: Stack, store: Store): Location[] {
  const byTools = sinksOn(stack, store, "store-read");
  const others = (store.readAt ?? []).filter((place) => !byTools.some(({ at }) => samePlace(at, place)));
  return [
    ...byTools.map(({ at, operation, tool }) => locate(at, "reader", `${operation}, by ${tool}`)),
    ...others.map((place) => locate(place, "reader", `reads from ${store.name}`)),
  ];
}

function sinksOn(stack: Stack, store: Store, kind: "store-write" | "store-read"): SinkOfTool[] {
  const index = stack.stores.indexOf(store);
  return stack.tools.flatMap(({ name, sinks }) =>
    sinks
      .filter((sink) => sink.kind === kind && sink.store === index)
      .map(({ at, operation }) => ({ at, operation, tool: name })),
  );
}

interface SinkOfTool {
  readonly at: Place;
  readonly operation: string;
  readonly tool: string;
}
