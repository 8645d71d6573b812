const longestPattern = 240;
const longestName = 160;
const mostRepeats = 4;

/**
 * Whether the matcher of a Claude hook covers a tool of this name: nothing and `*` cover all, plain names joined by
 * `|` cover those, and anything else is a pattern that is looked for anywhere in the name. Null where it is a pattern
 * that is not tried: what a repository writes must not keep us busy.
 */
export function covers(matcher: string, tool: string): boolean | null {
  if (matcher === "" || matcher === "*") return true;
  if (/^[A-Za-z0-9_|]+$/.test(matcher)) return matcher.split("|").includes(tool);
  if (matcher.length > longestPattern || tool.length > longestName || !isPlain(matcher)) return null;
  try {
    return new RegExp(matcher).test(tool);
  } catch {
    return null;
  }
}

/** Without repeated groups, references and many repeats, so that a search ends at once. */
function isPlain(pattern: string): boolean {
  const repeats = pattern.match(/[*+?]|\{\d/g) ?? [];
  return !/\)[*+?{]|\(\?(?!:)|\\[1-9k]/.test(pattern) && repeats.length <= mostRepeats;
}
