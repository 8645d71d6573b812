import type { Expression, ModuleIR } from "../../model/ir.ts";
import { type Location, locate } from "../../model/location.ts";
import { type Evaluator, frameOf } from "../program/evaluate.ts";
import { callersOf } from "../program/parameters.ts";
import type { Program } from "../program/program.ts";
import { returnsOf } from "../program/returns.ts";
import { type Frame, place, type Thunk, type Value } from "../program/value.ts";

const mostSteps = 12;
const mostCallers = 3;

/** Where the value of an expression comes from, from name to name, as far as there is one way. */
export interface Steps {
  readonly places: readonly Location[];
  /** Every name on the way. */
  readonly names: readonly string[];
}

/** Follows an expression through the names, properties and calls by which it gets its value. */
export function stepsOf(evaluator: Evaluator, start: Thunk): Steps {
  const places: Location[] = [];
  const names: string[] = [];
  const seen = new Set<Expression>();
  let current: Thunk | null = start;
  while (current && !seen.has(current.expression) && places.length < mostSteps) {
    seen.add(current.expression);
    const step: Step | null = stepFrom(evaluator, current);
    if (!step) break;
    places.push(...step.places);
    names.push(...step.names);
    current = step.onward;
  }
  return { places: distinct(places), names };
}

interface Step {
  readonly places: readonly Location[];
  readonly names: readonly string[];
  readonly onward: Thunk | null;
}

function stepFrom(evaluator: Evaluator, thunk: Thunk): Step | null {
  const { expression: e, module, frame } = thunk;
  switch (e.kind) {
    case "await":
    case "spread":
      return through({ expression: e.operand, module, frame });
    case "assign":
      return through({ expression: e.value, module, frame });
    case "name":
      return declared(module, e.binding, frame);
    case "import":
      return imported(evaluator.program, module, e.specifier, e.name);
    case "parameter":
      return passed(evaluator, module, e.function, e.index);
    case "member":
      return property(evaluator, e, thunk);
    case "index":
      return through({ expression: e.object, module, frame });
    case "call":
      return returned(evaluator.evaluate(e.callee, module, frame));
    default:
      return null;
  }
}

function through(onward: Thunk): Step {
  return { places: [], names: [], onward };
}

function declared(module: ModuleIR, id: number, frame: Frame | null): Step | null {
  const binding = module.bindings[id];
  if (!binding) return null;
  const isImport = binding.kind === "import";
  const isHidden = binding.kind === "hidden" || binding.kind === "parameter";
  const places = isImport || isHidden ? [] : [locate(place(module, binding.span), `${binding.name} is declared`)];
  const later = binding.writes.map((w) => locate(place(module, w.span), `${binding.name} is assigned`));
  const onward = binding.value
    ? { expression: binding.value, module, frame: frameOf(frame, module, binding.owner) }
    : null;
  return { places: [...places, ...later.slice(0, mostCallers)], names: [binding.name], onward };
}

function imported(program: Program, module: ModuleIR, specifier: string, name: string): Step | null {
  const found = exported(program, module, specifier, name, 0);
  if (!found) return null;
  return {
    places: [locate(place(found.module, found.expression.span), `${name === "*" ? "module" : name} is exported`)],
    names: [name],
    onward: found,
  };
}

/** The expression behind an imported name, through re-exports. */
function exported(program: Program, from: ModuleIR, specifier: string, name: string, depth: number): Thunk | null {
  const target = program.resolve(from, specifier);
  const module = target.kind === "module" ? program.modules.get(target.path) : undefined;
  if (!module || depth > mostSteps) return null;
  for (const item of module.exports) {
    if (item.kind === "value" && item.name === name) return { expression: item.value, module, frame: null };
    if (item.kind === "from" && item.name === name)
      return exported(program, module, item.specifier, item.imported, depth + 1);
  }
  for (const item of module.exports) {
    const found = item.kind === "all" ? exported(program, module, item.specifier, name, depth + 1) : null;
    if (found) return found;
  }
  return null;
}

/** A parameter with one caller is what that passes; with several, their places are told and the way ends. */
function passed(evaluator: Evaluator, module: ModuleIR, id: number, index: number): Step | null {
  const fn = module.functions[id];
  if (!fn) return null;
  const name = fn.parameters[index]?.name ?? "";
  const at = locate(place(module, fn.parameters[index]?.span ?? fn.span), `parameter of ${fn.name || "a function"}`);
  const callers = callersOf(evaluator, module, fn);
  const calls = callers.slice(0, mostCallers).map(({ site }) => ({
    ...locate(place(site.module, site.expression.span), `passed to ${fn.name || "it"}`),
  }));
  const [only] = callers;
  return { places: [at, ...calls], names: [name], onward: callers.length === 1 ? (only?.args[index] ?? null) : null };
}

function property(evaluator: Evaluator, e: Extract<Expression, { kind: "member" }>, thunk: Thunk): Step | null {
  const { module, frame } = thunk;
  const object = evaluator.evaluate(e.object, module, frame);
  const entry = object.kind === "object" ? object.entries.get(e.property) : undefined;
  const names = [e.property];
  if (entry && entry.expression.kind !== "undefined")
    return {
      places: [locate(place(entry.module, entry.expression.span), `.${e.property} is set`)],
      names,
      onward: entry,
    };
  if (object.kind === "namespace") {
    const item = object.module.exports.find((x) => x.kind === "value" && x.name === e.property);
    if (item?.kind === "value") {
      const onward: Thunk = { expression: item.value, module: object.module, frame: null };
      return { places: [locate(place(object.module, item.value.span), `${e.property} is exported`)], names, onward };
    }
  }
  if (object.kind === "instance") return field(object, e.property);
  return { places: [], names, onward: { expression: e.object, module, frame } };
}

function field({ of }: Extract<Value, { kind: "instance" }>, name: string): Step | null {
  const member = of.cls.members.find((m) => m.name === name);
  if (!member) return null;
  const writes = member.writes.map((w) => locate(place(of.module, w.span), `.${name} is assigned`));
  return {
    places: [locate(place(of.module, member.span), `.${name} of ${of.cls.name || "a class"}`), ...writes],
    names: [name],
    onward: null,
  };
}

function returned(callee: Value): Step | null {
  if (callee.kind !== "function") return null;
  const { fn, module } = callee;
  const [only, ...more] = returnsOf(fn.body, module, null).filter((o) => o.expression !== null);
  if (only === undefined) return null;
  const at = only.expression ? place(module, only.expression.span) : callee.at;
  const name = fn.name || "a function";
  return {
    places: more.length > 0 ? [locate(callee.at, name)] : [locate(at, `returned by ${name}`)],
    names: [fn.name],
    onward: null,
  };
}

function distinct(places: readonly Location[]): readonly Location[] {
  const seen = new Set<string>();
  return places.filter(({ path, startLine, startColumn }) => {
    const key = `${path}:${startLine}:${startColumn}`;
    return !seen.has(key) && seen.add(key);
  });
}
