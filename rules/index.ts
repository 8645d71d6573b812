import type { Control } from "../src/model/rule.ts";
import { auditTrail } from "./audit-trail/index.ts";
import { detectionEscalation } from "./detection-escalation/index.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [auditTrail, sandboxSeparation, preCallGate, detectionEscalation];
