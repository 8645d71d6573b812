import { runsByItself } from "../../src/model/check-run.ts";
import { type Location, locate } from "../../src/model/location.ts";
import type { InputGuard } from "../../src/model/prompts.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { comesBy, locateShowing, runInPipelines, type Showing, showings } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "Which suite of injections does a change have to pass before it is released, what does it expect, and where does it run?";

/** PI-T: attacks are tried in a pipeline, and one that works fails it. */
export const testedDefence = defineCheck<never>({
  id: "prompt-injection/tested-defence",
  asks: "Are injections tried in a pipeline, and does one that gets through fail it?",
  leg: "test",
  references: references(
    "LLM01:2025",
    "ASI01",
    "MEASURE 2.7",
    "MEASURE 2.1",
    "A.6.2.4",
    "AML.T0051",
    "Art. 15",
    "CWE-1427",
  ),
  faults: {},
  judge(stack) {
    if (!runsModels(stack)) return notApplicable("No model call was found.");
    const suites = stack.checkRuns.filter(({ kind }) => kind === "red-team");
    const working = suites.filter(runsByItself);
    const shown = stack.prompts.guards.flatMap((guard) => shownGuards(stack, guard));
    const run = runInPipelines(
      stack,
      shown.map(({ showing }) => showing.test),
    );
    const seen = shown.filter(({ showing }) => run.includes(showing.test));
    if (working.length + seen.length > 0)
      return pass(
        distinctLocations([
          ...working.map(({ at, what }) => locate(at, "red team", what)),
          ...seen.flatMap(evidenceOf),
          ...runsOf(stack, seen),
        ]),
      );
    if (suites.length + shown.length === 0)
      return unknown(
        "No suite of injections was found in a pipeline, and no test that expects a guard to refuse one.",
        question,
        { evidence: distinctLocations(stack.prompts.guards.map(({ at, name }) => locate(at, "guard", name))) },
      );
    return unknown(
      sentences([
        ...(suites.length > 0
          ? [`${listed(suites.map(({ job }) => job))} is started by hand, or its failure is thrown away.`]
          : []),
        ...(shown.length > 0 ? ["No pipeline was found that runs the tests which expect a guard to refuse."] : []),
      ]),
      question,
      {
        evidence: distinctLocations([
          ...suites.map(({ at, what }) => locate(at, "red team", what)),
          ...shown.flatMap(evidenceOf),
        ]),
      },
    );
  },
});

interface ShownGuard {
  readonly guard: InputGuard;
  readonly showing: Showing;
}

/** A test hands the guard something and expects it to refuse. */
function shownGuards(stack: Stack, guard: InputGuard): ShownGuard[] {
  return showings(stack, ["refuses"], (one) => comesBy(one, guard.at)).map((showing) => ({ guard, showing }));
}

function evidenceOf({ guard, showing }: ShownGuard): Location[] {
  return [...locateShowing(showing), locate(guard.at, "guard", `${guard.name}, ${guard.product}`)];
}

function runsOf({ checkRuns }: Stack, seen: readonly ShownGuard[]): Location[] {
  return checkRuns
    .filter((run) => run.kind === "tests" && runsByItself(run))
    .filter(({ files }) => seen.some(({ showing }) => files.includes(showing.test.at.path)))
    .map(({ at, job }) => locate(at, "pipeline", job));
}
