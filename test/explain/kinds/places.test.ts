import { describe, expect, it } from "vitest";
import { mcpServer, place, stackOf, tool } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("the rest", () => {
  it("an MCP server", () => {
    const server = mcpServer("crm", {
      target: "crm.example.net",
      targetAt: place(".mcp.json:5"),
      environment: { name: "staging", at: place(".mcp.json:3") },
    });
    const stack = stackOf({ mcpServers: [server] });
    expect(told(explained(stack, ".mcp.json:5"))).toEqual(["● mcp-server crm: holds its address"]);
    expect(rows(explained(stack, ".mcp.json:3"))).toEqual([
      "client: claude @ .mcp.json:3",
      "runs: crm.example.net @ .mcp.json:5",
      "environment: staging @ .mcp.json:3",
      "is handed: no credential",
    ]);
  });

  it("an endpoint, an environment and a service", () => {
    const stack = stackOf({
      endpoints: [{ host: "api.example.net", environment: "production", at: place(".env.production:7") }],
    });
    expect(told(explained(stack, ".env.production:7"))).toEqual(["● endpoint api.example.net: names it"]);
    expect(told(explained(stack, ".env.production:1"))).toEqual(["● environment production: declares it"]);
    expect(told(explained(stack, "package.json:2"))).toEqual([
      "● service agent: is the first to declare where it runs",
    ]);
  });

  it("a model call, but no tool under another name", () => {
    const stack = stackOf({
      agentEvidence: [place("src/agent.ts:1"), place("src/tools/refund.ts:8")],
      tools: [tool({ sinks: [] })],
    });
    expect(told(explained(stack, "src/agent.ts:1"))).toEqual([
      "● model-use a model call or an agent: calls a model, or makes an agent or a model client",
    ]);
    expect(told(explained(stack, "src/tools/refund.ts:8"))).toEqual(["● tool refund: defines it"]);
  });

  it("a gap, on its line and as a limit elsewhere in the file", () => {
    const stack = stackOf({ gaps: [{ path: "src/a.ts", reason: "a syntax error", line: 3 }] });
    expect(told(explained(stack, "src/a.ts:3"))).toEqual(["● gap something that was not read: is where it begins"]);
    expect(explained(stack, "src/a.ts:9").limits).toEqual(["Not all of this file is known (line 3): a syntax error."]);
  });
});

it("a column keeps to what stands there", () => {
  const at = (column: number) => ({
    path: "src/a.ts",
    span: { startLine: 3, startColumn: column, endLine: 3, endColumn: column + 4 },
  });
  const stack = stackOf({
    endpoints: [
      { host: "one.example", environment: null, at: at(1) },
      { host: "two.example", environment: null, at: at(10) },
    ],
  });
  expect(told(explained(stack, "src/a.ts:3"))).toHaveLength(2);
  expect(told(explained(stack, "src/a.ts:3:11"))).toEqual(["● endpoint two.example: names it"]);
  expect(told(explained(stack, "src/a.ts:3:40"))).toEqual([]);
});
