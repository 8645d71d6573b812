import type { TenantChoice } from "../../src/model/data-flows.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, unknown } from "../../src/model/rule.ts";
import { isOfferedOverMcp } from "../../src/model/tool-effects.ts";
import { distinctLocations, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "chosen-by-the-model";

/** PD-10: whose data a call on a store touches is decided by who is signed in, not by what the model passes. */
export const tenantFromModel = defineCheck<FaultId>({
  id: "prod-data-isolation/tenant-from-model",
  asks: "Does the tenant of every call on a store come from the session and not from the model?",
  references: references(
    "LLM02:2025",
    "LLM08:2025",
    "ASI03",
    "AISVS 8.1.3",
    "AISVS 9.5.3",
    "MEASURE 2.10",
    "A.9.2",
    "AML.T0057",
    "AML.M0032",
    "Art. 15",
    "CWE-863",
    "CWE-359",
  ),
  faults: {
    "chosen-by-the-model": {
      says: "{tool} takes the tenant of {operation} ({scope}) from its parameter {parameter}, and nothing is asked before.",
      because: "A sentence in a document is enough to make the model name another customer's tenant.",
      fix: "Take the tenant from the session that the agent runs for, and leave it out of the schema of the tool.",
    },
  },
  judge({ dataFlows: { tenantChoices }, tools }) {
    if (tools.length === 0) return notApplicable("No tool was found.");
    if (tenantChoices.length === 0)
      return notApplicable("No tool passes a tenant, an organisation or a namespace of the model's to a store.");
    const served = new Set(tools.filter(isOfferedOverMcp).map(({ name }) => name));
    const proven = tenantChoices.filter(({ guarded, tool }) => !guarded && !served.has(tool));
    if (proven.length > 0) return fail(proven.map(toFinding));
    const suspected = tenantChoices.filter(({ guarded, tool }) => !guarded && served.has(tool));
    return unknown(
      sentences(
        tenantChoices.map(({ tool, parameter, guarded }) =>
          guarded
            ? `${tool} asks something before it uses ${parameter} as tenant; whether that compares it with the session was not weighed.`
            : `${tool} uses ${parameter} as tenant, and whose server this is is not known.`,
        ),
      ),
      "What holds the tenant that the model names against the one that the caller belongs to?",
      {
        suspected: suspected.map(toFinding),
        evidence: distinctLocations(tenantChoices.map(({ at, operation }) => locate(at, "store call", operation))),
      },
    );
  },
});

function toFinding({ tool, service, toolAt, parameter, operation, scope, at, path }: TenantChoice): Finding<FaultId> {
  return {
    fault: "chosen-by-the-model",
    subject: `${service}/${tool}: ${parameter}`,
    data: { tool, parameter, operation, scope },
    at: locate(at, "store call", operation),
    related: distinctLocations([
      locate(toolAt, "tool", tool),
      ...path.slice(0, 4).map((place) => locate(place, "leads there")),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
