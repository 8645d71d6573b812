import { describe, expect, it } from "vitest";
import { alertRouting } from "../../../rules/detection-escalation/alert-routing.ts";
import { alertRules } from "../../../rules/detection-escalation/alert-rules.ts";
import { driftEvals } from "../../../rules/detection-escalation/drift-evals.ts";
import { escalationPath } from "../../../rules/detection-escalation/escalation-path.ts";
import { evalsGate } from "../../../rules/detection-escalation/evals-gate.ts";
import { outputChecks } from "../../../rules/detection-escalation/output-checks.ts";
import { swallowedErrors } from "../../../rules/detection-escalation/swallowed-errors.ts";
import { userFeedback } from "../../../rules/detection-escalation/user-feedback.ts";
import type { Alert, Detection, EvalRun } from "../../../src/model/detection.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { judgeWith, place, stackOf, told, tool } from "../../support/stack.ts";

function detecting(parts: Partial<Detection>, more: Partial<Stack> = {}): Stack {
  return stackOf({
    detection: { evalRuns: [], alerts: [], swallowed: [], unread: [], signals: [], ...parts },
    ...more,
  });
}

function run(more: Partial<EvalRun> = {}): EvalRun {
  return {
    workflow: "evals.yml",
    job: "evals",
    command: "promptfoo eval",
    at: place(".github/workflows/evals.yml:9"),
    triggers: ["pull_request"],
    tolerated: null,
    checkedLater: false,
    ...more,
  };
}

const tolerated = { by: "continue-on-error", at: place(".github/workflows/evals.yml:10") };

describe("evals", () => {
  const judge = (...evalRuns: readonly EvalRun[]) => judgeWith(evalsGate, detecting({ evalRuns }));

  it("gate where one of them can fail on a change", () => {
    expect(judge(run()).status).toBe("pass");
    expect(judge(run(), run({ job: "experimental", tolerated })).status).toBe("pass");
  });

  it("do not where every failure is thrown away", () => {
    const verdict = judge(run({ tolerated }));
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "failure-thrown-away evals.yml/evals @ .github/workflows/evals.yml:9 ↔ .github/workflows/evals.yml:10",
    ]);
  });

  it("are asked about where a later step looks, where nobody starts them, and where there are none", () => {
    expect(judge(run({ tolerated, checkedLater: true })).status).toBe("unknown");
    expect(judge(run({ triggers: ["schedule", "workflow_dispatch"] })).status).toBe("unknown");
    expect(judge().status).toBe("unknown");
  });

  it("notice drift on a schedule", () => {
    const drift = (...evalRuns: readonly EvalRun[]) => judgeWith(driftEvals, detecting({ evalRuns })).status;
    expect([drift(run({ triggers: ["schedule"] })), drift(run()), drift()]).toEqual(["pass", "unknown", "unknown"]);
  });
});

describe("alerts", () => {
  const alert = (more: Partial<Alert> = {}): Alert => ({
    product: "cloudwatch",
    name: "tool_failures",
    routing: "receiver",
    watchesAgent: true,
    at: place("infra/alarms.tf:1"),
    ...more,
  });
  const routing = (...alerts: readonly Alert[]) => judgeWith(alertRouting, detecting({ alerts }));

  it("tell somebody", () => {
    expect(routing(alert()).status).toBe("pass");
    const verdict = routing(
      alert({ routing: "none" }),
      alert({ routing: "none", name: "b", at: place("infra/alarms.tf:9") }),
    );
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "nobody-told infra/alarms.tf#cloudwatch @ infra/alarms.tf:1 ↔ infra/alarms.tf:9",
    ]);
    expect(routing(alert({ routing: "elsewhere" })).status).toBe("unknown");
    expect(routing().status).toBe("not-applicable");
  });

  it("are routed by Alertmanager where they are of Prometheus", () => {
    const rule = alert({ product: "prometheus", routing: "elsewhere" });
    expect(routing(rule).status).toBe("unknown");
    expect(routing(rule, alert({ product: "alertmanager" })).status).toBe("pass");
  });

  it("watch the agent", () => {
    const watching = (...alerts: readonly Alert[]) => judgeWith(alertRules, detecting({ alerts })).status;
    expect([watching(alert()), watching(alert({ watchesAgent: false })), watching()]).toEqual([
      "pass",
      "unknown",
      "unknown",
    ]);
  });
});

describe("swallowed errors", () => {
  const judge = (parts: Partial<Detection>, tools = [tool()]) =>
    judgeWith(swallowedErrors, detecting(parts, { tools }));

  it("are those of handlers", () => {
    const swallowed = [
      {
        tool: 0,
        operation: "fetch POST",
        callAt: place("src/tools/refund.ts:17"),
        answerAt: place("src/tools/refund.ts:20"),
        answer: "an empty list",
      },
    ];
    const verdict = judge({ swallowed });
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "answered-as-success agent/refund/fetch POST @ src/tools/refund.ts:20 ↔ src/tools/refund.ts:17 src/tools/refund.ts:8",
    ]);
    expect(judge({}).status).toBe("pass");
    const elsewhere = judge({}, [tool({ handlerAt: null })]);
    expect(elsewhere.status === "pass" && elsewhere.evidence).toHaveLength(1);
    expect(judge({}, [tool({ opaque: "it was not found" })]).status).toBe("unknown");
    expect(judge({}, []).status).toBe("not-applicable");
  });
});

describe("what only passes or asks", () => {
  it("is told by names and calls", () => {
    const named = (name: string) => judgeWith(escalationPath, stackOf({ tools: [tool({ name })] })).status;
    expect(["escalate_ticket", "handoff_to_human", "requestHumanSupport"].map(named)).toEqual(["pass", "pass", "pass"]);
    expect(["transfer_money", "create_support_ticket", "contact_list"].map(named)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
    const at = place("src/rate.ts:5");
    const feedback = { kind: "feedback", what: "Langfuse score", service: "agent", at } as const;
    const check = { ...feedback, kind: "output-check", what: "a schema" } as const;
    expect(judgeWith(userFeedback, detecting({ signals: [feedback] })).status).toBe("pass");
    expect(judgeWith(userFeedback, detecting({ signals: [check] })).status).toBe("unknown");
    expect(judgeWith(outputChecks, detecting({ signals: [check] })).status).toBe("pass");
    expect(judgeWith(outputChecks, detecting({ signals: [feedback] })).status).toBe("unknown");
  });
});
