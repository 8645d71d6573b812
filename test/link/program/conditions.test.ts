import { describe, expect, test } from "vitest";
import { type Atom, type Way, waysOf } from "../../../src/link/program/conditions.ts";
import type { Evaluator } from "../../../src/link/program/evaluate.ts";
import { openFrame } from "../../../src/link/program/parameters.ts";
import { contextOf, type Files, moduleAt, show } from "../../support/program.ts";

/** The ways in which the condition named `it` comes out as wanted, one line each. */
function ways(files: Files | string, holds = true): string[] {
  const context = contextOf(files);
  const module = moduleAt(context, "main.ts");
  const binding = module.bindings.find((b) => b.name === "it");
  if (!binding) throw new Error("no condition is named it");
  const owner = binding.owner === null ? undefined : module.functions[binding.owner];
  const expression = { kind: "name", binding: binding.id, name: "it", span: binding.span } as const;
  const thunk = { expression, module, frame: owner ? openFrame(module, owner) : null };
  return waysOf(context.evaluator, thunk, holds).map((way) => showWay(context.evaluator, way));
}

function showWay(evaluator: Evaluator, { atoms, caught, unawaited }: Way): string {
  const text = atoms.length === 0 ? "nothing compared" : atoms.map((a) => showAtom(evaluator, a)).join(" & ");
  return `${text}${caught ? " (caught)" : ""}${unawaited ? " (not awaited)" : ""}`;
}

function showAtom(evaluator: Evaluator, { operator, left, right }: Atom): string {
  const value = show(evaluator, evaluator.force(left));
  const sign = { equal: "=", unequal: "≠", member: "∋", true: "is true", false: "is false" }[operator];
  return right ? `${value} ${sign} ${show(evaluator, evaluator.force(right))}` : `${value} ${sign}`;
}

const key = "const key = { env: process.env.KEY_ENV }; const target = { env: process.env.TARGET_ENV };";
const same = "$KEY_ENV = $TARGET_ENV";
const other = "$KEY_ENV ≠ $TARGET_ENV";

describe("inline", () => {
  test.each<readonly [string, string, boolean, readonly string[]]>([
    ["a comparison that holds", "key.env === target.env", true, [same]],
    ["a comparison that does not", "key.env === target.env", false, [other]],
    ["an inequality that does not hold", "key.env !== target.env", false, [same]],
    ["loose equality", "key.env == target.env", true, [same]],
    ["negated", "!(key.env !== target.env)", true, [same]],
    ["negated twice", "!!(key.env === target.env)", true, [same]],
    ["compared with true", "(key.env === target.env) === true", true, [same]],
    ["compared with false", "(key.env === target.env) === false", false, [same]],
    ["and", "key.env === target.env && process.env.ON", true, [`${same} & $ON is true`]],
    ["and, not", "key.env === target.env && process.env.ON", false, [other, "$ON is false"]],
    ["or", "key.env === target.env || process.env.FORCE", true, [same, "$FORCE is true"]],
    ["or, not", "key.env !== target.env || process.env.OFF", false, [`${same} & $OFF is false`]],
    [
      "a conditional",
      "process.env.ON ? key.env === target.env : true",
      true,
      [`$ON is true & ${same}`, "$ON is false"],
    ],
    ["a member of a list", '["a", "b"].includes(key.env)', true, ['["a", "b"] ∋ $KEY_ENV']],
    ["not a member", '!["a", "b"].includes(key.env)', false, ['["a", "b"] ∋ $KEY_ENV']],
    ["always", "true", true, ["nothing compared"]],
    ["never", "false", true, []],
    ["a text is true", '"yes"', true, ["nothing compared"]],
    ["an ordering is no comparison of environments", "key.env < target.env", true, ["$KEY_ENV < $TARGET_ENV is true"]],
    ["an answer from outside", "check(key.env)", true, ["check($KEY_ENV) is true"]],
  ])("%s", (_title, condition, holds, expected) => {
    expect(ways(`${key} const it = ${condition};`, holds)).toEqual(expected);
  });
});

