import { describe, expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import type { DeclaredAttestation } from "../../src/model/declared-attestation.ts";
import { type Check, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, stackOf } from "../harness/report.ts";

const at = location("bulkhead.attest.yaml", 5, "attestation");
const asked = checkOf().asks;
const about = "Which key does staging use?";

const open = checkOf({ judge: () => unknown("The keys are set on a dashboard.", about) });
const leg = checkOf({
  id: "sandbox-separation/tested-separation",
  leg: "test",
  judge: () => unknown("No test was found.", "Is there a drill?"),
});

function statement(parts: Partial<DeclaredAttestation> = {}): DeclaredAttestation {
  return {
    check: open.id,
    asked,
    about,
    answer: "yes",
    evidence: "https://wiki.example/keys",
    by: "R. Okafor",
    date: "2026-11-20",
    expires: "2027-05-20",
    note: null,
    at,
    ...parts,
  };
}

function run(attestations: readonly DeclaredAttestation[], checks: readonly Check[] = [open], today = "2026-11-27") {
  const holds = (path: string) => path === "docs/keys.md" || path === "docs/drills";
  const { controls, notices } = judge(stackOf(), [controlOf(checks)], { attestations, holds, today });
  return { control: controls[0], result: controls[0]?.checks[0], notices };
}

describe("an open question", () => {
  it("answered yes is a pass, with the statement as its evidence", () => {
    const { result, notices } = run([statement()]);
    expect(result).toMatchObject({
      status: "pass",
      question: about,
      reason: null,
      evidence: [
        { path: "bulkhead.attest.yaml", startLine: 5, role: "attested", note: "by R. Okafor, until 2027-05-20" },
      ],
      attestation: { answer: "yes", by: "R. Okafor", evidence: "https://wiki.example/keys", at },
    });
    expect(result?.attestation).not.toHaveProperty("asked");
    expect(notices).toEqual([]);
  });

  it("said not to apply is not applicable, for the reason given", () => {
    const { result } = run([statement({ answer: "not-applicable", note: "There is one environment only." })]);
    expect(result).toMatchObject({
      status: "not-applicable",
      reason: "There is one environment only. (says R. Okafor)",
      attestation: { answer: "not-applicable" },
    });
  });

  it("answered no stays open, and says who answered", () => {
    const { result, control } = run([statement({ answer: "no" })]);
    expect(result).toMatchObject({
      status: "unknown",
      reason: "Answered no by R. Okafor on 2026-11-20. The keys are set on a dashboard.",
      attestation: { answer: "no" },
    });
    expect(control?.readiness).toBe("unknown");
  });

  it("not yet answered stays as it is, and nothing is said of that", () => {
    const { result, notices } = run([statement({ answer: null, evidence: "", by: "", date: "", expires: "" })]);
    expect(result).toMatchObject({ status: "unknown", attestation: null });
    expect(notices).toEqual([]);
  });
});

describe("a statement that counts for nothing is told with its reason", () => {
  const fails = checkOf({ judge: () => fail([findingOf()]) });
  const passes = checkOf({ judge: () => pass([location(".env", 1, "binding")]) });
  it.each([
    ["expired", statement({ expires: "2026-11-26" }), open, "it held until 2026-11-26"],
    ["of a day to come", statement({ date: "2026-11-28" }), open, "it is dated 2026-11-28, a day that is yet to come"],
    ["without evidence", statement({ evidence: "" }), open, "it names no evidence"],
    [
      "with a path that is not there",
      statement({ evidence: "docs/gone.md" }),
      open,
      "its evidence, docs/gone.md, is neither a link nor a file of the repository",
    ],
    [
      "on another question",
      statement({ asked: "Is there a key?" }),
      open,
      `the check asks another question now: ${asked}`,
    ],
    [
      "on what is no longer open",
      statement({ about: "Which key does preview use?" }),
      open,
      `something else is open now: ${about}`,
    ],
    ["against a proof", statement(), fails, "the check fails, and no statement outweighs what is proven"],
    ["of what is proven already", statement(), passes, "the repository answers it by itself"],
  ])("%s", (_, given, check, reason) => {
    const before = run([], [check]).result;
    const { result, notices } = run([given], [check]);
    expect(result).toEqual(before);
    expect(notices).toEqual([
      { kind: "ignored-attestation", message: `The answer to ${open.id} counts for nothing: ${reason}.`, at },
    ]);
  });

  it("but nothing is said where its check was not run", () => {
    const other = checkOf({ id: "sandbox-separation/other", judge: () => notApplicable("None.") });
    expect(run([statement()], [other]).notices).toEqual([]);
  });
});

describe("it is sound", () => {
  it.each([
    ["on its last day", statement({ expires: "2026-11-27" })],
    ["on its first day", statement({ date: "2026-11-27" })],
    ["with a file as evidence", statement({ evidence: "docs/keys.md" })],
    ["with a part of a file", statement({ evidence: "./docs/keys.md#vault" })],
    ["with a line of a file", statement({ evidence: "docs/keys.md:12" })],
    ["with a folder", statement({ evidence: "docs/drills/" })],
    ["with the question wrapped", statement({ about: "Which key\n  does staging use?\n" })],
  ])("%s", (_, given) => {
    expect(run([given]).result?.status).toBe("pass");
  });

  it("where a line that the question names has moved", () => {
    const check = checkOf({ judge: () => unknown("Open.", "Is src/a.ts:12 one of yours?") });
    expect(run([statement({ about: "Is src/a.ts:40 one of yours?" })], [check]).result?.status).toBe("pass");
    expect(run([statement({ about: "Is src/b.ts:12 one of yours?" })], [check]).result?.status).toBe("unknown");
  });

  it("for ever, where nobody says what day it is", () => {
    const { controls } = judge(stackOf(), [controlOf([open])], {
      attestations: [statement({ date: "2030-01-01", expires: "1999-01-01" })],
    });
    expect(controls[0]?.checks[0]?.status).toBe("pass");
  });
});

describe("readiness follows", () => {
  const drill = statement({ check: leg.id, asked: leg.asks, about: "Is there a drill?" });

  it("through the test leg too, and says how much of it is attested", () => {
    expect(run([statement()], [open, leg]).control).toMatchObject({ readiness: "unknown" });
    expect(run([drill], [open, leg]).control).toMatchObject({ readiness: "unknown" });
    expect(run([statement(), drill], [open, leg]).control).toMatchObject({
      readiness: "ready",
      reason: "2 of its 2 checks are answered by attestation.",
    });
  });

  it("and says nothing of attestations where there are none", () => {
    const passes = checkOf({ judge: () => pass([location(".env", 1, "binding")]) });
    const { control } = run([drill], [passes, leg]);
    expect(control).toMatchObject({ readiness: "ready", reason: "1 of its 2 checks is answered by attestation." });
  });

  it("but a gap stays a gap", () => {
    const fails = checkOf({ id: "sandbox-separation/other", judge: () => fail([findingOf()]) });
    expect(run([statement(), drill], [fails, open, leg]).control?.readiness).toBe("gap");
  });
});
