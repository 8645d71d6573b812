import { describe, expect, it } from "vitest";
import { memoryTree } from "../../../src/discover/memory-tree.ts";
import { extractAll } from "../../../src/extract/extract.ts";
import { createSeal } from "../../../src/extract/seal.ts";
import { link } from "../../../src/link/link.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

const source = {
  "src/gate.ts": `
export class Refused extends Error {}
const registry = Object.freeze({ "berths.lowtide.internal": "production" });
export async function admit(credential, target) {
  if (credential.environment !== registry[target]) throw new Refused();
}
export function permits(credential, target) {
  return { allowed: credential.environment === registry[target] };
}
export const guarded = (work) => async (credential, target) => {
  await admit(credential, target);
  return work(target);
};
export const other = () => 1;
`,
  "src/tools.ts": `
import { tool } from "ai";
import { z } from "zod";
import { admit } from "./gate";
const key = { environment: process.env.KEY_ENVIRONMENT, value: process.env.KEY };
export const book = tool({
  inputSchema: z.object({ host: z.enum(["berths.lowtide.internal"]) }),
  execute: async ({ host }) => {
    await admit(key, host);
    return fetch("https://" + host, { method: "POST" });
  },
});
`,
};

const vitest = 'import { describe, expect, it, vi } from "vitest";\nimport * as g from "../src/gate";\n';

const ofGates = new Set(["refuses", "not-called", "event"]);

/** Every test as `name: kind of functions → gates`, functions by the line of their definition; of what can tell of a gate. */
function testsIn(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  const tree = memoryTree({ ...source, "test/gate.test.ts": text, ...more });
  const { tests, gates } = link({ facts: extractAll(tree, seal), files: tree.files, gaps: [] });
  return tests.map(({ name, expects }) => {
    const told = expects
      .filter(({ kind }) => ofGates.has(kind))
      .map(
        ({ kind, of, gates: about }) =>
          `${kind}${of.map(({ span }) => ` ${span.startLine}`).join("")}${about.map((i) => ` ${gates[i]?.name}`).join("")}`,
      );
    return `${name}: ${told.join(", ")}`;
  });
}

describe("refusals", () => {
  it.each([
    ["awaited rejection", 'await expect(g.admit({}, "x")).rejects.toThrow(g.Refused);'],
    ["a rejection that is matched", 'await expect(g.admit({}, "x")).rejects.toMatchObject({ name: "Refused" });'],
    ["a returned rejection", 'return expect(g.admit({}, "x")).rejects.toBeInstanceOf(g.Refused);'],
    ["a throw in a function", 'expect(() => g.admit({}, "x")).toThrow();'],
    ["a promise that has a name", 'const made = g.admit({}, "x"); await expect(made).rejects.toThrow();'],
    ["several at once", 'await Promise.all([expect(g.admit({}, "x")).rejects.toThrow()]);'],
  ])("sees %s", (_, body) => {
    expect(testsIn(`${vitest}it("refuses", async () => { ${body} });`)).toEqual(["refuses: refuses 4 admit"]);
  });

  it.each([
    ["a part of the answer", "expect(g.permits({}, 1)).toMatchObject({ allowed: false });"],
    ["a property of it", "const answer = g.permits({}, 1); expect(answer.allowed).toBe(false);"],
    ["what is taken out of it", "const { allowed } = g.permits({}, 1); expect(allowed).toBeFalsy();"],
    ["a matcher inside", "expect(g.permits({}, 1)).toEqual(expect.objectContaining({ allowed: false }));"],
    ["a named property", 'expect(g.permits({}, 1)).toHaveProperty("allowed", false);'],
  ])("sees %s", (_, body) => {
    expect(testsIn(`${vitest}it("refuses", async () => { ${body} });`)).toEqual(["refuses: refuses 7"]);
  });

  it.each([
    ["node:test", 'import test from "node:test";', 'await assert.rejects(() => g.admit({}, "x"));'],
    ["node:test", 'import { test } from "node:test";', 'assert.throws(() => g.admit({}, "x"), g.Refused);'],
    ["mocha", 'import { it as test } from "mocha";', 'await assert.rejects(g.admit({}, "x"));'],
    ["chai", 'import { expect } from "chai";', 'expect(() => g.admit({}, "x")).to.throw(g.Refused);'],
    ["chai", 'import { expect } from "chai";', 'await expect(g.admit({}, "x")).to.be.rejectedWith(g.Refused);'],
    ["jest", 'import { test, expect } from "@jest/globals";', 'await expect(g.admit({}, "x")).rejects.toThrow();'],
    ["globals", "", 'await expect(g.admit({}, "x")).rejects.toThrow();'],
  ])("reads %s", (_, imports, body) => {
    const text = `import assert from "node:assert/strict";\nimport * as g from "../src/gate";\n${imports}\n`;
    expect(testsIn(`${text}test("refuses", async () => { ${body} });`)).toEqual(["refuses: refuses 4 admit"]);
  });

  it("goes through helpers of the tests, for calls and for expectations", () => {
    const helpers =
      'import { expect } from "vitest";\nimport { admit } from "../src/gate";\nexport const call = () => admit({}, "x");\nexport const refused = async (work) => { await expect(work()).rejects.toThrow(); };\n';
    const text = `${vitest}import { call, refused } from "./helpers";\nit("a", async () => { await expect(call()).rejects.toThrow(); });\nit("b", async () => { await refused(() => g.admit({}, "x")); });`;
    expect(testsIn(text, { "test/helpers.ts": helpers })).toEqual(["a: refuses 4 admit", "b: refuses 4 admit"]);
  });

  it("takes the handler of a tool for what its gate refuses", () => {
    const text = `${vitest}import { book } from "../src/tools";\nit("refuses", async () => { await expect(book.execute({ host: "x" })).rejects.toThrow(); });`;
    expect(testsIn(text)).toEqual(["refuses: refuses 8 admit"]);
  });
});

