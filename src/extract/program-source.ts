import type { Zone } from "../model/tree.ts";
import { gap } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { withoutMark } from "./positions.ts";
import { lowerModule } from "./program/lower-module.ts";

const zones: ReadonlySet<Zone> = new Set<Zone>(["source", "test", "eval"]);

/** The average line of code that a person wrote is far shorter. */
const longestAverageLine = 5000;

/** Reads TypeScript and JavaScript into the small language that the analysis follows values and calls in. */
export const programSource: Extractor = {
  id: "program-source",
  version: 1,
  wants: (path, zone) => zones.has(zone) && /\.[cm]?[jt]sx?$/i.test(path) && !/\.d\.[cm]?ts$/i.test(path),
  extract({ path, text: source }, { seal }) {
    const text = withoutMark(source);
    if (isMinified(text)) return [gap("the file is minified or generated, so it is not read as a program")];
    return [{ kind: "module", module: lowerModule(path, text, (literal) => seal(literal)) }];
  },
};

function isMinified(text: string): boolean {
  if (text.length <= longestAverageLine) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > longestAverageLine;
}
