/** The options of a command line, as far as they are told from its arguments. */
export interface Options {
  /** Values by option name without dashes; an option given twice has two. "" for one without a value. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
  /** Index in the words of each positional. */
  readonly at: readonly number[];
}

/**
 * Reads options; only those in `valued` take the next word. `stopAt` ends the reading after that many positionals, so
 * that what follows is left to the inner command.
 */
export function readOptions(
  words: readonly string[],
  valued: ReadonlySet<string>,
  stopAt = Number.POSITIVE_INFINITY,
): Options {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const at: number[] = [];
  for (let index = 0; index < words.length && positionals.length < stopAt; index++) {
    const word = words[index] ?? "";
    if (word === "--" || !word.startsWith("-") || word === "-") {
      if (word === "--" && stopAt === Number.POSITIVE_INFINITY) continue;
      if (word === "--") {
        index++;
        if (index >= words.length) break;
      }
      positionals.push(words[index] ?? "");
      at.push(index);
      continue;
    }
    const equals = word.indexOf("=");
    const name = (equals < 0 ? word : word.slice(0, equals)).replace(/^-+/, "");
    let value = equals < 0 ? "" : word.slice(equals + 1);
    if (equals < 0 && valued.has(name) && index + 1 < words.length) value = words[++index] ?? "";
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { values, positionals, at };
}

/** The values of an option under any of its names. */
export function valuesOf(options: Options, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => options.values.get(name) ?? []);
}

export function hasOption(options: Options, ...names: readonly string[]): boolean {
  return names.some((name) => options.values.has(name));
}
