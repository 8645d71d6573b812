import type { Tool } from "../../src/model/agent-tool.ts";
import { runsByItself } from "../../src/model/check-run.ts";
import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { locateShowing, type Showing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "Which test or job fails when a tool is added, or its schema or annotations change, without the record?";

/** TB-T: the list of the tools is compared with one that is written down. */
export const testedTools = defineCheck<never>({
  id: "tool-boundary-docs/tested-tools",
  asks: "Does a test or a job fail when the tools are no longer those that are written down?",
  leg: "test",
  references: references("LLM03:2025", "ASI04", "AISVS 10.4.8", "MAP 4.2", "A.6.2.7", "AML.M0023", "CWE-1059"),
  faults: {},
  judge(stack) {
    if (stack.tools.length === 0) return notApplicable("No tool was found.");
    const drifts = stack.checkRuns.filter((run) => run.kind === "tool-drift" && runsByItself(run));
    const pinned = showings(stack, ["pinned"], ({ lists }) => lists.length > 0);
    const held = new Set(pinned.flatMap(({ expectation }) => expectation.lists));
    if (drifts.length > 0)
      return pass(
        distinctLocations(
          drifts.flatMap(({ at, what, with: others }) => [
            locate(at, "job", what),
            ...others.map((one) => locate(one, "comparison")),
          ]),
        ),
      );
    if (!holdsAService(stack, held))
      return unknown(
        held.size === 0
          ? "No test was found that compares the tools with a list that is written down."
          : `Tests write out ${listed(namesOf(stack, [...held]))} only, and no list that a further tool would change.`,
        question,
        { evidence: distinctLocations(pinned.flatMap(locateShowing)) },
      );
    return pass(distinctLocations(pinned.flatMap((showing) => evidenceOf(stack, showing))), [
      ...notesOn(stack, pinned, held),
      ...unrunNotes(
        stack,
        pinned.map(({ test }) => test),
      ),
    ]);
  },
});

/** A tool alone that is written out says nothing of the next one; all those of one service are its list. */
function holdsAService({ tools }: Stack, held: ReadonlySet<number>): boolean {
  return [...held].some((index) => {
    const service = tools[index]?.service;
    return tools.every((tool, i) => tool.service !== service || held.has(i));
  });
}

function evidenceOf({ tools }: Stack, showing: Showing): Location[] {
  const listedTools = showing.expectation.lists.flatMap((index) => tools[index] ?? []);
  return [...locateShowing(showing), ...listedTools.map(({ at, name }: Tool) => locate(at, "tool", name))];
}

function notesOn(stack: Stack, pinned: readonly Showing[], held: ReadonlySet<number>): string[] {
  const others = stack.tools.flatMap((_, i) => (held.has(i) ? [] : [i]));
  return [
    ...(others.length > 0 ? [`No test was found that holds ${listed(namesOf(stack, others))} to a list.`] : []),
    ...(pinned.every(({ expectation }) => expectation.byNameOnly)
      ? ["Only the names are compared: schemas and annotations may change unseen."]
      : []),
  ];
}

function namesOf({ tools }: Stack, indices: readonly number[]): string[] {
  return indices.flatMap((index) => tools[index]?.name ?? []);
}
