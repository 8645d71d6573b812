/**
 * Whether `[ "$1" = production ]` and its like hold; null where a side is not known. `words` are those between the command
 * and its closing bracket, operators among them.
 */
export function testOutcome(words: readonly string[]): boolean | null {
  const or = lastOf(words, "||", "-o");
  if (or >= 0) return either(testOutcome(words.slice(0, or)), testOutcome(words.slice(or + 1)));
  const and = lastOf(words, "&&", "-a");
  if (and >= 0) return both(testOutcome(words.slice(0, and)), testOutcome(words.slice(and + 1)));
  if (words[0] === "!") return negated(testOutcome(words.slice(1)));
  const [first = "", second = "", third = ""] = words;
  if (words.length === 1) return isOpen(first) ? null : first !== "";
  if (words.length === 2) {
    if (isOpen(second)) return null;
    return first === "-z" ? second === "" : first === "-n" ? second !== "" : null;
  }
  if (words.length !== 3 || isOpen(first) || isOpen(third)) return null;
  return compare(first, second, third);
}

function lastOf(words: readonly string[], ...wanted: readonly string[]): number {
  return words.findLastIndex((word, index) => index > 0 && wanted.includes(word));
}

function compare(left: string, operator: string, right: string): boolean | null {
  switch (operator) {
    case "=":
    case "==":
      return matches(left, right);
    case "!=":
      return negated(matches(left, right));
  }
  const numbers = [left, right].map((text) => (/^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
  const [a = Number.NaN, b = Number.NaN] = numbers;
  if (Number.isNaN(a) || Number.isNaN(b)) return null;
  const outcomes: Readonly<Record<string, boolean>> = {
    ...{ "-eq": a === b, "-ne": a !== b, "-lt": a < b, "-le": a <= b, "-gt": a > b, "-ge": a >= b },
  };
  return outcomes[operator] ?? null;
}

/** Whether a text has the form of a pattern of the shell; null for patterns that are more than a text with stars in it. */
export function matches(text: string, pattern: string): boolean | null {
  if (isOpen(pattern) || /[?[\]\\()]/.test(pattern)) return null;
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a text holds something that is only known when the script runs. */
export function isOpen(text: string): boolean {
  return /[$`\uE000]/.test(text);
}

export function negated(outcome: boolean | null): boolean | null {
  return outcome === null ? null : !outcome;
}

function either(a: boolean | null, b: boolean | null): boolean | null {
  return a === true || b === true ? true : a === null || b === null ? null : false;
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  return a === false || b === false ? false : a === null || b === null ? null : true;
}
