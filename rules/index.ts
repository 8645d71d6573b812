import type { Control } from "../src/model/rule.ts";
import { executionLimits } from "./execution-limits/index.ts";
import { killSwitch } from "./kill-switch/index.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [killSwitch, sandboxSeparation, preCallGate, executionLimits];
