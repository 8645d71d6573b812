import type { Environment } from "../../model/environment.ts";
import { comparePlaces, type Place, samePlace } from "../../model/location.ts";
import type { Endpoint, Service, Stack } from "../../model/stack.ts";
import { listed } from "../../model/wording.ts";
import { defineKind, defines, row } from "../kind.ts";

/** One of the places the stack runs in. */
export const environments = defineKind<Environment>({
  kind: "environment",
  all: (stack) => stack.environments,
  name: ({ name }) => name,
  mentions: ({ declaredAt }) => declaredAt.flatMap((at) => defines(at, "declares it")),
  rows: (environment) => [
    row("class", environment.class === "other" ? "not told by its name" : environment.class),
    row(
      "declared at",
      `${environment.declaredAt.length} ${environment.declaredAt.length === 1 ? "place" : "places"}`,
      environment.declaredAt.slice(0, 5),
    ),
  ],
  limits: (environment) =>
    environment.class === "other"
      ? ["Whether an environment whose name tells nothing is live is not in the repository."]
      : [],
});

/** A deployable unit. */
export const services = defineKind<Service>({
  kind: "service",
  all: (stack) => stack.services,
  name: ({ name }) => name,
  mentions: ({ at }) => defines(at, "is the first to declare where it runs"),
  rows: (service) => [
    row("folder", service.directory === "" ? "the root" : service.directory),
    row("runs in", listed(service.environments, 8) || "no environment that is declared"),
  ],
  limits: () => [],
});

/** An outbound target that configuration names. */
export const endpoints = defineKind<Endpoint>({
  kind: "endpoint",
  all: (stack) => stack.endpoints,
  name: ({ host }) => host,
  mentions: ({ at }) => defines(at, "names it"),
  rows: ({ environment }) => [row("environment", environment ?? "none that is told")],
  limits: () => ["Two hosts do not prove two systems behind them."],
});

/** Where a model is called or an agent is made: what makes the repository an agent stack. */
export const modelUses = defineKind<Place>({
  kind: "model-use",
  all: (stack) => stack.agentEvidence.filter((place, i, all) => isModelUse(stack, place) && isFirst(place, i, all)),
  name: () => "a model call or an agent",
  mentions: (place) => defines(place, "calls a model, or makes an agent or a model client"),
  rows: () => [row("counts as", "evidence that this repository holds an agent stack")],
  limits: () => ["Which tools the agent is given at run time may differ from what the code shows."],
});

/** Tools and MCP servers are evidence too, and are told as what they are. */
function isModelUse(stack: Stack, place: Place): boolean {
  return ![...stack.tools, ...stack.mcpServers].some(({ at }) => samePlace(at, place));
}

function isFirst(place: Place, index: number, all: readonly Place[]): boolean {
  return all.findIndex((other) => comparePlaces(other, place) === 0) === index;
}
