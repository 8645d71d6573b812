import { alikeEnvironments, type InEnvironment } from "../model/alike-environments.ts";
import type { Row } from "../model/explanation.ts";
import { listed } from "../model/wording.ts";
import { row } from "./kind.ts";

const mostAlternatives = 3;

/** A row for each environment, or for all in which the same is known; alternatives stand below each other. */
export function environmentRows(list: readonly InEnvironment[]): readonly Row[] {
  return alikeEnvironments(list).flatMap(({ environments, alternatives }) => {
    const label = listed(environments, environments.length);
    const more = alternatives.length - mostAlternatives;
    return [
      ...alternatives.slice(0, mostAlternatives).map(({ text, places }) => row(label, text, places)),
      ...(more > 0 ? [row(label, `or one of ${more} more`)] : []),
    ];
  });
}
