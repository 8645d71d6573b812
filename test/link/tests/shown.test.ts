import { describe, expect, it } from "vitest";
import type { Stack } from "../../../src/model/stack.ts";
import type { TestCase } from "../../../src/model/test-case.ts";
import { linkedStack } from "../stack-of.ts";

const source = {
  "package.json": JSON.stringify({ dependencies: { ai: "^7.0.0", zod: "^4.1.0", ioredis: "^5.6.0" } }),
  "src/audit.ts": `
import { Pool } from "pg";
const pool = new Pool({ connectionString: process.env.AUDIT_URL });
export async function recordToolCall(event) {
  await pool.query("INSERT INTO audit_events (tool, environment, outcome) VALUES ($1, $2, $3)", [event.tool, event.environment, event.outcome]);
}
`,
  "src/stop.ts": `
import { Redis } from "ioredis";
export const redis = new Redis(process.env.REDIS_URL);
export const isHalted = async () => (await redis.get("agent:halted")) === "1";
export const halt = () => redis.set("agent:halted", "1");
`,
  "src/refund.ts": `
import { tool } from "ai";
import { z } from "zod";
import { recordToolCall } from "./audit";
import { isHalted } from "./stop";
export const refund = tool({
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => {
    if (await isHalted()) throw new Error("stopped");
    await recordToolCall({ tool: "refund", environment: process.env.APP_ENV, outcome: "requested" });
    return fetch("https://payments.example.com/refunds", { method: "POST", body: order });
  },
});
export const look = tool({
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => fetch("https://payments.example.com/refunds/" + order),
});
`,
  "src/desk.ts": `
import { ToolLoopAgent } from "ai";
import { look, refund } from "./refund";
export const tools = { refund, look };
export const desk = new ToolLoopAgent({ model: "anthropic/claude-sonnet-5", tools });
`,
};

const imports = `
import { expect, it, vi, beforeEach } from "vitest";
import * as audit from "../src/audit";
import * as stop from "../src/stop";
import { refund } from "../src/refund";
import { desk, tools } from "../src/desk";
`;

function testsIn(text: string): { readonly stack: Stack; readonly tests: readonly TestCase[] } {
  const stack = linkedStack({ ...source, "test/refund.test.ts": imports + text });
  return { stack, tests: stack.tests };
}

/** What the only test expects, as `kind: what it reaches / what its spy stands in for`, by line of src/refund.ts. */
function seen(body: string, before = ""): string[] {
  const lines = (places: TestCase["expects"][number]["spied"]): string =>
    places
      .filter(({ path }) => path === "src/refund.ts")
      .map(({ span }) => span.startLine)
      .join(" ");
  return testsIn(`${before}\nit("t", async () => { ${body} });`).tests.flatMap(({ expects }) =>
    expects.map(({ kind, reaches, spied }) => `${kind}: ${lines(reaches)} / ${lines(spied)}`),
  );
}

function onlyTest(body: string, before = ""): TestCase | undefined {
  return testsIn(`${before}\nit("t", async () => { ${body} });`).tests[0];
}

const run = 'await refund.execute({ order: "7" }).catch(() => undefined);';

describe("what an expectation is about", () => {
  it("comes by the stop, the event and the effect of a handler", () => {
    expect(seen('await expect(refund.execute({ order: "7" })).rejects.toThrow();')).toEqual(["refuses: 10 11 / "]);
  });

  it.each([
    [
      "a global that is taken over",
      `const post = vi.spyOn(globalThis, "fetch"); ${run} expect(post).not.toHaveBeenCalled();`,
    ],
    [
      "a global that is stubbed",
      `const post = vi.fn(); vi.stubGlobal("fetch", post); ${run} expect(post).not.toHaveBeenCalled();`,
    ],
    [
      "a global that is assigned",
      `const post = vi.fn(); globalThis.fetch = post; ${run} expect(post).not.toHaveBeenCalled();`,
    ],
  ])("is %s", (_, body) => {
    expect(seen(body)).toEqual(["not-called:  / 11"]);
  });

  it.each([
    [
      "spied on",
      `const spy = vi.spyOn(audit, "recordToolCall"); ${run} expect(spy).toHaveBeenCalledWith({ environment: "x" });`,
      "",
    ],
    [
      "mocked",
      `${run} expect(audit.recordToolCall).toHaveBeenCalledWith({ environment: "x" });`,
      'vi.mock("../src/audit", () => ({ recordToolCall: vi.fn() }));',
    ],
    [
      "hoisted",
      `${run} expect(spy).toHaveBeenCalledWith({ environment: "x" });`,
      'const { spy } = vi.hoisted(() => ({ spy: vi.fn() }));\nvi.mock("../src/audit", () => ({ recordToolCall: spy }));',
    ],
    [
      "named as mocked",
      `${run} expect(vi.mocked(audit.recordToolCall)).toHaveBeenCalledWith({ environment: "x" });`,
      'vi.mock("../src/audit", () => ({ recordToolCall: vi.fn() }));',
    ],
    [
      "looked at by its calls",
      `const spy = vi.spyOn(audit, "recordToolCall"); ${run} expect(spy.mock.calls[0][0]).toMatchObject({ environment: "x" });`,
      "",
    ],
  ])("is an emitter that is %s", (_, body, before) => {
    expect(seen(body, before)).toEqual(["event:  / 10"]);
  });

  it("is no spy that nothing deployed calls", () => {
    expect(
      seen('const spy = vi.fn(); spy({ environment: "x" }); expect(spy).toHaveBeenCalledWith({ environment: "x" });'),
    ).toEqual(["event:  / "]);
  });

  it("goes into the tools that an agent may call", () => {
    const body =
      'const post = vi.spyOn(globalThis, "fetch"); await desk.generate({ prompt: "7" }); expect(post).toHaveBeenCalledTimes(2);';
    expect(seen(body)).toEqual(["counted:  / 11 16"]);
  });

  it("keeps the fields of a record with what is written out", () => {
    const body = `const spy = vi.spyOn(audit, "recordToolCall"); ${run} expect(spy).toHaveBeenCalledWith(expect.objectContaining({ environment: process.env.APP_ENV, outcome: "requested" }));`;
    expect(onlyTest(body)?.expects[0]?.fields).toEqual([
      { name: "environment", value: null },
      { name: "outcome", value: "requested" },
    ]);
  });
});

