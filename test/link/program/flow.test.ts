import { describe, expect, test } from "vitest";
import { follow, followStatements, type Visit } from "../../../src/link/program/flow.ts";
import { weaknessOf } from "../../../src/link/program/guards.ts";
import { contextOf, type Files, moduleAt, show, valueIn } from "../../support/program.ts";

/** The calls that leave the repository on the way through `handler`, each as `callee(…) behind its guards`. */
function calls(files: Files | string, name = "handler"): string[] {
  const context = contextOf(files);
  const handler = valueIn(context, name);
  if (handler.kind !== "function") throw new Error(`${name} is a ${handler.kind}`);
  const found: string[] = [];
  follow(context.evaluator, handler, null, (visit) => {
    if (visit.callee.kind === "external") found.push(told(visit));
  });
  return found;

  function told({ callee, guards, caught }: Visit): string {
    const all = guards.flatMap((g) => {
      if (g.partial?.isQuiet) return [];
      const why = weaknessOf(g);
      const weakness = why === null ? "" : ` (${why})`;
      return `${g.holds ? "" : "not "}${show(context.evaluator, context.evaluator.force(g.test))}${g.isOfEach ? " of each" : ""}${weakness}`;
    });
    const behind = all.length === 0 ? "" : ` behind ${all.join(", ")}`;
    return `${show(context.evaluator, callee)}${caught ? " in catch" : ""}${behind}`;
  }
}

describe("in the order of execution", () => {
  test.each<readonly [string, string | Files, readonly string[]]>([
    ["a call", "function handler() { send(); }", ["send"]],
    ["arguments first", "function handler() { send(load()); }", ["load", "send"]],
    ["through functions", "function handler() { a(); } function a() { b(); } const b = () => send();", ["send"]],
    [
      "through modules",
      {
        "main.ts": 'import { a } from "./a"; function handler() { return a(); }',
        "a.ts": "export const a = () => send();",
      },
      ["send"],
    ],
    [
      "through what a table keeps of itself",
      `const known = new Map<string, any>();
function handler(on: string, run: () => void) {
  const runs = known.get(on) ?? run;
  known.set(on, runs);
  runs();
}
handler("open", () => send());
handler("shut", () => end());`,
      ["send", "end"],
    ],
    ["through a method", "class S { run() { send(); } } function handler() { new S().run(); }", ["send"]],
    [
      "through an inherited method",
      "class B { run() { send(); } } class S extends B {} function handler() { new S().run(); }",
      ["send"],
    ],
    [
      "the subclass's method called by the base",
      "class B { run() { this.act(); } } class S extends B { act() { send(); } } function handler() { new S().run(); }",
      ["send"],
    ],
    ["a constructor", "class S { constructor() { send(); } } function handler() { new S(); }", ["send"]],
    [
      "a callback that the repository calls",
      "function run(f) { f(); } function handler() { run(() => send()); }",
      ["send"],
    ],
    [
      "a callback that a package calls",
      'import { retry } from "p-retry"; function handler() { retry(() => send()); }',
      ["p-retry:retry", "send"],
    ],
    ["a callback of a list", "function handler(xs) { xs.forEach((x) => send(x)); }", ["send"]],
    ["a function that is only made", "function handler() { return () => send(); }", []],
    ["both branches", "function handler() { if (a) send(); else post(); }", ["send behind a", "post behind not a"]],
    ["a loop", "function handler(xs) { for (const x of xs) send(x); }", ["send"]],
    ["what follows a return is not reached", "function handler() { return; send(); }", []],
    ["what follows a throw is not reached", "function handler() { throw new Error(); send(); }", ["Error"]],
    ["a finally", "function handler() { try { a(); } finally { send(); } }", ["a", "send"]],
    ["a catch", "function handler() { try { a(); } catch { send(); } }", ["a", "send in catch"]],
    [
      "a registry's entries",
      "const tools = { a: () => send(), b: () => post() }; function handler(name) { tools[name](); }",
      ["send", "post"],
    ],
    [
      "one entry, where the key is known",
      "const tools = { a: () => send(), b: () => post() }; function handler() { tools.a(); }",
      ["send"],
    ],
    ["awaited", "async function handler() { await send(); }", ["send"]],
    ["a tagged template", "function handler() { sql`select ${load()}`; }", ["load", "sql"]],
  ])("%s", (_title, code, expected) => {
    expect(calls(code)).toEqual(expected);
  });
});

