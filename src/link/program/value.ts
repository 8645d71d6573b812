import type { Installed } from "../../model/installed.ts";
import type { Binding, ClassIR, Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { Place, Span } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";

/** One activation of a function: what its parameters and `this` stand for while its body is followed. */
export interface Frame {
  readonly module: ModuleIR;
  readonly fn: FunctionIR;
  /** null: followed without a caller, so that parameters are what any caller passes. */
  readonly args: readonly Thunk[] | null;
  readonly self: Value | null;
  /** The activation that encloses the function's definition. */
  readonly parent: Frame | null;
  readonly depth: number;
  /** One round of a loop in this body: what the loop runs over stands for one element, by the place of the list. */
  readonly round?: { readonly over: Span; readonly element: Thunk };
  /** What the evaluator found out in this frame. A copy of a frame must not take it over, so it says whose it is. */
  notes?: FrameNotes;
}

/** Kept at the frame: a weak map with an entry a frame keeps the garbage collector busier than the analysis. */
export interface FrameNotes {
  readonly of: Frame;
  readonly by: object;
  /** Results by expression; an entry without a value is being worked on. */
  readonly results: Map<Expression, Value | null>;
  /** The activations that calls in this frame lead to. */
  calls: Map<Expression, Frame[]> | null;
  /** What declared names hold after all that is done to it. */
  changed: Map<Binding, Value> | null;
}

/** Stands in for the function of a round of a loop that no function encloses. */
export const moduleBody: FunctionIR = {
  id: -1_000_000,
  name: "",
  form: "function",
  parameters: [],
  body: [],
  async: false,
  generator: false,
  parent: null,
  class: null,
  span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
};

/** An expression with what it needs to be evaluated later. */
export interface Thunk {
  readonly expression: Expression;
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  /** Already evaluated: then the expression only tells where it stands. */
  readonly value?: Value;
  /** Made of other values when it is asked for: many are not. */
  readonly make?: () => Value;
}

/** What an expression can be, as far as the repository tells. Objects and alternatives are evaluated on demand. */
export type Value =
  | LiteralValue
  | EnvironmentObject
  | EnvironmentVariable
  | { readonly kind: "template"; readonly parts: readonly Value[]; readonly at: Place }
  | ObjectValue
  | { readonly kind: "array"; readonly elements: readonly Thunk[]; readonly open: boolean; readonly at: Place }
  | ChoiceValue
  /** `first ?? second`, `first || second`. */
  | { readonly kind: "fallback"; readonly first: Value; readonly second: Value; readonly at: Place }
  /** One entry of an object, picked by a key that is not a constant. */
  | SelectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | NamespaceValue
  /** A symbol of a package outside the repository; the empty path is the package itself. */
  | ExternalValue
  /** The result of calling or constructing something outside the repository. */
  | AppliedValue
  /** A property of something whose properties are not known. */
  | { readonly kind: "member"; readonly object: Value; readonly property: string; readonly at: Place }
  | InputValue
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Value[]; readonly at: Place }
  /** A secret fetched at run time from a secret store, by its name there. */
  | { readonly kind: "stored"; readonly store: string; readonly name: Value; readonly at: Place }
  | { readonly kind: "unknown"; readonly reason: string; readonly at: Place };

export interface LiteralValue {
  readonly kind: "literal";
  readonly value: string | number | boolean | null | undefined;
  readonly sealed?: Sealed;
  readonly at: Place;
}

/** `process.env` as a whole, perhaps seen through a validator. */
export interface EnvironmentObject {
  readonly kind: "environment";
  /** What a validated env module makes of the reading of a variable: its default, what it is transformed to. */
  readonly made: ReadonlyMap<string, (read: Value) => Value>;
  /** Handed over by a platform: beside variables it holds open clients of what is bound there. */
  readonly platform?: true;
  readonly at: Place;
}

