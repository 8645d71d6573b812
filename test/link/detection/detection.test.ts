import { describe, expect, it } from "vitest";
import { linkedStack } from "../stack-of.ts";

const send = `await fetch("https://shop/refunds", { method: "POST", body: order });`;

function swallowedBy(body: string): string[] {
  const code = `import { generateText, tool } from "ai";
import { z } from "zod";
const refund = tool({
  description: "Refund",
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => {
    ${body}
  },
});
export const answer = (prompt: string) => generateText({ model: "openai/gpt-4.1", prompt, tools: { refund } });`;
  return linkedStack({ "src/agent.ts": code }).detection.swallowed.map((s) => s.answer);
}

describe("a failure that is answered as a success", () => {
  it.each([
    ["an object", `try { ${send} return { ok: true }; } catch { return { ok: true }; }`, ["a fixed object (ok)"]],
    ["an empty list", `try { ${send} return [1]; } catch { return []; }`, ["an empty list"]],
    ["a text", `try { ${send} return "x"; } catch { return "The order was refunded."; }`, ["a fixed text"]],
    ["what follows an empty handler", `try { ${send} } catch {}\nreturn { ok: true };`, ["a fixed object (ok)"]],
  ])("by %s", (_, body, expected) => {
    expect(swallowedBy(body)).toEqual(expected);
  });

  it.each([
    ["says that it failed", `try { ${send} return { ok: true }; } catch { return { ok: false }; }`],
    ["says so in words", `try { ${send} return "x"; } catch { return "The refund failed."; }`],
    ["has an error", `try { ${send} return {}; } catch { return { error: "x" }; }`],
    ["is nothing", `try { ${send} return 1; } catch { return null; }`],
    ["hands the error on", `try { ${send} return {}; } catch (e) { return { text: (e as Error).message }; }`],
    ["stands beside a log line", `try { ${send} return {}; } catch (e) { console.error(e); return {}; }`],
    ["is an error again", `try { ${send} return {}; } catch { throw new Error("x"); }`],
    ["belongs to what has no effect", `${send} try { return JSON.parse(order); } catch { return {}; }`],
    ["belongs to a fallback", `try { ${send} } catch {}\n${send}\nreturn { ok: true };`],
  ])("is not an answer that %s", (_, body) => {
    expect(swallowedBy(body)).toEqual([]);
  });
});

describe("an eval in a pipeline", () => {
  const runs = (step: string, job = "", packageJson?: string) =>
    linkedStack({
      "package.json": packageJson ?? "{}",
      ".github/workflows/evals.yml": `on: pull_request
jobs:
  evals:
    runs-on: ubuntu-latest
${job}    steps:
${step}
`,
    }).detection.evalRuns.map((r) => `${r.tolerated?.by ?? "fails"}${r.checkedLater ? ", checked" : ""}`);

  it("can fail the job", () => {
    expect(runs("      - run: npx promptfoo eval")).toEqual(["fails"]);
    expect(runs("      - run: npx promptfoo eval\n        continue-on-error: false")).toEqual(["fails"]);
    expect(runs("      - run: |\n          rm -rf out || true\n          npx promptfoo eval")).toEqual(["fails"]);
  });

  it("is tolerated by its step, its job or its script", () => {
    expect(runs("      - run: npx promptfoo eval\n        continue-on-error: true")).toEqual(["continue-on-error"]);
    expect(runs("      - run: npx promptfoo eval", "    continue-on-error: true\n")).toEqual([
      "continue-on-error on its job",
    ]);
    expect(runs("      - run: npx promptfoo eval || true")).toEqual(["what follows its ||"]);
    expect(
      runs("      - run: npm run eval", "", '{ "scripts": { "eval": "promptfoo eval -c evals.yaml || exit 0" } }'),
    ).toEqual(["what follows its ||"]);
  });

  it("may be checked by a later step", () => {
    expect(
      runs(
        "      - id: evals\n        run: npx promptfoo eval\n        continue-on-error: true\n      - if: steps.evals.outcome == 'failure'\n        run: exit 1",
      ),
    ).toEqual(["continue-on-error, checked"]);
  });
});

describe("alerts", () => {
  const alerts = (files: Record<string, string>) =>
    linkedStack(files).detection.alerts.map(
      (a) => `${a.product} ${a.name} ${a.routing}${a.watchesAgent ? " agent" : ""}`,
    );

  it("are read from Terraform", () => {
    const alarm = (more: string) =>
      alerts({ "a.tf": `resource "aws_cloudwatch_metric_alarm" "tool_failures" {\n  metric_name = "x"\n${more}\n}` });
    expect(alarm("")).toEqual(["cloudwatch tool_failures none agent"]);
    expect(alarm("  alarm_actions = []")).toEqual(["cloudwatch tool_failures none agent"]);
    expect(alarm("  alarm_actions = [aws_sns_topic.a.arn]")).toEqual(["cloudwatch tool_failures receiver agent"]);
    expect(alarm("  alarm_actions = var.actions")).toEqual(["cloudwatch tool_failures receiver agent"]);
    expect(alerts({ "a.tf": 'resource "datadog_monitor" "disk" {\n  message = "full"\n}' })).toEqual([
      "datadog disk elsewhere",
    ]);
  });

  it("are read from Prometheus, Alertmanager and CloudFormation", () => {
    expect(
      alerts({
        "rules.yaml":
          "groups:\n  - name: a\n    rules:\n      - alert: Refusals\n        expr: llm_refusals > 1\n      - record: x\n        expr: y",
      }),
    ).toEqual(["prometheus Refusals elsewhere agent"]);
    expect(alerts({ "am.yaml": "route:\n  receiver: a\nreceivers:\n  - name: a" })).toEqual(["alertmanager a none"]);
    expect(
      alerts({
        "am.yaml":
          "route:\n  receiver: a\nreceivers:\n  - name: a\n  - name: b\n    pagerduty_configs:\n      - service_key: x",
      }),
    ).toEqual(["alertmanager a receiver"]);
    const template = (more: string) =>
      alerts({
        "template.yaml": `Resources:\n  Disk:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      MetricName: disk\n${more}`,
      });
    expect(template("")).toEqual(["cloudwatch Disk none"]);
    expect(template("      AlarmActions: [!Ref Topic]")).toEqual(["cloudwatch Disk receiver"]);
    expect(template("      AlarmActions: [!Ref Topic]\n      ActionsEnabled: false")).toEqual(["cloudwatch Disk none"]);
  });
});

describe("signals of quality", () => {
  const signals = (code: string) =>
    linkedStack({ "src/main.ts": code }).detection.signals.map((s) => `${s.kind}: ${s.what}`);

  it("are feedback beside a trace, and checks of output", () => {
    expect(
      signals(`import { LangfuseClient } from "@langfuse/client";
const langfuse = new LangfuseClient();
langfuse.score.create({ traceId: "1", name: "user", value: 1 });`),
    ).toEqual(["feedback: Langfuse score"]);
    expect(
      signals(`import { Agent } from "@openai/agents";\nnew Agent({ name: "a", outputGuardrails: [g] });`),
    ).toEqual(["output-check: output guardrails"]);
    expect(signals(`import { Agent } from "@openai/agents";\nnew Agent({ name: "a" });`)).toEqual([]);
    expect(signals(`import { generateText } from "ai";\ngenerateText({ model: "m", prompt: "" });`)).toEqual([]);
  });
});
