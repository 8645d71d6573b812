import { describe, expect, test } from "vitest";
import type { Gate } from "../../../src/model/gate.ts";
import { aiTools, audited, dispatched, stackOf } from "./desk.ts";

/** Where the records of the one gate stand, as the code on that line, and what it does in which order. */
function recordsOf(given: Parameters<typeof audited>[0]): object {
  const { gates } = audited(given);
  const [gate, ...more] = gates.filter((g) => g.kind === "environment");
  if (!gate || more.length > 0) throw new Error(`${gates.length} gates`);
  return {
    deny: shown(given, gate.logsDeny),
    allow: shown(given, gate.logsAllow),
    refused: gate.order.refused.join(" "),
    allowed: gate.order.allowed.join(" "),
    ...(gate.logsToConsole ? { console: true } : {}),
  };
}

function shown({ gate = "" }: Parameters<typeof audited>[0], place: Gate["logsAllow"]): string | null {
  if (!place) return null;
  return place.path === "src/gate.ts" ? (gate.split("\n")[place.span.startLine - 1] ?? "").trim() : place.path;
}

const refusedLog = 'record({ type: "gate_decision", tool: "update_deal", decision: "refused" });';
const allowedLog = 'record({ type: "gate_decision", tool: "update_deal", decision: "allowed" });';
const imports = 'import { record } from "./audit";\nimport { endpoints, key } from "./settings";';
const call = "gate.admit(key, target); return send(target, input.id);";
const none = { refused: "reads compares refuses", allowed: "reads compares calls" };
const logged = { refused: "reads compares logs refuses", allowed: "reads compares logs calls" };

