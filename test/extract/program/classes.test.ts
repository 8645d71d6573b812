import { describe, expect, test } from "vitest";
import { lower, printerOf } from "./lower.ts";

describe("classes", () => {
  test("members", () => {
    const printer = printerOf(`
      class Store extends Base.Of(x) implements A, B<C> {
        static shared = new Store();
        #secret = 1;
        plain;
        typed: Index | null = null;
        handler = async () => this.plain;
        "quoted" = 2;
        [Symbol.iterator]() {}
        [dynamic]() {}
        constructor(private readonly index: Index, other, public x = 1) { super(); }
        get db() { return this.#secret; }
        set db(value) {}
        static create() { return new this(); }
        static { Store.ready = true; }
        accessor auto = 3;
        [key: string]: unknown;
      }`);
    expect(printer.members("Store")).toEqual([
      "static field shared = new Store()",
      "field #secret = 1",
      "field plain = null",
      "field typed = null",
      "field handler = fn(handler)",
      "field quoted = 2",
      "method [Symbol.iterator] = fn([Symbol.iterator])",
      "method [computed] = fn([computed])",
      "field index = in(constructor, 0)",
      "field x = in(constructor, 2)",
      "constructor constructor = fn(constructor)",
      "getter db = fn(db)",
      "setter db = fn(db)",
      "static method create = fn(create)",
      "static method <static> = fn(<static>)",
      "field auto = 3",
    ]);
    expect(printer.memberWrites("Store")).toEqual(["ready = true"]);
  });

  test("heritage, types and `this`", () => {
    const module = lower(
      'import { Base, type A } from "b"; class Store extends Base<string> implements A { index: Index; m() { return () => this; } }',
    );
    expect(module.classes).toMatchObject([
      {
        name: "Store",
        extends: { kind: "name", name: "Base" },
        implements: [{ kind: "named", name: "A", binding: 1 }],
        members: [{ name: "index", type: { kind: "named", name: "Index" } }, { name: "m" }],
      },
    ]);
    expect(module.functions).toMatchObject([
      { name: "m", form: "method", class: 0, parent: null },
      { name: "", form: "arrow", class: 0, parent: 0 },
    ]);
  });

  test("writes through this, wherever in the class", () => {
    const printer = printerOf(`
      class A {
        db = 1;
        constructor() { this.db = 2; this.late = 3; }
        init() { const f = () => { this.late ??= 4; this["db"] += 5; [this.late] = xs; }; }
        wrong() { function g() { this.db = 6; } const o = { m() { this.db = 7; } }; }
        static boot() { this.db = 8; }
        inner() { return class { m() { this.db = 9; } }; }
        get late2() { return (this.late2x ??= make()); }
      }`);
    expect(printer.members("A").filter((line) => line.includes("field"))).toEqual([
      "field db = 1 <- 2 <- (this.db + 5)",
      "field late = null <- 3 <- 4 <- @xs[0]",
      "static field db = null <- 8",
      "field late2x = null <- @make()",
    ]);
  });

  test("decorators are kept, on the class, its members and its parameter properties", () => {
    const module = lower(`
      @Injectable({ scope: s }) export class A {
        @Tool("search") search() {}
        @Field() name;
        constructor(@Inject(TOKEN) private db: Db) {}
      }`);
    expect(module.classes).toMatchObject([
      {
        decorators: [{ kind: "call", callee: { name: "Injectable" } }],
        members: [
          { name: "search", decorators: [{ kind: "call", args: [{ value: "search" }] }] },
          { name: "name", decorators: [{ kind: "call" }] },
          { name: "db", kind: "field", decorators: [{ kind: "call", args: [{ name: "TOKEN" }] }] },
          { name: "constructor" },
        ],
      },
    ]);
    expect(module.gaps).toEqual([]);
  });

  test("overload signatures are no members, abstract methods are", () => {
    const printer = printerOf(
      "abstract class A { m(a: 1): void; m(a) {} constructor(); constructor(a?) {} abstract n(): void; }",
    );
    expect(printer.members("A")).toEqual([
      "method m = fn(m)",
      "constructor constructor = fn(constructor)",
      "method n = null",
    ]);
  });

  test("names are inferred", () => {
    const module = lower("const A = class {}; const B = class Inner {}; export default class {} ; f(class {});");
    expect(module.classes.map(({ name }) => name)).toEqual(["A", "Inner", "default", ""]);
  });
});

describe("functions", () => {
  test("names are declared or inferred", () => {
    const { functions } = lower(`
      function a() {} const b = () => {}; const c = function d() {}; let e; e = () => {}; o.f = function () {};
      const g = { h() {}, i: () => {}, "j-k": async () => {}, get l() { return 1; } };
      call(() => {}); export default () => {}; const m = (() => {}) as Handler; function n(o = () => {}) {}`);
    expect(functions.map(({ name, form, async: isAsync }) => `${name} ${form}${isAsync ? " async" : ""}`)).toEqual([
      "a function",
      "b arrow",
      "d function",
      "e arrow",
      "f function",
      "h method",
      "i arrow",
      "j-k arrow async",
      "l getter",
      " arrow",
      "default arrow",
      "m arrow",
      "n function",
      "o arrow",
    ]);
  });

  test("parameters", () => {
    const { functions, bindings } = lower("function f(this: Self, a: string, b?: 1, c = g(), ...d: X[]) { return a; }");
    expect(functions[0]?.parameters).toMatchObject([
      { name: "a", binding: 1, optional: false, rest: false, default: null, type: { kind: "named", name: "string" } },
      { name: "b", binding: 2, optional: true, type: { kind: "literal", value: 1 } },
      { name: "c", binding: 3, optional: true, default: { kind: "call" }, type: null },
      { name: "d", binding: 4, rest: true, type: { kind: "array" } },
    ]);
    expect(bindings.slice(1)).toMatchObject(
      [0, 1, 2, 3].map((index) => ({ kind: "parameter", value: { kind: "parameter", function: 0, index } })),
    );
  });

  test("bodies", () => {
    const printer = printerOf("const f = (a) => a.b; const g = () => ({ c: 1 }); function h() { return; }");
    expect(printer.statements(printer.function("f").body)).toEqual(["return a.b"]);
    expect(printer.statements(printer.function("g").body)).toEqual(["return {c: 1}"]);
    expect(printer.statements(printer.function("h").body)).toEqual(["return"]);
  });

  test("parents", () => {
    const { functions } = lower("function a() { return () => { function b() {} }; }");
    expect(functions.map(({ parent }) => parent)).toEqual([null, 0, 1]);
  });

  test("overloads and declarations to the compiler", () => {
    const { functions, bindings, exports } = lower(
      "export function f(a: 1): void; export function f(a: 2): void; export function f(a) {} declare function g(): void;",
    );
    expect(functions).toHaveLength(1);
    expect(bindings.map(({ name, value }) => `${name} ${value?.kind}`)).toEqual([
      "f function",
      "g undefined",
      "a parameter",
    ]);
    expect(exports).toHaveLength(1);
  });
});
