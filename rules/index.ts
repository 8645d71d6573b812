import type { Control } from "../src/model/rule.ts";
import { preCallGate } from "./pre-call-gate/index.ts";
import { sandboxSeparation } from "./sandbox-separation/index.ts";
import { secretScope } from "./secret-scope/index.ts";

/** The controls, in the order of their numbers: the only registry. */
export const controls: readonly Control[] = [sandboxSeparation, secretScope, preCallGate];
