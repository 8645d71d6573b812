import type { Span } from "./location.ts";
import type { Sealed } from "./sealed.ts";

/**
 * A module lowered to plain data: what the analysis of values, calls and control flow needs and nothing of the
 * syntax it came from. JSON-safe, so that it can be cached and shipped between threads, and so that another
 * language can be lowered to it. Names are resolved to bindings while lowering; imports are left to the linker.
 */
export interface ModuleIR {
  readonly path: string;
  /** Indexed by {@link Binding.id}. */
  readonly bindings: readonly Binding[];
  /** Indexed by {@link FunctionIR.id}. */
  readonly functions: readonly FunctionIR[];
  /** Indexed by {@link ClassIR.id}. */
  readonly classes: readonly ClassIR[];
  readonly types: readonly TypeDeclaration[];
  readonly exports: readonly Export[];
  /** Top-level statements in order. */
  readonly body: readonly Statement[];
  /** Syntax errors and constructs that were not lowered. */
  readonly gaps: readonly { readonly reason: string; readonly span: Span }[];
}

export type BindingId = number;
export type FunctionId = number;
export type ClassId = number;

/** A declared name. Destructured names are separate bindings whose value is a member of a hidden one. */
export interface Binding {
  readonly id: BindingId;
  readonly name: string;
  readonly kind: "const" | "let" | "parameter" | "function" | "class" | "enum" | "import" | "catch" | "hidden";
  readonly span: Span;
  /** The initial value: `parameter` and `import` expressions for those kinds; null for `let x;`. */
  readonly value: Expression | null;
  /** Values assigned later, `x = …`, in source order (also `x ??= …`). */
  readonly writes: readonly Expression[];
  /** Values assigned to members later, `x.key = …`, `x[key] = …` (key null if computed). */
  readonly memberWrites: readonly { readonly key: string | null; readonly value: Expression }[];
  readonly type: TypeIR | null;
  /** The function in whose scope it lives; null at module level. */
  readonly owner: FunctionId | null;
}

export interface FunctionIR {
  readonly id: FunctionId;
  /** Declared, or inferred from the variable or property it is assigned to; "" if anonymous. */
  readonly name: string;
  readonly form: "function" | "arrow" | "method" | "getter" | "setter" | "constructor";
  readonly parameters: readonly Parameter[];
  /** An arrow with an expression body has one `return`. */
  readonly body: readonly Statement[];
  readonly async: boolean;
  readonly generator: boolean;
  readonly parent: FunctionId | null;
  readonly class: ClassId | null;
  readonly span: Span;
}

export interface Parameter {
  /** The name, or "" for a destructured parameter (its names are bindings over a `parameter` expression). */
  readonly name: string;
  readonly binding: BindingId | null;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly default: Expression | null;
  readonly type: TypeIR | null;
  /** Absent where there are none. */
  readonly decorators?: readonly Expression[];
  readonly span: Span;
}

export interface ClassIR {
  readonly id: ClassId;
  readonly name: string;
  readonly extends: Expression | null;
  readonly implements: readonly TypeIR[];
  readonly decorators: readonly Expression[];
  readonly members: readonly ClassMember[];
  readonly span: Span;
}

export interface ClassMember {
  readonly name: string;
  /** Private names keep their `#`. A constructor parameter property is a `field` whose value is a `parameter`. */
  readonly kind: "field" | "method" | "getter" | "setter" | "constructor";
  readonly static: boolean;
  /** A `function` expression for everything but fields. */
  readonly value: Expression | null;
  /** Values given by `this.name = …` anywhere in the class, in source order. */
  readonly writes: readonly Expression[];
  readonly type: TypeIR | null;
  readonly decorators: readonly Expression[];
  readonly span: Span;
}

export interface TypeDeclaration {
  readonly name: string;
  readonly type: TypeIR;
  readonly extends: readonly TypeIR[];
  readonly span: Span;
}

/** As much of a type annotation as the analysis uses; everything else is `other`. */
export type TypeIR =
  | {
      readonly kind: "named";
      readonly name: string;
      readonly binding: BindingId | null;
      readonly args: readonly TypeIR[];
    }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "union"; readonly options: readonly TypeIR[] }
  | { readonly kind: "intersection"; readonly parts: readonly TypeIR[] }
  | { readonly kind: "array"; readonly of: TypeIR }
  | { readonly kind: "object"; readonly members: readonly TypeMember[] }
  | { readonly kind: "typeof"; readonly of: Expression }
  | { readonly kind: "other" };

export interface TypeMember {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeIR;
  readonly span: Span;
}

export type Export =
  | { readonly kind: "value"; readonly name: string; readonly value: Expression; readonly span: Span }
  /** `export { imported as name } from "specifier"`; `imported` is `*` for `export * as name`. */
  | {
      readonly kind: "from";
      readonly name: string;
      readonly imported: string;
      readonly specifier: string;
      readonly span: Span;
    }
  | { readonly kind: "all"; readonly specifier: string; readonly span: Span }
  /** `module.exports = value`, which is also what a default import of the module gets. */
  | { readonly kind: "commonjs"; readonly value: Expression; readonly span: Span };

