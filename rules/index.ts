import type { Control } from "../src/model/rule.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";
import { toolBoundaryDocs } from "./tool-boundary-docs/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [toolBoundaryDocs, sandboxSeparation, preCallGate];
