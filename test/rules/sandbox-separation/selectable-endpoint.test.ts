import { describe, expect, it } from "vitest";
import { selectableEndpoint } from "../../../rules/sandbox-separation/selectable-endpoint.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { gate, judgeWith, mcpServer, place, selection, sink, stackOf, told, tool } from "../../support/stack.ts";

const judge = (parts: Partial<Stack>) => judgeWith(selectableEndpoint, stackOf(parts));
const at = (text: string) => ({ name: "x", at: place(text) });

describe("fails", () => {
  it("when a parameter picks production or staging and no gate stands between", () => {
    const verdict = judge({ tools: [tool({ selections: [selection()] })] });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [
        { environments: ["production", "staging"], failurePath: 1, data: { targets: "production and staging" } },
      ],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "ungated-choice agent/refund#environment @ src/tools/refund.ts:10 ↔ src/tools/refund.ts:18 src/endpoints.ts:3 src/endpoints.ts:2 src/tools/refund.ts:8",
    ]);
  });

  it.each([
    ["asks a person", { kind: "approval" as const }],
    ["checks something else", { kind: "other" as const }],
    ["is not awaited", { weakness: "its result is not awaited" }],
    ["reads no credential", { readsCredential: null }],
    ["compares no target", { comparesTarget: null }],
  ])("when the gate %s, and shows it", (_, flaw) => {
    const verdict = judge({ tools: [tool({ selections: [selection({ gates: [0] })] })], gates: [gate(flaw)] });
    expect(verdict.status).toBe("fail");
    expect(verdict.status === "fail" && verdict.findings[0]?.related.map(({ role }) => role)).toContain("gate");
  });

  it("on failure path 4 when the tool is offered over MCP", () => {
    const verdict = judge({ tools: [tool({ framework: "mcp", selections: [selection()] })] });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ failurePath: 4 }] });
  });

  it("when a client has one MCP server for production and for staging", () => {
    const verdict = judge({
      mcpServers: [
        mcpServer("db-staging", { at: place(".mcp.json:9") }),
        mcpServer("db-prod", { at: place(".mcp.json:3") }),
      ],
    });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ failurePath: 4, environments: ["production", "staging"] }],
    });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "twin-servers claude/db-prod+db-staging @ .mcp.json:3 ↔ .mcp.json:9",
    ]);
  });

  it("when two servers open one host in two environments under names that say nothing", () => {
    const environment = (name: string, line: number) => ({ name, at: place(`.mcp.json:${line}`) });
    const verdict = judge({
      mcpServers: [
        mcpServer("orders", {
          target: "api.shop.io",
          environment: environment("production", 5),
          at: place(".mcp.json:3"),
        }),
        mcpServer("sandbox", {
          target: "api.staging.shop.io",
          environment: environment("staging", 11),
          at: place(".mcp.json:9"),
        }),
      ],
    });
    expect(verdict).toMatchObject({ status: "fail", findings: [{ fault: "twin-servers" }] });
  });

  it("when one of them is on the developer's machine, and the host of the other has no word for an environment", () => {
    const verdict = judge({
      mcpServers: [mcpServer("crm", { target: "mcp.crm.dev" }), mcpServer("crm-dev", { target: "localhost:5173" })],
    });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "twin-servers", environments: ["production", "development"] }],
    });
  });

  it("when one tool is registered for two environments", () => {
    const verdict = judge({ tools: [tool({ name: "stripe_live" }), tool({ name: "stripe_test" })] });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [
        { fault: "twin-tools", subject: "agent/stripe_live+stripe_test", environments: ["production", "test"] },
      ],
    });
  });

  it("when a tool stands beside one for staging, and their one request goes to hosts that differ by that word", () => {
    const verdict = judge({
      tools: [requesting("book", "booking.shop.io"), requesting("book_staging", "booking.staging.shop.io")],
    });
    expect(verdict).toMatchObject({
      status: "fail",
      findings: [{ fault: "twin-tools", subject: "agent/book+book_staging", environments: ["production", "staging"] }],
    });
  });
});

/** A tool whose one request stands in code that it shares with others. */
function requesting(name: string, host: string) {
  return tool({
    name,
    sinks: [
      {
        kind: "external-write",
        operation: "fetch POST",
        host,
        at: place("src/book.ts:4"),
        path: [],
        store: null,
        gates: [],
      },
    ],
  });
}

