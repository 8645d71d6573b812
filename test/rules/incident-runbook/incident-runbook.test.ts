import { describe, expect, it } from "vitest";
import { deadReference } from "../../../rules/incident-runbook/dead-reference.ts";
import { missingField } from "../../../rules/incident-runbook/missing-field.ts";
import { missingRunbook } from "../../../rules/incident-runbook/missing-runbook.ts";
import { unownedCode } from "../../../rules/incident-runbook/unowned-code.ts";
import type { Runbook } from "../../../src/model/runbook.ts";
import { judgeWith, place, stackOf, told } from "../../support/stack.ts";

const runbook = (more: Partial<Runbook> = {}): Runbook => ({
  at: place("RUNBOOK.md:1"),
  mentions: [{ word: "agent", at: place("RUNBOOK.md:1") }],
  fields: [],
  references: [],
  ...more,
});
const reference = (resolves: boolean, line: number) => ({
  what: "the package script",
  text: "agent:stop",
  at: place(`RUNBOOK.md:${line}`),
  resolves,
});

describe("missing-runbook", () => {
  it("passes for one that speaks of the agent, and asks for it otherwise", () => {
    expect(judgeWith(missingRunbook, stackOf({ runbooks: [runbook()] })).status).toBe("pass");
    expect(judgeWith(missingRunbook, stackOf({ runbooks: [runbook({ mentions: [] })] })).status).toBe("unknown");
    expect(judgeWith(missingRunbook, stackOf()).status).toBe("unknown");
    expect(judgeWith(missingRunbook, stackOf({ agentEvidence: [] })).status).toBe("not-applicable");
  });
});

describe("missing-field", () => {
  it("suspects each field that no runbook of the agent speaks of", () => {
    const said = runbook({ fields: [{ field: "owner", at: place("RUNBOOK.md:4") }] });
    const verdict = judgeWith(missingField, stackOf({ runbooks: [said] }));
    expect(verdict.status === "unknown" && verdict.suspected.map(({ subject }) => subject)).not.toContain("owner");
    expect(verdict.status === "unknown" && verdict.suspected).toHaveLength(9);
  });
});

describe("dead-reference", () => {
  const judge = (...runbooks: readonly Runbook[]) => judgeWith(deadReference, stackOf({ runbooks }));

  it("fails once for each thing that is not there", () => {
    const verdict = judge(runbook({ references: [reference(false, 4), reference(false, 9)] }));
    expect(verdict.status === "fail" && told(verdict.findings)).toEqual([
      "not-there RUNBOOK.md#agent:stop @ RUNBOOK.md:4 ↔ RUNBOOK.md:9",
    ]);
  });

  it("is silent about runbooks of something else", () => {
    expect(judge(runbook({ mentions: [], references: [reference(false, 4)] })).status).toBe("not-applicable");
    expect(judge(runbook({ references: [reference(true, 4)] })).status).toBe("pass");
  });
});

describe("unowned-code", () => {
  it("passes where a rule names somebody for every file", () => {
    const at = place("CODEOWNERS:1");
    const covered = [{ path: "src/agent.ts", rule: at }];
    const open = [place("src/tools.ts:3")];
    expect(judgeWith(unownedCode, stackOf({ ownership: { at, covered, open: [] } })).status).toBe("pass");
    expect(judgeWith(unownedCode, stackOf({ ownership: { at, covered, open } })).status).toBe("unknown");
    expect(judgeWith(unownedCode, stackOf()).status).toBe("unknown");
  });
});