export interface EnvironmentVariable {
  readonly kind: "variable";
  /** A template or choice where the name is computed. */
  readonly name: string | Value;
  /** What is made of its letters. */
  readonly letters?: "upper" | "lower";
  readonly at: Place;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Thunk>;
  /** Whether there may be entries beyond those listed, and where from. */
  readonly rest: Value | null;
  readonly at: Place;
}

export interface ChoiceValue {
  readonly kind: "choice";
  readonly options: readonly Option[];
  readonly at: Place;
}

/** One alternative; `when` are the tests that lead to it, with the outcome each must have. */
export interface Option {
  readonly value: Value;
  readonly when: readonly Test[];
}

export interface Test {
  readonly thunk: Thunk;
  readonly holds: boolean;
  /** For `case`: the subject that is compared with the thunk. */
  readonly equals?: Thunk;
}

export interface SelectValue {
  readonly kind: "select";
  readonly from: ObjectValue;
  /** Properties taken of the entry after it is picked. */
  readonly taken: readonly string[];
  readonly key: Value;
  readonly at: Place;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly module: ModuleIR;
  readonly fn: FunctionIR;
  readonly frame: Frame | null;
  readonly self: Value | null;
  /** Arguments that `bind` put before those of a call. */
  readonly bound?: readonly Thunk[];
  readonly at: Place;
}

export interface ClassValue {
  readonly kind: "class";
  readonly module: ModuleIR;
  readonly cls: ClassIR;
  readonly frame: Frame | null;
  readonly at: Place;
}

export interface InstanceValue {
  readonly kind: "instance";
  readonly of: ClassValue;
  readonly args: readonly Thunk[] | null;
  /** The instance as it was made, where something was done to it since. */
  readonly made?: InstanceValue;
  /** What was done to it since, in order. */
  readonly later?: readonly Later[];
  readonly at: Place;
}

/** A method that was called on an instance, or a field of it that was assigned from outside. */
export type Later =
  | { readonly kind: "call"; readonly frame: Frame; readonly when: readonly Test[] }
  | { readonly kind: "write"; readonly key: string; readonly value: Thunk; readonly when: readonly Test[] };

export interface NamespaceValue {
  readonly kind: "namespace";
  readonly module: ModuleIR;
  readonly at: Place;
}

export interface ExternalValue {
  readonly kind: "external";
  readonly package: string;
  readonly path: readonly string[];
  /** Which version of the package the importing module gets; absent where nothing tells. */
  readonly installed?: Installed;
  readonly at: Place;
}

export interface AppliedValue {
  readonly kind: "applied";
  readonly form: "call" | "new" | "tagged";
  readonly callee: Value;
  readonly args: readonly Thunk[];
  /** Known by a declared type alone: whoever passes it in made it, with arguments that are not known here. */
  readonly assumed?: true;
  readonly at: Place;
}

/** A parameter that nothing in the repository passes: what a caller outside, a model or a request gives. */
export interface InputValue {
  readonly kind: "input";
  readonly module: ModuleIR;
  readonly fn: FunctionIR;
  readonly index: number;
  /** The tool whose call the model fills this in for; absent for any other caller outside the repository. */
  readonly tool?: string;
  readonly at: Place;
}

export function place(module: ModuleIR, span: Span): Place {
  return { path: module.path, span };
}

/** The environment as it is. */
export function environmentAt(at: Place): EnvironmentObject {
  return { kind: "environment", made: new Map(), at };
}

/** The environment as a platform hands it over, together with what is bound there. */
export function handedEnvironment(at: Place): EnvironmentObject {
  return { ...environmentAt(at), platform: true };
}

export function unknownValue(reason: string, at: Place): Value {
  return { kind: "unknown", reason, at };
}

/** A value that has been found, in place of another expression or of none. */
export function thunkOf(value: Value, like?: Thunk | { module: ModuleIR; expression: Expression }): Thunk {
  const expression: Expression = like?.expression ?? { kind: "undefined", span: value.at.span };
  return { expression, module: like?.module ?? noModule, frame: null, value };
}

