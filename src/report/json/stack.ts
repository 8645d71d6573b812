import type { BoundValue } from "../../model/bound-value.ts";
import type { Credential } from "../../model/credential.ts";
import { isSoundGate } from "../../model/gate.ts";
import { groupBy } from "../../model/group.ts";
import { shownPart } from "../../model/identity.ts";
import { comparePlaces, compareText, type Place } from "../../model/location.ts";
import type { McpServer } from "../../model/mcp-server.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Stack } from "../../model/stack.ts";
import type { StoreIdentity } from "../../model/store.ts";
import { describeReference } from "../../model/wording.ts";
import { placeToJson } from "./location.ts";
import type { JsonReport } from "./report-schema.ts";
import { valueToJson } from "./value.ts";

type JsonStack = JsonReport["stack"];

/** The Stack as the report shows it: names, hosts, shapes and places. */
export function stackToJson(stack: Stack): JsonStack {
  const stores = byPlace(stack.stores);
  const gates = byPlace(stack.gates);
  const gatesToJson = (indices: readonly number[]) =>
    positionsIn(
      gates,
      indices.map((index) => stack.gates[index]),
    );
  return {
    agentEvidence: [...stack.agentEvidence].sort(comparePlaces).map((place) => placeToJson(place, "agent evidence")),
    environments: sortedBy(stack.environments, ({ name }) => name).map((environment) => ({
      name: environment.name,
      class: environment.class,
      locations: [...environment.declaredAt].sort(comparePlaces).map((place) => placeToJson(place, "declaration")),
    })),
    services: sortedBy(stack.services, ({ directory, name }) => `${directory}\n${name}`).map((service) => ({
      name: service.name,
      directory: service.directory,
      environments: [...service.environments].sort(compareText),
      location: placeToJson(service.at, "service"),
    })),
    tools: byPlace(stack.tools).map((tool) => ({
      name: tool.name,
      framework: tool.framework,
      service: tool.service,
      parameters: tool.parameters.map(({ name }) => name),
      sinks: byPlace(tool.sinks).map((sink) => ({
        kind: sink.kind,
        operation: sink.operation,
        store: sink.store === null ? null : (positionsIn(stores, [stack.stores[sink.store]])[0] ?? null),
        gates: gatesToJson(sink.gates),
        location: placeToJson(sink.at, "effect", sink.operation),
      })),
      selections: tool.selections.map((selection) => ({
        by: selection.by,
        proven: selection.proven,
        environments: [...new Set(selection.targets.map(({ environment }) => environment))].sort(compareText),
        gates: gatesToJson(selection.gates),
        location: placeToJson(selection.chosenAt, "target chosen"),
      })),
      opaque: tool.opaque,
      location: placeToJson(tool.at, "tool"),
    })),
    stores: stores.map((store) => ({
      kind: store.kind,
      name: store.name,
      provider: store.provider,
      service: store.service,
      feedsContext: store.feedsContext,
      used: store.used,
      identities: sortedBy(store.identities, ({ environment }) => environment).map(identityToJson),
      location: placeToJson(store.at, "store"),
    })),
    credentials: sortedBy(stack.credentials, ({ service, name }) => `${service}\n${name}`).map(credentialToJson),
    endpoints: byPlace(stack.endpoints).map(({ host, environment, at }) => ({
      host,
      environment,
      location: placeToJson(at, "endpoint"),
    })),
    gates: gates.map((gate) => ({
      name: gate.name,
      kind: gate.kind,
      sound: isSoundGate(gate),
      weakness: gate.weakness,
      location: placeToJson(gate.at, "gate"),
      enforcedAt: placeToJson(gate.enforcedAt, "enforcement"),
      readsCredential: gate.readsCredential && placeToJson(gate.readsCredential, "credential"),
      comparesTarget: gate.comparesTarget && placeToJson(gate.comparesTarget, "comparison"),
      declaredAt: gate.declaredAt ? placeToJson(gate.declaredAt, "declared here") : null,
      pinned: gate.pinned && placeToJson(gate.pinned, "process"),
      logsAllow: gate.logsAllow && placeToJson(gate.logsAllow, "record", "of what it allows"),
      logsDeny: gate.logsDeny && placeToJson(gate.logsDeny, "record", "of what it refuses"),
      logsToConsole: gate.logsToConsole,
      order: { refused: [...gate.order.refused], allowed: [...gate.order.allowed] },
    })),
    auditEvents: byPlace(stack.auditEvents).map(({ subject, emitter, service, tag, at }) => ({
      subject,
      emitter,
      service,
      tag: tag.kind,
      location: placeToJson(at, "audit event", tag.note),
    })),
    pipelines: byPlace(stack.pipelines).map(pipelineToJson),
    mcpServers: byPlace(stack.mcpServers).map(mcpServerToJson),
  };
}

