/** One instruction of a Dockerfile, its lines joined, with the place in the file of each of its characters. */
export interface Instruction {
  readonly keyword: string;
  /** What follows the keyword; as written, without continuations and the comments between them. */
  readonly text: string;
  /** Offset in the file of each character of `text`, and of its end. */
  readonly offsets: readonly number[];
  readonly start: number;
}

/** A word of an instruction, with its quotes and escapes resolved but for `\$`, which keeps its meaning. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** More is generated or hostile. */
const mostInstructions = 5000;

/** Splits a Dockerfile into instructions; the bodies of here-documents are skipped. */
export function readInstructions(source: string): {
  readonly instructions: readonly Instruction[];
  readonly escaper: string;
} {
  const escaper = /^(?:#[^\n]*\n)*?#[ \t]*escape[ \t]*=[ \t]*`/i.test(source) ? "`" : "\\";
  const instructions: Instruction[] = [];
  let at = 0;
  while (at < source.length && instructions.length < mostInstructions) {
    const line = lineAt(source, at);
    if (/^\s*(?:#|$)/.test(line.text)) {
      at = line.next;
      continue;
    }
    const { characters, offsets, next } = joinLines(source, at, escaper);
    at = next;
    const match = /^\s*([A-Za-z]+)(?:[ \t]+|$)/.exec(characters);
    if (!match) continue;
    const keyword = (match[1] ?? "").toUpperCase();
    const from = match[0].length;
    const start = offsets[characters.indexOf(match[1] ?? "")] ?? at;
    instructions.push({ keyword, text: characters.slice(from), offsets: offsets.slice(from), start });
    if (keyword === "RUN" || keyword === "COPY" || keyword === "ADD") at = afterHereDocuments(source, at, characters);
  }
  return { instructions, escaper };
}

function lineAt(source: string, at: number): { readonly text: string; readonly next: number } {
  const end = source.indexOf("\n", at);
  const stop = end < 0 ? source.length : end;
  return { text: source.slice(at, stop).replace(/\r$/, ""), next: end < 0 ? source.length : end + 1 };
}

/** An escape at the end of a line goes on in the next, over comments and blank lines in between. */
function joinLines(source: string, from: number, escaper: string) {
  const pieces: string[] = [];
  const offsets: number[] = [];
  let at = from;
  let isContinued = true;
  while (isContinued && at < source.length) {
    const line = lineAt(source, at);
    const isSkipped = at > from && /^\s*(?:#|$)/.test(line.text);
    if (!isSkipped) {
      const trimmed = line.text.trimEnd();
      isContinued = trimmed.endsWith(escaper);
      const kept = isContinued ? trimmed.slice(0, -1) : trimmed;
      pieces.push(kept);
      for (let index = 0; index < kept.length; index++) offsets.push(at + index);
    }
    at = line.next;
  }
  offsets.push((offsets.at(-1) ?? from - 1) + 1);
  return { characters: pieces.join(""), offsets, next: at };
}

function afterHereDocuments(source: string, from: number, text: string): number {
  let at = from;
  for (const match of text.matchAll(/<<(-?)["']?([A-Za-z_]\w{0,63})["']?/g)) {
    const found = new RegExp(`^${match[1] === "-" ? "\\t*" : ""}${match[2]}\\r?$`, "m").exec(source.slice(at));
    // Without an end it is no here-document but a shift or a string.
    if (found) at = Math.min(source.length, at + found.index + found[0].length + 1);
  }
  return at;
}

/** Splits into words at white space outside of quotes, as Docker does for `ENV A=1 B="2 3" C=4\ 5`. */
export function splitInstruction({ text }: Instruction, escaper: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const word = readWord(text, at, escaper, true);
    words.push(word);
    at = word.end;
  }
  return words;
}

/** All that follows, as the older `ENV NAME some text` takes it. */
export function readRest(text: string, from: number, escaper: string): Word {
  return readWord(text, from, escaper, false);
}

function readWord(text: string, from: number, escaper: string, endsAtSpace: boolean): Word {
  let result = "";
  let quote = "";
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === "" && endsAtSpace && /\s/.test(character)) break;
    if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === escaper && quote !== "'" && at + 1 < text.length) {
      const next = text.charAt(at + 1);
      const isEscape = quote === "" || next === '"' || next === "$" || next === escaper;
      result += next === "$" ? "\\$" : isEscape ? next : character + next;
      at++;
    } else result += quote === "'" && character === "$" ? "\\$" : character;
  }
  return { text: result, start: from, end: at };
}
