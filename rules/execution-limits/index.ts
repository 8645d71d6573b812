import type { Control } from "../../src/model/rule.ts";
import { openDuration } from "./open-duration.ts";
import { openOutput } from "./open-output.ts";
import { openSpend } from "./open-spend.ts";
import { testedLimit } from "./tested-limit.ts";
import { unboundedRetry } from "./unbounded-retry.ts";
import { unboundedRun } from "./unbounded-run.ts";
import { unlimitedEntry } from "./unlimited-entry.ts";

/** Control 9: a run that goes wrong is bounded in steps, time, calls and money, without anyone watching. */
export const executionLimits: Control = {
  slug: "execution-limits",
  number: 9,
  numberCertainty: "proposed",
  title: "Execution limits, blast radius and spend ceilings",
  question: "Is a wrong or hijacked run bounded in steps, time, calls and money, whatever the model does?",
  checks: [unboundedRun, openSpend, openOutput, openDuration, unlimitedEntry, unboundedRetry, testedLimit],
};
