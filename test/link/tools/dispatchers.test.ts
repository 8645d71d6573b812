import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { effectsIn, toolsIn } from "../repository.ts";

const helper = `
const define = (name, description, properties) => ({
  type: "function",
  function: { name, description, parameters: { type: "object", properties, required: Object.keys(properties) } },
});
exports.definitions = [
  define("track", "Tracks.", { parcel: { type: "string" } }),
  define("reroute", "Reroutes.", { parcel: { type: "string" }, carrier: { type: "string", enum: ["live", "sandbox"] } }),
];`;
const hosts = `const carriers = { live: "https://parcels.carrier.example", sandbox: "https://parcels.sandbox.carrier.example" };`;
const handlers = `
const handlers = {
  track: ({ parcel }) => fetch("https://parcels.carrier.example/" + parcel),
  reroute: ({ carrier, parcel }) => fetch(carriers[carrier] + "/" + parcel, { method: "POST" }),
};`;

describe("tools that a helper makes", () => {
  it("are one a call of it, with the handler that a table keeps under their name", () => {
    expect(toolsIn({ "src/tools.js": helper + hosts + handlers })).toEqual([
      "src/tools.js:7 object track → src/tools.js:11",
      "src/tools.js:8 object reroute → src/tools.js:12",
    ]);
  });

  it("are none where nothing calls it, or where it makes something else", () => {
    expect(toolsIn({ "src/tools.js": helper.slice(0, helper.indexOf("exports.definitions")) })).toEqual([]);
    const route = `const route = (name, description, schema) => ({ name, description, schema });
      exports.routes = [route("track", "Tracks.", { properties: {} })];`;
    expect(toolsIn({ "src/routes.js": route })).toEqual([]);
  });
});

describe("a table of handlers that the name picks from", () => {
  const run = "exports.run = (name, args) => audited(name, () => handlers[name](args));";
  const audited =
    "const audited = async (name, work) => { console.log({ tool: name, environment: process.env.APP_ENV }); return work(); };";
  const stackOf = (body: string) =>
    auditTree(memoryTree({ "src/tools.js": [helper, hosts, handlers, audited, body].join("\n") }), { rethrow: true })
      .stack;

  it("is entered through the function that looks it up, so that what that one records counts", () => {
    const { tools, auditEvents } = stackOf(run);
    expect(tools.map(({ name, opaque }) => [name, opaque])).toEqual([
      ["track", null],
      ["reroute", null],
    ]);
    expect(tools.flatMap(({ selections }) => selections.map(({ by, proven }) => [by, proven]))).toEqual([
      ["carrier", true],
    ]);
    expect(auditEvents.map(({ subject, covers }) => [subject, covers])).toEqual([["tool-call", ["reroute", "track"]]]);
  });

  it("is handed what its callers pass beside the call, a data set with the site of each environment", () => {
    const files = {
      ".env.production": "PARCEL_SITE=production\n",
      ".env.staging": "PARCEL_SITE=staging\n",
      "src/tools.js": [
        helper,
        hosts,
        handlers,
        `class Trail {
          constructor(env) { this.set = env.TRAIL; this.site = env.PARCEL_SITE; }
          write(kind, tool) { this.set.writeDataPoint({ indexes: [tool], blobs: [this.site, kind, tool] }); }
        }
        async function dispatch({ name, arguments: raw }, context) {
          const value = await handlers[name](JSON.parse(raw));
          context.audit.write("tool_call", name);
          return value;
        }
        exports.fetch = (call, env) => dispatch(call, { audit: new Trail(env) });`,
      ].join("\n"),
    };
    const { auditEvents } = auditTree(memoryTree(files), { rethrow: true }).stack;
    expect(auditEvents.map(({ subject, tag }) => [subject, tag.kind])).toEqual([["tool-call", "environment"]]);
    const { auditEvents: unset } = auditTree(memoryTree({ ...files, ".env.staging": "PARCEL_SITE=eu\n" }), {}).stack;
    expect(unset.map(({ tag }) => tag.kind)).toEqual(["unresolved"]);
  });

  it("is not entered past the function that calls it", () => {
    const outer = `exports.call = (name, args) => { if (args.carrier === "live") throw new Error("refused"); return exports.run(name, args); };`;
    expect(stackOf(`${run}\n${outer}`).tools.map(({ handlerAt }) => handlerAt?.span.startLine)).toHaveLength(2);
  });
});

