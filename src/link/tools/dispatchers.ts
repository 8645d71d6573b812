import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { Program } from "../program/program.ts";
import { type Frame, type FunctionValue, moduleBody, place, type Thunk, type Value } from "../program/value.ts";
import { eachExpressionIn, partsOf } from "../program/walk.ts";
import { modelInput } from "./effects.ts";
import { handlerKeys } from "./objects.ts";
import { type Round, roundOver } from "./round.ts";

/** A function that receives every tool call and finds the tool by its name. */
export interface Dispatcher {
  readonly fn: FunctionValue;
  /** Where the name stands in what the function is given. */
  readonly name: NamePath;
  /** The tools it tells apart by their names; null if it looks them up. */
  readonly cases: ReadonlySet<string> | null;
  /** Where it answers the low-level request: those that it tells apart, whatever is registered on the server for them. */
  readonly replaces: ReadonlySet<string>;
  /** Whether it answers clients of an MCP server. */
  readonly answersMcp?: true;
}

/** A way in which a call of a tool enters the code. */
export interface Way {
  readonly fn: FunctionValue;
  readonly args: readonly Thunk[];
  /** Which part of the function is done for the call, where that is a round of a loop. */
  readonly round?: Round | null;
  /** The list that the loop of that round runs over. */
  readonly over?: Expression | null;
}

/** The way from a parameter, or from an element of a list that is looped over, to the name of the tool. */
interface NamePath {
  readonly from: { readonly parameter: number; readonly of: number } | { readonly elementOf: Span };
  readonly path: readonly string[];
}

/** Handlers of the low-level MCP request that calls a tool. */
export function findDispatchers(program: Program, evaluator: Evaluator): readonly Dispatcher[] {
  const name: NamePath = { from: { parameter: 0, of: -1 }, path: ["params", "name"] };
  return program.sitesNamed("setRequestHandler").flatMap(({ module, owner, expression }) => {
    if (expression.kind !== "call") return [];
    const frame = owner ? openFrame(module, owner) : null;
    const [request, handler] = expression.args;
    if (!request || !handler || !isCallTool(evaluator.evaluate(request, module, frame))) return [];
    return functionsOf(evaluator.evaluate(handler, module, frame)).map((fn) => ({
      fn,
      name,
      cases: null,
      replaces: new Set<string>(),
      answersMcp: true as const,
    }));
  });
}

function isCallTool(value: Value): boolean {
  if (value.kind === "literal") return value.value === "tools/call";
  return value.kind === "external" && value.path.at(-1) === "CallToolRequestSchema";
}

/** Functions that tell these tools apart by the name that the model gave: with a `switch`, an `if`, or a table of handlers. */
export function findSwitches(
  { program, evaluator }: { readonly program: Program; readonly evaluator: Evaluator },
  names: ReadonlySet<string>,
  counts: (path: string) => boolean,
): readonly Dispatcher[] {
  if (names.size === 0) return [];
  const found: Dispatcher[] = [];
  for (const module of program.modules.values()) {
    if (!counts(module.path)) continue;
    for (const fn of module.functions) {
      if (draws(fn, module)) continue;
      const subjects = new Map<
        string,
        { readonly name: NamePath; readonly of: FunctionIR; readonly cases: Set<string> }
      >();
      const note = (subject: Expression, text: string): void => {
        if (!names.has(text)) return;
        const name = namePathOf(subject, module, fn);
        if (!name) return;
        const key = JSON.stringify(name);
        const known = subjects.get(key);
        if (known) known.cases.add(text);
        else subjects.set(key, { name, of: ownerOf(name, module, fn), cases: new Set([text]) });
      };
      eachComparison(fn.body, module, note);
      eachLookUp(evaluator, fn, module, note);
      for (const { name, of, cases } of subjects.values())
        found.push({ fn: functionAt(module, of), name, cases, replaces: new Set() });
    }
  }
  return found;
}

/** A component that shows each tool in its own way runs none of them. */
function draws(fn: FunctionIR, module: ModuleIR): boolean {
  let found = false;
  eachExpressionIn(fn.body, module, (e) => {
    found ||= e.kind === "opaque" && e.syntax === "jsx";
  });
  return found;
}

