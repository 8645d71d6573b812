import { describe, expect, it } from "vitest";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { link } from "../../src/link/link.ts";
import { Evaluator } from "../../src/link/program/evaluate.ts";
import { follow, functionsOf } from "../../src/link/program/flow.ts";
import type { Stack } from "../../src/model/stack.ts";
import { contextOf, valueIn } from "../support/program.ts";

const seal = createSeal(new Uint8Array(32).fill(7));
/** What one program may take, counted in time of the processor: the machine does other work too. */
const seconds = 10;

function stackOf(files: Readonly<Record<string, string>>): Stack {
  const tree = memoryTree(files);
  const start = process.cpuUsage();
  const stack = link({ facts: extractAll(tree, seal), files: tree.files, gaps: tree.gaps });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000_000).toBeLessThan(seconds);
  return stack;
}

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** A server whose one tool runs `run` of `code.ts` on what the model passes. */
const server = `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { run } from "./code";
const server = new McpServer({ name: "desk", version: "1.0.0" });
server.registerTool("act", { inputSchema: { env: z.enum(["staging", "production"]), id: z.string() } }, async (args) => run(args));
`;

const withTool = (code: string): Stack => stackOf({ "server.ts": server, "code.ts": code });

describe("a program of any shape ends", () => {
  it("five megabytes of generated code", () => {
    const functions = range(40_000).map(
      (i) =>
        `export function f${i}(a) { if (!a) throw new Error("no ${i}"); return { id: ${i}, next: f${i + 1}(a), tag: "row ${i} of the table that was generated" }; }`,
    );
    const stack = withTool(`${functions.join("\n")}\nexport function f40000(a) { return a; }\nexport const run = f0;`);
    expect(stack.gaps.map((g) => g.path)).toContain("code.ts");
    expect(stack.tools).toHaveLength(1);
  });

  it("re-exports two thousand files long", () => {
    const files = Object.fromEntries(range(2_000).map((i) => [`m${i}.ts`, `export { run } from "./m${i + 1}";`]));
    const last = "export const run = (args) => fetch(args.env);";
    const stack = stackOf({ "server.ts": server, "code.ts": 'export * from "./m0";', ...files, "m2000.ts": last });
    expect(stack.tools).toHaveLength(1);
  });

  it("modules that import each other in a circle", () => {
    const files = Object.fromEntries(
      range(200).map((i) => [
        `m${i}.ts`,
        `export * from "./m${(i + 1) % 200}"; import { a${(i + 1) % 200} } from "./m${(i + 1) % 200}"; export const a${i} = a${(i + 1) % 200};`,
      ]),
    );
    const stack = stackOf({ ...files, "server.ts": server, "code.ts": 'export { a0 as run } from "./m0";' });
    expect(stack.tools).toHaveLength(1);
  });

  it("functions that call each other without end", () => {
    const functions = range(12).map((i) => {
      const calls = range(12).map((j) => `f${j}(b, a${i % 2 ? " ?? b" : ""})`);
      return `function f${i}(a, b) { if (a.env === b.env && f${(i + 1) % 12}(a, b)) return ${calls[0]}; return ${calls.join(" || ")}; }`;
    });
    const stack = withTool(
      `${functions.join("\n")}\nexport function run(args) { if (f0(args, args)) return fetch("/x"); }`,
    );
    expect(stack.tools[0]?.opaque ?? null).not.toBeUndefined();
  });

  it("calls three hundred deep, each made twice", () => {
    const functions = range(300).map(
      (i) => `function f${i}(a) { const x = f${i + 1}(a); return x ? f${i + 1}(x) : x; }`,
    );
    const stack = withTool(
      `${functions.join("\n")}\nfunction f300(a) { return a.env; }\nexport const run = (args) => fetch(f0(args));`,
    );
    expect(stack.tools).toHaveLength(1);
  });

  it("five hundred tools in one wrapper", () => {
    const tools = range(500).map(
      (i) =>
        `server.registerTool("tool_${i}", { inputSchema: { env: z.string() } }, wrapped("tool_${i}", (args) => post("/${i}", args)));`,
    );
    const stack = stackOf({
      "server.ts": `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "desk", version: "1.0.0" });
const urls = { staging: "https://staging.example.com", production: "https://api.example.com" };
function log(level, message) { if (level !== "debug") console.log(level, message); }
function wrapped(name, work) {
  return async (args) => { log("info", name); if (!args.env) throw new Error("no environment"); try { return await work(args); } finally { log("info", name); } };
}
async function post(path, args) { log("debug", path); return fetch(urls[args.env] + path, { method: "POST" }); }
${tools.join("\n")}`,
    });
    expect(stack.tools).toHaveLength(500);
    expect(stack.tools.every((t) => t.selections.length > 0)).toBe(true);
  });

  it("code that interprets code", () => {
    const cases = range(60).map(
      (i) =>
        `case "op${i}": return step({ ...node, op: node.args[${i % 3}].op, env: step(node.args[${(i + 1) % 3}], depth + 1) }, depth + 1);`,
    );
    const stack = withTool(
      `function step(node, depth) { switch (node.op) { ${cases.join("\n")} default: return handlers[node.op](node, step); } }
const handlers = { ${range(40)
        .map((i) => `h${i}: (node, next) => next(node.left, ${i}) + step(node.right, ${i})`)
        .join(", ")} };
export const run = (args) => fetch(step(args, 0));`,
    );
    expect(stack.tools).toHaveLength(1);
  });

  it("alternatives that share their tests, forty levels deep", () => {
    const levels = range(40).map(
      (i) => `const v${i + 1} = v${i} === "a" ? v${i} + "x" : v${i} === "b" ? v${i} + "y" : v${i};`,
    );
    const code = `const v0 = process.env.APP_ENV ?? "a";\n${levels.join("\n")}
import Stripe from "stripe";
export const stripe = new Stripe(v40);
export const run = (args) => stripe.refunds.create(args);`;
    const stack = stackOf({
      "server.ts": server,
      "code.ts": code,
      ".env.production": "APP_ENV=a",
      ".env.staging": "APP_ENV=b",
    });
    expect(stack.tools).toHaveLength(1);
  });

  it("a table of clients whose entries are entries of it again", () => {
    const code = `import { Pool } from "pg";
const pools: Record<string, Pool> = { main: new Pool(), reports: new Pool() };
for (const name of ["orders", "refunds"]) pools[name] = pools[process.env.SHARD!];
export const run = (args) => pools[args.env].query("SELECT 1");`;
    expect(withTool(code).stores).toHaveLength(2);
  });
});

describe("the work on one repository", () => {
  const context = contextOf(`
    const deep = { a: { b: "c" } };
    function twice(x) { return [x, x]; }
    const it = () => { fetch(twice(deep.a.b)); fetch(twice(deep.a)); };`);

  it("is said to be cut short", () => {
    const value = valueIn(context);
    const [start] = functionsOf(value);
    if (!start) throw new Error("it is no function");
    const little = new Evaluator(context.program, 3);
    expect(follow(little, start, null, () => undefined)).toBe(false);
    expect(little.isSpent).toBe(true);
    const full = new Evaluator(context.program);
    expect(follow(full, start, null, () => undefined)).toBe(true);
    expect(full.isSpent).toBe(false);
  });
});
