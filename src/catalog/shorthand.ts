import type { ArgumentPath, Level, LevelSource, SymbolPattern } from "./types.ts";

/** `at("0.url", "1")`: the property `url` of the first argument, or else the second argument. */
export function at(...alternatives: readonly string[]): readonly ArgumentPath[] {
  return alternatives.map((text) => {
    const [index = "", ...path] = text.split(".");
    return { index: Number(index), path };
  });
}

/** Exported names of one package, or of several that export the same. */
export function symbols(packages: string | readonly string[], ...names: readonly string[]): SymbolPattern {
  return { packages: typeof packages === "string" ? [packages] : packages, names };
}

/** What holds for some versions of a package only. */
export function since(versions: string, pattern: SymbolPattern): SymbolPattern {
  return { ...pattern, versions };
}

type Beyond = Omit<LevelSource, "level" | "from">;

function level(name: Level): (from: readonly ArgumentPath[], beyond?: Beyond) => LevelSource {
  return (from, beyond = {}) => ({ level: name, from, ...beyond });
}

export const host = level("host");
export const name = level("name");
export const container = level("container");
export const scope = level("scope");

/** For a store that lives in the process and is gone with it. */
export const inProcess: LevelSource = { level: "host", from: [], otherwise: ":memory:" };

/** Where a key stands, and the variable that the SDK reads in its absence. */
export function credential(
  from: readonly ArgumentPath[],
  ...implicit: readonly string[]
): { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] } {
  return implicit.length === 0 ? { from } : { from, implicit };
}