describe("what shows no refusal", () => {
  it.each([
    ["is not awaited", 'expect(g.admit({}, "x")).rejects.toThrow();'],
    ["is negated", 'await expect(g.admit({}, "x")).rejects.not.toThrow();'],
    ["resolves", 'await expect(g.admit({}, "x")).resolves.toBeUndefined();'],
    ["stands under a condition", 'if (process.env.CI) await expect(g.admit({}, "x")).rejects.toThrow();'],
    ["is caught", 'try { await expect(g.admit({}, "x")).rejects.toThrow(); } catch {}'],
    ["is allowed", "expect(g.permits({}, 1)).toEqual({ allowed: true });"],
  ])("does not take what %s", (_, body) => {
    expect(testsIn(`${vitest}it("t", async () => { ${body} });`)).toEqual(["t: "]);
  });

  it("leaves what stands in the arguments of the call out", () => {
    const body = "await expect(g.other(g.admit({}, 1))).rejects.toThrow();";
    expect(testsIn(`${vitest}it("t", async () => { ${body} });`)).toEqual(["t: refuses 14"]);
  });

  it.each([
    'it.skip("t", WORK)',
    'it.todo("t")',
    'it.fails("t", WORK)',
    'it.skipIf(process.env.CI)("t", WORK)',
    'it("t", { skip: true }, WORK)',
    'xit("t", WORK)',
    'describe.skip("d", () => { it("t", WORK); })',
    'if (process.env.CI) it("t", WORK)',
    '(process.env.CI ? it : it.skip)("t", WORK)',
    'it("t", async ({ skip, ...c }) => { c.skip(); await expect(g.admit({}, 1)).rejects.toThrow(); })',
  ])("does not count %s", (declared) => {
    const work = "async () => { await expect(g.admit({}, 1)).rejects.toThrow(); }";
    expect(testsIn(`${vitest}${declared.replace("WORK", work)};`)).toEqual([]);
  });

  it("does not take a module that is replaced for what is tested", () => {
    const text = `${vitest}vi.mock("../src/gate");\nit("t", async () => { await expect(g.admit({}, 1)).rejects.toThrow(); });`;
    expect(testsIn(text)).toEqual(["t: refuses"]);
  });

  it("finds no end of a name in its own value", () => {
    expect(testsIn(`${vitest}it("t", () => { const f = vi.fn(() => f); expect(f).toThrow(); });`)).toEqual([
      "t: refuses",
    ]);
  });
});

describe("spies", () => {
  it("ties one that is left alone to the gate before its call", () => {
    const body =
      "const work = vi.fn(); await g.guarded(work)({ environment: process.env.E }, process.env.HOST).catch(() => {}); expect(work).not.toHaveBeenCalled();";
    expect(testsIn(`${vitest}it("t", async () => { ${body} });`)).toEqual(["t: not-called admit"]);
  });

  it.each([
    "expect(work).toHaveBeenCalledTimes(0);",
    "expect(work.mock.calls).toHaveLength(0);",
    "expect(work.mock.calls.length).toBe(0);",
  ])("reads %s", (expectation) => {
    expect(testsIn(`${vitest}it("t", () => { const work = vi.fn(); ${expectation} });`)).toEqual(["t: not-called"]);
  });

  it("reads a record of the environment or the decision, and no other", () => {
    const record = 'const audit = vi.fn(); expect(audit).toHaveBeenCalledWith({ outcome: "denied" });';
    const greeting = 'const hello = vi.fn(); expect(hello).toHaveBeenCalledWith({ name: "x" });';
    expect(testsIn(`${vitest}it("a", () => { ${record} });\nit("b", () => { ${greeting} });`)).toEqual([
      "a: event",
      "b: ",
    ]);
  });
});
