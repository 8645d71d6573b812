import type { Control } from "../src/model/rule.ts";
import { incidentRunbook } from "./incident-runbook/index.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { rollback } from "./rollback/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";
import { toolBoundaryDocs } from "./tool-boundary-docs/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [
  toolBoundaryDocs,
  sandboxSeparation,
  preCallGate,
  rollback,
  incidentRunbook,
];
