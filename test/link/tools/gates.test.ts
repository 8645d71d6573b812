import { describe, expect, test } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { gatesAt, isSoundGate } from "../../../src/model/gate.ts";
import type { Gate } from "../../../src/model/stack.ts";

/** A deal desk whose one tool lets the model choose production or staging; each case says what stands before the call. */
interface Case {
  /** The handler's body; `target` is what the model chose, `send` the call. */
  readonly run: string;
  readonly gate?: string;
  /** The whole tool module, where the handler is more than a body. */
  readonly tools?: string;
}

const common = {
  "package.json": JSON.stringify({ name: "deal-desk", dependencies: { ai: "^6.0.0", zod: "^4.0.0" } }),
  ".env.production": "APP_ENV=production\nCRM_KEY=crm-prd-8f2kq0z8mw2c5hxd\nCRM_KEY_ENVIRONMENT=production\n",
  ".env.staging": "APP_ENV=staging\nCRM_KEY=crm-stg-2kq8v5x0bz7n4mwc\nCRM_KEY_ENVIRONMENT=staging\n",
  "src/settings.ts": `
    export interface Key { value: string; environment: string }
    export const key: Key = { value: process.env.CRM_KEY!, environment: process.env.CRM_KEY_ENVIRONMENT! };
    export const appEnvironment = process.env.APP_ENV;
    export interface Endpoint { url: string; environment: string }
    export const endpoints: Record<string, Endpoint> = {
      production: { url: "https://crm.dealdesk.example", environment: "production" },
      staging: { url: "https://crm.staging.dealdesk.example", environment: "staging" },
    };`,
};

const imports = `
  import { tool } from "ai";
  import { z } from "zod";
  import { appEnvironment, endpoints, key, type Endpoint, type Key } from "./settings";
  import * as gate from "./gate";
  const inputSchema = z.object({ id: z.string(), confirmed: z.boolean(), environment: z.enum(["production", "staging"]) });
  type Input = z.infer<typeof inputSchema>;
  const send = (target: Endpoint, id: string) =>
    fetch(\`\${target.url}/deals/\${id}\`, { method: "POST", headers: { authorization: key.value } });`;

function toolModule({ run, tools }: Case): string {
  return `${imports}\n${
    tools ??
    `export const updateDeal = tool({ description: "Update a deal.", inputSchema, execute: async (input: Input) => {
      const target = endpoints[input.environment];
      ${run}
    } });`
  }`;
}

/** The same tool behind the request handler of an MCP server; `dispatch` is its body, `name` and `input` what the model gave. */
function dispatched(dispatch: string): string {
  return `${imports}
    import { Server } from "@modelcontextprotocol/sdk/server/index.js";
    import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
    const tools = {
      update_deal: {
        name: "update_deal",
        description: "Update a deal.",
        inputSchema: { type: "object", properties: { id: { type: "string" }, environment: { type: "string", enum: ["production", "staging"] } } },
        run: (input: Input) => send(endpoints[input.environment], input.id),
      },
    };
    const server = new Server({ name: "deals", version: "1.0.0" }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: Object.values(tools) }));
    server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: input } }) => { ${dispatch} });`;
}

function audited(given: Case): { readonly gates: readonly Gate[]; readonly signal: string | undefined } {
  const report = auditTree(
    memoryTree({ ...common, "src/gate.ts": given.gate ?? "export {};", "src/tools.ts": toolModule(given) }),
    { rethrow: true },
  );
  const [only, ...more] = report.stack.tools;
  if (!only || more.length > 0) throw new Error(`tools: ${report.stack.tools.map((t) => t.name).join(", ")}`);
  if (only.selections.length !== 1) throw new Error(`${only.selections.length} selections; ${only.opaque}`);
  const signal = report.controls.flatMap((c) => c.checks).find((c) => c.signal === 3)?.status;
  return { gates: only.selections.flatMap((s) => gatesAt(report.stack, s.gates)), signal };
}