describe("predicates", () => {
  const asked = (body: string, call = "allowed(key, target)"): string => `${key} ${body} const it = ${call};`;
  test.each<readonly [string, string, readonly string[]]>([
    ["returned", asked("const allowed = (k, t) => k.env === t.env;"), [same]],
    ["returned from a block", asked("function allowed(k, t) { return k.env === t.env; }"), [same]],
    ["early return", asked("function allowed(k, t) { if (k.env !== t.env) return false; return true; }"), [same]],
    [
      "early return of true",
      asked("function allowed(k, t) { if (k.env === t.env) return true; return false; }"),
      [same],
    ],
    [
      "a body that ends without an answer refuses",
      asked("function allowed(k, t) { if (k.env === t.env) return true; }"),
      [same],
    ],
    ["named inside", asked("function allowed(k, t) { const ok = k.env === t.env; return ok; }"), [same]],
    ["through another", asked("const same = (a, b) => a === b; const allowed = (k, t) => same(k.env, t.env);"), [same]],
    [
      "two ways",
      asked("function allowed(k, t) { if (process.env.FORCE) return true; return k.env === t.env; }"),
      ["$FORCE is true", `$FORCE is false & ${same}`],
    ],
    ["always", asked("const allowed = () => true;"), ["nothing compared"]],
    ["awaited", asked("const allowed = async (k, t) => k.env === t.env;", "await allowed(key, target)"), [same]],
    [
      "awaited through a name",
      asked("const allowed = async (k, t) => k.env === t.env; const answer = await allowed(key, target);", "answer"),
      [same],
    ],
    ["not awaited", asked("const allowed = async (k, t) => k.env === t.env;"), [`${same} (not awaited)`]],
    [
      "not awaited, behind a name",
      asked("const allowed = async (k, t) => k.env === t.env; const answer = allowed(key, target);", "answer"),
      [`${same} (not awaited)`],
    ],
    [
      "a promise that is named and awaited where it is asked",
      asked("const allowed = async (k, t) => k.env === t.env; const answer = allowed(key, target);", "await answer"),
      [same],
    ],
    [
      "allows when it fails",
      asked("function allowed(k, t) { try { return k.env === t.env; } catch { return true; } }"),
      [same, "nothing compared (caught)"],
    ],
    [
      "refuses when it fails",
      asked("function allowed(k, t) { try { return k.env === t.env; } catch { return false; } }"),
      [same],
    ],
    [
      "a method",
      asked(
        "class Gate { allowed(k, t) { return k.env === t.env; } } const gate = new Gate();",
        "gate.allowed(key, target)",
      ),
      [same],
    ],
    [
      "a method over fields",
      asked(
        "class Gate { constructor(private k, private t) {} allowed() { return this.k.env === this.t.env; } }",
        "new Gate(key, target).allowed()",
      ),
      [same],
    ],
    ["curried", asked("const allowed = (k) => (t) => k.env === t.env;", "allowed(key)(target)"), [same]],
    [
      "a switch with a default that allows",
      asked(
        'function allowed(k, t) { switch (k.env) { case "production": return t.env === "production"; default: return true; } }',
      ),
      ['$KEY_ENV = "production" & $TARGET_ENV = "production"', '$KEY_ENV ≠ "production"'],
    ],
  ])("%s", (_title, code, expected) => {
    expect(ways(code)).toEqual(expected);
  });

  test("one that no caller asks is asked with its declared parameters", () => {
    expect(ways("export function allowed(k, t) { const it = k.env === t.env; return it; }")).toEqual([
      "<k>.env = <t>.env",
    ]);
  });
});

describe("decisions", () => {
  const decide = (body: string, test: string): string =>
    `${key} function decide(k, t) { ${body} } const decision = decide(key, target); const it = ${test};`;
  test.each<readonly [string, string, readonly string[]]>([
    ["a field", decide("return { allowed: k.env === t.env };", "decision.allowed"), [same]],
    [
      "a constant field under a test",
      decide("if (k.env !== t.env) return { allowed: false }; return { allowed: true };", "decision.allowed"),
      [same],
    ],
    [
      "a field that refuses",
      decide('if (k.env !== t.env) return { denied: true, why: "x" }; return { denied: false };', "!decision.denied"),
      [same],
    ],
    [
      "a field that is left out",
      decide("if (k.env === t.env) return { allowed: true }; return {};", "decision.allowed"),
      [same],
    ],
    [
      "a field destructured",
      decide("return { allowed: k.env === t.env };", "decision.allowed").replace(
        "const it = decision.allowed",
        "const { allowed: it } = decision",
      ),
      [same],
    ],
    ["a word", decide('return k.env === t.env ? "allow" : "deny";', 'decision === "allow"'), [same]],
    [
      "a word, by early return",
      decide('if (k.env !== t.env) return "deny"; return "allow";', 'decision !== "deny"'),
      [same],
    ],
    [
      "a word in a field",
      decide('return { verdict: k.env === t.env ? "allow" : "deny" };', 'decision.verdict === "allow"'),
      [same],
    ],
    [
      "a word of three",
      decide(
        'if (k.env !== t.env) return "deny"; if (process.env.LATE) return "ask"; return "allow";',
        'decision !== "deny"',
      ),
      [`${same} & $LATE is true`, `${same} & $LATE is false`],
    ],
  ])("%s", (_title, code, expected) => {
    expect(ways(code)).toEqual(expected);
  });
});

describe("bounds", () => {
  test("a condition that is itself", () => {
    expect(ways("const it = it;").length).toBeLessThan(3);
  });

  test("a predicate that asks itself", () => {
    expect(ways("function allowed(n) { return allowed(n); } const it = allowed(1);").length).toBeLessThan(3);
  });

  test("many alternatives: one on which nothing is compared stands for the rest", () => {
    const all = [...Array(40).keys()].map((i) => `process.env.A${i}`).join(" || ");
    const found = ways(`const it = ${all};`);
    expect(found.length).toBeLessThanOrEqual(17);
    expect(found).toContain("nothing compared");
  });

  test("many alternatives, twice", () => {
    const any = (letter: string) => [...Array(12).keys()].map((i) => `process.env.${letter}${i}`).join(" || ");
    const start = performance.now();
    const found = ways(`const it = (${any("A")}) && (${any("B")}) && (${any("C")});`);
    expect(found).toContain("nothing compared");
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