/** A value that is put together of others once it is asked for. */
export function lazyThunk(like: Thunk, make: () => Value): Thunk {
  return { expression: like.expression, module: like.module, frame: null, make };
}

const noModule: ModuleIR = {
  path: "",
  bindings: [],
  functions: [],
  classes: [],
  types: [],
  exports: [],
  body: [],
  gaps: [],
};

/** More alternatives than this are not told apart. */
const maximumOptions = 32;

/** A longer chain of tests is not weighed: whether it holds cannot be told. */
const maximumTests = 12;

function bothTests(outer: readonly Test[], inner: readonly Test[]): readonly Test[] {
  if (outer.length === 0) return inner;
  if (inner.length === 0) return outer;
  const all = [
    ...outer,
    ...inner.filter(
      (i) =>
        !outer.some(
          (o) =>
            o.thunk.expression === i.thunk.expression &&
            o.thunk.frame === i.thunk.frame &&
            o.holds === i.holds &&
            o.equals === i.equals,
        ),
    ),
  ];
  const [first] = all;
  if (all.length <= maximumTests || !first) return all;
  const untold: Thunk = {
    ...first.thunk,
    value: unknownValue("too many tests lead to it", {
      path: first.thunk.module.path,
      span: first.thunk.expression.span,
    }),
  };
  return [...all.slice(-maximumTests), { thunk: untold, holds: true }];
}

/** One of several values. Choices inside choices become one flat list, so that what is done to each is done once. */
export function choiceOf(options: readonly Option[], at: Place): Value {
  const flat: Option[] = [];
  const certain = new Set<Value>();
  const add = (option: Option, when: readonly Test[]): void => {
    if (flat.length > maximumOptions) return;
    if (option.value.kind === "choice") {
      for (const inner of option.value.options) add(inner, bothTests(when, inner.when));
      return;
    }
    if (when.length === 0) {
      if (certain.has(option.value)) return;
      certain.add(option.value);
    }
    flat.push({ value: option.value, when });
  };
  for (const option of options) add(option, option.when);
  if (flat.length > maximumOptions)
    flat[maximumOptions] = { value: unknownValue("it has more alternatives than are told apart", at), when: [] };
  const [only] = flat;
  if (!only) return unknownValue("it has no value", at);
  if (flat.every((o) => o.value === only.value) && flat.length > 1) return only.value;
  return flat.length === 1 && only.when.length === 0
    ? only.value
    : { kind: "choice", options: flat.slice(0, maximumOptions + 1), at };
}

/** `first ?? second`, without what is known not to count. */
export function fallbackOf(first: Value, second: Value, at: Place): Value {
  if (first === second || isNothing(first)) return second;
  if (isNothing(second) || (second.kind === "unknown" && second.reason === neverReturns)) return first;
  if (first.kind === "literal" && first.value !== "" && first.value !== false) return first;
  if (alwaysSomething.has(first.kind)) return first;
  return { kind: "fallback", first, second, at };
}

/** Values that are there, and true, wherever they are: what would stand in for them never does. */
const alwaysSomething: ReadonlySet<Value["kind"]> = new Set<Value["kind"]>(["array", "function", "class", "instance"]);

/** Why a call gives nothing: it throws. */
export const neverReturns = "it never returns";

/** `undefined` and `null`; a value that was sealed is some value. */
function isNothing(value: Value): boolean {
  return value.kind === "literal" && !value.sealed && (value.value === undefined || value.value === null);
}

/** The root and the properties of a value such as `client.index("x").namespace("y")`, outermost call last. */
export function chainOf(value: Value): readonly Value[] {
  const chain: Value[] = [];
  let current: Value | null = value;
  while (current) {
    chain.push(current);
    current = current.kind === "member" ? current.object : current.kind === "applied" ? current.callee : null;
  }
  return chain.reverse();
}
