import { describe, expect, it } from "vitest";
import { linkedStack } from "../stack-of.ts";

const audit = `import { Pool } from "pg";
const pool = new Pool();
export async function recordAudit(event: { tool: string; outcome: string }) {
  await pool.query("INSERT INTO audit_events (tool, outcome) VALUES ($1, $2)", [event.tool, event.outcome]);
}`;

/** What becomes of the record of a tool's failing call, for the body of its handler. */
function onError(body: string): string[] {
  const tool = `import { tool } from "ai";
import { z } from "zod";
import { recordAudit } from "./audit";
import { report } from "./report";
export const refund = tool({
  description: "Refund",
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => {
${body}
  },
});`;
  const agent = `import { generateText } from "ai";
import { refund } from "./refund";
export const answer = (prompt: string) => generateText({ model: "openai/gpt-4.1", prompt, tools: { refund } });`;
  const files = {
    "src/audit.ts": audit,
    "src/refund.ts": tool,
    "src/agent.ts": agent,
    "src/report.ts": "export const report = (e: unknown) => process.emitWarning(String(e));",
  };
  return linkedStack(files).recording.outcomes.map((o) => o.onError);
}

const send = `const r = await fetch("https://shop/refunds", { method: "POST", body: order });`;
const record = `await recordAudit({ tool: "refund", outcome: "done" });`;

describe("the record of a failing call", () => {
  it.each([
    ["after the call", `${send}\n${record}\nreturn r.ok;`, ["unrecorded"]],
    ["before the call", `${record}\n${send}\nreturn r.ok;`, ["recorded"]],
    ["in finally", `try { ${send} return r.ok; } finally { ${record} }`, ["recorded"]],
    ["in both branches", `try { ${send} ${record} } catch (e) { ${record} throw e; }`, ["recorded"]],
    ["after a handler that goes on", `try { ${send} } catch { }\n${record}\nreturn true;`, ["recorded"]],
    ["after a handler that leaves", `try { ${send} } catch { return false; }\n${record}\nreturn true;`, ["unrecorded"]],
    ["with a handler that tells somebody", `try { ${send} ${record} } catch (e) { report(e); throw e; }`, ["open"]],
    [
      "with a handler that only makes a text",
      `try { ${send} ${record} } catch (e) { return String(e); }`,
      ["unrecorded"],
    ],
    ["with a handler on the promise", `${send.replace(";", ".catch(report);")}\n${record}\nreturn true;`, ["open"]],
    ["nowhere", `${send}\nreturn r.ok;`, []],
  ])("stands %s", (_, body, expected) => {
    expect(onError(body)).toEqual(expected);
  });
});

