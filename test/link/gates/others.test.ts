import { describe, expect, test } from "vitest";
import { audited } from "./desk.ts";

/** The gates before what the tool does, each as its kind and name, and why it does not hold. */
function before(given: Parameters<typeof audited>[0]): readonly string[] {
  const { sinkGates } = audited(given);
  return sinkGates.map((g) => `${g.kind} ${g.name}${g.weakness === null ? "" : `: ${g.weakness}`}`);
}

describe("a check of rights is a gate of another kind", () => {
  const throws = (name: string) =>
    `export function ${name}(user, what) { if (user.role !== what) throw new Error("no"); }`;

  test.each<readonly [string, { run: string; gate?: string }, readonly string[]]>([
    [
      "assertAllowed",
      { gate: throws("assertAllowed"), run: 'gate.assertAllowed(input, "deals");' },
      ["other assertAllowed"],
    ],
    [
      "authorize of a library",
      { gate: 'export { authorize } from "./auth-client"; ', run: 'await gate.authorize("deals:write");' },
      ["other authorize"],
    ],
    [
      "a permission that is asked for",
      {
        gate: "export const hasPermission = (u, p) => u.permissions.includes(p);",
        run: 'if (!gate.hasPermission(input, "write")) throw new Error("no");',
      },
      ["other hasPermission"],
    ],
    [
      "a permission that the caller asks a library for",
      {
        gate: 'import { createClient } from "permit"; export const permit = createClient();',
        run: 'if (!(await gate.permit.isAllowed(input.id, "write"))) throw new Error("no");',
      },
      ["other isAllowed"],
    ],
    [
      "environments that are protected",
      {
        gate: 'export function assertEnvironmentNotProtected(id, protectedEnvironments) { if (protectedEnvironments && protectedEnvironments.includes(id)) throw new Error("protected"); }',
        run: 'gate.assertEnvironmentNotProtected(input.environment, process.env.PROTECTED?.split(","));',
      },
      ["other assertEnvironmentNotProtected: it is off unless protectedEnvironments is given"],
    ],
    [
      "hosts that are allowed",
      {
        gate: 'export const allowedHosts = ["crm.dealdesk.example"];',
        run: 'if (!gate.allowedHosts.includes(new URL(target.url).host)) throw new Error("no");',
      },
      ["other allowedHosts"],
    ],
    [
      "a mode in which nothing is written",
      {
        gate: "export const settings = { readOnly: process.env.READ_ONLY };",
        run: 'if (gate.settings.readOnly) throw new Error("read-only");',
      },
      ["other READ_ONLY"],
    ],
    [
      "a policy that is enforced for the tool",
      {
        gate: 'const policies = { update_deal: ["admin"] }; export async function enforcePolicy(tool, role) { if (!policies[tool].includes(role)) throw new Error("no"); }',
        run: 'await gate.enforcePolicy("update_deal", input.id);',
      },
      ["other enforcePolicy"],
    ],
    [
      "one that nobody waits for",
      {
        gate: `export async function requireRole(user, role) { if (user.role !== role) throw new Error("no"); }`,
        run: 'gate.requireRole(input, "admin");',
      },
      ["other requireRole: it is not awaited"],
    ],
    [
      "one that always allows",
      { gate: "export const isAllowed = () => true;", run: 'if (!gate.isAllowed()) throw new Error("no");' },
      ["other isAllowed: it always allows"],
    ],
    [
      "one that allows when it fails",
      {
        gate: "export function isPermitted(u) { try { return u.permissions.includes(1); } catch { return true; } }",
        run: 'if (!gate.isPermitted(input)) throw new Error("no");',
      },
      ["other isPermitted: it allows the call when the check itself fails"],
    ],
  ])("%s", (_title, { run, gate }, expected) => {
    const given = { run: `${run} return send(target, input.id);`, ...(gate ? { gate } : {}) };
    expect(before(given)).toEqual(expected);
    // It compares no environments, so the choice is as open as before.
    expect(audited(given).signal).toBe("fail");
  });

  test.each<readonly [string, { run: string; gate?: string }]>([
    ["something that is not there", { run: 'if (!input.id) throw new Error("no deal");' }],
    [
      "what is malformed",
      {
        gate: "export const isValidId = (id) => id.length === 8;",
        run: 'if (!gate.isValidId(input.id)) throw new Error("malformed");',
      },
    ],
    ["a schema", { run: "const parsed = inputSchema.safeParse(input); if (!parsed.success) throw new Error();" }],
    [
      "a response that failed",
      { run: 'const deal = await fetch("https://crm.dealdesk.example/1"); if (!deal.ok) throw new Error();' },
    ],
    ["a state of the deal", { run: 'if (["won", "lost"].includes(input.id)) throw new Error("closed");' }],
    [
      "statuses that are allowed",
      {
        gate: 'export const allowedStatuses = ["open"];',
        run: "if (!gate.allowedStatuses.includes(input.id)) throw new Error();",
      },
    ],
    [
      "a size that is allowed",
      {
        gate: 'export function assertSizeAllowed(n) { if (n.length > 5) throw new Error("too many"); }',
        run: "gate.assertSizeAllowed(input.id);",
      },
    ],
    [
      "the role of a message",
      { gate: 'export const last = { role: "user" };', run: "if (gate.last.role !== input.id) throw new Error();" },
    ],
    [
      "a cache",
      {
        gate: "export const cache = new Map();",
        run: "if (gate.cache.has(input.id)) return gate.cache.get(input.id);",
      },
    ],
    [
      "a feature that is on",
      {
        gate: 'import { flags } from "flags"; export const enabled = () => flags.isEnabled("deals");',
        run: "if (!gate.enabled()) return null;",
      },
    ],
  ])("not %s", (_title, { run, gate }) => {
    const given = { run: `${run} return send(target, input.id);`, ...(gate ? { gate } : {}) };
    expect(audited(given).sinkGates.filter((g) => g.kind !== "environment" && g.at.path !== "")).toEqual([]);
  });
});