describe("what a test hands over", () => {
  const spied = `const post = vi.spyOn(globalThis, "fetch"); ${run} expect(post).not.toHaveBeenCalled();`;

  it("is what it writes itself", () => {
    const gives = onlyTest(`await stop.redis.set("agent:halted", "1"); ${spied}`)?.gives ?? [];
    expect(gives.filter(({ names }) => names.includes("agent:halted")).map(({ values }) => values)).toContainEqual([
      "agent:halted",
      "1",
    ]);
  });

  it("is what deployed code writes for it", () => {
    const gives = onlyTest(`await stop.halt(); ${spied}`)?.gives ?? [];
    expect(gives.filter(({ at }) => at.path === "src/stop.ts")).toMatchObject([
      { names: ["agent:halted"], values: ["1"] },
    ]);
  });

  it("is left out where it expects nothing of a part of the stack", () => {
    expect(onlyTest('stop.redis.set("agent:halted", "1"); expect(1).toBe(1);')?.gives).toEqual([]);
  });
});

describe("what a test puts in place of an answer", () => {
  const post = `const post = vi.spyOn(globalThis, "fetch");`;
  const left = `${run} expect(post).not.toHaveBeenCalled();`;

  it.each([
    ["of a method", `vi.spyOn(stop.redis, "get").mockResolvedValue("1");`, "", "src/stop.ts:4 1"],
    ["of a function", `vi.spyOn(stop, "isHalted").mockResolvedValueOnce(true);`, "", "src/refund.ts:9 true once"],
    ["of an export", "", 'vi.mock("../src/stop", () => ({ isHalted: async () => true }));', "src/refund.ts:9 true"],
    [
      "before each test",
      "",
      'beforeEach(() => { vi.spyOn(stop, "isHalted").mockResolvedValue(false); });',
      "src/refund.ts:9 false",
    ],
    ["by throwing", `vi.spyOn(stop, "isHalted").mockRejectedValue(new Error("x"));`, "", "src/refund.ts:9 throws"],
  ])("stands %s", (_, body, before, wanted) => {
    const fakes = onlyTest(`${post} ${body} ${left}`, before)?.fakes ?? [];
    const told = fakes.flatMap(({ calls, answer, throws, repeats }) =>
      calls.map(({ path, span }) => `${path}:${span.startLine} ${throws ? "throws" : answer}${repeats ? "" : " once"}`),
    );
    expect(told).toContain(wanted);
  });
});

describe("lists of tools", () => {
  const lists = (body: string): unknown => {
    const { stack, tests } = testsIn(`it("t", () => { ${body} });`);
    const [only] = tests[0]?.expects ?? [];
    return only && [only.lists.map((i) => stack.tools[i]?.name).sort(), only.byNameOnly];
  };

  it.each([
    ["expect(tools).toMatchSnapshot();", false],
    ["expect(Object.values(tools).map((t) => t.inputSchema)).toMatchSnapshot();", false],
    ['expect(Object.keys(tools).sort()).toEqual(["look", "refund"]);', true],
    [
      "const listed = () => Object.values(tools).map((t) => ({ schema: t.inputSchema })); expect(listed().map((t) => t.schema)).toMatchSnapshot();",
      false,
    ],
  ])("are seen in %s", (body, byNameOnly) => {
    expect(lists(body)).toEqual([["look", "refund"], byNameOnly]);
  });

  it("are those that are written out, where they are", () => {
    expect(lists('expect(Object.keys(tools)).toEqual(["refund", "other"]);')).toEqual([["refund"], true]);
    expect(lists('expect(Object.keys(tools)).toMatchInlineSnapshot(`[ "look" ]`);')).toEqual([["look"], true]);
  });

  it.each([
    "expect(Object.keys(tools).length).toMatchInlineSnapshot();",
    "expect(Object.values(tools).filter((t) => t.strict)).toMatchSnapshot();",
    "const list = Object.values(tools).filter((t) => t.strict); expect(list).toMatchSnapshot();",
    "const some = () => Object.values(tools).filter((t) => t.strict); expect(some()).toMatchSnapshot();",
  ])("are not seen in %s", (body) => {
    expect(lists(body)).toEqual([[], false]);
  });

  it.each([
    "expect(Object.keys(tools)).toEqual(Object.keys(desk.tools));",
    "expect(Object.keys(tools)).toEqual([...Object.keys(tools)]);",
    "expect(tools).toBeDefined();",
  ])("are compared with nothing that is written down in %s", (body) => {
    expect(lists(body)).toBeUndefined();
  });
});