const assertSame = `export function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }`;
const assertAsync = `export async function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }`;
const allowed = "export function allowed(k, t) { return k.environment === t.environment; }";
const allowedAsync = "export async function allowed(k, t) { return k.environment === t.environment; }";
const decide = `export function decide(k, t) {
  if (k.environment !== t.environment) return { allowed: false, verdict: "deny", reason: "mismatch" };
  return { allowed: true, verdict: "allow" };
}`;
const word = 'export function decide(k, t) { return k.environment === t.environment ? "allow" : "deny"; }';

describe("sound: signal 3 passes", () => {
  test.each<readonly [string, Case]>([
    [
      "inline",
      { run: "if (key.environment !== target.environment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "inline, around the call",
      { run: "if (key.environment === target.environment) { return send(target, input.id); } return null;" },
    ],
    [
      "early return",
      {
        run: 'if (key.environment !== target.environment) return { error: "refused" }; return send(target, input.id);',
      },
    ],
    [
      "nested if",
      { run: "if (key.environment === target.environment) { if (input.id) { return send(target, input.id); } }" },
    ],
    ["with && before the call", { run: "return key.environment === target.environment && send(target, input.id);" }],
    ["in a conditional", { run: "return key.environment === target.environment ? send(target, input.id) : null;" }],
    ["a helper that throws", { gate: assertSame, run: "gate.assertSame(key, target); return send(target, input.id);" }],
    [
      "a helper that throws, awaited",
      { gate: assertAsync, run: "await gate.assertSame(key, target); return send(target, input.id);" },
    ],
    [
      "a helper of a helper",
      {
        gate: `${assertSame} export function admit(k, t) { assertSame(k, t); }`,
        run: "gate.admit(key, target); return send(target, input.id);",
      },
    ],
    [
      "a predicate",
      { gate: allowed, run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);" },
    ],
    [
      "a predicate, awaited",
      {
        gate: allowedAsync,
        run: "if (!(await gate.allowed(key, target))) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a predicate through a const",
      {
        gate: allowed,
        run: "const ok = gate.allowed(key, target); if (!ok) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a predicate through a const, awaited",
      {
        gate: allowedAsync,
        run: "const ok = await gate.allowed(key, target); if (!ok) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a decision object",
      {
        gate: decide,
        run: "const decision = gate.decide(key, target); if (!decision.allowed) throw new Error(decision.reason); return send(target, input.id);",
      },
    ],
    [
      "a decision object, destructured",
      {
        gate: decide,
        run: "const { allowed, reason } = gate.decide(key, target); if (!allowed) throw new Error(reason); return send(target, input.id);",
      },
    ],
    [
      "a word in a decision object",
      {
        gate: decide,
        run: 'const decision = gate.decide(key, target); if (decision.verdict !== "allow") return decision.reason; return send(target, input.id);',
      },
    ],
    [
      "a decision word",
      {
        gate: word,
        run: 'if (gate.decide(key, target) !== "allow") throw new Error(); return send(target, input.id);',
      },
    ],
    [
      "a switch on the decision",
      {
        gate: word,
        run: 'switch (gate.decide(key, target)) { case "allow": return send(target, input.id); default: throw new Error("refused"); }',
      },
    ],
    [
      "a wrapper around the handler",
      {
        gate: "export const withGate = (k, pick, run) => async (input) => { const target = pick(input); if (k.environment !== target.environment) throw new Error(); return run(input, target); };",
        run: "",
        tools:
          'export const updateDeal = tool({ description: "", inputSchema, execute: gate.withGate(key, (input: Input) => endpoints[input.environment], async (input: Input, target: Endpoint) => send(target, input.id)) });',
      },
    ],
    [
      "a wrapper around the call",
      {
        gate: "export function guarded(k, t, run) { if (k.environment !== t.environment) throw new Error(); return run(); }",
        run: "return gate.guarded(key, target, () => send(target, input.id));",
      },
    ],
    [
      "a class with a method that throws",
      {
        gate: "export class Gate { constructor(private k) {} admit(t) { if (this.k.environment !== t.environment) throw new Error(); } }",
        run: "new gate.Gate(key).admit(target); return send(target, input.id);",
      },
    ],
    [
      "an instance at module level",
      {
        gate: 'import { key } from "./settings"; class Gate { admit(t) { if (key.environment !== t.environment) throw new Error(); } } export const crmGate = new Gate();',
        run: "gate.crmGate.admit(target); return send(target, input.id);",
      },
    ],
    [
      "a base class whose method is not overridden",
      {
        gate: "class Base { admit(k, t) { if (k.environment !== t.environment) throw new Error(); } } export class Gate extends Base {}",
        run: "new gate.Gate().admit(key, target); return send(target, input.id);",
      },
    ],
    [
      "a dispatcher",
      {
        gate: assertSame,
        run: "",
        tools: dispatched("gate.assertSame(key, endpoints[input.environment]); return tools[name].run(input);"),
      },
    ],
    [
      "curried",
      {
        gate: "export const admit = (k) => (t) => { if (k.environment !== t.environment) throw new Error(); };",
        run: "gate.admit(key)(target); return send(target, input.id);",
      },
    ],
    [
      "a guarded client",
      {
        gate: 'export class Client { constructor(private k, private t) { if (k.environment !== t.environment) throw new Error(); } post(id) { return fetch(`${this.t.url}/deals/${id}`, { method: "POST" }); } }',
        run: "return new gate.Client(key, target).post(input.id);",
      },
    ],
    [
      "a registry by host",
      {
        gate: 'const registry = { "crm.dealdesk.example": "production", "crm.staging.dealdesk.example": "staging" }; export function admit(k, url) { const registered = registry[new URL(url).host]; if (registered === undefined || k.environment !== registered) throw new Error(); }',
        run: "gate.admit(key, target.url); return send(target, input.id);",
      },
    ],
    [
      "refusal thrown again from a catch",
      {
        gate: assertSame,
        run: "try { gate.assertSame(key, target); } catch (error) { console.error(error); throw error; } return send(target, input.id);",
      },
    ],
    [
      "a catch that returns",
      {
        gate: assertSame,
        run: 'try { gate.assertSame(key, target); } catch { return { error: "refused" }; } return send(target, input.id);',
      },
    ],
    [
      "gate and call in one try",
      {
        gate: assertSame,
        run: 'try { gate.assertSame(key, target); return await send(target, input.id); } catch { return { error: "refused" }; }',
      },
    ],
    [
      "a predicate that refuses when it fails",
      {
        gate: "export function allowed(k, t) { try { return k.environment === t.environment; } catch { return false; } }",
        run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "an approval besides",
      {
        gate: assertSame,
        run: "if (!input.confirmed) return null; gate.assertSame(key, target); return send(target, input.id);",
      },
    ],
    [
      "pinned to the process besides",
      {
        run: "if (key.environment !== target.environment || target.environment !== appEnvironment) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a switch that throws unless it allows",
      {
        gate: word,
        run: 'switch (gate.decide(key, target)) { case "deny": throw new Error("refused"); } return send(target, input.id);',
      },
    ],
    [
      "a switch on true",
      {
        run: 'switch (true) { case key.environment !== target.environment: throw new Error("refused"); } return send(target, input.id);',
      },
    ],
    [
      "in each of two branches",
      {
        gate: assertSame,
        run: 'if (input.id.startsWith("x")) { gate.assertSame(key, target); } else { gate.assertSame(key, target); } return send(target, input.id);',
      },
    ],
    [
      "in a then with the answer",
      {
        gate: allowedAsync,
        run: 'return gate.allowed(key, target).then((ok) => { if (!ok) throw new Error("refused"); return send(target, input.id); });',
      },
    ],
    [
      "awaited together with another",
      {
        gate: assertAsync,
        run: "await Promise.all([gate.assertSame(key, target), Promise.resolve()]); return send(target, input.id);",
      },
    ],
    [
      "in a then",
      { gate: assertAsync, run: "return gate.assertSame(key, target).then(() => send(target, input.id));" },
    ],
    [
      "handed on with return",
      {
        gate: `${assertAsync} export function admit(k, t) { return assertSame(k, t); }`,
        run: "await gate.admit(key, target); return send(target, input.id);",
      },
    ],
  ])("%s", (_title, given) => {
    const { gates, signal } = audited(given);
    expect({ weaknesses: gates.map((g) => g.weakness), sound: gates.some(isSoundGate), signal }).toMatchObject({
      sound: true,
      signal: "pass",
    });
  });
});

describe("weak: signal 3 fails", () => {
  test.each<readonly [string, string | null, Case]>([
    ["none at all", null, { run: "return send(target, input.id);" }],
    [
      "result ignored",
      "its result is ignored",
      { gate: allowed, run: "gate.allowed(key, target); return send(target, input.id);" },
    ],
    [
      "result named and not read",
      null,
      { gate: allowed, run: "const ok = gate.allowed(key, target); return send(target, input.id);" },
    ],
    [
      "logged only",
      null,
      {
        gate: allowed,
        run: 'if (!gate.allowed(key, target)) console.warn("mismatch"); return send(target, input.id);',
      },
    ],
    [
      "a helper that is not awaited",
      "it is not awaited",
      { gate: assertAsync, run: "gate.assertSame(key, target); return send(target, input.id);" },
    ],
    [
      "a helper under void",
      "it is not awaited",
      { gate: assertAsync, run: "void gate.assertSame(key, target); return send(target, input.id);" },
    ],
    [
      "a predicate that is not awaited",
      "its answer is not awaited",
      { gate: allowedAsync, run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);" },
    ],
    [
      "a predicate through a const that is not awaited",
      "its answer is not awaited",
      {
        gate: allowedAsync,
        run: "const ok = gate.allowed(key, target); if (!ok) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a refusal that is swallowed by .catch",
      "its refusal is caught and the call goes on",
      { gate: assertAsync, run: "await gate.assertSame(key, target).catch(() => {}); return send(target, input.id);" },
    ],
    [
      "a catch around it that goes on",
      "its refusal is caught and the call goes on",
      {
        gate: assertSame,
        run: "try { gate.assertSame(key, target); } catch (error) { console.warn(error); } return send(target, input.id);",
      },
    ],
    [
      "a catch inside the predicate that allows",
      "it allows the call when the check itself fails",
      {
        gate: "export function allowed(k, t) { try { return k.environment === t.environment; } catch { return true; } }",
        run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "the call again in the catch",
      null,
      {
        gate: assertSame,
        run: "try { gate.assertSame(key, target); return await send(target, input.id); } catch { return send(target, input.id); }",
      },
    ],
    ["a dispatcher without a gate", null, { run: "", tools: dispatched("return tools[name].run(input);") }],
    [
      "a dispatcher that asks after the call",
      null,
      {
        gate: assertSame,
        run: "",
        tools: dispatched(
          "const answer = await tools[name].run(input); gate.assertSame(key, endpoints[input.environment]); return answer;",
        ),
      },
    ],
    [
      "always true",
      null,
      {
        gate: "export const allowed = (k, t) => true;",
        run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "a predicate with a way around",
      "one way past it compares nothing",
      {
        gate: "export function allowed(k, t) { if (process.env.SKIP_GATE) return true; return k.environment === t.environment; }",
        run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "an unknown target is let through",
      "one way past it compares nothing",
      {
        gate: "export function assertSame(k, t) { if (t.environment && k.environment !== t.environment) throw new Error(); }",
        run: "gate.assertSame(key, target); return send(target, input.id);",
      },
    ],
    [
      "a default branch that allows",
      "one way past it compares nothing",
      {
        gate: 'export function allowed(k, t) { switch (k.environment) { case "staging": return t.environment === k.environment; default: return true; } }',
        run: "if (!gate.allowed(key, target)) throw new Error(); return send(target, input.id);",
      },
    ],
    [
      "compares the credential with what the model passes",
      "it compares the credential with what the model passes, not with the target",
      { run: "if (key.environment !== input.environment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "compares the target with what the model passes",
      "it compares the target with what the model passes",
      { run: "if (target.environment !== input.environment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "compares the target with the process only",
      "it does not read the credential's environment",
      { run: "if (target.environment !== appEnvironment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "compares the credential with the process only",
      "it does not compare with the target's environment",
      { run: "if (key.environment !== appEnvironment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "compares the model's choice with the process",
      null,
      { run: "if (input.environment !== appEnvironment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "compares the credential with itself",
      null,
      { run: "if (key.environment !== key.environment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "after the call",
      null,
      {
        gate: assertSame,
        run: "const answer = await send(target, input.id); gate.assertSame(key, target); return answer;",
      },
    ],
    [
      "in the other branch",
      null,
      {
        gate: assertSame,
        run: "if (input.confirmed) { gate.assertSame(key, target); return null; } return send(target, input.id);",
      },
    ],
    [
      "in one branch",
      "it stands in one branch only",
      { gate: assertSame, run: "if (input.confirmed) gate.assertSame(key, target); return send(target, input.id);" },
    ],
    [
      "on one of two paths",
      null,
      {
        gate: assertSame,
        run: "if (input.confirmed) { gate.assertSame(key, target); return send(target, input.id); } return send(target, `draft-${input.id}`);",
      },
    ],
    [
      "started together with the call",
      null,
      {
        gate: assertAsync,
        run: "await Promise.all([gate.assertSame(key, target), send(target, input.id)]); return null;",
      },
    ],
    [
      "a switch that refuses one word of three",
      "one way past it compares nothing",
      {
        gate: 'export function decide(k, t) { if (process.env.SKIP_GATE) return "unsure"; return k.environment === t.environment ? "allow" : "deny"; }',
        run: 'switch (gate.decide(key, target)) { case "deny": throw new Error(); default: return send(target, input.id); }',
      },
    ],
    [
      "for production only",
      "one way past it compares nothing",
      {
        run: 'if (target.environment === "production" && key.environment !== target.environment) throw new Error(); return send(target, input.id);',
      },
    ],
    [
      "behind a flag",
      "it stands in one branch only",
      {
        gate: assertSame,
        run: "if (process.env.ENFORCE_GATE) gate.assertSame(key, target); return send(target, input.id);",
      },
    ],
    ["an approval by a person", null, { run: "if (!input.confirmed) return null; return send(target, input.id);" }],
    [
      "something else is compared",
      null,
      { run: "if (key.value !== target.url) throw new Error(); return send(target, input.id);" },
    ],
    [
      "inverted",
      null,
      { run: "if (key.environment === target.environment) throw new Error(); return send(target, input.id);" },
    ],
    [
      "in a loop that may not run",
      null,
      { gate: assertSame, run: "for (const item of []) gate.assertSame(key, target); return send(target, input.id);" },
    ],
    [
      "in a callback that runs later",
      null,
      { gate: assertSame, run: "setTimeout(() => gate.assertSame(key, target), 0); return send(target, input.id);" },
    ],
    [
      "the tag taken from the process",
      null,
      {
        run: "const tagged = { value: key.value, environment: process.env.APP_ENV }; if (tagged.environment !== target.environment) throw new Error(); return send(target, input.id);",
      },
    ],
  ])("%s", (_title, weakness, given) => {
    const { gates, signal } = audited(given);
    expect({ sound: gates.filter(isSoundGate).map((g) => g.name), signal }).toEqual({ sound: [], signal: "fail" });
    if (weakness !== null) expect(gates.map((g) => g.weakness)).toContain(weakness);
  });
});
