import type { Control } from "../../src/model/rule.ts";
import { failingGate } from "./failing-gate.ts";
import { testedGate } from "./tested-gate.ts";
import { ungatedCall } from "./ungated-call.ts";
import { unloggedDecision } from "./unlogged-decision.ts";
import { unpinnedGate } from "./unpinned-gate.ts";
import { waivedApproval } from "./waived-approval.ts";

/** Control 7: a deterministic check outside the model stands before every tool call. */
export const preCallGate: Control = {
  slug: "pre-call-gate",
  number: 7,
  numberCertainty: "stated",
  title: "Pre-tool-call gate",
  question: "Does a check that the model cannot talk to decide about every tool call before it is made?",
  checks: [ungatedCall, failingGate, unloggedDecision, unpinnedGate, waivedApproval, testedGate],
};