function identityToJson({ environment, identity, at, assumption, credential }: StoreIdentity) {
  const address = "address" in identity ? identity.address : {};
  return {
    environment,
    kind: identity.kind,
    provider: address.provider ?? null,
    host: address.host ?? null,
    name: address.name ?? null,
    container: shownPart(address.container),
    scope: shownPart(address.scope),
    reference: identity.kind === "reference" ? describeReference(identity.reference) : null,
    reason: identity.kind === "unresolved" ? identity.reason : null,
    assumption,
    credential: credential && valueToJson(credential),
    location: placeToJson(at, "address"),
  };
}

function credentialToJson(credential: Credential): JsonStack["credentials"][number] {
  return {
    name: credential.name,
    service: credential.service,
    provider: credential.provider,
    tag: credential.tag?.kind ?? null,
    values: sortedBy(credential.values, ({ environment }) => environment).map(({ environment, value, at }) => ({
      environment,
      value: valueToJson(value),
      location: placeToJson(at, "binding"),
    })),
    uses: [...credential.uses]
      .sort((a, b) => comparePlaces(a.place, b.place))
      .map(({ place, what }) => placeToJson(place, "use", what)),
  };
}

function pipelineToJson(pipeline: Pipeline): JsonStack["pipelines"][number] {
  return {
    workflow: pipeline.workflow,
    job: pipeline.job,
    triggers: [...pipeline.triggers],
    roles: [...pipeline.roles],
    environment: pipeline.environment?.name ?? null,
    actsAs: pipeline.actsAs,
    credentials: byPlace(pipeline.credentials).map(bindingToJson),
    reaches: distinctReaches(pipeline),
    location: placeToJson(pipeline.at, "job"),
  };
}

/** A job reaches one store by many calls. */
function distinctReaches({ reaches }: Pipeline): JsonStack["pipelines"][number]["reaches"] {
  const keyOf = ({ what, name, writes }: Pipeline["reaches"][number]) => `${what}\n${name}\n${writes}`;
  const distinct = groupBy(reaches, keyOf).flatMap(([first]) => first ?? []);
  return sortedBy(distinct, keyOf).map(({ what, name, writes }) => ({ what, name, writes }));
}

function mcpServerToJson(server: McpServer): JsonStack["mcpServers"][number] {
  return {
    name: server.name,
    client: server.client,
    target: server.target,
    environment: server.environment?.name ?? null,
    credentials: byPlace(server.credentials).map(bindingToJson),
    location: placeToJson(server.at, "MCP server"),
  };
}

function bindingToJson({ variable, value, at }: { variable: string; value: BoundValue; at: Place }) {
  return { variable, value: valueToJson(value), location: placeToJson(at, "binding") };
}

function positionsIn<T>(sorted: readonly T[], chosen: readonly (T | undefined)[]): number[] {
  return sorted.flatMap((one, position) => (chosen.includes(one) ? [position] : []));
}

function byPlace<T extends { readonly at: Place }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => comparePlaces(a.at, b.at));
}

function sortedBy<T>(list: readonly T[], key: (one: T) => string): T[] {
  return [...list].sort((a, b) => compareText(key(a), key(b)));
}
