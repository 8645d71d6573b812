import type { Evaluator } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import type { Program } from "../program/program.ts";
import { ancestors, directoryOf, join } from "../program/resolve.ts";
import type { Thunk, Value } from "../program/value.ts";
import { programOf } from "./programs.ts";
import { sourceOf } from "./test-files.ts";

/**
 * The modules that a call starts as another process: `new StdioClientTransport({ command: "node", args: ["dist/server.js"] })`,
 * `spawn("tsx", ["src/server.ts"])`, `fork("./worker.js")`.
 */
export function startedModules(evaluator: Evaluator, program: Program, visit: Visit): readonly string[] {
  if (visit.site.kind === "tagged" || !startsProcess(visit.callee)) return [];
  const lines = visit.args.flatMap((argument, index) => linesIn(evaluator, argument, visit.args[index + 1]));
  return [...new Set(lines.flatMap((words) => modulesOf(program, visit.module.path, words)))];
}

const opener = /transport$|^(spawn|spawnSync|fork|exec|execSync|execFile|execFileSync|execa|execaSync|execaNode)$/i;

function startsProcess(callee: Value): boolean {
  if (callee.kind === "member") return opener.test(callee.property);
  return callee.kind === "external" && opener.test(callee.path.at(-1) ?? "");
}

/** The command line that an argument is, alone or with the list after it. */
function linesIn(evaluator: Evaluator, argument: Thunk, next: Thunk | undefined): readonly (readonly string[])[] {
  const value = evaluator.force(argument);
  if (value.kind === "object") {
    const command = value.entries.get("command");
    const args = value.entries.get("args");
    const word = command ? textOf(evaluator, evaluator.force(command)) : null;
    return word === null ? [] : [[word, ...(args ? wordsOf(evaluator, args) : [])]];
  }
  const word = textOf(evaluator, value);
  if (word === null) return [];
  return [[...word.split(/\s+/), ...(next ? wordsOf(evaluator, next) : [])]];
}

function wordsOf(evaluator: Evaluator, list: Thunk): readonly string[] {
  const value = evaluator.force(list);
  return value.kind === "array"
    ? value.elements.flatMap((element) => textOf(evaluator, evaluator.force(element)) ?? [])
    : [];
}

/** A text, or what is written out of a path that is put together: `join(__dirname, "../dist/server.js")`. */
function textOf(evaluator: Evaluator, value: Value): string | null {
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : null;
  if (value.kind === "template") {
    const last = value.parts.at(-1);
    return last ? textOf(evaluator, last) : null;
  }
  if (value.kind !== "applied" || value.callee.kind !== "external") return null;
  if (!/^(join|resolve|fileURLToPath|URL)$/.test(value.callee.path.at(-1) ?? "")) return null;
  const parts = value.args.flatMap((argument) => textOf(evaluator, evaluator.force(argument)) ?? []);
  return parts.length === 0 ? null : parts.join("/");
}

const launchers = /^(npx|bunx|pnpm|yarn|exec|dlx|-y|--yes|--)$/;

function modulesOf(program: Program, from: string, words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !launchers.test(word));
  if (first < 0) return [];
  const run = programOf(words.slice(first), "", null);
  const folders = ancestors(directoryOf(from));
  for (const file of run.entryFiles) {
    const bare = file.replace(/^(\.\.\/)+/, "").replace(/^\//, "");
    for (const folder of folders) {
      const found = sourceOf(program, join(folder, bare));
      if (found !== null) return [found];
    }
  }
  return [];
}