describe("options of tracing", () => {
  const settingsIn = (code: string) =>
    linkedStack({ "src/main.ts": code }).recording.settings.map(
      (s) => `${s.kind} ${s.product} ${s.says}${s.proven ? "" : " (maybe)"}`,
    );

  it("are read from calls of the AI SDK", () => {
    const call = (telemetry: string) =>
      settingsIn(`import { generateText } from "ai";
generateText({ model: "openai/gpt-4.1", prompt: "", experimental_telemetry: ${telemetry} });`);
    expect(call("{ isEnabled: false }")).toEqual(["off ai-sdk isEnabled: false"]);
    expect(call("{ isEnabled: true, recordInputs: true }")).toEqual(["content ai-sdk recordInputs: true"]);
    expect(call("{ isEnabled: true, recordInputs: false, recordOutputs: false }")).toEqual([]);
    expect(call("{ isEnabled: true }")).toEqual([
      "content ai-sdk inputs and outputs are recorded unless switched off (maybe)",
    ]);
    expect(call("{ isEnabled: process.env.X === 'y' }")[0]).toMatch(/maybe/);
  });

  it("are those of an integration that is registered once", () => {
    const call = (telemetry: string) =>
      settingsIn(`import { OpenTelemetry } from "@ai-sdk/otel";
import { generateText, registerTelemetry } from "ai";
registerTelemetry(new OpenTelemetry());
generateText({ model: "openai/gpt-4.1", prompt: ""${telemetry} });`);
    const recorded = "content ai-sdk inputs and outputs are recorded unless switched off (maybe)";
    expect(call("")).toEqual([recorded]);
    expect(call(", telemetry: { functionId: 'triage' }")).toEqual([recorded]);
    expect(call(", telemetry: { isEnabled: false }")).toEqual(["off ai-sdk isEnabled: false"]);
    expect(call(", telemetry: { recordInputs: false, recordOutputs: false }")).toEqual([]);
  });

  it("are read from the OpenAI Agents SDK", () => {
    expect(
      settingsIn(`import { setTracingDisabled, Runner } from "@openai/agents";
setTracingDisabled(true);
new Runner({ tracingDisabled: true, traceIncludeSensitiveData: true });`),
    ).toEqual([
      "off openai-agents setTracingDisabled: true",
      "off openai-agents tracingDisabled: true",
      "content openai-agents traceIncludeSensitiveData: true",
    ]);
    expect(settingsIn(`import { setTracingDisabled } from "@openai/agents";\nsetTracingDisabled(false);`)).toEqual([]);
  });

  it("are read from samplers", () => {
    expect(settingsIn(`import * as Sentry from "@sentry/node";\nSentry.init({ tracesSampleRate: 0.2 });`)).toEqual([
      "sampled sentry tracesSampleRate: 0.2",
    ]);
    expect(settingsIn(`import * as Sentry from "@sentry/node";\nSentry.init({ tracesSampleRate: 1.0 });`)).toEqual([]);
    expect(
      settingsIn(`import * as Sentry from "@sentry/node";
Sentry.init({ tracesSampleRate: process.env.APP_ENV === "production" ? 0.1 : 1 });`),
    ).toEqual(["sampled sentry tracesSampleRate: 0.1 (maybe)"]);
    expect(
      settingsIn(`import { TraceIdRatioBasedSampler } from "@opentelemetry/sdk-trace-base";
export const sampler = new TraceIdRatioBasedSampler(0.5);`),
    ).toEqual(["sampled opentelemetry TraceIdRatioBasedSampler: 0.5"]);
  });
});

describe("retention of logs", () => {
  const days = (tf: string) => linkedStack({ "infra/logs.tf": tf }).recording.retentions.map((r) => r.days);

  it("is what the group says, or the default of its variable", () => {
    expect(days('resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = 14\n}')).toEqual([14]);
    expect(
      days(
        'variable "days" {\n  default = 30\n}\nresource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = var.days\n}',
      ),
    ).toEqual([30]);
    // Zero keeps for ever, and an unset one too.
    expect(days('resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = 0\n}')).toEqual([]);
    expect(days('resource "aws_cloudwatch_log_group" "a" {\n  name = "x"\n}')).toEqual([]);
  });
});

describe("what keeps an event", () => {
  it("is told with its fields and whether anything waits for it", () => {
    const files = (call: string) => ({
      "src/audit.ts": audit,
      "src/agent.ts": `import { generateText, tool } from "ai";
import { z } from "zod";
import { recordAudit } from "./audit";
const refund = tool({
  description: "Refund",
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => {
    ${call}
    await fetch("https://shop/refunds", { method: "POST", body: order });
  },
});
export const answer = (prompt: string) => generateText({ model: "openai/gpt-4.1", prompt, tools: { refund } });`,
    });
    const event = (call: string) => linkedStack(files(call)).auditEvents[0];
    const written = `recordAudit({ tool: "refund", outcome: "requested" });`;
    expect(event(`await ${written}`)?.isFloating).toBeUndefined();
    expect(event(`void ${written}`)?.isFloating).toBe(true);
    expect(event(written)?.isFloating).toBe(true);
    expect(event(written.replace(";", ".catch(() => {});"))?.isFloating).toBe(true);
    expect(event(`await ${written}`)?.keptBy).toBe("other");
    expect(event(`console.log(JSON.stringify({ event: "tool_call", tool: "refund" }));`)?.keptBy).toBe("console");
  });
});
