import { type ParseEntry, parse } from "shell-quote";

/** One simple command of a script. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** `A=b` in front of the command, or alone. */
  readonly assignments: readonly Assignment[];
  /** Files its output goes to. */
  readonly writesTo: readonly string[];
  /** Text that it reads: `<<< "$KEY"`; null where it is given none. */
  readonly reads: string | null;
  /** How many subshells it stands in: a `cd` holds to the end of its own. */
  readonly depth: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: string;
}

type LookUp = (name: string) => string | undefined;

/** The commands of one line or part of a line. `state` goes on from one to the next. */
export function* commandsOf(line: string, lookUp: LookUp, state: { depth: number }): Generator<ShellCommand> {
  let words: string[] = [];
  let writesTo: string[] = [];
  let redirect: string | null = null;
  let reads: string | null = null;
  const inner: string[] = [];
  const finish = (): ShellCommand | null => {
    const command = commandOf(words, writesTo, reads, state.depth);
    words = [];
    writesTo = [];
    redirect = null;
    reads = null;
    return command;
  };
  const entries = tokens(line, lookUp);
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] ?? "";
    if (typeof entry === "object" && "comment" in entry) break;
    const word = typeof entry === "string" ? entry : entry.op === "glob" ? entry.pattern : null;
    if (word !== null) {
      if (redirect === null) words.push(word);
      else if (redirect === "<<<") reads = word;
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

/** The words and operators of a line; without quotes, what a variable holds is several words. */
export function tokens(line: string, lookUp: LookUp): readonly ParseEntry[] {
  try {
    return parse(line, (key) => variable(key, lookUp), { splitUnquoted: true });
  } catch {
    return [];
  }
}

/** A variable that is not known stays as it is written. */
function variable(key: string, lookUp: LookUp): string {
  return lookUp(key) ?? (key === "" ? "$" : `$${key}`);
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

function commandOf(
  all: readonly string[],
  writesTo: readonly string[],
  reads: string | null,
  depth: number,
): ShellCommand | null {
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
  return { words: endsGroup && words.length === 0 ? ["}"] : words, assignments, writesTo, reads, depth };
}

export function assignmentIn(word: string): Assignment | null {
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
  return match?.[1] === undefined ? null : { name: match[1], value: match[2] ?? "" };
}
