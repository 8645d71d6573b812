import type { Place } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import type { Evaluator } from "../evaluate.ts";
import { valueOfModule } from "../exports.ts";
import type { Program } from "../program.ts";
import { ancestors, directoryOf, join } from "../resolve.ts";
import {
  type AppliedValue,
  choiceOf,
  type ObjectValue,
  type Option,
  type Thunk,
  thunkOf,
  type Value,
} from "../value.ts";

/** `JSON.parse(readFileSync(path))`: the settings file that is read, or one of several by a computed name. */
export function moduleRead(evaluator: Evaluator, text: Value, at: Place): Value | null {
  const path = readPath(evaluator, text, 0);
  return path ? fileRead(evaluator, path, at.path, at) : null;
}

/** A file that is read and parsed in one call: `readJsonSync(path)`, `Bun.file(path).json()`; null for anything else. */
export function parsedFile(evaluator: Evaluator, callee: Value, args: readonly Thunk[], at: Place): Value | null {
  const [first] = args;
  if (callee.kind === "external" && first) {
    const name = callee.path.at(-1) ?? "";
    const reads =
      (callee.package === "fs-extra" && /^readJ(son|SON)(Sync)?$/.test(name)) ||
      (/^(load-json-file|jsonfile|read-json-file)$/.test(callee.package) &&
        /^(loadJsonFile|readFile|default)(Sync)?$/.test(name));
    const path = reads ? pathIn(evaluator, evaluator.force(first), 0) : null;
    return path ? fileRead(evaluator, path, at.path, at) : null;
  }
  return callee.kind === "member" && callee.property === "json" && isBunFile(callee.object)
    ? moduleRead(evaluator, callee.object, at)
    : null;
}

function isBunFile(value: Value): boolean {
  return value.kind === "applied" && isGlobalCall(value, "Bun.file");
}

function isGlobalCall({ callee }: AppliedValue, name: string): boolean {
  return callee.kind === "external" && callee.package === "" && callee.path.join(".") === name;
}

/** Functions that make a value of the text of a settings file. */
export function parsesText(pkg: string, path: readonly string[]): boolean {
  const name = path.at(-1) ?? "";
  if (
    /^(js-yaml|yaml|smol-toml|toml|@iarna\/toml|@ltd\/j-toml|json5|jsonc-parser|comment-json|confbox|destr)$/.test(pkg)
  )
    return /^(load|parse|parseYAML|parseTOML|parseJSON|parseJSON5|parseJSONC|destr|default)$/.test(name);
  return pkg === "" && /^Bun\.(YAML|TOML)\.parse$/.test(path.join("."));
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
    ((/^(fs|fs\/promises|fs-extra)$/.test(callee.package) && /^readFile(Sync)?$/.test(callee.path.at(-1) ?? "")) ||
      ["Bun.file", "Deno.readTextFile", "Deno.readTextFileSync"].some((name) => isGlobalCall(value, name)));
  if (isRead) return first ? pathIn(evaluator, evaluator.force(first), 0) : null;
  return callee.kind === "member" ? readPath(evaluator, callee.object, depth + 1) : null;
}

/** A path through `new URL(path, import.meta.url)`, `path.join(__dirname, …)`, `resolve(process.cwd(), …)`. */
export function pathIn(evaluator: Evaluator, value: Value, depth: number): Value | null {
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
  if (path.kind === "choice") {
    const options = path.options.map((o) => ({ value: fileRead(evaluator, o.value, from, at), when: o.when }));
    return options.every((o): o is Option => o.value !== null) ? choiceOf(options, at) : null;
  }
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
    const value = valueOfModule(evaluator, modulePath, at);
    const module = evaluator.program.modules.get(modulePath);
    if (module && value) entries.set(name, { ...thunkOf(value), module });
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
    const pattern = new RegExp(
      `^${escaped(base).replaceAll("\0", "([^/]+?)")}(\\.(?:[cm]?[jt]sx?|jsonc?|ya?ml|toml))?$`,
    );
    const found = evaluator.program.pathsBelow(fixedFolder(base)).flatMap((path) => {
      const match = pattern.exec(path);
      return match && path !== from ? [{ path, name: match[1] ?? path }] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The folder in which all that a pattern can match lies: what is computed is no more than one name. */
function fixedFolder(base: string): string {
  return directoryOf(base.split("\0", 1)[0] ?? "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
