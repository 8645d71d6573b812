import type { CodeView } from "../model/line-view.ts";
import type { Gap } from "../model/tree.ts";
import type { Touched } from "./kind.ts";

/** What all that was told of a line does not establish, the particular before the general. */
export function limitsOf(
  touched: readonly Touched[],
  code: CodeView | null,
  gaps: readonly Gap[],
  path: string,
): readonly string[] {
  return [
    ...new Set([
      ...gaps.filter((g) => g.path === path).map(gapText),
      ...firstOfEach(touched).flatMap((t) => t.limits()),
      ...(code ? limitsOfCode(code) : []),
      ...gaps.filter((g) => g.path === ".").map((g) => `Of the repository as a whole: ${g.reason}.`),
    ]),
  ];
}

function gapText({ reason, line }: Gap): string {
  return `Not all of this file is known${line === undefined ? "" : ` (line ${line})`}: ${reason}.`;
}

/** Of many things of one kind, what holds for the first holds for all. */
function firstOfEach(touched: readonly Touched[]): readonly Touched[] {
  return touched.filter((t, i) => touched.findIndex((other) => other.kind === t.kind) === i);
}

function limitsOfCode({ expressions, tests, around }: CodeView): readonly string[] {
  return [
    ...(tests.some((t) => t.fault !== null)
      ? [
          "A test that is no environment gate may serve another purpose well; it is judged here by what an environment gate needs.",
        ]
      : []),
    ...(around && around.tools.length === 0
      ? ["That no tool was followed to this function does not prove that none gets there."]
      : []),
    ...(around && !around.followed ? ["Not all that the tools do was followed, so more of them may come here."] : []),
    ...(expressions.length > 0
      ? [
          "Values are followed through the code of the repository; what packages compute and what is read at run time is not.",
        ]
      : []),
  ];
}
