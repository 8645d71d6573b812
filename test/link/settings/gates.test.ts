import { describe, expect, test } from "vitest";
import { audited } from "../gates/desk.ts";

/** Gates whose comparison the code does not show: a service decides. */
const throwing = `
  import { policy } from "@acme/policy";
  export async function assertMayTouch(key, target) {
    const decision = await policy.decide(key.value, target.url);
    if (decision.outcome !== "ok") throw new Error("refused");
  }`;
const answering = `
  import { policy } from "@acme/policy";
  export async function mayTouch(key, target) { return policy.decide(key.value, target.url); }
  export const decide = async (key, target) => ({ allowed: await mayTouch(key, target), denied: !(await mayTouch(key, target)) });`;
const elsewhere = `export { assertMayTouch, mayTouch } from "@acme/gates";`;

function config(...gates: string[]): string {
  return `functions:\n  gates:\n${gates.map((gate) => `    - ${gate}\n`).join("")}`;
}

const send = "return send(target, input.id);";

describe("a gate of the settings holds where it stands and is obeyed", () => {
  test.each([
    ["it throws and is awaited", throwing, `await gate.assertMayTouch(key, target); ${send}`, "assertMayTouch"],
    [
      "it is waited for later",
      throwing,
      `const asked = gate.assertMayTouch(key, target); await asked; ${send}`,
      "assertMayTouch",
    ],
    ["its answer is obeyed", answering, `if (!(await gate.mayTouch(key, target))) return null; ${send}`, "mayTouch"],
    [
      "its answer is kept first",
      answering,
      `const allowed = await gate.mayTouch(key, target); if (allowed !== true) throw new Error(); ${send}`,
      "mayTouch",
    ],
    [
      "a field of its answer is obeyed",
      answering,
      `const d = await gate.decide(key, target); if (d.denied) return null; ${send}`,
      "decide",
    ],
    [
      "its code is elsewhere, and it throws",
      elsewhere,
      `await gate.assertMayTouch(key, target); ${send}`,
      "'@acme/gates#assertMayTouch'",
    ],
    [
      "its code is elsewhere, and it answers",
      elsewhere,
      `if (!(await gate.mayTouch(key, target))) return null; ${send}`,
      "'@acme/*#mayTouch'",
    ],
    [
      "its code is elsewhere, and it gives no promise",
      elsewhere,
      `gate.assertMayTouch(key, target); ${send}`,
      "{ name: assertMayTouch, async: false }",
    ],
    [
      "it is named with its file",
      throwing,
      `await gate.assertMayTouch(key, target); ${send}`,
      "'src/*.ts#assertMayTouch'",
    ],
    ["it is given nothing, and looks for itself", throwing, `await gate.assertMayTouch(); ${send}`, "assertMayTouch"],
  ])("%s", (_, gate, run, name) => {
    expect(audited({ gate, run })).toMatchObject({ isGuarded: false, signal: "fail" });
    const { isGuarded, signal, gates } = audited({ gate, run, config: config(name) });
    expect({ isGuarded, signal }).toEqual({ isGuarded: true, signal: "pass" });
    expect(gates.find(({ declaredAt }) => declaredAt)).toMatchObject({
      weakness: null,
      declaredAt: { path: "bulkhead.config.yaml", span: { startLine: 3 } },
    });
  });
});

describe("a gate of the settings that nobody heeds is none", () => {
  test.each([
    ["it is not awaited", throwing, `gate.assertMayTouch(key, target); ${send}`, "assertMayTouch", "it is not awaited"],
    [
      "its answer is ignored",
      answering,
      `await gate.mayTouch(key, target); ${send}`,
      "mayTouch",
      "its result is ignored",
    ],
    [
      "its answer is a promise",
      answering,
      `if (!gate.mayTouch(key, target)) return null; ${send}`,
      "mayTouch",
      "its answer is not awaited",
    ],
    [
      "its answer is turned round",
      answering,
      `if (await gate.mayTouch(key, target)) return null; ${send}`,
      "mayTouch",
      "it lets the call past where it refuses",
    ],
    [
      "its refusal is caught",
      throwing,
      `try { await gate.assertMayTouch(key, target); } catch (error) { console.warn(error); } ${send}`,
      "assertMayTouch",
      "its refusal is caught and the call goes on",
    ],
    [
      "it swallows its own refusal",
      throwing.replace("if (", "try { if (").replace(/}$/, "} catch {} }"),
      `await gate.assertMayTouch(key, target); ${send}`,
      "assertMayTouch",
      "its refusal is caught and the call goes on",
    ],
    [
      "it stands in one branch",
      throwing,
      `if (input.confirmed) { await gate.assertMayTouch(key, target); } ${send}`,
      "assertMayTouch",
      "it stands in one branch only",
    ],
    [
      "it comes after the call",
      throwing,
      "const sent = await send(target, input.id); await gate.assertMayTouch(key, target); return sent;",
      "assertMayTouch",
      null,
    ],
    [
      "it is asked about another target",
      throwing,
      `await gate.assertMayTouch(key, endpoints.staging); ${send}`,
      "assertMayTouch",
      "it is not given what environment decides",
    ],
    [
      "its code is elsewhere, and nobody waits",
      elsewhere,
      `gate.assertMayTouch(key, target); ${send}`,
      "assertMayTouch",
      "it is not awaited",
    ],
    [
      "its code is elsewhere, and its answer is ignored",
      elsewhere,
      `await gate.mayTouch(key, target); ${send}`,
      "mayTouch",
      "its result is ignored",
    ],
    ["another function is meant", throwing, `await gate.assertMayTouch(key, target); ${send}`, "assertMay", null],
    [
      "one of another package is meant",
      elsewhere,
      `await gate.assertMayTouch(key, target); ${send}`,
      "'@acme/other#assertMayTouch'",
      null,
    ],
    [
      "it is only one of two that may be called",
      `${throwing}\nexport const skip = async () => {};\nexport const chosen = process.env.FAST ? skip : assertMayTouch;`,
      `await gate.chosen(key, target); ${send}`,
      "assertMayTouch",
      null,
    ],
  ])("%s", (_, gate, run, name, weakness) => {
    const { isGuarded, signal, gates } = audited({ gate, run, config: config(name) });
    expect({ isGuarded, signal }).toEqual({ isGuarded: false, signal: "fail" });
    const declared = gates.filter(({ declaredAt }) => declaredAt).map((one) => one.weakness);
    expect(declared).toEqual(weakness === null ? [] : [weakness]);
  });
});
