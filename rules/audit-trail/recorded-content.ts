import { locate } from "../../src/model/location.ts";
import type { TelemetrySetting } from "../../src/model/recording.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "content-recorded" | "content-by-default";

/** AT-10: traces do not hold the content of prompts and answers unless somebody decided what may be in it. */
export const recordedContent = defineCheck<FaultId>({
  id: "audit-trail/recorded-content",
  asks: "Are prompts, arguments and answers kept out of traces, or masked in them?",
  references: references("MEASURE 2.10", "A.6.2.8", "AML.M0024", "AML.T0057", "Art. 12", "CWE-532", "CWE-359"),
  faults: {
    "content-recorded": {
      says: "{says} writes the content of what users, models and tools say into the traces of {product}.",
      because:
        "Traces are read by more people than the data, are kept by other rules, and are seldom covered by a deletion.",
      fix: "Switch it off and record a digest, or mask secrets and personal data before the trace is written.",
    },
    "content-by-default": {
      says: "The traces of {product} hold the content of prompts and answers: {says}.",
      because:
        "Traces are read by more people than the data, are kept by other rules, and are seldom covered by a deletion.",
      fix: "Set recordInputs and recordOutputs to false, or mask secrets and personal data before the trace is written.",
    },
  },
  judge({ recording, modelCalls }) {
    const content = recording.settings.filter(({ kind }) => kind === "content");
    const proven = content.filter((setting) => setting.proven);
    if (proven.length > 0) return fail(bySetting(proven, "content-recorded"));
    if (content.length > 0) {
      return unknown(
        "Tracing is on, and what it writes of prompts and answers is left to what the SDK does by itself.",
        "May the traces hold what users, models and tools say?",
        { suspected: bySetting(content, "content-by-default") },
      );
    }
    if (modelCalls.length === 0) return notApplicable("No call of a model was found.");
    return pass(distinctLocations(modelCalls.slice(0, 5).map((c) => locate(c.at, "model call", c.operation))), [
      "No option that writes content into traces was found.",
    ]);
  },
});

/** One finding for each product of a service: it is one decision. */
function bySetting(settings: readonly TelemetrySetting[], fault: FaultId): Finding<FaultId>[] {
  const groups = new Map<string, TelemetrySetting[]>();
  for (const setting of settings) {
    const key = `${setting.service}/${setting.product}`;
    groups.set(key, [...(groups.get(key) ?? []), setting]);
  }
  return [...groups].flatMap(([subject, own]): Finding<FaultId>[] => {
    const [first, ...rest] = own;
    if (!first) return [];
    return [
      {
        fault,
        subject,
        data: { says: first.says, product: first.product },
        at: locate(first.at, "setting", first.says),
        related: distinctLocations(rest.slice(0, 9).map(({ at, says }) => locate(at, "setting", says))),
        environments: [],
        failurePath: null,
        contamination: [],
      },
    ];
  });
}