describe("in the gate", () => {
  test("nothing is recorded", () => {
    const gate = "export function admit(k, t) { if (k.environment !== t.environment) throw new Error(); }";
    expect(recordsOf({ gate, run: call })).toEqual({ deny: null, allow: null, ...none });
  });

  test("before the refusal and before the call", () => {
    const gate = `${imports}
      export function admit(k, t) {
        if (k.environment !== t.environment) {
          ${refusedLog}
          throw new Error("refused");
        }
        ${allowedLog}
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({ deny: refusedLog, allow: allowedLog, ...logged });
  });

  test("the decision as one column of a row", () => {
    const row =
      'await pool.query("INSERT INTO gate_events (id, environment, body) VALUES ($1, $2, $3)", [e.id, e.environment, e]);';
    const gate = `import { Pool } from "pg";
      const pool = new Pool();
      export async function admit(k, t) {
        const allowed = k.environment === t.environment;
        const e = { id: crypto.randomUUID(), environment: process.env.APP_ENV, tool: "update_deal", allowed, reason: "x" };
        ${row}
        if (!allowed) throw new Error("refused");
      }`;
    expect(recordsOf({ gate, run: call.replace("gate", "await gate") })).toMatchObject({ deny: row, allow: row });
  });

  test("a decision of several ways, before it is obeyed", () => {
    const row =
      'await pool.query("INSERT INTO gate_events (id, tool, allowed) VALUES ($1, $2, $3)", [1, "update_deal", v.allowed]);';
    const gate = `import { Pool } from "pg";
      const pool = new Pool();
      function decide(k, t) {
        if (k.environment !== process.env.APP_ENV) return { allowed: false, reason: "credential" };
        if (k.environment !== t.environment) return { allowed: false, reason: "target" };
        return { allowed: true, reason: "same" };
      }
      export async function admit(k, t) {
        const v = decide(k, t);
        ${row}
        if (!v.allowed) throw new Error(v.reason);
      }`;
    expect(recordsOf({ gate, run: call.replace("gate", "await gate") })).toMatchObject({ deny: row, allow: row });
  });

  test("the refusal only", () => {
    const gate = `${imports}
      export function admit(k, t) {
        if (k.environment === t.environment) return;
        ${refusedLog}
        throw new Error("refused");
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({
      deny: refusedLog,
      allow: null,
      refused: logged.refused,
      allowed: none.allowed,
    });
  });

  test("the allowed call only", () => {
    const gate = `${imports}
      export function admit(k, t) {
        if (k.environment !== t.environment) throw new Error("refused");
        ${allowedLog}
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({
      deny: null,
      allow: allowedLog,
      refused: none.refused,
      allowed: logged.allowed,
    });
  });

  test("one record of either decision, before the branch", () => {
    const both = 'record({ type: "gate", tool: "update_deal", decision: same ? "allowed" : "refused" });';
    const gate = `${imports}
      export function admit(k, t) {
        const same = k.environment === t.environment;
        ${both}
        if (!same) throw new Error("refused");
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({ deny: both, allow: both, ...logged });
  });

  test("one record of either decision in a predicate", () => {
    const both = 'record({ type: "gate", tool: "update_deal", decision: same ? "allowed" : "refused" });';
    const gate = `${imports}
      export function allowed(k, t) {
        const same = k.environment === t.environment;
        ${both}
        return same;
      }`;
    const run = 'if (!gate.allowed(key, target)) throw new Error("refused"); return send(target, input.id);';
    expect(recordsOf({ gate, run })).toEqual({ deny: both, allow: both, ...logged });
  });

  test("each decision in a predicate", () => {
    const gate = `${imports}
      export function allowed(k, t) {
        if (k.environment !== t.environment) {
          ${refusedLog}
          return false;
        }
        ${allowedLog}
        return true;
      }`;
    const run = 'if (!gate.allowed(key, target)) throw new Error("refused"); return send(target, input.id);';
    expect(recordsOf({ gate, run })).toEqual({ deny: refusedLog, allow: allowedLog, ...logged });
  });

  test("in a finally, with the decision", () => {
    const both = 'record({ type: "gate", tool: "update_deal", decision });';
    const gate = `${imports}
      export function admit(k, t) {
        let decision = "refused";
        try {
          if (k.environment !== t.environment) throw new Error("refused");
          decision = "allowed";
        } finally {
          ${both}
        }
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({
      deny: both,
      allow: both,
      refused: "reads compares refuses logs",
      allowed: logged.allowed,
    });
  });

  test("of an attempt, before anything is compared: no decision", () => {
    const gate = `${imports}
      export function admit(k, t) {
        record({ type: "gate", tool: "update_deal", decision: "pending" });
        if (k.environment !== t.environment) throw new Error("refused");
      }`;
    expect(recordsOf({ gate, run: call })).toEqual({ deny: null, allow: null, ...none });
  });

  test("under another condition: not of every refusal", () => {
    const gate = `${imports}
      export function admit(k, t) {
        if (t.environment === undefined) {
          ${refusedLog}
          throw new Error("not registered");
        }
        if (k.environment !== t.environment) throw new Error("refused");
      }`;
    const { gates } = audited({ gate, run: call });
    expect(gates.find((g) => g.weakness === null)?.logsDeny).toBeNull();
  });

  test("through a helper that records and throws", () => {
    const gate = `${imports}
      function refuse(reason) {
        ${refusedLog}
        throw new Error(reason);
      }
      export function admit(k, t) { if (k.environment !== t.environment) refuse("mismatch"); }`;
    expect(recordsOf({ gate, run: call })).toMatchObject({ deny: refusedLog, refused: logged.refused });
  });
});

describe("what counts as a record", () => {
  test("a line of a logger", () => {
    const line = 'log.warn("refused: other environment");';
    const gate = `import { pino } from "pino"; const log = pino();
      export function admit(k, t) {
        if (k.environment !== t.environment) {
          ${line}
          throw new Error("refused");
        }
      }`;
    expect(recordsOf({ gate, run: call })).toMatchObject({ deny: line, allow: null });
  });

  test("the console, and it is said so", () => {
    const line = 'console.error("refused");';
    const gate = `
      export function admit(k, t) {
        if (k.environment !== t.environment) {
          ${line}
          throw new Error("refused");
        }
      }`;
    expect(recordsOf({ gate, run: call })).toMatchObject({ deny: line, console: true });
  });

  test("the trail before the console", () => {
    const gate = `${imports}
      export function admit(k, t) {
        if (k.environment !== t.environment) {
          console.error("refused");
          ${refusedLog}
          throw new Error("refused");
        }
      }`;
    const found = recordsOf({ gate, run: call });
    expect(found).toMatchObject({ deny: refusedLog });
    expect(found).not.toHaveProperty("console");
  });

  test("no line for debugging", () => {
    const gate = `
      export function admit(k, t) {
        if (k.environment !== t.environment) {
          console.debug("refused");
          throw new Error("refused");
        }
      }`;
    expect(recordsOf({ gate, run: call })).toMatchObject({ deny: null });
  });

  test("a row in a table of decisions", () => {
    const row = 'db.insert(gateDecisions).values({ tool: "update_deal", decision: "refused", reason: "mismatch" });';
    const gate = `import { drizzle } from "drizzle-orm/node-postgres"; import { pgTable, text } from "drizzle-orm/pg-core";
      const gateDecisions = pgTable("gate_decisions", { tool: text("tool"), decision: text("decision"), reason: text("reason") });
      const db = drizzle(process.env.AUDIT_URL!);
      export async function admit(k, t) {
        if (k.environment !== t.environment) {
          await ${row}
          throw new Error("refused");
        }
      }`;
    expect(recordsOf({ gate, run: `await ${call}` })).toMatchObject({ deny: `await ${row}` });
  });

  test("not the call's own record", () => {
    const gate = "export function admit(k, t) { if (k.environment !== t.environment) throw new Error(); }";
    const run =
      'gate.admit(key, target); const answer = await send(target, input.id); record({ type: "tool_call", tool: "update_deal" }); return answer;';
    expect(recordsOf({ gate, run })).toEqual({ deny: null, allow: null, ...none });
  });
});

describe("around the gate", () => {
  const predicate = "export const allowed = (k, t) => k.environment === t.environment;";

  test("in the caller's refused branch, and before the call", () => {
    const run = `if (!gate.allowed(key, target)) { ${refusedLog} return { error: "refused" }; }
      ${allowedLog}
      return send(target, input.id);`;
    expect(recordsOf({ gate: predicate, run })).toEqual({ deny: "src/tools.ts", allow: "src/tools.ts", ...logged });
  });

  test("after the call", () => {
    const run = `if (!gate.allowed(key, target)) throw new Error("refused");
      const answer = await send(target, input.id);
      ${allowedLog}
      return answer;`;
    expect(recordsOf({ gate: predicate, run })).toEqual({
      deny: null,
      allow: "src/tools.ts",
      refused: none.refused,
      allowed: "reads compares calls logs",
    });
  });

  const wrapped = (wrapper: string) => ({
    gate: `${imports}
      export const audited = (name, run) => async (input) => {
        ${wrapper}
      };
      export const admit = (k, t) => { if (k.environment !== t.environment) throw new Error("refused"); };`,
    tools: aiTools(
      'export const updateDeal = tool({ description: "", inputSchema, execute: gate.audited("update_deal", async (input: Input) => { gate.admit(key, endpoints[input.environment]); return send(endpoints[input.environment], input.id); }) });',
    ),
  });

  test("in the catch of a wrapper that records what goes wrong", () => {
    const line = 'record({ type: "tool_call", tool: name, outcome: "error", reason: String(error) });';
    const given = wrapped(`try { return await run(input); } catch (error) {
        ${line}
        throw error; }`);
    expect(recordsOf(given)).toEqual({
      deny: line,
      allow: null,
      refused: "reads compares refuses logs",
      allowed: none.allowed,
    });
  });

  test("in a wrapper that records the outcome of either", () => {
    const line = 'record({ type: "gate_decision", tool: name, outcome });';
    const given = wrapped(`let outcome = "refused";
        try { const answer = await run(input); outcome = "allowed"; return answer; } finally {
        ${line}
        }`);
    expect(recordsOf(given)).toEqual({
      deny: line,
      allow: line,
      refused: "reads compares refuses logs",
      allowed: "reads compares calls logs",
    });
  });

  test("in a .catch that throws again", () => {
    const line = 'record({ type: "gate_decision", tool: name, decision: "refused" });';
    const given = wrapped(`return run(input).catch((error) => {
        ${line}
        throw error; });`);
    expect(recordsOf(given)).toMatchObject({ deny: line, refused: "reads compares refuses logs" });
  });

  test("in the dispatcher", () => {
    const given = {
      gate: `${imports}
        export function admit(name, input) {
          const t = endpoints[input.environment];
          if (key.environment !== t.environment) {
            record({ type: "gate_decision", tool: name, decision: "refused" });
            throw new Error("refused");
          }
          record({ type: "gate_decision", tool: name, decision: "allowed" });
        }`,
      tools: dispatched("gate.admit(name, input); return tools[name].run(input);"),
    };
    expect(recordsOf(given)).toEqual({
      deny: 'record({ type: "gate_decision", tool: name, decision: "refused" });',
      allow: 'record({ type: "gate_decision", tool: name, decision: "allowed" });',
      ...logged,
    });
  });
});

test("a gate before two tools keeps a record only if it does before both", () => {
  const gate = `import { endpoints, key } from "./settings";
    export const guarded = (run) => async (input) => {
      const target = endpoints[input.environment];
      if (key.environment !== target.environment) throw new Error("refused");
      return run(target, input.id);
    };`;
  const one = (name: string, log: string) =>
    `export const ${name} = tool({ description: "", inputSchema, execute: gate.guarded((target: Endpoint, id: string) => { ${log} return send(target, id); }) });`;
  const orders = (...logs: readonly string[]) =>
    stackOf({ gate, tools: aiTools(logs.map((log, i) => one(`deal${i}`, log)).join("\n")) }).gates.map((g) =>
      g.order.allowed.join(" "),
    );
  expect(orders(allowedLog, allowedLog)).toEqual([logged.allowed]);
  expect(orders(allowedLog, "")).toEqual([none.allowed]);
  expect(orders("", allowedLog)).toEqual([none.allowed]);
});
