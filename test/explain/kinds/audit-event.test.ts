import { describe, expect, it } from "vitest";
import { auditEvent, place, stackOf } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("an audit event", () => {
  it("is told with where its environment comes from", () => {
    const stack = stackOf({ auditEvents: [auditEvent({ covers: ["refund"], recordedAt: place("src/audit.ts:9") })] });
    expect(rows(explained(stack, "src/dispatch.ts:30"))).toEqual([
      "records: a tool call, in agent @ src/dispatch.ts:30",
      "environment: on the event: APP_ENV @ src/config.ts:2",
      "covers: refund",
      "written by: code of the repository @ src/audit.ts:9",
    ]);
    expect(told(explained(stack, "src/config.ts:2"))).toEqual([
      "→ audit-event audit.record (tool call): gives it its environment",
    ]);
    expect(told(explained(stack, "src/audit.ts:9"))).toEqual([
      "→ audit-event audit.record (tool call): writes it down",
    ]);
  });

  it("without one says so, and that a collector may add it", () => {
    const stack = stackOf({ auditEvents: [auditEvent({ tag: { kind: "none", note: "session only" } })] });
    const explanation = explained(stack, "src/dispatch.ts:30");
    expect(rows(explanation)).toContain("environment: none: session only");
    expect(explanation.limits).toContain(
      "A collector may add an environment after the event has left the process; nothing in the repository shows that.",
    );
  });
});
