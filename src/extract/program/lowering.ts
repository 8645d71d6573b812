import type { ts } from "ts-morph";
import type {
  Binding,
  BindingId,
  ClassId,
  ClassIR,
  Export,
  Expression,
  FunctionId,
  FunctionIR,
  ModuleIR,
  TypeDeclaration,
} from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";
import { Scope } from "./scope.ts";
import { Spans } from "./spans.ts";

/** A part of the module while it is being built. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** The class whose instance, or static side, `this` is. */
export interface Self {
  readonly class: ClassId;
  readonly static: boolean;
  readonly writes: ThisWrite[];
}

/** `this.name = value` as it was met. */
export interface ThisWrite {
  readonly name: string;
  readonly static: boolean;
  readonly value: Expression;
  readonly span: Span;
}

/** Takes what the enclosing module or namespace exports. */
export type ExportSink = (name: string, value: Expression, span: Span) => void;

/** Deeper nesting than this becomes one `opaque`: nobody writes it, and readers of the result recurse too. */
export const DEPTH_LIMIT = 400;

/** Everything the lowering of one module accumulates, and where in the program it currently is. */
export class Lowering {
  readonly source: ts.SourceFile;
  readonly seal: (text: string) => Sealed;
  readonly bindings: Draft<Binding>[] = [];
  readonly functions: Draft<FunctionIR>[] = [];
  readonly classes: Draft<ClassIR>[] = [];
  readonly types: TypeDeclaration[] = [];
  readonly exports: Export[] = [];
  readonly gaps: Draft<ModuleIR>["gaps"] = [];
  /** Imported names that are the environment, with its source. */
  readonly environments = new Map<BindingId, string>();
  /** Names for the object whose `env` is the environment. */
  readonly processes = new Set<BindingId>();
  /** Names that work like `require`. */
  readonly requires = new Set<BindingId>();

  scope = new Scope(null);
  function: FunctionId | null = null;
  self: Self | null = null;
  depth = 0;
  /** `Outer.` inside `namespace Outer`. */
  typePrefix = "";
  exportSink: ExportSink = (name, value, span) => this.exports.push({ kind: "value", name, value, span });

  readonly #spans: Spans;
  #metTooDeep = false;

  constructor(source: ts.SourceFile, seal: (text: string) => Sealed) {
    this.source = source;
    this.seal = seal;
    this.#spans = new Spans(source.text);
  }

  span(node: ts.Node): Span {
    return this.#spans.between(node.getStart(this.source), node.end);
  }

  between(start: number, end: number): Span {
    return this.#spans.between(start, end);
  }

  gap(reason: string, span: Span): void {
    this.gaps.push({ reason, span });
  }

  /** Stands for what lies beyond the depth limit. */
  tooDeep(span: Span, children: readonly Expression[] = []): Expression {
    if (!this.#metTooDeep) this.gap("nested too deeply to be followed", span);
    this.#metTooDeep = true;
    return { kind: "opaque", syntax: "too deep", children, span };
  }

  /** Declares a name in the current scope; a second declaration of it there is the same binding. */
  declare(name: ts.Identifier, kind: Binding["kind"]): BindingId {
    const known = this.scope.own(name.text);
    if (typeof known === "number") return known;
    const id = this.bind(name.text, kind, this.span(name));
    this.scope.set(name.text, id);
    return id;
  }

  /** Makes a binding that no name refers to yet. */
  bind(name: string, kind: Binding["kind"], span: Span): BindingId {
    const id = this.bindings.length;
    this.bindings.push({
      id,
      name,
      kind,
      span,
      value: null,
      writes: [],
      memberWrites: [],
      type: null,
      owner: this.function,
    });
    return id;
  }

  binding(id: BindingId): Draft<Binding> {
    const binding = this.bindings[id];
    if (binding === undefined) throw new RangeError("no such binding");
    return binding;
  }

  name(id: BindingId, span: Span): Expression {
    return { kind: "name", binding: id, name: this.binding(id).name, span };
  }

  /** Runs in a scope of its own. */
  within<T>(run: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer);
    const result = run();
    this.scope = outer;
    return result;
  }
}