describe("a person who is asked is an approval", () => {
  test.each<readonly [string, { run: string; gate?: string }, readonly string[]]>([
    [
      "elicitInput of MCP",
      {
        gate: 'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"; export const server = new McpServer({ name: "deals", version: "1" });',
        run: 'const answer = await gate.server.server.elicitInput({ message: "Send?", requestedSchema: {} }); if (answer.action !== "accept") return null;',
      },
      ["approval elicitInput"],
    ],
    [
      "interrupt of LangGraph",
      {
        gate: 'export { interrupt } from "@langchain/langgraph";',
        run: 'const answer = gate.interrupt({ question: "Send?" }); if (answer !== "yes") return null;',
      },
      ["approval interrupt"],
    ],
    [
      "a question in the terminal",
      {
        gate: 'import { confirm } from "@inquirer/prompts"; export const mayGoOn = async () => confirm({ message: "Send?" });',
        run: "if (!(await gate.mayGoOn())) return null;",
      },
      ["approval mayGoOn"],
    ],
    [
      "a question that is left out for some",
      {
        gate: 'import { confirm } from "@inquirer/prompts"; export const mayGoOn = async (input) => input.id === "demo" || (await confirm({ message: "Send?" }));',
        run: "if (!(await gate.mayGoOn(input))) return null;",
      },
      ["approval mayGoOn: one way past it asks nobody"],
    ],
    ["not what the model passes", { run: "if (!input.confirmed) return null;" }, []],
  ])("%s", (_title, { run, gate }, expected) => {
    const given = { run: `${run} return send(target, input.id);`, ...(gate ? { gate } : {}) };
    expect(before(given)).toEqual(expected);
    expect(audited(given).signal).toBe("fail");
  });
});