export type Expression =
  /** A secret-looking string literal has `sealed` and an empty `value`. */
  | {
      readonly kind: "literal";
      readonly value: string | number | boolean | null;
      readonly sealed?: Sealed;
      readonly span: Span;
    }
  | { readonly kind: "undefined"; readonly span: Span }
  | { readonly kind: "template"; readonly parts: readonly Expression[]; readonly span: Span }
  /** A declared name. */
  | { readonly kind: "name"; readonly binding: BindingId; readonly name: string; readonly span: Span }
  /** A name that nothing in the module declares. */
  | { readonly kind: "global"; readonly name: string; readonly span: Span }
  | { readonly kind: "this"; readonly span: Span }
  | { readonly kind: "super"; readonly span: Span }
  /** The process environment as an object: `process.env`, `import.meta.env`, `Bun.env`. A read is a member of it. */
  | { readonly kind: "environment"; readonly source: string; readonly span: Span }
  /** `name` is `default`, `*`, or an exported name. Also `require("x")` and `await import("x")` (name `*`). */
  | {
      readonly kind: "import";
      readonly specifier: string;
      readonly name: string;
      readonly dynamic: boolean;
      readonly span: Span;
    }
  | { readonly kind: "parameter"; readonly function: FunctionId; readonly index: number; readonly span: Span }
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly property: string;
      readonly optional: boolean;
      readonly span: Span /** Of the property name alone. */;
      readonly at: Span;
    }
  | { readonly kind: "index"; readonly object: Expression; readonly index: Expression; readonly span: Span }
  /** The properties of an object that destructuring or `omit` left over. */
  | { readonly kind: "rest"; readonly object: Expression; readonly without: readonly string[]; readonly span: Span }
  /** One element of what a `for…of`, or an array pattern with unknown position, runs over. */
  | { readonly kind: "element"; readonly of: Expression; readonly span: Span }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly args: readonly Expression[];
      readonly optional: boolean;
      readonly span: Span /** Of the callee's last name alone. */;
      readonly at: Span;
    }
  | {
      readonly kind: "new";
      readonly callee: Expression;
      readonly args: readonly Expression[];
      readonly span: Span;
      readonly at: Span;
    }
  /** A tagged template, `sql`…``: `strings` are its fixed parts, one more than `values`. */
  | {
      readonly kind: "tagged";
      readonly tag: Expression;
      readonly strings: readonly string[];
      readonly values: readonly Expression[];
      readonly span: Span;
    }
  | { readonly kind: "object"; readonly properties: readonly Property[]; readonly span: Span }
  | { readonly kind: "array"; readonly elements: readonly Expression[]; readonly span: Span }
  | { readonly kind: "spread"; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly else: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "logical";
      readonly operator: "&&" | "||" | "??";
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "unary";
      readonly operator: "!" | "-" | "+" | "~" | "typeof" | "void" | "delete";
      readonly operand: Expression;
      readonly span: Span;
    }
  | { readonly kind: "await"; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: "assign";
      readonly operator: "=" | "??=" | "||=" | "&&=" | "+=" | "other";
      readonly target: Expression;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: "sequence"; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly kind: "function"; readonly function: FunctionId; readonly span: Span }
  | { readonly kind: "class"; readonly class: ClassId; readonly span: Span }
  /** Syntax the analysis does not model (JSX, regular expressions, yield); what is inside is still visited. */
  | { readonly kind: "opaque"; readonly syntax: string; readonly children: readonly Expression[]; readonly span: Span };

export type Property =
  | {
      readonly kind: "value";
      readonly key: string;
      readonly value: Expression;
      readonly span: Span /** Of the key alone. */;
      readonly at: Span;
    }
  | { readonly kind: "computed"; readonly key: Expression; readonly value: Expression; readonly span: Span }
  | { readonly kind: "spread"; readonly value: Expression; readonly span: Span }
  | { readonly kind: "getter"; readonly key: string; readonly value: Expression; readonly span: Span };

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly span: Span }
  /** Declares a binding; its value is evaluated here. */
  | { readonly kind: "let"; readonly binding: BindingId; readonly span: Span }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "switch";
      readonly subject: Expression;
      readonly cases: readonly SwitchCase[];
      readonly span: Span;
    }
  | {
      readonly kind: "loop";
      readonly form: "for" | "for-of" | "for-in" | "while" | "do-while";
      readonly head: readonly Expression[];
      readonly body: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly catch: readonly Statement[] | null;
      readonly finally: readonly Statement[] | null;
      readonly span: Span;
    }
  | { readonly kind: "return"; readonly value: Expression | null; readonly span: Span }
  | { readonly kind: "throw"; readonly value: Expression; readonly span: Span }
  | { readonly kind: "break"; readonly label: string | null; readonly span: Span }
  | { readonly kind: "continue"; readonly label: string | null; readonly span: Span }
  | { readonly kind: "block"; readonly label: string | null; readonly body: readonly Statement[]; readonly span: Span };

export interface SwitchCase {
  /** null for `default`. */
  readonly test: Expression | null;
  readonly body: readonly Statement[];
  readonly span: Span;
}
