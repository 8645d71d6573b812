/** A word as it is written, quotes and all, or what stands between words. */
export interface ShellToken {
  readonly kind: "word" | "operator";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const operators = [";;&", "&>>", "<<<", ";;", ";&", "&&", "||", "|&", "&>", ">>", ">&", "<&", ">|", "<>", "<<"];

/** Operators between a word and the file or text that it is redirected to; they are a part of their command. */
export function isRedirection(operator: string): boolean {
  return /^(?:[<>]|&>)/.test(operator);
}

/** The words and operators of a script without comments and here-documents; whatever is left open is closed by its end. */
export function shellTokens(text: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  for (let at = 0; at < text.length; ) {
    const c = text.charAt(at);
    if (c === " " || c === "\t") {
      at++;
      continue;
    }
    const operator = operatorAt(text, at);
    const end = operator === null ? endOfWord(text, at) : at + operator.length;
    tokens.push({ kind: operator === null ? "word" : "operator", text: text.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

function operatorAt(text: string, at: number): string | null {
  const c = text.charAt(at);
  if (!"\n;&|()<>".includes(c)) return null;
  // `<(…)` is a word, and so is what follows it.
  if ((c === "<" || c === ">") && text.charAt(at + 1) === "(") return null;
  return operators.find((operator) => text.startsWith(operator, at)) ?? c;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const c = text.charAt(at);
    const isList = c === "(" && at > start && text.charAt(at - 1) === "=";
    if (/[ \t\n;&|()<>]/.test(c) && !isList && !isSubstitution(text, at)) return at;
    at = afterPart(text, at, isList);
  }
  return text.length;
}

/** `<(…)` and `>(…)`. */
function isSubstitution(text: string, at: number): boolean {
  return /[<>]/.test(text.charAt(at)) && text.charAt(at + 1) === "(";
}

/** The place after one character of a word, or after all that a quote or bracket holds together. */
function afterPart(text: string, at: number, isList: boolean): number {
  const c = text.charAt(at);
  const next = text.charAt(at + 1);
  if (c === "\\") return Math.min(text.length, at + 2);
  if (c === "'") return closed(text.indexOf("'", at + 1), at);
  if (c === '"') return closed(closingQuote(text, at + 1), at);
  if (c === "`") return closed(text.indexOf("`", at + 1), at);
  if (isList) return closed(closingBracket(text, at, "(", ")"), at);
  if ((c === "$" || c === "<" || c === ">") && next === "(") return closed(closingBracket(text, at + 1, "(", ")"), at);
  if (c === "$" && next === "{") return closed(closingBracket(text, at + 1, "{", "}"), at);
  return at + 1;
}

/** Longer quotes and substitutions are given up: they would be looked through again and again. */
const longestBracket = 4_000;

/** One past the end; a bracket or quote that nothing closes is a character like any. */
function closed(end: number, start: number): number {
  return end < 0 ? start + 1 : end + 1;
}

function closingQuote(text: string, from: number): number {
  const last = Math.min(text.length, from + 2 * longestBracket);
  for (let at = from; at < last; at++) {
    const c = text.charAt(at);
    if (c === "\\") at++;
    else if (c === '"') return at;
    else if (c === "$" && text.charAt(at + 1) === "(") {
      const end = closingBracket(text, at + 1, "(", ")");
      if (end > 0) at = end;
    }
  }
  return -1;
}

function closingBracket(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  const last = Math.min(text.length, from + longestBracket);
  for (let at = from; at < last; at++) {
    const c = text.charAt(at);
    if (c === "\\") at++;
    else if (c === "'") {
      const end = text.indexOf("'", at + 1);
      if (end > 0) at = end;
    } else if (c === open) depth++;
    else if (c === close && --depth === 0) return at;
  }
  return -1;
}
