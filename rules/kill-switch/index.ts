import type { Control } from "../../src/model/rule.ts";
import { failingOpen } from "./failing-open.ts";
import { noAbortSignal } from "./no-abort-signal.ts";
import { ownSwitch } from "./own-switch.ts";
import { readOnce } from "./read-once.ts";
import { restartNeeded } from "./restart-needed.ts";
import { testedStop } from "./tested-stop.ts";
import { uncoveredEffect } from "./uncovered-effect.ts";

/** Control 1: the agent can be halted before its next action, whatever the model wants. */
export const killSwitch: Control = {
  slug: "kill-switch",
  number: 1,
  numberCertainty: "inferred",
  title: "Kill-switch",
  question: "Can the agent be halted before its next action, without its cooperation, a restart or a deployment?",
  checks: [uncoveredEffect, restartNeeded, failingOpen, readOnce, noAbortSignal, ownSwitch, testedStop],
};
