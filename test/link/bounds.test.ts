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
/** What one program may take: of its own, where the machine does other work too. */
const seconds = 10;

function stackOf(files: Readonly<Record<string, string>>): Stack {
  const tree = memoryTree(files);
  const start = performance.now();
  const before = process.cpuUsage();
  const stack = link({ facts: extractAll(tree, seal), files: tree.files, gaps: tree.gaps });
  const { user, system } = process.cpuUsage(before);
  expect(Math.min((performance.now() - start) / 1_000, (user + system) / 1_000_000)).toBeLessThan(seconds);
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

/** Whether what was not followed is told: as a gap of the file, or of the tool that leads there. */
const isToldOpen = ({ gaps, tools }: Stack): boolean =>
  gaps.some((g) => g.path === "code.ts") || tools.some((t) => t.opaque !== null);

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
    expect(withTool(code).stores).toHaveLength(1);
  });

  it("a thousand modules in one barrel that each export it again", () => {
    const files = Object.fromEntries(
      range(1_000).map((i) => [`m${i}.ts`, `export * from "./all"; export const a${i} = ${i};`]),
    );
    const all = range(1_000).map((i) => `export * from "./m${i}";`);
    const last = `export * from "./all";\nexport const run = (args) => fetch(args.env);`;
    const barrel = `${all.join("\n")}\nexport * from "./last";`;
    const stack = stackOf({
      ...files,
      "server.ts": server,
      "all.ts": barrel,
      "last.ts": last,
      "code.ts": 'export { run } from "./all";',
    });
    expect(stack.tools.map((t) => [t.name, t.sinks.length])).toEqual([["act", 1]]);
  });

  it("an else-if of two thousand branches", () => {
    const branches = range(2_000).map((i) => `if (args.id === "${i}") url = "https://h${i}.example.com/" + args.env;`);
    const stack = withTool(
      `export function run(args) { let url = "https://api.example.com"; ${branches.join(" else ")} return fetch(url); }`,
    );
    expect(stack.tools).toHaveLength(1);
  });

  it("a switch of a thousand cases", () => {
    const cases = range(1_000).map((i) => `case "${i}": return fetch("https://h${i}.example.com/" + args.env);`);
    const stack = withTool(`export function run(args) { switch (args.id) { ${cases.join("\n")} } }`);
    expect(stack.tools).toHaveLength(1);
  });

  const deep = 3_000;
  it.each([
    ["objects", "({ a: ", "args.env", " })"],
    ["lists", "[", "args.env", "]"],
    ["calls", "wrap(", "args.env", ")"],
    ["functions", "(() => ", "args.env", ")()"],
    ["conditionals", "(args.id ? ", "args.env", " : args.env)"],
    ["sums", '("a" + ', "args.env", ")"],
    ["templates", "`a${", "args.env", "}`"],
    ["parentheses", "(", "args.env", ")"],
  ])("%s nested three thousand deep", (_, open, inner, close) => {
    const stack = withTool(
      `const wrap = (x) => x;\nexport const run = (args) => fetch(${open.repeat(deep)}${inner}${close.repeat(deep)});`,
    );
    // What is nested too deeply to be read is told, wherever the reading stopped.
    expect(stack.tools.map((t) => t.name)).toEqual(["act"]);
    expect(isToldOpen(stack)).toBe(true);
  });

  it("blocks nested two thousand deep", () => {
    const code = `export function run(args) { ${"if (args.id) { ".repeat(2_000)} return fetch(args.env); ${"}".repeat(2_000)} }`;
    expect(isToldOpen(withTool(code))).toBe(true);
  });

  it("elements of JSX nested two thousand deep", () => {
    const view = `export const View = (props) => ${"<div>".repeat(2_000)}{props.run}${"</div>".repeat(2_000)};`;
    const stack = stackOf({
      "server.ts": server,
      "code.ts": "export const run = (args) => fetch(args.env);",
      "view.tsx": view,
    });
    expect(stack.gaps.map((g) => g.path)).toContain("view.tsx");
  });

  it("twenty conditionals of templates inside each other", () => {
    const value = range(20).reduce(
      (inner, i) =>
        `(process.env.F${i} ? \`a${i}-\${${inner}}\` : \`b${i}-\${${inner.length > 4_000 ? "process.env.X" : inner}}\`)`,
      "process.env.APP_ENV",
    );
    const steps = range(20).map((i) => `const u${i + 1} = process.env.F${i} ? \`\${u${i}}-a\` : \`\${u${i}}-b\`;`);
    const stack = stackOf({
      "server.ts": server,
      "code.ts": `import { Pinecone } from "@pinecone-database/pinecone";
const u0 = process.env.APP_ENV;
${steps.join("\n")}
export const index = new Pinecone().index(u20);
export const other = new Pinecone().index(${value});
export const run = async (args) => (await index.query(args)) ?? other.query(args);`,
      ".env.production": "APP_ENV=production\nF0=1",
      ".env.staging": "APP_ENV=staging",
    });
    expect(stack.stores.length).toBeGreaterThan(0);
    expect(stack.stores.flatMap((s) => s.identities).length).toBeLessThan(200);
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
