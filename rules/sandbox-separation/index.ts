import type { Control } from "../../src/model/rule.ts";
import { ciWritesProduction } from "./ci-writes-production.ts";
import { selectableEndpoint } from "./selectable-endpoint.ts";
import { sharedContextStore } from "./shared-context-store.ts";
import { testedSeparation } from "./tested-separation.ts";
import { unscopedCredential } from "./unscoped-credential.ts";
import { untaggedAuditEvent } from "./untagged-audit-event.ts";

/** Control 4: what runs as a test can reach neither the stores nor the endpoints of production. */
export const sandboxSeparation: Control = {
  slug: "sandbox-separation",
  number: 4,
  numberCertainty: "stated",
  title: "Sandbox separation",
  question: "Is an agent that runs in a test kept from the stores and endpoints of production?",
  checks: [
    unscopedCredential,
    sharedContextStore,
    selectableEndpoint,
    untaggedAuditEvent,
    ciWritesProduction,
    testedSeparation,
  ],
};
