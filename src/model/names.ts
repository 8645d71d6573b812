import { isEnvironmentWord, splitWords } from "./environment.ts";

/** What a name says once the environment is taken out: equal for `stripe_live_key` and `STRIPE_TEST_KEY`. */
export function withoutEnvironmentWords(name: string): string {
  return splitWords(name)
    .filter((word) => !isEnvironmentWord(word))
    .join(" ");
}
