import { visit } from "jsonc-parser";
import { CST, Lexer } from "yaml";
import { dotenvAssignments } from "../dotenv-file.ts";
import { readDotenvName } from "../dotenv-name.ts";
import { grammarComments } from "../grammar/comments.ts";
import { fileName } from "../paths.ts";
import { programComments } from "../program/comments.ts";
import { scanToml } from "../scan-toml.ts";
import { commentsOutside, lineComments, type Stretch } from "./stretch.ts";

type Reader = (path: string, text: string) => readonly Stretch[];

const byName: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/\.[cm]?[jt]sx?$/i, programComments],
  [/\.(?:json|jsonc|json5)$|^\.[\w.]*rc$/i, (_, text) => jsonComments(text)],
  [/\.ya?ml$/i, (_, text) => yamlComments(text)],
  [/\.toml$/i, (_, text) => tomlComments(text)],
  [/\.(?:tf|tfvars|hcl)$/i, (_, text) => grammarComments("terraform", text)],
  [/\.bicep$/i, (_, text) => grammarComments("bicep", text)],
  [/\.prisma$/i, (_, text) => lineComments(text, "//")],
  // Of a Dockerfile only whole lines are comments.
  [/^(?:Docker|Container)file|\.dockerfile$/i, (_, text) => lineComments(text, "#").filter(hasItsLine(text))],
  [/\.(?:sh|bash|zsh|mk|ini|conf|service|properties)$|^\.?(?:GNU)?(?:makefile|justfile|procfile|codeowners)/i, hashes],
];

/** Where the comments of a file are; undefined if the format of the file has none that are known. */
export function commentsOf(path: string, text: string): readonly Stretch[] | undefined {
  // `.env.json` does not exist; `.env.production` is no other format.
  if (readDotenvName(path) !== null) return dotenvComments(text);
  return readerOf(path)?.(path, text);
}

export function hasComments(path: string): boolean {
  return readDotenvName(path) !== null || readerOf(path) !== undefined;
}

function readerOf(path: string): Reader | undefined {
  return byName.find(([name]) => name.test(fileName(path)))?.[1];
}

function hashes(_: string, text: string): readonly Stretch[] {
  return lineComments(text, "#");
}

function hasItsLine(text: string): (comment: Stretch) => boolean {
  return ({ start }) => text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

function dotenvComments(text: string): Stretch[] {
  return commentsOutside(text, dotenvAssignments(text), { line: ["#"] });
}

function tomlComments(text: string): Stretch[] {
  const places = [...scanToml(text).values()];
  const literals = places
    .flatMap(({ keyStart, keyEnd, valueStart, valueEnd }) => [
      { start: keyStart, end: keyEnd },
      { start: valueStart, end: valueEnd },
    ])
    // Comments stand inside arrays and tables too.
    .filter(({ start }) => /["']/.test(text.charAt(start)));
  return commentsOutside(text, literals, { line: ["#"] });
}

function jsonComments(text: string): Stretch[] {
  const found: Stretch[] = [];
  visit(text, {
    onComment: (offset, length) => {
      found.push({ start: offset, end: offset + length });
    },
  });
  return found;
}

/** Scalars keep what looks like a comment in them: a script below `run: |` is one. */
function yamlComments(text: string): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) {
      isScalar = token === CST.SCALAR;
      continue;
    }
    if (!isScalar && CST.tokenType(token) === "comment") found.push({ start: at, end: at + token.length });
    isScalar = false;
    at += token.length;
  }
  return found;
}
