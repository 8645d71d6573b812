import type { Control } from "../../src/model/rule.ts";
import { ingestionOrigin } from "./ingestion-origin.ts";
import { maskedInput } from "./masked-input.ts";
import { productionCopy } from "./production-copy.ts";
import { sharedMemory } from "./shared-memory.ts";
import { sharedTraces } from "./shared-traces.ts";
import { tenantFromModel } from "./tenant-from-model.ts";
import { testedIsolation } from "./tested-isolation.ts";

/** Control 10: production data stays out of tests, and what tests produce stays out of the production context. */
export const prodDataIsolation: Control = {
  slug: "prod-data-isolation",
  number: 10,
  numberCertainty: "stated",
  title: "Production data isolation",
  question: "Does production data stay out of test contexts, and test data out of the production context?",
  checks: [productionCopy, ingestionOrigin, sharedMemory, sharedTraces, tenantFromModel, maskedInput, testedIsolation],
};
