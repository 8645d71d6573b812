import { describe, expect, it } from "vitest";
import { buildOutcome } from "../../src/model/build-outcome.ts";
import type { DeclaredAttestation } from "../../src/model/declared-attestation.ts";
import type { DeclaredSuppression } from "../../src/model/declared-suppression.ts";
import type { Notice } from "../../src/model/notice.ts";
import type { Report } from "../../src/model/report.ts";
import { formats } from "../../src/report/formats.ts";
import { reportSchema } from "../../src/report/json/report-schema.ts";
import { reportToJson } from "../../src/report/json.ts";
import { type Detail, plain } from "../../src/report/terminal/page.ts";
import { terminalReport } from "../../src/report/terminal.ts";
import { location } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const pinecone: DeclaredSuppression = {
  by: "inline",
  check: "unscoped-credential",
  path: null,
  line: 3,
  subject: null,
  fingerprint: null,
  reason: "Both are sandbox accounts, see SEC-12.",
  owner: "platform",
  expires: "2027-03-31",
  at: location(".env.production", 3, "suppression"),
};
const stripe: DeclaredSuppression = {
  ...pinecone,
  by: "config",
  line: null,
  subject: "STRIPE_API_KEY",
  owner: null,
  expires: null,
  at: location("bulkhead.config.yaml", 4, "suppression"),
};
const attestation: DeclaredAttestation = {
  check: "sandbox-separation/selectable-endpoint",
  asked: "Is every call bound to the environment of its credential?",
  about: "Does @acme/billing reject a call whose credential belongs to another environment?",
  answer: "yes",
  evidence: "https://wiki.example/billing",
  by: "R. Okafor",
  date: "2026-11-20",
  expires: "2027-05-20",
  note: null,
  at: location("bulkhead.attest.yaml", 2, "attestation"),
};

function print(report: Report, detail: Detail = "normal"): string {
  return terminalReport(report, { color: plain, width: 80, detail });
}

describe("some of the findings suppressed", () => {
  const report = sampleReport([], {}, { suppressions: [pinecone], attestations: [attestation] });

  it("are listed apart, with who decided it and why, and the rest is held against the build", async () => {
    await expect(print(report)).toMatchFileSnapshot("__snapshots__/decided.txt");
  });

  it("do not hide the finding that is not", () => {
    const [checklist = ""] = print(report).split("Findings\n");
    expect(checklist).toContain("(1 of 2 suppressed)");
    expect(checklist).toContain("STRIPE_API_KEY is one secret");
  });

  it.each(["github", "junit", "markdown", "oscal", "html"] as const)(
    "do not lead what %s says of their check",
    (format) => {
      const text = formats[format](report, {
        color: plain,
        width: 80,
        detail: "normal",
        moment: "2026-11-27T12:00:00Z",
      });
      expect(text).toMatch(/STRIPE_API_KEY is one secret[^.]*\. And 1 more\./);
      expect(text).not.toMatch(/PINECONE_API_KEY is one secret[^.]*\. And 1 more\./);
    },
  );

  it("are all in JSON, by its schema", () => {
    const json = reportToJson(report);
    expect(() => reportSchema.parse(json)).not.toThrow();
    expect(json.summary).toMatchObject({
      findings: { proven: 2, suppressed: 1 },
      attested: 1,
      checks: { fail: 1, pass: 2 },
    });
    expect(json.findings.map(({ suppressed }) => suppressed)).toEqual([true, false]);
  });
});

describe("all of them suppressed", () => {
  const report = sampleReport([], {}, { suppressions: [pinecone, stripe] });

  it("leave the check failed and the build green, and say so", () => {
    expect(buildOutcome(report)).toEqual({ failing: 0, suppressed: 1, unknown: 1 });
    const text = print(report).replace(/\s+/g, " ");
    expect(text).toContain("✗ 1 unscoped-credential (2 of 2 suppressed)");
    expect(text).toContain("Sandbox separation (control 4): gap");
    expect(text).toContain("2 findings, all suppressed.");
    expect(text).toContain("Every finding of the check that fails is suppressed: exit status 0, 1 with --strict.");
    expect(text).not.toContain(" Findings ");
  });

  it("are listed, however quiet the rest is, in what is counted", () => {
    expect(print(report, "quiet")).toContain("(2 of 2 suppressed)");
  });
});

it("a baseline says of itself where nobody gave a reason", () => {
  const [first] = sampleReport().findings;
  const baseline = first
    ? [{ ...first, path: first.locations[0]?.path ?? "" }].map(
        ({ fingerprint, check, subject, members, path, confidence }) => ({
          ...{ fingerprint, check, subject, members, path, confidence },
        }),
      )
    : [];
  const text = print(sampleReport([], {}, { baseline }));
  expect(text).toContain("Suppressed (1 finding)");
  expect(text).toContain("By      baseline\n");
});

describe("notices", () => {
  const notice = (index: number): Notice => ({
    kind: "unused-suppression",
    message: `No finding of check ${index} is suppressed by this.`,
    at: location("src/a.ts", index, "suppression"),
  });
  const many = Array.from({ length: 20 }, (_, index) => notice(index + 1));

  it("are shown with their place, and cut where they are many", () => {
    const text = print(sampleReport([], { notices: many }));
    expect(text).toContain("Notices (20 decisions without effect)");
    expect(text).toContain("  src/a.ts:1\n    No finding of check 1 is suppressed by this.");
    expect(text).toContain("and 10 more (--verbose)");
    expect(print(sampleReport([], { notices: many }), "verbose")).toContain("src/a.ts:20");
  });

  it("need no place", () => {
    const notices: Notice[] = [{ kind: "stale-baseline", message: "The baseline holds a finding.", at: null }];
    expect(print(sampleReport([], { notices }))).toContain("\n  The baseline holds a finding.\n");
  });

  it("cannot steer the terminal", () => {
    const notices: Notice[] = [{ ...notice(1), message: "\u001b[2Jgone" }];
    expect(print(sampleReport([], { notices }))).not.toContain("\u001b");
  });
});
