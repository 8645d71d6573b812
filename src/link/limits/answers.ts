import type { BindingId, Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/functions.ts";
import { openFrame } from "../program/parameters.ts";
import { childrenOf, eachExpression, eachExpressionIn } from "../program/walk.ts";

/** A stretch of a function that runs again and again. */
export interface Region {
  readonly module: ModuleIR;
  readonly owner: FunctionIR | null;
  readonly body: readonly Statement[];
  readonly head: readonly Expression[];
  /** The call in it that asks the model, or leads to what does. */
  readonly call: Expression;
  /** For a recursion: the call that begins another round. */
  readonly again?: Expression;
}

const growing = /^(push|unshift|splice|concat)$/;
/** Words of what may be a bound: a name with one of them is never taken for the answer of the model. */
const bounding =
  /budget|limit|quota|cost|spen[dt]|deadline|time|elapsed|expir|abort|signal|cancel|max|min[A-Z_]|remain|attempt|retr|iterat|count|turn|round|step|depth|usage|token|guard|throttl|interrupt|stopped|running|alive|closed|shut|kill|halt|pause/i;

/** What a loop knows from the answers of the model alone: names by their bindings. */
export function answeredIn({ module, body, call }: Region): ReadonlySet<BindingId> {
  const answered = new Set<BindingId>();
  const isAnswer = (e: Expression): boolean => {
    let found = false;
    eachExpression(e, (x) => {
      found ||= x === call || (x.kind === "name" && answered.has(x.binding));
    });
    return found;
  };
  const flags = flagsIn(body, module);
  for (let size = -1; size !== answered.size; ) {
    size = answered.size;
    eachLet(body, (id) => {
      const value = module.bindings[id]?.value;
      if (value && isAnswer(value)) answered.add(id);
    });
    eachExpressionIn(body, module, (e) => {
      if (e.kind === "assign" && e.operator === "=" && e.target.kind === "name" && isAnswer(e.value))
        answered.add(e.target.binding);
      if (e.kind !== "call" || e.callee.kind !== "member" || e.callee.object.kind !== "name") return;
      if (growing.test(e.callee.property) && e.args.some(isAnswer)) answered.add(e.callee.object.binding);
    });
  }
  for (const flag of flags) answered.add(flag);
  return answered;
}

/** Names that the loop gives nothing but constants: `done = true`. */
function flagsIn(body: readonly Statement[], module: ModuleIR): readonly BindingId[] {
  const constant = new Map<BindingId, boolean>();
  eachExpressionIn(body, module, (e) => {
    if (e.kind !== "assign" || e.target.kind !== "name") return;
    const isConstant = e.operator === "=" && e.value.kind === "literal" && typeof e.value.value !== "number";
    constant.set(e.target.binding, isConstant && constant.get(e.target.binding) !== false);
  });
  return [...constant].flatMap(([id, isConstant]) => (isConstant ? [id] : []));
}

function eachLet(body: readonly Statement[], visit: (id: BindingId) => void): void {
  for (const s of body) {
    if (s.kind === "let") visit(s.binding);
    else if (s.kind === "if") eachLet([...s.then, ...s.else], visit);
    else if (s.kind === "try") eachLet([...s.body, ...(s.catch ?? []), ...(s.finally ?? [])], visit);
    else if (s.kind === "loop" || s.kind === "block") eachLet(s.body, visit);
    else if (s.kind === "switch") for (const c of s.cases) eachLet(c.body, visit);
  }
}

/** The names of the answer itself: `const turn = await generate(…)` is no turn that anybody counts. */
export function answerNames({ module, body, call }: Region): ReadonlySet<BindingId> {
  const names = new Set<BindingId>();
  eachLet(body, (id) => {
    const value = module.bindings[id]?.value;
    if (value === call || (value?.kind === "await" && value.operand === call)) names.add(id);
  });
  return names;
}

const noNames: ReadonlySet<BindingId> = new Set();

/** Whether a test compares a size or a number, asks a signal, or names what sounds like a bound; `answers` are called what they like. */
export function mayBound(test: Expression, answers: ReadonlySet<BindingId> = noNames): boolean {
  let found = false;
  eachExpression(test, (e) => {
    if (e.kind === "binary" && /^[<>]=?$/.test(e.operator)) found ||= !isAboutNone(e);
    if (e.kind === "member") found ||= bounding.test(e.property);
    if (e.kind === "global" || (e.kind === "name" && !answers.has(e.binding))) found ||= bounding.test(e.name);
  });
  return found;
}

/** `calls.length > 0`, `calls.length >= 1`, `calls.length < 1`: whether there are any. */
function isAboutNone(e: Extract<Expression, { kind: "binary" }>): boolean {
  const [number, other] = e.left.kind === "literal" ? [e.left, e.right] : [e.right, e.left];
  const isSize = other.kind === "member" && /^(length|size)$/.test(other.property);
  return isSize && number.kind === "literal" && (number.value === 0 || number.value === 1);
}

/** Whether a test comes out by what the model answered, and by nothing else. */
export function decidedByAnswer(
  evaluator: Evaluator,
  region: Region,
  answered: ReadonlySet<BindingId>,
  test: Expression,
): boolean {
  if (mayBound(test, answerNames(region))) return false;
  const decided = (e: Expression): boolean => {
    switch (e.kind) {
      case "literal":
      case "undefined":
        return true;
      case "function":
        return !comparesSizes(region.module.functions[e.function], region.module);
      case "name":
        return answered.has(e.binding) || isConstant(region.module, e.binding);
      case "global":
        return /^(Array|Boolean|Object|String|JSON|undefined)$/.test(e.name);
      case "call":
        return decidedCall(e);
      case "member":
      case "index":
      case "element":
      case "rest":
      case "unary":
      case "logical":
      case "binary":
      case "conditional":
      case "template":
      case "array":
      case "object":
      case "await":
      case "spread":
        return childrenOf(e).every(decided);
      case "assign":
        return e.operator === "=" && decided(e.value);
      case "opaque":
        return e.syntax !== "yield" && e.children.every(decided);
      default:
        return false;
    }
  };
  const decidedCall = (e: Extract<Expression, { kind: "call" }>): boolean => {
    if (e === region.call) return true;
    if (!e.args.every(decided)) return false;
    if (e.callee.kind === "member") return decided(e.callee.object);
    if (e.callee.kind !== "name") return e.callee.kind === "global" && decided(e.callee);
    const frame = region.owner ? openFrame(region.module, region.owner) : null;
    const functions = functionsOf(evaluator.evaluate(e.callee, region.module, frame));
    return e.args.length > 0 && functions.length > 0 && functions.every((f) => !comparesSizes(f.fn, f.module));
  };
  return decided(test);
}

function isConstant(module: ModuleIR, id: BindingId): boolean {
  const binding = module.bindings[id];
  return binding?.kind === "const" && binding.value?.kind === "literal" && typeof binding.value.value === "string";
}

/** Whether a function may count or ask something else than what it is given. */
function comparesSizes(fn: FunctionIR | undefined, module: ModuleIR): boolean {
  if (!fn) return true;
  let found = false;
  eachExpressionIn(fn.body, module, (e) => {
    found ||= e.kind === "this" || e.kind === "environment" || e.kind === "await" || mayBound(e);
    found ||= e.kind === "name" && module.bindings[e.binding]?.kind === "let";
  });
  return found;
}
