import type { Control } from "../../src/model/rule.ts";
import { missingRevert } from "./missing-revert.ts";
import { overwrittenIndex } from "./overwritten-index.ts";
import { scatteredModelName } from "./scattered-model-name.ts";
import { testedRollback } from "./tested-rollback.ts";
import { unlockedDependencies } from "./unlocked-dependencies.ts";
import { unpinnedModel } from "./unpinned-model.ts";
import { unversionedPrompt } from "./unversioned-prompt.ts";

/** Control 8: the whole agent can be put back, and not only the container it runs in. */
export const rollback: Control = {
  slug: "rollback",
  number: 8,
  numberCertainty: "inferred",
  title: "Rollback",
  question: "Can model, prompt, packages, release and index of the agent be put back to a known state?",
  checks: [
    unpinnedModel,
    scatteredModelName,
    unversionedPrompt,
    unlockedDependencies,
    missingRevert,
    overwrittenIndex,
    testedRollback,
  ],
};
