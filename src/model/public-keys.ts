import { globOf } from "./glob.ts";
import type { DeclaredGlob } from "./settings.ts";

/** The entry of the settings by which the value of a variable is known to everyone; null if there is none. */
export type PublicKeys = (variable: string) => DeclaredGlob | null;

export function publicKeys(declared: readonly DeclaredGlob[]): PublicKeys {
  const globs = declared.map((entry) => ({ entry, fits: globOf(entry.pattern) }));
  return (variable) => globs.find(({ fits }) => fits(variable))?.entry ?? null;
}
