import { type ParseEntry, parse } from "shell-quote";

/** One simple command of a script. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** `A=b` in front of the command, or alone. */
  readonly assignments: readonly Assignment[];
  /** Files its output goes to. */
  readonly writesTo: readonly string[];
  /** How many subshells it stands in: a `cd` holds to the end of its own. */
  readonly depth: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** Larger scripts are cut: what runs an agent stands nearer to the top. */
const longestScript = 60_000;
const longestLine = 8_000;
const mostCommands = 400;
/** Quotes left open make the rest of a script one word; after so many the rest is given up. */
const mostOpenQuotes = 20;

/**
 * The commands of a script, in order, without control flow: all branches count. Tolerant: a line that cannot be read is
 * left out. `lookUp` gives variables that are known; it is asked while reading, so that it may learn from earlier lines.
 */
export function* readShell(script: string, lookUp: (name: string) => string | undefined): Generator<ShellCommand> {
  const state = { depth: 0, count: 0 };
  for (const line of logicalLines(script.slice(0, longestScript).replace(/\r\n?/g, "\n"))) {
    if (line.length > longestLine) continue;
    for (const command of commandsOf(line, lookUp, state)) {
      if (++state.count > mostCommands) return;
      yield command;
    }
  }
}

function* commandsOf(
  line: string,
  lookUp: (name: string) => string | undefined,
  state: { depth: number },
): Generator<ShellCommand> {
  let words: string[] = [];
  let writesTo: string[] = [];
  let redirect: string | null = null;
  const inner: string[] = [];
  const finish = (): ShellCommand | null => {
    const command = commandOf(words, writesTo, state.depth);
    words = [];
    writesTo = [];
    redirect = null;
    return command;
  };
  const entries = tokens(line, lookUp);
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] ?? "";
    if (typeof entry === "object" && "comment" in entry) break;
    const word = typeof entry === "string" ? entry : entry.op === "glob" ? entry.pattern : null;
    if (word !== null) {
      if (redirect === null) words.push(word);
      else if (redirect.includes(">") && !/^\d*$/.test(word)) writesTo.push(word);
      redirect = null;
      continue;
    }
    const op = typeof entry === "object" && "op" in entry ? entry.op : ";";
    const printed = op.endsWith("(") && valueOfCommand.test(words.at(-1) ?? "") ? printedBy(entries, index) : null;
    if (printed) {
      words.push(`${words.pop()}(${printed})`);
      // Its words are read as a command of their own as well.
      inner.push(printed);
      index = closing(entries, index);
      continue;
    }
    if (/^[<>]|^&>/.test(op) && !op.endsWith("(")) {
      // The number of a file descriptor, `2>`, is no argument.
      if (/^\d$/.test(words.at(-1) ?? "")) words.pop();
      redirect = op;
      continue;
    }
    const command = finish();
    if (command) yield command;
    if (op.endsWith("(")) state.depth++;
    else if (op === ")") state.depth = Math.max(0, state.depth - 1);
  }
  const command = finish();
  if (command) yield command;
  state.depth++;
  for (const text of inner) yield* commandsOf(text, lookUp, state);
  state.depth--;
}

/** `KEY=$`, before what stands in parentheses. */
const valueOfCommand = /^[A-Za-z_]\w*=\$$/;

/** The index of the parenthesis that closes this one. */
function closing(entries: readonly ParseEntry[], from: number): number {
  let depth = 0;
  for (let index = from; index < entries.length; index++) {
    const op = opOf(entries[index]);
    if (op.endsWith("(")) depth++;
    if (op === ")" && --depth === 0) return index;
  }
  return -1;
}

/** The command whose output is a value, as it is written but for its quotes; null where nothing closes it. */
function printedBy(entries: readonly ParseEntry[], from: number): string | null {
  const end = closing(entries, from);
  if (end < 0) return null;
  const words = entries.slice(from + 1, end).map((entry) => (typeof entry === "string" ? quoted(entry) : opOf(entry)));
  return words.join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./$-]+$/.test(word) ? word : `"${word.replace(/["\\`]/g, "\\$&")}"`;
}

function opOf(entry: ParseEntry | undefined): string {
  if (typeof entry !== "object") return "";
  if ("comment" in entry) return "";
  return entry.op === "glob" ? entry.pattern : entry.op;
}

