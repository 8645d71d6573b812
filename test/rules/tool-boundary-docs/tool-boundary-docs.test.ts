import { describe, expect, it } from "vitest";
import { falseAnnotation } from "../../../rules/tool-boundary-docs/false-annotation.ts";
import { hiddenText } from "../../../rules/tool-boundary-docs/hidden-text.ts";
import { looseSchema } from "../../../rules/tool-boundary-docs/loose-schema.ts";
import { missingAnnotation } from "../../../rules/tool-boundary-docs/missing-annotation.ts";
import { openEndedTool } from "../../../rules/tool-boundary-docs/open-ended-tool.ts";
import { undocumentedTool } from "../../../rules/tool-boundary-docs/undocumented-tool.ts";
import { unpinnedServer } from "../../../rules/tool-boundary-docs/unpinned-server.ts";
import { wholeServer } from "../../../rules/tool-boundary-docs/whole-server.ts";
import type { Tool } from "../../../src/model/agent-tool.ts";
import type { McpClient } from "../../../src/model/mcp-client.ts";
import type { Check, Verdict } from "../../../src/model/rule.ts";
import type { ServerLaunch } from "../../../src/model/server-launch.ts";
import type { Stack } from "../../../src/model/stack.ts";
import type { OpenEnd, ToolDeclaration } from "../../../src/model/tool-declaration.ts";
import type { ToolRecord } from "../../../src/model/tool-record.ts";
import { auditEvent, judgeWith, mcpServer, place, sink, stackOf, store, told, tool } from "../../support/stack.ts";

function judged<Id extends string>(check: Check<Id>, parts: Partial<Stack>): [Verdict<Id>["status"], string[]] {
  const verdict = judgeWith(check, stackOf(parts));
  if (verdict.status === "fail") return [verdict.status, told(verdict.findings)];
  return [verdict.status, verdict.status === "unknown" ? told(verdict.suspected) : []];
}

function declared(parts: Partial<ToolDeclaration>, more: Partial<Tool> = {}): Tool {
  const nothing = { annotations: null, loose: [], hidden: [], secretive: [], openEnds: [], changes: [] };
  return tool({ framework: "mcp", sinks: [], declaration: { ...nothing, ...parts }, ...more });
}

const readOnly = { annotations: [{ name: "readOnlyHint", value: true, at: place("src/tools/refund.ts:9") }] };
const refund = { operation: "stripe refunds.create", at: place("src/tools/refund.ts:20"), path: [] };

describe("false-annotation", () => {
  const judge = (parts: Partial<Stack>) => judged(falseAnnotation, parts);

  it("fails where a tool that only reads makes a change", () => {
    expect(judge({ tools: [declared({ ...readOnly, changes: [refund] })] })).toEqual([
      "fail",
      ["not-read-only agent/refund @ src/tools/refund.ts:9 ↔ src/tools/refund.ts:20"],
    ]);
  });

  it("suspects a request that may be a question", () => {
    expect(judge({ tools: [declared(readOnly, { sinks: [sink()] })] })[0]).toBe("unknown");
  });

  it("takes a record of the call, and an entry of a cache, for no change", () => {
    const recorded = declared({ ...readOnly, changes: [refund] }, { sinks: [sink({ kind: "store-write" })] });
    expect(judge({ tools: [recorded], auditEvents: [auditEvent({ at: refund.at })] })[0]).toBe("pass");
    const cached = declared(readOnly, { sinks: [sink({ kind: "store-write", store: 0 })] });
    expect(judge({ tools: [cached], stores: [store({}, { kind: "cache" })] })[0]).toBe("pass");
  });

  it("does not apply where no tool says that it only reads", () => {
    expect(judge({ tools: [declared({ changes: [refund] })] })[0]).toBe("not-applicable");
  });
});

describe("missing-annotation", () => {
  const judge = (parts: Partial<Stack>) => judged(missingAnnotation, parts);

  it("suspects all writing tools of a server at once", () => {
    const writes = { sinks: [sink()] };
    const second = declared({}, { ...writes, name: "cancel", at: place("src/tools/cancel.ts:3") });
    expect(judge({ tools: [declared({}, writes), second] })).toEqual([
      "unknown",
      ["no-annotations agent @ src/tools/refund.ts:8 ↔ src/tools/refund.ts:20 src/tools/cancel.ts:3"],
    ]);
  });

  it("passes where they are declared, and leaves alone what only reads and what is not offered over MCP", () => {
    expect(judge({ tools: [declared(readOnly, { sinks: [sink()] })] })[0]).toBe("pass");
    expect(judge({ tools: [declared({})] })[0]).toBe("not-applicable");
    expect(judge({ tools: [declared({}, { framework: "ai-sdk", sinks: [sink()] })] })[0]).toBe("not-applicable");
  });
});

describe("loose-schema", () => {
  const parameters = [{ name: "payload", values: null, optional: false, at: place("src/tools/refund.ts:11") }];
  const loose = [{ what: "any", parameter: "payload", at: place("src/tools/refund.ts:11") }];

  it("suspects, passes, and does not apply without parameters", () => {
    expect(judged(looseSchema, { tools: [declared({ loose }, { parameters })] })).toEqual([
      "unknown",
      ["lets-anything-through agent/refund @ src/tools/refund.ts:11 ↔ src/tools/refund.ts:8"],
    ]);
    expect(judged(looseSchema, { tools: [declared({}, { parameters })] })[0]).toBe("pass");
    expect(judged(looseSchema, { tools: [declared({})] })[0]).toBe("not-applicable");
  });
});

