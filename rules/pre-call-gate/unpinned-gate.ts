import type { Selection, Tool } from "../../src/model/agent-tool.ts";
import { type Gate, gatesAt, isSoundGate } from "../../src/model/gate.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "not-pinned";

/** PG-11: where the target can be chosen, credential or target is compared with the process's own environment too. */
export const unpinnedGate = defineCheck<FaultId>({
  id: "pre-call-gate/unpinned-gate",
  asks: "Where the model can choose a target, is the choice held to the environment the process itself runs in?",
  references: references(
    "LLM06:2025",
    "ASI03",
    "NHI8:2025",
    "AISVS 9.5.3",
    "AISVS 3.4.1",
    "MANAGE 1.3",
    "Clause 8.1",
    "AML.M0028",
    "Art. 15",
    "CWE-863",
    "CWE-653",
  ),
  faults: {
    "not-pinned": {
      says: "{gate} compares credential and target of {tool}, and neither with the environment of the process.",
      because:
        "A production credential given to staging by mistake passes: both sides are production as soon as the model picks production.",
      fix: "Compare the credential's environment with the process's own, in the gate or once at start-up.",
    },
  },
  judge(stack) {
    const guarded = stack.tools.flatMap((tool) =>
      tool.selections.flatMap((selection) =>
        gatesAt(stack, selection.gates)
          .filter(isSoundGate)
          .map((gate) => ({ tool, selection, gate })),
      ),
    );
    if (guarded.length === 0)
      return notApplicable("No tool lets the model choose a target behind an environment gate.");
    // One gate of several that is pinned is enough for the choice it stands before.
    const open = guarded.filter(
      ({ selection }) => !guarded.some((other) => other.selection === selection && other.gate.pinned !== null),
    );
    if (open.length > 0) {
      // A comparison at start-up stands far from the gate, so that none was found is no proof that there is none.
      const names = listed(open.map(({ gate }) => gate.name));
      return unknown(
        `${names} compares credential and target, and no comparison of either with the environment of the process was found.`,
        `Does the process refuse to start, or ${names} to allow a call, with a credential of another environment than its own?`,
        { suspected: open.map(toFinding) },
      );
    }
    return pass(
      distinctLocations(
        guarded.flatMap(({ gate, tool }) =>
          gate.pinned ? [locate(gate.pinned, "process", `${gate.name}, before ${tool.name}`)] : [],
        ),
      ),
    );
  },
});

interface Guarded {
  readonly tool: Tool;
  readonly selection: Selection;
  readonly gate: Gate;
}

function toFinding({ tool, selection, gate }: Guarded): Finding<FaultId> {
  return {
    fault: "not-pinned",
    subject: `${tool.service}/${tool.name}#${selection.by}`,
    data: { gate: gate.name, tool: tool.name },
    at: locate(gate.at, "gate", gate.name),
    related: distinctLocations([
      locate(selection.parameterAt, "choice", `${tool.name} is passed ${selection.by}`),
      ...selection.targets.map(({ environment, at }) => locate(at, environment, "can be chosen")),
    ]),
    environments: [...new Set(selection.targets.map(({ environment }) => environment))],
    failurePath: null,
    contamination: [],
  };
}
