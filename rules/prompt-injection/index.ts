import type { Control } from "../../src/model/rule.ts";
import { guardOrder } from "./guard-order.ts";
import { hiddenCharacters } from "./hidden-characters.ts";
import { inputGuard } from "./input-guard.ts";
import { interpretedOutput } from "./interpreted-output.ts";
import { lethalCombination } from "./lethal-combination.ts";
import { testedDefence } from "./tested-defence.ts";
import { untrustedSystemPrompt } from "./untrusted-system-prompt.ts";

/** Control 6: what others write is data to the agent, and cannot by itself make it act. */
export const promptInjection: Control = {
  slug: "prompt-injection",
  number: 6,
  numberCertainty: "stated",
  title: "Prompt-injection defenses",
  question: "Is untrusted text handled as data, so that it cannot by itself cause a privileged action?",
  checks: [
    untrustedSystemPrompt,
    inputGuard,
    guardOrder,
    interpretedOutput,
    hiddenCharacters,
    lethalCombination,
    testedDefence,
  ],
};
