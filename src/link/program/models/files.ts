import type { Place } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import type { Evaluator } from "../evaluate.ts";
import { valueOfModule } from "../exports.ts";
import type { Program } from "../program.ts";
import { ancestors, directoryOf, join } from "../resolve.ts";
import type { ObjectValue, Thunk, Value } from "../value.ts";

/** `JSON.parse(readFileSync(path))`: the settings file that is read, or one of several by a computed name. */
export function moduleRead(evaluator: Evaluator, text: Value, at: Place): Value | null {
  const path = readPath(evaluator, text, 0);
  return path ? fileRead(evaluator, path, at.path, at) : null;
}

/** The path that a value was read from: `readFileSync(path, "utf8")`, `await readFile(path)`, its `.toString()`. */
function readPath(evaluator: Evaluator, value: Value, depth: number): Value | null {
  if (depth > 6) return null;
  if (value.kind === "member") return readPath(evaluator, value.object, depth + 1);
  if (value.kind !== "applied") return null;
  const { callee, args } = value;
  const [first] = args;
  const isRead =
    callee.kind === "external" &&
    /^(fs|fs\/promises|fs-extra)$/.test(callee.package) &&
    /^readFile(Sync)?$/.test(callee.path.at(-1) ?? "");
  if (isRead) return first ? pathIn(evaluator, evaluator.force(first), 0) : null;
  return callee.kind === "member" ? readPath(evaluator, callee.object, depth + 1) : null;
}

/** A path through `new URL(path, import.meta.url)`, `path.join(__dirname, …)`, `resolve(process.cwd(), …)`. */
function pathIn(evaluator: Evaluator, value: Value, depth: number): Value | null {
  if (depth > 6) return null;
  if (value.kind !== "applied") return value;
  const { callee, args, at } = value;
  if (callee.kind !== "external") return null;
  const name = callee.path.at(-1) ?? "";
  if (callee.package === "" && name === "URL") return args[0] ? evaluator.force(args[0]) : null;
  if (/^(path|path\/posix|url)$/.test(callee.package)) {
    if (name === "fileURLToPath") return args[0] ? pathIn(evaluator, evaluator.force(args[0]), depth + 1) : null;
    if (name === "join" || name === "resolve") {
      const parts = args
        .map((t) => evaluator.force(t))
        .filter(
          (v) =>
            v.kind === "literal" ||
            v.kind === "template" ||
            v.kind === "variable" ||
            v.kind === "choice" ||
            v.kind === "fallback",
        );
      const slash: Value = { kind: "literal", value: "/", at };
      return { kind: "template", parts: parts.flatMap((p, i) => (i === 0 ? [p] : [slash, p])), at };
    }
  }
  return null;
}

/** The module at a path, or, where one part of the path is computed, an entry for each module it can name. */
export function fileRead(evaluator: Evaluator, path: Value, from: string, at: Place): Value | null {
  const parts = flat(path);
  const fixed = parts.map((p) => (p.kind === "literal" && p.value !== undefined ? String(p.value) : "\0")).join("");
  const keys = parts.filter((p) => p.kind !== "literal");
  const [key] = keys;
  if (fixed.replaceAll("\0", "").replace(/[./]/g, "").length === 0 && !fixed.startsWith(".")) return null;
  const found = matching(evaluator, fixed, from);
  if (!key) {
    const [only] = found;
    return only ? valueOfModule(evaluator, only.path, at) : null;
  }
  if (found.length === 0 || keys.length > 1) return null;
  const entries = new Map<string, Thunk>();
  for (const { path: modulePath, name } of found) {
    const module = evaluator.program.modules.get(modulePath);
    const value = valueOfModule(evaluator, modulePath, at);
    if (module && value)
      entries.set(name, { expression: { kind: "undefined", span: value.at.span }, module, frame: null, value });
  }
  const object: ObjectValue = { kind: "object", entries, rest: null, at };
  return { kind: "select", from: object, taken: [], key, at };
}

function flat(value: Value): readonly Value[] {
  return value.kind === "template" ? value.parts.flatMap(flat) : [value];
}

/** Modules whose path is the given one with something in place of the computed part: beside the importer, else in a folder above it. */
function matching(evaluator: Evaluator, fixed: string, from: string): readonly Match[] {
  const known = remember(matched, evaluator.program, () => new Map<string, readonly Match[]>());
  return remember(known, `${from}\n${fixed}`, () => findMatches(evaluator, fixed, from));
}

interface Match {
  readonly path: string;
  readonly name: string;
}

const matched = new WeakMap<Program, Map<string, readonly Match[]>>();

function findMatches(evaluator: Evaluator, fixed: string, from: string): readonly Match[] {
  const relative = fixed.replace(/^(\.\.?\/)+/, "").replace(/^\//, "");
  const bases = [
    ...(fixed.startsWith(".") ? [join(directoryOf(from), fixed)] : []),
    ...ancestors(directoryOf(from)).map((d) => join(d, relative)),
  ];
  for (const base of bases) {
    const pattern = new RegExp(`^${escaped(base).replaceAll("\0", "([^/]+?)")}(\\.(?:[cm]?[jt]sx?|json|ya?ml))?$`);
    const found = [...evaluator.program.modules.keys()].flatMap((path) => {
      const match = pattern.exec(path);
      return match && path !== from ? [{ path, name: match[1] ?? path }] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
