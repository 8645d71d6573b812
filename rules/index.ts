import type { Control } from "../src/model/rule.ts";
import { auditTrail } from "./audit-trail/index.ts";
import { detectionEscalation } from "./detection-escalation/index.ts";
import { executionLimits } from "./execution-limits/index.ts";
import { incidentRunbook } from "./incident-runbook/index.ts";
import { killSwitch } from "./kill-switch/index.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { prodDataIsolation } from "./prod-data-isolation/index.ts";
import { promptInjection } from "./prompt-injection/index.ts";
import { rollback } from "./rollback/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";
import { secretScope } from "./secret-scope/index.ts";
import { toolBoundaryDocs } from "./tool-boundary-docs/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [
  killSwitch,
  toolBoundaryDocs,
  auditTrail,
  sandboxSeparation,
  secretScope,
  promptInjection,
  preCallGate,
  rollback,
  executionLimits,
  prodDataIsolation,
  detectionEscalation,
  incidentRunbook,
];