describe("a switch on the name inside a callback", () => {
  it("belongs to the function that is given the name, and its bindings are not what the model passes", () => {
    const files = {
      "src/tools.ts": `
        export const definitions = [
          { name: "conditions", description: "Now.", parameters: { type: "object", properties: { region: { type: "string" } } } },
        ];
        const noted = async <T>(kind: string, run: () => Promise<T>) => run();
        export const runTool = (env: Bindings, name: string, args: Record<string, string>) =>
          noted(name, async () => {
            switch (name) {
              case "conditions":
                return (await fetch(\`\${env.CONDITIONS_URL}/\${args.region}\`)).json();
              default:
                throw new Error(name);
            }
          });`,
    };
    expect(effectsIn(files)).toEqual(["conditions: external-read fetch @ src/tools.ts:10"]);
    const [tool] = auditTree(memoryTree(files), { rethrow: true }).stack.tools;
    expect([tool?.opaque, tool?.selections]).toEqual([null, []]);
  });
});

describe("a closed set of words that name no environment", () => {
  const files = (site: string) => ({
    "package.json": JSON.stringify({ name: "bakery" }),
    ".env.production": "APP_ENV=production\nSITE=https://recipes.bakery.example\n",
    ".env.staging": `APP_ENV=staging\nSITE=${site}\n`,
    "src/tool.ts": `
      import { tool } from "ai";
      import { z } from "zod";
      const pairs: [string, string][] = [["front", "https://recipes.bakery.example"], ["dry", "https://dry.bakery.example"]];
      const sites = new Map(pairs);
      export const publish = tool({ description: "Publishes.", inputSchema: z.object({ shelf: z.enum(["front", "dry"]) }),
        execute: ({ shelf }) => fetch(new URL("/recipes", sites.get(shelf)), { method: "POST" }) });`,
  });
  const targets = (site: string) =>
    auditTree(memoryTree(files(site)), { rethrow: true }).stack.tools.flatMap(({ selections }) =>
      selections.flatMap((s) => s.targets.map((t) => t.environment)),
    );

  it("picks an environment where the configuration gives the hosts to environments", () => {
    expect(targets("https://dry.bakery.example")).toEqual(["production", "staging"]);
    expect(targets("https://elsewhere.bakery.example")).toEqual([]);
  });
});

describe("a loop of the repository's own", () => {
  const loop = (call: string): Record<string, string> => ({
    "src/agent.ts": `import Anthropic from "@anthropic-ai/sdk"; import { Pool } from "pg";
const db = new Pool({ connectionString: process.env.DATABASE_URL });
class Reroute { readonly name = "reroute"; async run(input) { await fetch("https://carrier.example/routes", { method: "POST", body: input.parcel }); } }
const all = [new Reroute()];
const tools = all.map((one) => ({ name: one.name, description: "Reroutes.", input_schema: { type: "object", properties: { parcel: { type: "string" } } } }));
export async function answer(model: Anthropic, messages) {
  const byName = new Map(all.map((one) => [one.name, one]));
  for (let turn = 0; turn < 5; turn++) {
    const reply = await model.messages.create({ model: "claude-sonnet-4-6", max_tokens: 9, tools, messages });
    for (const block of reply.content) { ${call} }
    await db.query("INSERT INTO turns (turn) VALUES ($1)", [turn]);
  }
}`,
  });

  it("is the way to what a map keeps under the name, and its own work is not that of the tool", () => {
    expect(effectsIn(loop("await byName.get(block.name).run(block.input);"))).toEqual([
      "reroute: external-write fetch @ src/agent.ts:3",
    ]);
  });

  it("deals with a failed call by itself", () => {
    const handled = `try { await byName.get(block.name).run(block.input); } catch { await db.query("DELETE FROM turns"); }`;
    expect(effectsIn(loop(handled))).toEqual(["reroute: external-write fetch @ src/agent.ts:3"]);
  });
});
