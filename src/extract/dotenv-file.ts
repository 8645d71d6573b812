import { parse } from "dotenv";
import type { BindingEntry } from "../model/binding-facts.ts";
import type { Fact, GapFact } from "../model/facts.ts";
import { gap, maxLength } from "./config-node.ts";
import { readDotenvName } from "./dotenv-name.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { resolvePath } from "./paths.ts";
import { createPositions, fileStart, type Positions, withoutMark } from "./positions.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { shellSyntax } from "./shell-syntax.ts";

/** Reads `.env` files of all kinds. Files that git ignores count too: that is where real values are. */
export const dotenvFile: Extractor = {
  id: "dotenv-file",
  version: 1,
  wants: (path, zone) => zone !== "example" && zone !== "docs" && zone !== "fixture" && readDotenvName(path) !== null,
  extract({ path, text: source }, { seal }) {
    const name = readDotenvName(path);
    if (!name) return [];
    const text = withoutMark(source);
    if (text.length > maxLength) return [gap("the file is too large to be read as dotenv")];
    const positions = createPositions(text);
    const { statements, gaps } = scan(text, positions, name.hint === ".envrc");
    const entries = statements
      .filter(({ name }) => !/^sops_/.test(name))
      .map((statement) => toEntry(statement, text, positions, seal));
    const includes = name.hint === ".envrc" ? includedBy(text, path, positions) : [];
    const hints = name.hint === null ? [] : [{ kind: "file" as const, text: name.hint, span: fileStart }];
    const { environment, service, layer } = name;
    const bindings: Fact = {
      kind: "bindings",
      source: "dotenv",
      environment,
      service,
      layer,
      entries: lastOfEach(entries),
      includes,
      hints,
      span: fileStart,
    };
    return [bindings, ...gaps, ...shadowed(entries)];
  },
};

/** Where names and values stand; what is left of the lines is comments. */
export function dotenvAssignments(text: string): { readonly start: number; readonly end: number }[] {
  return scan(text, createPositions(text), false).statements;
}

/** Enough to see what is wrong with a file. */
const mostGaps = 10;

/** One assignment: where its key and its value stand. */
interface Statement {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

const assignment = /(?:[^\S\r\n]*export[^\S\r\n]+)?[^\S\r\n]*([\w.-]+)[^\S\r\n]*(?:=|:[^\S\r\n])[^\S\r\n]*/y;

/** Only finds where statements begin and end; what a value means is left to dotenv. */
function scan(text: string, positions: Positions, isShell: boolean): { statements: Statement[]; gaps: GapFact[] } {
  const statements: Statement[] = [];
  const gaps: GapFact[] = [];
  for (let at = 0; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    assignment.lastIndex = at;
    const match = assignment.exec(text);
    const line = text.slice(at, lineEnd).trim();
    if (match && match.index + match[0].length <= lineEnd) {
      const valueStart = at + match[0].length;
      const { end, quote } = endOfValue(text, valueStart, lineEnd);
      const start = at + match[0].indexOf(match[1] ?? "", match[0].search(/\S/) < 0 ? 0 : keyOffset(match[0]));
      statements.push({ name: match[1] ?? "", start, end, quote });
      at = afterBreak(text, endOfLine(text, end));
      continue;
    }
    if (line !== "" && !line.startsWith("#") && !isShell && gaps.length < mostGaps) {
      gaps.push(gap("the line is not an assignment", positions.line(at)));
    }
    at = afterBreak(text, lineEnd);
  }
  return { statements, gaps };
}

function keyOffset(written: string): number {
  return /^\s*export\s+/.exec(written)?.[0].length ?? /^\s*/.exec(written)?.[0].length ?? 0;
}

/** A quoted value runs to its closing quote, over lines if need be; without one the quote is a part of the value. */
function endOfValue(text: string, start: number, lineEnd: number): { end: number; quote: string } {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'" || quote === "`") {
    for (let index = start + 1; index < text.length; index++) {
      if (text.charAt(index) === "\\") index++;
      else if (text.charAt(index) === quote) return { end: index + 1, quote };
    }
  }
  const value = text.slice(start, lineEnd);
  const comment = value.search(/(?:^|\s)#/);
  return { end: start + (comment < 0 ? value : value.slice(0, comment)).trimEnd().length, quote: "" };
}

function endOfLine(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\n" || character === "\r") return index;
  }
  return text.length;
}

function afterBreak(text: string, lineEnd: number): number {
  return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
}

function toEntry(statement: Statement, text: string, positions: Positions, seal: Seal): BindingEntry {
  const { name, start, end, quote } = statement;
  const value = parse(text.slice(start, endOfLine(text, end)))[name] ?? "";
  const span = positions.span(start, end);
  if (/\$\(/.test(value) && quote !== "'") {
    // The output of a command; the command may hold a secret and its words prove nothing.
    return { name, value: { kind: "expression", text: "$(…)", mentions: [] }, span };
  }
  return { name, value: bindingValue(value, name, quote === "'" ? literalSyntax : shellSyntax, seal), span };
}

function lastOfEach(entries: readonly BindingEntry[]): readonly BindingEntry[] {
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  return entries.filter((entry) => last.get(entry.name) === entry);
}

/** A value that is shadowed was not compared with anything, which is worth knowing; a file full of them is not. */
function shadowed(entries: readonly BindingEntry[]): readonly GapFact[] {
  const last = new Set(lastOfEach(entries));
  return entries
    .filter((entry) => !last.has(entry))
    .slice(0, mostGaps)
    .map((entry) => gap(`${entry.name} is set again further down, and the last value counts`, entry.span.startLine));
}

/** direnv's `dotenv` and `source_env`. */
function includedBy(text: string, path: string, positions: Positions) {
  const calls = text.matchAll(
    /^[ \t]*(dotenv|dotenv_if_exists|source_env|source_env_if_exists)(?:[ \t]+(\S+))?[ \t]*$/gm,
  );
  return [...calls].flatMap((call) => {
    const target = resolvePath(path, call[2] ?? (call[1]?.startsWith("dotenv") ? ".env" : ".envrc"));
    return target === null ? [] : [{ path: target, span: positions.span(call.index, call.index + call[0].length) }];
  });
}
