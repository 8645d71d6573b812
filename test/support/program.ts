import { randomBytes } from "node:crypto";
import { extractFile } from "../../src/extract/extract.ts";
import { lowerModule } from "../../src/extract/program/lower-module.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { LinkContext } from "../../src/link/context.ts";
import type { Concrete } from "../../src/link/program/concretise.ts";
import { concretise } from "../../src/link/program/concretise.ts";
import type { Evaluator } from "../../src/link/program/evaluate.ts";
import { openFrame } from "../../src/link/program/parameters.ts";
import type { Test, Value } from "../../src/link/program/value.ts";
import { readUnits } from "../../src/link/units/units.ts";
import type { Fact, Located } from "../../src/model/facts.ts";
import type { ModuleIR } from "../../src/model/ir.ts";

/** A repository as path → text. */
export type Files = Readonly<Record<string, string>>;

const seal = createSeal(randomBytes(32));
const code = /\.[cm]?[jt]sx?$/;

/** The facts of a repository: its code lowered, its configuration read, sealed under a key of this run. */
export function factsOfFiles(files: Files): Located<Fact>[] {
  return Object.entries(files).flatMap(([path, text]): Located<Fact>[] =>
    code.test(path)
      ? [{ kind: "module", path, module: lowerModule(path, text, seal) }]
      : extractFile({ path, zone: "source", bytes: text.length }, { read: () => text }, seal),
  );
}

/** What the linker works with, over a repository given as text. A lone text is `main.ts`. */
export function contextOf(files: Files | string, zones: Readonly<Record<string, string>> = {}): LinkContext {
  const facts = factsOfFiles(typeof files === "string" ? { "main.ts": files } : files);
  const context = new LinkContext(facts, new Map(Object.entries(zones)));
  context.units = readUnits(facts);
  return context;
}

/** What the name `it` of `main.ts` (or another name and module) can be. */
export function valueIn(context: LinkContext, name = "it", path = "main.ts"): Value {
  const module = moduleAt(context, path);
  const binding = module.bindings.find((b) => b.name === name);
  if (!binding) throw new Error(`${path} has no ${name}: ${module.bindings.map((b) => b.name).join(" ")}`);
  const owner = binding.owner === null ? undefined : module.functions[binding.owner];
  const frame = owner ? openFrame(module, owner) : null;
  return context.evaluator.evaluate({ kind: "name", binding: binding.id, name, span: binding.span }, module, frame);
}

export function moduleAt(context: LinkContext, path: string): ModuleIR {
  const module = context.program.modules.get(path);
  if (!module) throw new Error(`no module ${path}`);
  return module;
}

/** {@link valueIn}, printed. */
export function itIs(files: Files | string): string {
  const context = contextOf(files);
  return show(context.evaluator, valueIn(context));
}

/** What `it` of `main.ts` is in each environment of the repository's root, as `environment: value`. */
export function itIsIn(files: Files): string[] {
  const context = contextOf(files);
  const value = valueIn(context);
  return context
    .viewsOf("")
    .map((view) => `${view.name}: ${concretise(context.evaluator, value, view).map(showConcrete).join(" | ")}`);
}

/** A value on one line: `$VAR`, `"x"`, `a ?? b`, `select{production, staging}[$APP_ENV].url`, `a if $X | b if not $X`. */
export function show(evaluator: Evaluator, value: Value, depth = 0): string {
  if (depth > 8) return "…";
  const go = (v: Value): string => show(evaluator, v, depth + 1);
  const list = (thunks: readonly Parameters<Evaluator["force"]>[0][]): string =>
    thunks.map((t) => go(evaluator.force(t))).join(", ");
  switch (value.kind) {
    case "literal":
      return value.sealed && value.sealed.text === undefined ? `[${value.sealed.nature}]` : showLiteral(value.value);
    case "variable":
      return `${typeof value.name === "string" ? `$${value.name}` : `$(${go(value.name)})`}${value.letters ? `.${value.letters}` : ""}`;
    case "template":
      return `\`${value.parts.map((p) => (isText(p) ? String(p.value) : `\${${go(p)}}`)).join("")}\``;
    case "environment":
      return `env{${[...value.made].map(([key, make]) => `${key}: ${go(make({ kind: "variable", name: key, at: value.at }))}`).join(", ")}}`;
    case "object": {
      const entries = [...value.entries].map(([key, t]) => `${key}: ${go(evaluator.force(t))}`);
      return `{${[...entries, ...(value.rest ? [`...${go(value.rest)}`] : [])].join(", ")}}`;
    }
    case "array":
      return `[${list(value.elements)}${value.open ? ", ..." : ""}]`;
    case "choice":
      return value.options.map((o) => go(o.value) + showTests(evaluator, o.when, depth)).join(" | ");
    case "fallback":
      return `${go(value.first)} ?? ${go(value.second)}`;
    case "select": {
      const taken = value.taken.map((p) => `.${p}`).join("");
      return `select{${[...value.from.entries.keys()].join(", ")}}[${go(value.key)}]${taken}`;
    }
    case "function":
      return `function ${value.fn.name}`;
    case "class":
      return `class ${value.cls.name}`;
    case "instance":
      return value.args ? `new ${value.of.cls.name}(${list(value.args)})` : `some ${value.of.cls.name}`;
    case "namespace":
      return `module ${value.module.path}`;
    case "external":
      return `${value.package}${value.package && value.path.length > 0 ? ":" : ""}${value.path.join(".")}`;
    case "applied":
      return `${value.form === "new" ? "new " : ""}${go(value.callee)}(${list(value.args)})`;
    case "member":
      return `${go(value.object)}.${value.property}`;
    case "input":
      return `<${value.fn.parameters[value.index]?.name || `${value.fn.name}#${value.index}`}>`;
    case "operation": {
      const [left, right] = value.operands.map(go);
      return right === undefined ? `${value.operator}${left}` : `${left} ${value.operator} ${right}`;
    }
    case "stored":
      return `${value.store}:${go(value.name)}`;
    case "unknown":
      return `?(${value.reason})`;
  }
}

function showLiteral(value: string | number | boolean | null | undefined): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function isText(value: Value): value is Extract<Value, { kind: "literal" }> {
  return value.kind === "literal" && !(value.sealed && value.sealed.text === undefined);
}

function showTests(evaluator: Evaluator, tests: readonly Test[], depth: number): string {
  const each = tests.map((t) => {
    const value = show(evaluator, evaluator.force(t.thunk), depth + 1);
    const text = t.equals ? `${show(evaluator, evaluator.force(t.equals), depth + 1)} === ${value}` : value;
    return t.holds ? text : `not ${text}`;
  });
  return each.length === 0 ? "" : ` if ${each.join(" and ")}`;
}

/** One line too: `"x"`, `[secret]`, `nothing`, `github-secret:NAME`, `?reason`, with `or …` for what holds if nothing is set. */
export function showConcrete(c: Concrete): string {
  const assuming = c.assumption === null ? "" : ` (${c.assumption})`;
  switch (c.kind) {
    case "text":
      return (c.text === null ? `[${c.sealed?.nature}]` : JSON.stringify(c.text)) + assuming;
    case "nothing":
      return `nothing${assuming}`;
    case "reference":
      return `${c.bound.store}:${c.bound.name}${assuming}`;
    case "other":
      return `<${c.value.kind}>${assuming}`;
    case "unresolved": {
      const pattern = c.pattern === null ? "" : ` like ${c.pattern}`;
      const instead = c.instead === null ? "" : ` or ${showConcrete(c.instead)}`;
      return `?${c.reason}${pattern}${instead}${assuming}`;
    }
  }
}
