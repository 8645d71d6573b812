import { groupBy } from "../../src/model/group.ts";
import { locate, type Place } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "put-into-prompt";

/** SC-7: no secret is a part of what a model reads. */
export const secretInContext = defineCheck<FaultId>({
  id: "secret-scope/secret-in-context",
  asks: "Are secrets kept out of what the model reads?",
  references: references(
    "LLM02:2025",
    "LLM07:2025",
    "ASI03",
    "NHI2:2025",
    "AISVS 9.5.4",
    "AISVS 10.2.7",
    "MEASURE 2.7",
    "A.6.2.5",
    "AML.T0055",
    "AML.T0057",
    "Art. 15",
    "CWE-522",
  ),
  faults: {
    "put-into-prompt": {
      says: "{variable} is put into the {option} of {call}.",
      because: "What the model reads it can be talked into repeating, and its vendor and the traces keep a copy.",
      fix: "Add the secret in the tool that makes the call, after the model has chosen the arguments.",
    },
  },
  judge({ secretScope }) {
    const { prompts } = secretScope;
    const exposed = prompts.flatMap(({ secrets, call, at }) =>
      secrets.map((secret) => ({ ...secret, call, callAt: at })),
    );
    if (exposed.length > 0) {
      const groups = groupBy(exposed, ({ variable, callAt }) => `${callAt.path} ${variable}`);
      return fail(groups.flatMap(toFinding));
    }
    if (prompts.length === 0) return notApplicable("No call of a model was found.");
    const open = prompts.filter((prompt) => prompt.open.length > 0);
    if (open.length > 0) {
      return unknown(
        "Parts of what the model reads come from calls that were not followed.",
        "Can a secret come into the context through what these calls return?",
        { evidence: distinctLocations(open.flatMap(({ open: parts }) => parts.map((at) => locate(at, "prompt")))) },
      );
    }
    return pass(distinctLocations(prompts.map(({ at, call }) => locate(at, "prompt", call))));
  },
});

interface Exposed {
  readonly variable: string;
  readonly option: string;
  readonly at: Place;
  readonly call: string;
  readonly callAt: Place;
}

function toFinding(group: readonly Exposed[]): readonly Finding<FaultId>[] {
  const [first] = group;
  if (!first) return [];
  const { variable, option, call, at, callAt } = first;
  return [
    {
      fault: "put-into-prompt",
      subject: `${callAt.path}#${variable}`,
      data: { variable, option, call },
      at: locate(at, "read", variable),
      related: distinctLocations(
        group.map((one) => locate(one.callAt, one.option === "answer" ? "tool" : "model call", one.call)),
      ),
      environments: [],
      failurePath: null,
      contamination: [],
    },
  ];
}
