import { describe, expect, test } from "vitest";
import { lower, printerOf } from "./lower.ts";

/** What each `use(x)` in the text refers to. */
function uses(text: string): string[] {
  const { functions, body } = lower(text);
  const printer = printerOf(text);
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const call = node as { kind?: string; callee?: { name?: string }; args?: Parameters<typeof printer.print>[0][] };
    if (call.kind === "call" && call.callee?.name === "use")
      found.push(...(call.args ?? []).map((arg) => printer.print(arg)));
    Object.values(node).forEach(visit);
  };
  visit(body);
  for (const { body: inner } of functions) visit(inner);
  return found;
}

describe("scope", () => {
  test.each([
    ["block shadows module", "const a = 1; { const a = 2; use(a); } use(a);", ["a#2", "a"]],
    ["use before declaration in the block", "const a = 1; { use(a); const a = 2; }", ["a#2"]],
    ["a function sees later declarations", "function f() { use(a); } const a = 1;", ["a"]],
    ["functions are hoisted", "use(f); function f() {}", ["f"]],
    ["var is hoisted out of blocks", "use(a); if (x) { var a = 1; } use(a);", ["a", "a"]],
    [
      "var is hoisted out of loops, try and switch",
      "for (var i = 0;;) {} try { var t = 1 } finally {} switch (x) { case 1: var s = 1 } use(i, t, s);",
      ["i", "t", "s"],
    ],
    ["var does not leave its function", "function f() { var a = 1; } use(a);", ["@a"]],
    ["let does not leave its block", "{ let a = 1; } use(a);", ["@a"]],
    ["let does not leave its loop", "for (let a = 0;;) { use(a); } use(a);", ["a", "@a"]],
    ["a function in a block", "{ function f() {} use(f); } use(f);", ["f", "@f"]],
    ["parameter shadows module", "const a = 1; function f(a) { use(a); } use(a);", ["a", "a#2"]],
    ["body shadows parameter in a block", "function f(a) { { let a = 1; use(a); } use(a); }", ["a#2", "a"]],
    ["var of a parameter's name is the parameter", "function f(a) { var a = a || 1; use(a); }", ["a"]],
    ["closure", "function f() { const a = 1; return () => use(a); }", ["a"]],
    ["catch", "const e = 1; try {} catch (e) { use(e); } use(e);", ["e#2", "e"]],
    ["name of a function expression", "const f = function g() { use(g); }; use(g);", ["@g", "g"]],
    ["name of a class expression", "const A = class B { m() { use(B); } }; use(B);", ["@B", "B"]],
    ["class in its own body", "class A { m() { use(A); } }", ["A"]],
    ["import", 'use(a, b, c); import a, { b } from "x"; import * as c from "y";', ["a", "b", "c"]],
    ["switch cases share a scope", "switch (x) { case 1: let a = 1; break; default: use(a); }", ["a"]],
    ["type-only import", 'import type { A } from "x"; use(A);', ["A"]],
    ["destructured", "const { a, b: [c] } = o; use(a, b, c);", ["a", "@b", "c"]],
    ["property names are no uses", "const a = 1; use({ a: 2 }.a);", ["{a: 2}.a"]],
    ["label is no name", "const a = 1; a: for (;;) { use(a); break a; }", ["a"]],
  ])("%s", (_title, text, expected) => {
    expect(uses(text)).toEqual(expected);
  });

  test("a default sees earlier parameters and not the body", () => {
    const printer = printerOf("const a = 1; function f(x, y = x, z = a) { const a = 2; }");
    const defaults = printer
      .function("f")
      .parameters.map((parameter) => parameter.default && printer.print(parameter.default));
    expect(defaults).toEqual([null, "x", "a"]);
    expect(printer.value("a")).toBe("1");
  });

  test("kinds and owners", () => {
    const { bindings } = lower(
      'import i from "i"; const c = 1; let l; var v; function f(p) { try {} catch (e) { const inner = 1; } } class K {} enum E {} using u = o;',
    );
    expect(bindings.map(({ name, kind, owner }) => `${name} ${kind} ${owner}`)).toEqual([
      "v let null",
      "i import null",
      "c const null",
      "l let null",
      "f function null",
      "K class null",
      "E enum null",
      "u const null",
      "p parameter 0",
      "e catch 0",
      "inner const 0",
    ]);
  });

  test("writes are recorded with the binding they change, in order", () => {
    const printer = printerOf(
      "let a = 1; function f() { a = 2; a ??= 3; a += 4; a++; let b; { let a; a = 5; } } var c = 1; var c = 2; const o = {}; o.x = 1; o[k] = 2; o['y'] = 3; o[0] = 4; o.x.z = 5;",
    );
    expect(printer.writes("a")).toEqual(["2", "3", "(a + 4)", "<++>"]);
    expect(printer.writes("a#2")).toEqual(["5"]);
    expect(printer.writes("c")).toEqual(["2"]);
    expect(printer.memberWrites("o")).toEqual(["x = 1", "? = 2", "y = 3", "0 = 4"]);
  });

  test("a for…of or for…in target is written too", () => {
    const printer = printerOf("let a; for (a of xs) f(); for (a in o) f();");
    expect(printer.writes("a")).toEqual(["element(@xs)", "element(@Object.keys(@o))"]);
  });
});