describe("passes", () => {
  it.each([
    ["hosts of two vendors", "mail.shop.io", "preview.letters.net"],
    ["one host", "mail.shop.io", "mail.shop.io"],
  ])("when two tools differ by a word, with %s", (_title, first, second) => {
    const verdict = judge({ tools: [requesting("email", first), requesting("preview_email", second)] });
    expect(verdict).toMatchObject({ status: "pass" });
  });

  it("when nothing passed to the tools decides where they go", () => {
    const verdict = judge({ tools: [tool()] });
    expect(verdict).toMatchObject({
      status: "pass",
      evidence: [
        { path: "src/tools/refund.ts", startLine: 8, role: "tool" },
        { path: "src/tools/refund.ts", startLine: 20, role: "effect" },
      ],
      notes: [],
    });
  });

  it("when a sound gate stands before the choice", () => {
    const verdict = judge({ tools: [tool({ selections: [selection({ gates: [0] })] })], gates: [gate()] });
    expect(verdict).toMatchObject({ status: "pass", notes: [] });
    expect(verdict.status === "pass" && verdict.evidence.map(({ role }) => role)).toEqual([
      "target chosen",
      "gate",
      "credential",
      "comparison",
    ]);
  });

  it("noting a gate that is not pinned to the process", () => {
    const verdict = judge({
      tools: [tool({ selections: [selection({ gates: [0] })] })],
      gates: [gate({ pinned: null })],
    });
    expect(verdict).toMatchObject({ status: "pass", notes: [expect.stringContaining("pre-call-gate")] });
  });
});

describe("is unknown", () => {
  it("suspecting, when the parameter is known by its name alone", () => {
    const verdict = judge({ tools: [tool({ selections: [selection({ proven: false })] })] });
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "possible-choice" }] });
  });

  it("suspecting, when the message decides", () => {
    const verdict = judge({ tools: [tool({ selections: [selection({ by: "message content" })] })] });
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "possible-choice" }] });
  });

  it("suspecting, when an id that the model passes picks the target", () => {
    const verdict = judge({ tools: [tool({ selections: [selection({ by: "project_id", targets: [] })] })] });
    expect(verdict).toMatchObject({
      status: "unknown",
      question: "Can project_id of refund make a call reach production from another environment?",
    });
  });

  it("suspecting, when a server without a word stands beside a test's", () => {
    const verdict = judge({
      mcpServers: [mcpServer("crm", { target: "@acme/crm-mcp" }), mcpServer("crm-dev", { target: "localhost" })],
    });
    expect(verdict).toMatchObject({ status: "unknown", suspected: [{ fault: "twin-servers" }] });
  });

  it("when a tool cannot be followed", () => {
    const verdict = judge({ tools: [tool(), tool({ name: "proxy", opaque: "its handler is built at run time" })] });
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: "What proxy calls could not be followed: its handler is built at run time.",
      suspected: [],
    });
  });
});

describe("does not apply", () => {
  it("without tools", () => {
    expect(judge({}).status).toBe("not-applicable");
  });
});

describe("keeps silent on look-alikes", () => {
  it("a choice between regions of production", () => {
    const targets = ["prod-eu", "prod-us"].map((environment) => ({ environment, at: at("src/endpoints.ts:2").at }));
    expect(judge({ tools: [tool({ selections: [selection({ by: "region", targets })] })] }).status).toBe("pass");
  });

  it("servers that differ in purpose, run from one package", () => {
    const target = "@modelcontextprotocol/server-postgres";
    const verdict = judge({
      mcpServers: [mcpServer("orders-prod", { target }), mcpServer("billing-staging", { target })],
    });
    expect(verdict.status).toBe("pass");
  });

  it("twin servers of two clients", () => {
    const verdict = judge({
      mcpServers: [
        mcpServer("db-prod", { target: "db.shop.io" }),
        mcpServer("db-staging", { target: "db.stg.shop.io", client: "cursor", at: place(".cursor/mcp.json:3") }),
      ],
    });
    expect(verdict.status).toBe("pass");
  });

  it("a preview of a call beside the call", () => {
    expect(judge({ tools: [tool({ name: "email" }), tool({ name: "preview_email" })] }).status).toBe("pass");
  });

  it("twin tools behind a sound gate", () => {
    const guarded = [sink({ gates: [0] })];
    const tools = [tool({ name: "stripe_live", sinks: guarded }), tool({ name: "stripe_test", sinks: guarded })];
    expect(judge({ tools, gates: [gate()] }).status).toBe("pass");
  });
});