function tokens(line: string, lookUp: (name: string) => string | undefined): readonly ParseEntry[] {
  try {
    return parse(line, (key) => variable(key, lookUp));
  } catch {
    return [];
  }
}

/** A variable that is not known stays as it is written. */
function variable(key: string, lookUp: (name: string) => string | undefined): string {
  const [, name = key, fallback] = /^(\w+):?[-=](.*)$/s.exec(key) ?? [];
  return lookUp(name) ?? fallback ?? (key === "" ? "$" : `$${key}`);
}

/** Words that stand before a command and say when or how often it runs. */
const keywords = new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "!",
  "{",
  "}",
  "time",
  "exec",
  "command",
  "nohup",
  "builtin",
]);
/** Words that stand before something that is no command. */
const headers = new Set(["for", "case", "select", "function", "fi", "done", "esac", "in"]);

function commandOf(all: readonly string[], writesTo: readonly string[], depth: number): ShellCommand | null {
  let start = 0;
  while (keywords.has(all[start] ?? "")) start++;
  if (headers.has(all[start] ?? "")) return null;
  const assignments: Assignment[] = [];
  for (; start < all.length; start++) {
    const assignment = assignmentIn(all[start] ?? "");
    if (!assignment) break;
    assignments.push(assignment);
  }
  const words = all.slice(start);
  const endsGroup = all.at(-1) === "}" && writesTo.length > 0;
  if (words.length === 0 && assignments.length === 0 && !endsGroup) return null;
  return { words: endsGroup && words.length === 0 ? ["}"] : words, assignments, writesTo, depth };
}

export function assignmentIn(word: string): Assignment | null {
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
  return match?.[1] === undefined ? null : { name: match[1], value: match[2] ?? "" };
}

/** Lines as the shell sees them: continued lines joined, comments and the bodies of here-documents left out. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const read = readLine(text, at);
    if (read.closed) {
      lines.push(read.line);
      at = read.next;
      continue;
    }
    // A quote that nothing closes: its line is read by itself, and the script goes on below it.
    if (++open > mostOpenQuotes) break;
    const end = text.indexOf("\n", at);
    lines.push(text.slice(at, end < 0 ? text.length : end).replace(/["'`]/g, " "));
    at = end < 0 ? text.length : end + 1;
  }
  return lines;
}

interface Line {
  readonly line: string;
  readonly next: number;
  readonly closed: boolean;
}

function readLine(text: string, from: number): Line {
  let line = "";
  let quote = "";
  let at = from;
  const documents: { readonly end: string; readonly indented: boolean }[] = [];
  for (; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "\\" && quote !== "'") {
      if (text.charAt(at + 1) === "\n") line += " ";
      else line += text.slice(at, at + 2);
      at++;
    } else if (quote !== "") {
      if (c === quote) quote = "";
      // A quoted text of several lines is one word.
      line += c;
    } else if (c === "\n") {
      at++;
      break;
    } else if (c === "#" && /^$|\s$/.test(line.slice(-1))) {
      const end = text.indexOf("\n", at);
      at = (end < 0 ? text.length : end) - 1;
    } else {
      if (c === '"' || c === "'") quote = c;
      const document = c === "<" && !line.endsWith("<") ? hereDocument(text, at) : null;
      if (document) documents.push(document);
      line += c;
    }
  }
  let next = at;
  for (const document of documents) next = afterDocument(text, next, document);
  return { line, next, closed: quote === "" };
}

function hereDocument(text: string, at: number): { readonly end: string; readonly indented: boolean } | null {
  const start = /<<(-?)[ \t]*["'\\]?(\w+)/y;
  start.lastIndex = at;
  const match = start.exec(text);
  return match?.[2] === undefined ? null : { end: match[2], indented: match[1] === "-" };
}

function afterDocument(
  text: string,
  from: number,
  document: { readonly end: string; readonly indented: boolean },
): number {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(at, stop);
    if ((document.indented ? line.trim() : line.trimEnd()) === document.end) return Math.min(text.length, stop + 1);
    at = stop + 1;
  }
  // Nothing ends it: whatever follows is read rather than lost.
  return from;
}