function functionAt(module: ModuleIR, fn: FunctionIR): FunctionValue {
  const frame = openFrame(module, fn);
  return { kind: "function", module, fn, frame: frame.parent, self: frame.self, at: place(module, fn.span) };
}

/** `audited(name, () => { switch (name) … })`: the name is that of the function around the one it is told apart in. */
function ownerOf({ from }: NamePath, module: ModuleIR, fn: FunctionIR): FunctionIR {
  return ("of" in from ? module.functions[from.of] : undefined) ?? fn;
}

/** `handlers[name](input)`, `byName.get(name).run(input)`: a table that has a function, or what has one, for each tool. */
function eachLookUp(
  evaluator: Evaluator,
  fn: FunctionIR,
  module: ModuleIR,
  visit: (subject: Expression, text: string) => void,
): void {
  eachExpressionIn(fn.body, module, (e) => {
    const key = keyOf(e);
    if (!key || !namePathOf(key, module, fn)) return;
    const frame = openFrame(module, fn);
    const table =
      e.kind === "index" ? evaluator.evaluate(e.object, module, frame) : evaluator.evaluate(e, module, frame);
    const entries = table.kind === "object" ? table.entries : e.kind === "call" ? pickedFrom(table) : null;
    for (const [name, thunk] of entries ?? []) if (isCallable(evaluator, evaluator.force(thunk))) visit(key, name);
  });
}

/** The key that something is looked up by: in an object, or in a map. */
function keyOf(e: Expression): Expression | null {
  if (e.kind === "index") return e.index;
  const [key, ...more] = e.kind === "call" && e.callee.kind === "member" && e.callee.property === "get" ? e.args : [];
  return more.length === 0 ? (key ?? null) : null;
}

/** The entries that one was picked from by a key that is not known. */
function pickedFrom(value: Value): ReadonlyMap<string, Thunk> | null {
  if (value.kind === "choice") return value.options.map((o) => pickedFrom(o.value)).find((m) => m !== null) ?? null;
  return value.kind === "select" && value.taken.length === 0 ? value.from.entries : null;
}

function isCallable(evaluator: Evaluator, value: Value): boolean {
  if (value.kind === "instance")
    return handlerKeys.some((key) => functionsOf(evaluator.member(value, key, value.at)).length > 0);
  return value.kind === "object"
    ? [...value.entries.values()].some((t) => t.expression.kind === "function")
    : functionsOf(value).length > 0;
}

function eachComparison(
  body: readonly Statement[],
  module: ModuleIR,
  visit: (subject: Expression, text: string) => void,
): void {
  for (const s of body) {
    if (s.kind === "switch") {
      for (const c of s.cases)
        if (c.test?.kind === "literal" && typeof c.test.value === "string") visit(s.subject, c.test.value);
    }
    if (s.kind === "if") comparedIn(s.test, visit);
    for (const block of partsOf(s, module).blocks) eachComparison(block, module, visit);
  }
}

function comparedIn(test: Expression, visit: (subject: Expression, text: string) => void): void {
  if (test.kind === "logical") {
    comparedIn(test.left, visit);
    comparedIn(test.right, visit);
  }
  // `if (name !== "refund") return` tells it apart as well.
  if (test.kind !== "binary" || !/^[!=]==?$/.test(test.operator)) return;
  if (test.right.kind === "literal" && typeof test.right.value === "string") visit(test.left, test.right.value);
  if (test.left.kind === "literal" && typeof test.left.value === "string") visit(test.right, test.left.value);
}

function namePathOf(subject: Expression, module: ModuleIR, fn: FunctionIR): NamePath | null {
  const path: string[] = [];
  let e: Expression | null = subject;
  for (let steps = 0; e && steps < 16; steps++) {
    if (e.kind === "member") {
      path.unshift(e.property);
      e = e.object;
    } else if (e.kind === "name") {
      const binding: ModuleIR["bindings"][number] | undefined = module.bindings[e.binding];
      e = binding && binding.writes.length === 0 ? binding.value : null;
    } else if (e.kind === "parameter")
      return encloses(module, e.function, fn) ? { from: { parameter: e.index, of: e.function }, path } : null;
    else if (e.kind === "element") return { from: { elementOf: e.span }, path };
    else return null;
  }
  return null;
}

