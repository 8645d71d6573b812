import { globOf } from "./glob.ts";
import type { DeclaredEnvironment } from "./settings.ts";

/** The environment that the settings declare under a name, by that name or an alias; null for all others. */
export type DeclaredNames = (name: string) => DeclaredEnvironment | null;

export function declaredNames(declared: readonly DeclaredEnvironment[]): DeclaredNames {
  const globs = declared.map((environment) => ({
    environment,
    exact: new Set(environment.aliases),
    matches: environment.aliases.map((alias) => globOf(alias, { nocase: true })),
  }));
  return (name) => {
    const lower = name.toLowerCase();
    const found =
      globs.find(({ exact }) => exact.has(lower)) ?? globs.find(({ matches }) => matches.some((fits) => fits(lower)));
    return found?.environment ?? null;
  };
}
