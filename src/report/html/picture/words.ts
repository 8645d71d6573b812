import type { Crossing, Scene } from "../../scene/scene.ts";
import { counted } from "../../terminal/page.ts";

/** How two compartments stand to each other by a thing. */
export function crossingWord({ kind, signal }: Crossing): string {
  switch (kind) {
    case "breach":
      return `breach, signal ${signal}`;
    case "open":
      return "not known to be kept apart";
    case "shared":
      return "one and the same, not judged a breach";
    case "held":
      return "kept apart";
  }
}

/** The picture in a sentence. */
export function sentenceOf({ compartments, crossings }: Scene): string {
  const count = (kind: Crossing["kind"]) => crossings.filter((crossing) => crossing.kind === kind).length;
  const names = compartments.map(({ name }) => name);
  const parts = [
    `${counted(count("breach"), "breach").replace("breachs", "breaches")} across the walls`,
    ...(count("open") > 0 ? [`${count("open")} not known`] : []),
    ...(count("held") > 0 ? [`${count("held")} kept apart`] : []),
  ];
  return `${counted(names.length, "compartment")}, from left to right: ${names.join(", ")}; ${parts.join(", ")}.`;
}
