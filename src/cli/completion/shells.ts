import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { zshCompletion } from "./zsh.ts";

/** The scripts by the shell that reads them. */
export const completions = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Readonly<Record<string, (vocabulary: Vocabulary) => string>>;
