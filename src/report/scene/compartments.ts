import { classIn, environmentsOf, inOrderOfCloseness } from "../../model/across-environments.ts";
import type { Stack } from "../../model/stack.ts";
import { counted } from "../terminal/page.ts";
import type { Compartment } from "./scene.ts";

/** A fifth compartment would make the picture wider than a page. */
const mostCompartments = 4;
const mostCrew = 3;

/**
 * The environments to draw, production last: those that a breach involves first, then what stands closest to production.
 *
 * @param involved Environments of breaches.
 * @param others Further ones that no file declares: `ci` where there are jobs to draw.
 */
export function compartmentsOf(stack: Stack, involved: readonly string[], others: readonly string[]) {
  const declared = stack.environments.map(({ name }) => name);
  const all = inOrderOfCloseness(stack, [...declared, ...involved, ...others]);
  const first = all.filter((name) => involved.includes(name));
  const drawn = [...first, ...all.filter((name) => !involved.includes(name))].slice(0, mostCompartments);
  return {
    compartments: all
      .filter((name) => drawn.includes(name))
      .reverse()
      .map((name): Compartment => ({ name, class: classIn(stack, name), crew: crewOf(stack, name) })),
    leftOut: all.filter((name) => !drawn.includes(name)),
  };
}

/** Services that carry the agent there, by the tools they have. */
function crewOf(stack: Stack, environment: string): string[] {
  const { tools } = stack;
  const services = [
    ...new Set([...tools.map(({ service }) => service), ...stack.modelCalls.map(({ service }) => service)]),
  ];
  const here = services
    .filter((service) => environmentsOf(stack, service).includes(environment))
    .map((service) => ({ service, count: tools.filter((tool) => tool.service === service).length }))
    .sort((a, b) => b.count - a.count || (a.service < b.service ? -1 : 1));
  const shown = here.length > mostCrew ? here.slice(0, mostCrew - 1) : here;
  const more = here.length - shown.length;
  return [
    ...shown.map(({ service, count }) => (count === 0 ? `${service}: agent` : `${service}: ${counted(count, "tool")}`)),
    ...(more > 0 ? [`and ${more} more services`] : []),
  ];
}