describe("guards", () => {
  const h = (body: string, more = ""): string => `async function handler() { ${body} } ${more}`;
  test.each<readonly [string, string, readonly string[]]>([
    ["an early return", h("if (a) return; send();"), ["send behind not a"]],
    ["an early throw", h("if (a) throw e; send();"), ["send behind not a"]],
    ["the branch taken", h("if (a) { send(); }"), ["send behind a"]],
    ["the branch not taken", h("if (a) return 1; else send();"), ["send behind not a"]],
    ["nested", h("if (a) { if (b) send(); }"), ["send behind a, b"]],
    [
      "after both branches nothing is left",
      h("if (a) log(); else warn(); send();"),
      ["log behind a", "warn behind not a", "send"],
    ],
    ["and", h("a && send();"), ["send behind a"]],
    ["or", h("a || send();"), ["send behind not a"]],
    ["a conditional", h("a ? send() : post();"), ["send behind a", "post behind not a"]],
    ["a switch's case", h('switch (a) { case "x": send(); break; }'), ['send behind "x"']],
    ["a switch's default", h('switch (a) { case "x": return; default: send(); }'), ['send behind not "x"']],
    ["what follows a switch that throws", h('switch (a) { case "x": throw e; } send();'), ['send behind not "x"']],
    [
      "what follows a switch that is left",
      h('switch (a) { case "x": break; default: return; } send();'),
      ['send behind "x"'],
    ],
    ["a case that is fallen into", h('switch (a) { case "x": log(); default: send(); }'), ['log behind "x"', "send"]],
    [
      "a helper that throws",
      h("assertSafe(); send();", "function assertSafe() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "a helper that throws, two deep",
      h("one(); send();", "function one() { two(); } function two() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "a helper that throws on one of its paths only",
      h("one(); send();", "function one() { if (b) { if (a === c) throw e; } }"),
      ["send behind not a === c (it stands in one branch only)"],
    ],
    [
      "a helper that asks another on one of its paths only",
      h("one(); send();", "function one() { if (b) check(); } function check() { if (a === c) throw e; }"),
      ["send behind not a === c (it stands in one branch only)"],
    ],
    [
      "a helper that is awaited",
      h("await check(); send();", "async function check() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "a helper that is not",
      h("check(); send();", "async function check() { if (a) throw e; }"),
      ["send behind not a (it is not awaited)"],
    ],
    [
      "a helper whose answer nobody reads",
      h("check(); send();", "function check() { return a; }"),
      ["send behind a (its result is ignored)"],
    ],
    [
      "a refusal that is caught",
      h("try { check(); } catch (e) { log(e); } send();", "function check() { if (a) throw e; }"),
      ["log in catch", "send behind not a (its refusal is caught and the call goes on)"],
    ],
    [
      "a refusal that is caught and thrown again",
      h("try { check(); } catch (e) { throw e; } send();", "function check() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "a refusal that is caught around both",
      h("try { check(); send(); } catch (e) { }", "function check() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "a refusal swallowed by .catch",
      h("await check().catch(() => {}); send();", "async function check() { if (a) throw e; }"),
      ["send behind not a (its refusal is caught and the call goes on)"],
    ],
    [
      "in a then",
      h("return check().then(() => send());", "async function check() { if (a) throw e; }"),
      ["send behind not a"],
    ],
    [
      "in a catch of a promise",
      h("return check().catch(() => send());", "async function check() { if (a) throw e; }"),
      ["send in catch"],
    ],
    [
      "in a finally of a promise",
      h("return check().finally(() => send());", "async function check() { if (a) throw e; }"),
      ["send"],
    ],
    [
      "after a then that is not awaited",
      h("check().then(() => log()); send();", "async function check() { if (a) throw e; }"),
      ["log behind not a", "send behind not a (it is not awaited)"],
    ],
    [
      "awaited together",
      h("await Promise.all([check(), load()]); send();", "async function check() { if (a) throw e; }"),
      ["load", "Promise.all behind not a", "send behind not a"],
    ],
    [
      "awaited together with the call",
      h("await Promise.all([check(), send()]);", "async function check() { if (a) throw e; }"),
      ["send", "Promise.all behind not a"],
    ],
    [
      "together and not awaited",
      h("Promise.all([check()]); send();", "async function check() { if (a) throw e; }"),
      ["Promise.all behind not a (it is not awaited)", "send behind not a (it is not awaited)"],
    ],
    [
      "in a constructor",
      h("new Client(); send();", "class Client { constructor() { if (a) throw e; } }"),
      ["send behind not a"],
    ],
    [
      "in the constructor of a base class",
      h("new Client(); send();", "class Base { constructor() { if (a) throw e; } } class Client extends Base {}"),
      ["send behind not a"],
    ],
    [
      "in the constructor called by super",
      h(
        "new Client(); send();",
        "class Base { constructor() { if (a) throw e; } } class Client extends Base { constructor() { super(); } }",
      ),
      ["send behind not a"],
    ],
    [
      "the same in both branches",
      h("if (b) { check(x); } else { check(x); } send();", "const x = 1; function check(v) { if (v === a) throw e; }"),
      ["send behind not 1 === a"],
    ],
    [
      "of other things in the two branches",
      h(
        "if (b) { check(x); } else { check(y); } send();",
        "const x = 1; const y = 2; function check(v) { if (v === a) throw e; }",
      ),
      ["send behind not 1 === a (it stands in one branch only), not 2 === a (it stands in one branch only)"],
    ],
    ["a guard after the call", h("send(); check();", "function check() { if (a) throw e; }"), ["send"]],
    [
      "a guard in the other branch",
      h("if (b) { check(); } send();", "function check() { if (a === c) throw e; }"),
      ["send behind not a === c (it stands in one branch only)"],
    ],
    [
      "a word that is said on one way only",
      h('if (check() === "no") throw e; send();', 'function check() { if (a === b) return "no"; }'),
      ['send behind not "no" === "no"'],
    ],
    [
      "whether something is there, in the other branch",
      h("if (b) { check(); } send();", "function check() { if (!a) throw e; }"),
      ["send"],
    ],
    [
      "a helper that always throws",
      h("if (a) refuse(); send();", "function refuse() { throw e; }"),
      ["send behind not a"],
    ],
    [
      "a helper that always throws, after ||",
      h("a || refuse(); send();", "function refuse() { throw e; }"),
      ["send behind a"],
    ],
    [
      "a helper that throws after it has called another",
      h("if (a) refuse(); send();", "function refuse() { log(); throw e; }"),
      ["log behind a", "send behind not a"],
    ],
    [
      "an async helper that always throws and is not awaited",
      h("if (a) refuse(); send();", "async function refuse() { throw e; }"),
      ["send"],
    ],
    [
      "a helper that leaves a labelled block",
      h("one(); send();", "function one() { out: { if (a) break out; throw e; } }"),
      ["send"],
    ],
    [
      "an assertion of Node",
      'import assert from "node:assert"; function handler() { assert(a === b); send(); }',
      ["assert:default", "send behind a === b"],
    ],
    [
      "an assertion that two are equal",
      'import { strictEqual } from "assert"; function handler() { strictEqual(a, b); send(); }',
      ["assert:strictEqual", "send behind a === b"],
    ],
    [
      "in each round over a list that is known",
      h("for (const x of [a, b]) check(x); send();", "function check(x) { if (x) throw e; }"),
      ["send behind not a, not b"],
    ],
    [
      "in a round that may be left out",
      h(
        "for (const x of [a, b]) { if (x === c) continue; check(x); } send();",
        "function check(x) { if (x) throw e; }",
      ),
      ["send"],
    ],
    [
      "in rounds over a list that may be empty",
      h("for (const x of list()) check(x); send();", "function check(x) { if (x) throw e; }"),
      ["list", "send behind not list().[] of each"],
    ],
    [
      "a promise that is awaited later",
      h("const done = check(); log(); await done; send();", "async function check() { if (a) throw e; }"),
      ["log behind not a (it is not awaited)", "send behind not a"],
    ],
    [
      "a promise that a helper does not await, awaited later",
      h(
        "const done = one(); await done; send();",
        "async function one() { check(); } async function check() { if (a) throw e; }",
      ),
      ["send behind not a (it is not awaited)"],
    ],
    [
      "in the wrapper",
      h("guarded(() => send());", "function guarded(run) { if (a) throw e; return run(); }"),
      ["send behind not a"],
    ],
    [
      "a guard in a callback does not reach outside",
      h("run(() => { if (a) return; }); send();", "function run(f) { f(); }"),
      ["send"],
    ],
    ["a loop that may not run", h("for (const x of xs) { if (a) return; } send();"), ["send behind not a of each"]],
    ["a loop that may leave early", h("for (const x of xs) { if (a) return; break; } send();"), ["send"]],
    ["a do loop runs once", h("do { if (a) return; } while (b); send();"), ["send behind not a"]],
    ["a test of two constants is no guard", h('if ("a" === "b") send(); post();'), ["post"]],
    [
      "finally runs after a refusal too, and what follows it does not",
      h("try { check(); } finally { log(); } send();", "function check() { if (a) throw e; }"),
      ["log", "send behind not a"],
    ],
  ])("%s", (_title, code, expected) => {
    expect(calls(code)).toEqual(expected);
  });

  test("a call knows the way to it", () => {
    const context = contextOf("function handler() { one(); } function one() { send(); }");
    const handler = valueIn(context, "handler");
    const paths: number[] = [];
    if (handler.kind === "function")
      follow(context.evaluator, handler, null, (v) => {
        if (v.callee.kind === "external") paths.push(v.path.length);
      });
    expect(paths).toEqual([1]);
  });

  test("arguments reach the call", () => {
    const context = contextOf("function handler() { one(process.env.A); } function one(url) { send(url); }");
    const handler = valueIn(context, "handler");
    const args: string[] = [];
    if (handler.kind === "function")
      follow(context.evaluator, handler, [], (v) => {
        if (v.callee.kind === "external")
          args.push(...v.args.map((t) => show(context.evaluator, context.evaluator.force(t))));
      });
    expect(args).toEqual(["$A"]);
  });
});

describe("bounds", () => {
  function complete(code: string): boolean {
    const context = contextOf(code);
    const handler = valueIn(context, "handler");
    return handler.kind === "function" && follow(context.evaluator, handler, null, () => {});
  }

  test("a recursion ends", () => {
    expect(calls("function handler() { send(); handler(); }")).toEqual(["send"]);
  });

  test("functions that call each other end", () => {
    expect(calls("function handler() { a(); } function a() { b(); } function b() { a(); send(); }")).toEqual(["send"]);
  });

  test("a wrapper inside the same wrapper is no recursion", () => {
    expect(
      calls("function audited(f) { return f(); } function handler() { audited(() => audited(() => send())); }"),
    ).toEqual(["send"]);
  });

  test("more calls than are followed: it says so, and stops in time", () => {
    const code = [...Array(14).keys()]
      .map((i) => `function f${i}() { f${i + 1}(); f${i + 1}(); f${i + 1}(); }`)
      .join("\n");
    const start = performance.now();
    expect(complete(`${code}\nfunction f14() { send(); } function handler() { f0(); }`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("an ordinary handler is followed to its end", () => {
    expect(complete("function handler() { send(); }")).toBe(true);
  });
});

test("statements outside any function", () => {
  const context = contextOf("function run() { send(); } run();");
  const module = moduleAt(context, "main.ts");
  const found: string[] = [];
  followStatements(context.evaluator, module.body, module, null, (v) => {
    if (v.callee.kind === "external") found.push(show(context.evaluator, v.callee));
  });
  expect(found).toEqual(["send"]);
});