describe("open-ended-tool", () => {
  const end: OpenEnd = {
    parameter: "command",
    into: "shell command",
    operation: "process",
    parameterAt: place("src/tools/refund.ts:11"),
    at: place("src/tools/refund.ts:20"),
    path: [],
    checkedAt: null,
  };
  const judge = (...openEnds: readonly OpenEnd[]) => judged(openEndedTool, { tools: [declared({ openEnds })] });

  it("fails where nothing stands before it, once for a parameter", () => {
    expect(judge(end, { ...end, at: place("src/tools/refund.ts:22") })).toEqual([
      "fail",
      ["runs-what-is-passed agent/refund#command @ src/tools/refund.ts:20 ↔ src/tools/refund.ts:11"],
    ]);
  });

  it("asks about a check, and passes without one to ask about", () => {
    expect(judge({ ...end, into: "address", checkedAt: place("src/tools/refund.ts:19") })[0]).toBe("unknown");
    expect(judge()[0]).toBe("pass");
  });
});

describe("hidden-text", () => {
  it("fails with one finding a tool, and shows none of the characters", () => {
    const hidden = [{ of: "name", what: "zero-width character (U+200B)", at: place("src/tools/refund.ts:9") }];
    expect(judged(hiddenText, { tools: [declared({ hidden }, { name: "re\u200bfund" })] })).toEqual([
      "fail",
      ["hidden-characters agent/refund @ src/tools/refund.ts:9 ↔ src/tools/refund.ts:8"],
    ]);
    expect(judged(hiddenText, { tools: [declared({})] })[0]).toBe("pass");
    expect(judged(hiddenText, {})[0]).toBe("not-applicable");
  });
});

describe("unpinned-server", () => {
  const launch: ServerLaunch = { package: "orders-mcp", registry: "npm", pinned: "none", version: null };
  const judge = (...pins: readonly ServerLaunch["pinned"][]) =>
    judged(unpinnedServer, {
      mcpServers: pins.map((pinned, i) => mcpServer(`orders${i}`, { launch: { ...launch, pinned } })),
    });

  it("fails for each server that starts the newest version", () => {
    expect(judge("none", "exact", "none")).toEqual([
      "fail",
      ["newest-version .mcp.json#orders0 @ .mcp.json:3 ↔ ", "newest-version .mcp.json#orders2 @ .mcp.json:3 ↔ "],
    ]);
  });

  it.each<readonly [ServerLaunch["pinned"], string]>([
    ["range", "unknown"],
    ["unread", "unknown"],
    ["exact", "pass"],
    ["lockfile", "pass"],
  ])("%s: %s", (pinned, status) => {
    expect(judge(pinned)[0]).toBe(status);
  });

  it("does not apply to servers that run elsewhere or from the repository", () => {
    expect(judged(unpinnedServer, { mcpServers: [mcpServer("orders")] })[0]).toBe("not-applicable");
  });
});

describe("whole-server", () => {
  const client: McpClient = {
    server: "mcp.carrier.example",
    service: "agent",
    at: place("src/agent.ts:4"),
    origin: "third-party",
    launch: null,
    takenWhole: place("src/agent.ts:9"),
    filteredAt: null,
  };
  const judge = (more: Partial<McpClient>) => judged(wholeServer, { mcpClients: [{ ...client, ...more }] });

  it("fails where an agent gets all of somebody else's tools", () => {
    expect(judge({})).toEqual(["fail", ["all-tools agent/mcp.carrier.example @ src/agent.ts:9 ↔ src/agent.ts:4"]]);
  });

  it("asks where the server, or what is taken of it, is not known", () => {
    expect(judge({ origin: "unknown", server: null })[0]).toBe("unknown");
    expect(judge({ takenWhole: null })[0]).toBe("unknown");
  });

  it("passes behind a filter and does not apply to the repository's own server", () => {
    expect(judge({ takenWhole: null, filteredAt: place("src/agent.ts:5") })[0]).toBe("pass");
    expect(judge({ origin: "own" })[0]).toBe("not-applicable");
  });

  it("fails where a setting starts whatever is configured", () => {
    const blanketApprovals = [{ setting: "enableAllProjectMcpServers", at: place(".claude/settings.json:2") }];
    expect(judged(wholeServer, { blanketApprovals })).toEqual([
      "fail",
      ["all-servers .claude/settings.json @ .claude/settings.json:2 ↔ "],
    ]);
  });
});

describe("undocumented-tool", () => {
  const named = (name: string, at: string) => ({ name, at: place(at) });
  const record: ToolRecord = {
    at: place("TOOLS.md:1"),
    entries: [named("refund", "TOOLS.md:5"), named("cancel", "TOOLS.md:6")],
    registered: [named("refund", "src/tools/refund.ts:8"), named("cancel", "src/tools/cancel.ts:3")],
    absent: [],
    incomplete: null,
  };
  const judge = (more: Partial<ToolRecord>) =>
    judged(undocumentedTool, { tools: [declared({})], toolRecords: [{ ...record, ...more }] });

  it("fails in either direction", () => {
    expect(judge({ registered: [...record.registered, named("ship", "src/tools/ship.ts:2")] })).toEqual([
      "fail",
      ["not-recorded TOOLS.md @ TOOLS.md:1 ↔ src/tools/ship.ts:2"],
    ]);
    expect(judge({ absent: ["cancel"] })).toEqual(["fail", ["not-in-code TOOLS.md @ TOOLS.md:6 ↔ "]]);
  });

  it("passes where they agree and asks where that cannot be told", () => {
    expect(judge({})[0]).toBe("pass");
    expect(judge({ incomplete: "a server elsewhere adds tools", absent: ["cancel"] })[0]).toBe("unknown");
    expect(judged(undocumentedTool, { tools: [declared({})] })[0]).toBe("unknown");
    expect(judged(undocumentedTool, {})[0]).toBe("not-applicable");
  });
});
