import type { Control } from "../../src/model/rule.ts";
import { excessPrivilege } from "./excess-privilege.ts";
import { longLivedCloudKey } from "./long-lived-cloud-key.ts";
import { printedEnvironment } from "./printed-environment.ts";
import { secretInContext } from "./secret-in-context.ts";
import { secretInImage } from "./secret-in-image.ts";
import { secretInRepository } from "./secret-in-repository.ts";
import { sharedSecret } from "./shared-secret.ts";
import { testedScope } from "./tested-scope.ts";
import { untrustedTrigger } from "./untrusted-trigger.ts";
import { wholeEnvironment } from "./whole-environment.ts";

/** Control 5: each tool holds only the secret it needs, for one environment, and the model sees none of it. */
export const secretScope: Control = {
  slug: "secret-scope",
  number: 5,
  numberCertainty: "stated",
  title: "Secret access scope",
  question: "Does each tool hold only the secret it needs, for one environment, where the model cannot see it?",
  checks: [
    secretInRepository,
    wholeEnvironment,
    sharedSecret,
    secretInContext,
    excessPrivilege,
    longLivedCloudKey,
    untrustedTrigger,
    secretInImage,
    printedEnvironment,
    testedScope,
  ],
};