function encloses(module: ModuleIR, id: number, fn: FunctionIR): boolean {
  for (let f: FunctionIR | undefined = fn; f; f = f.parent === null ? undefined : module.functions[f.parent])
    if (f.id === id) return true;
  return false;
}

function listAt({ module, fn }: FunctionValue, span: Span): Expression | null {
  let found: Expression | null = null;
  eachExpressionIn(fn.body, module, (e) => {
    const own = e.kind === "element" ? null : e.span;
    if (
      own &&
      own.startLine === span.startLine &&
      own.startColumn === span.startColumn &&
      own.endLine === span.endLine &&
      own.endColumn === span.endColumn
    )
      found ??= e;
  });
  return found;
}

const argumentKeys = ["arguments", "args", "input", "params", "parameters"];

const argumentNames = /^(tool)?_?(arguments|args|arg|input|inputs|params|parameters|payload)$/i;

/** `({ name, arguments: input }, context) => …`: what the name comes with holds the arguments as well. */
function takesArguments({ module, fn }: FunctionValue, given: number): boolean {
  const isGiven = (e: Expression | null): boolean =>
    e?.kind === "parameter" ? e.function === fn.id && e.index === given : e?.kind === "name" && isGiven(held(e));
  const held = (e: Extract<Expression, { kind: "name" }>): Expression | null => {
    const binding = module.bindings[e.binding];
    return binding?.writes.length === 0 && binding.value?.kind === "parameter" ? binding.value : null;
  };
  const isTaken = (e: Expression): boolean =>
    e.kind === "member" && argumentKeys.includes(e.property) && isGiven(e.object);
  let found = module.bindings.some((b) => b.owner === fn.id && b.value !== null && isTaken(b.value));
  eachExpressionIn(fn.body, module, (e) => {
    found ||= isTaken(e);
  });
  return found;
}

/** A parameter as the callers in the repository fill it in. */
export function passedTo({ module, fn }: FunctionValue, index: number): Thunk {
  const span = fn.parameters[index]?.span ?? fn.span;
  return { expression: { kind: "parameter", function: fn.id, index, span }, module, frame: openFrame(module, fn) };
}

/** A dispatcher when the model calls one tool: its name is known, its arguments are the model's. */
export function callOf({ fn, name }: Dispatcher, tool: string): Way {
  const at = place(fn.module, fn.fn.span);
  const thunk = (value: Value): Thunk => ({
    expression: { kind: "undefined", span: fn.fn.span },
    module: fn.module,
    frame: null,
    value,
  });
  const input = modelInput(fn, tool);
  const own = name.path.reduceRight<Value>(
    (value, property, i) => {
      const isInnermost = i === name.path.length - 1;
      const entries = new Map([
        ...(isInnermost ? argumentKeys.map((key) => [key, thunk(input)] as const) : []),
        [property, thunk(value)] as const,
      ]);
      return { kind: "object", entries, rest: isInnermost ? input : null, at };
    },
    { kind: "literal", value: tool, at },
  );
  if ("parameter" in name.from) {
    const given = name.from.parameter;
    const { parameters } = fn.fn;
    const isTold = parameters.some((p, i) => i !== given && argumentNames.test(p.name)) || takesArguments(fn, given);
    // Where one parameter says that it is the arguments, the others are what the code that runs the loop passes.
    const other = (i: number): Thunk =>
      parameters[i]?.default || (isTold && !argumentNames.test(parameters[i]?.name ?? ""))
        ? passedTo(fn, i)
        : thunk(input);
    return {
      fn,
      args: Array.from({ length: Math.max(given + 1, parameters.length) }, (_, i) =>
        i === given ? thunk(own) : other(i),
      ),
    };
  }
  const outer: Frame = {
    module: fn.module,
    fn: moduleBody,
    args: null,
    self: fn.self,
    parent: fn.frame,
    depth: 0,
    round: { over: name.from.elementOf, element: thunk(own) },
  };
  return {
    fn: { ...fn, frame: outer },
    args: fn.fn.parameters.map((_, i) => passedTo(fn, i)),
    round: roundOver(fn.module, fn.fn, name.from.elementOf),
    over: listAt(fn, name.from.elementOf),
  };
}
