import type { LineAddress } from "../../model/explanation.ts";
import type { LineView } from "../../model/line-view.ts";
import type { Linked } from "../link.ts";
import { codeView } from "./code-view.ts";
import { readingsOn } from "./readings.ts";

/** What was understood of one line, asked of a repository that is already linked. Plain data. */
export function describeLine({ context, tools }: Linked, { path, line, column }: LineAddress): LineView {
  const module = context.program.modules.get(path);
  return {
    readings: readingsOn(context.facts, path, line),
    code: module ? codeView(context, tools, module, line, column) : null,
  };
}
