import { describe, expect, it } from "vitest";
import type { Attestation } from "../../src/model/attestation.ts";
import type { Report } from "../../src/model/report.ts";
import { fail, notApplicable, pass } from "../../src/model/rule.ts";
import type { Suppression } from "../../src/model/suppression.ts";
import { htmlReport } from "../../src/report/html.ts";
import { fullStack, secretDigest } from "../harness/full-stack.ts";
import { hostileReport, hostileTexts } from "../harness/hostile-report.ts";
import { checkOf, findingOf, location, reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

/** What a reader sees of a section, without its markup. */
function textOf(report: Report, section: string): string {
  const page = htmlReport(report);
  const start = page.indexOf(`<section id="${section}"`);
  if (start < 0) return "";
  return page
    .slice(start, page.indexOf("</section>", start))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const sectionsOf = (page: string) => [...page.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);

describe("the page", () => {
  it("has its sections in the order in which they are read", () => {
    expect(sectionsOf(htmlReport(sampleReport()))).toEqual([
      "signals",
      "picture",
      "failure-paths",
      "controls",
      "checks",
      "suppressions",
      "gaps",
      "method",
    ]);
  });

  it("has one heading of the first level, and leaves none out below it", () => {
    const levels = [...htmlReport(sampleReport()).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("has a target for every link, and no link that leaves it", () => {
    const page = htmlReport(sampleReport([], { stack: fullStack() }));
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href);
    expect(links.length).toBeGreaterThan(10);
    for (const href of links) expect(ids.map((id) => `#${id}`)).toContain(href);
  });

  it("says with which right it may do what: nothing", () => {
    const page = htmlReport(sampleReport());
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]+=&#39;/,
    );
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\sstyle="|\son\w+="|https?:(?!\/\/www\.w3\.org)/);
  });

  it("is the same for the same report, whatever the order of discovery", () => {
    const stack = fullStack();
    const reversed = Object.fromEntries(
      Object.entries(stack).map(([key, list]) => [key, Array.isArray(list) ? [...list].reverse() : list]),
    );
    const page = htmlReport(sampleReport([], { stack }));
    expect(htmlReport(sampleReport([], { stack: { ...stack, ...reversed } }))).toBe(page);
  });

  it("lets digests and references stay inside", () => {
    expect(htmlReport(sampleReport([], { stack: fullStack() }))).not.toContain(secretDigest);
  });

  it.each(Object.entries(hostileTexts))("holds no markup and no steering character but its own: %s", (_, text) => {
    const page = htmlReport(hostileReport(text));
    expect(page.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028]/u);
    expect(page).not.toMatch(/<script|<img/);
    expect(page.match(/<\/title>/g)?.length).toBe(
      htmlReport(sampleReport([], { stack: fullStack() })).match(/<\/title>/g)?.length,
    );
  });
});

describe("signals and checks", () => {
  it("are told with both sides of the claim", () => {
    expect(textOf(sampleReport(), "signals")).toMatch(
      /1 unscoped-credential Fail PINECONE_API_KEY is one secret in production and staging\. And 1 more\..*production binding \.env\.production :3:1.*staging binding \.env\.staging :4:1/,
    );
  });

  it("show evidence of a pass, the question of an unknown, and the reason why another does not apply", () => {
    const text = textOf(sampleReport(), "checks");
    expect(text).toMatch(/Evidence production address \.env\.production :5:1 index support-live/);
    expect(text).toContain("Question to answer Does @acme/billing reject a call");
    expect(text).toContain("No audit trail was found.");
  });

  it("bound what nobody would read to the end, and say so", () => {
    const evidence = Array.from({ length: 250 }, (_, index) => location(`src/tools/${index}.ts`, 1, "tool"));
    const report = sampleReport([checkOf({ id: "sandbox-separation/many", judge: () => pass(evidence) })]);
    expect(textOf(report, "checks")).toContain("and 150 more, which the JSON report lists");
  });

  it("show why a finding matters and what to do once for all that share it", () => {
    const text = textOf(sampleReport(), "checks");
    expect(text.match(/Issue a key of its own to each environment/g)).toHaveLength(1);
    expect(text).toContain("STRIPE_API_KEY is one secret");
  });

  it("fold what is long, and leave nothing out", () => {
    const findings = Array.from({ length: 30 }, (_, index) =>
      findingOf({ subject: `KEY_${index}`, data: { name: `KEY_${index}` }, at: location(`a${index}.env`, 1, "use") }),
    );
    const text = textOf(
      sampleReport([checkOf({ id: "sandbox-separation/many", judge: () => fail(findings) })]),
      "checks",
    );
    expect(text).toContain("25 more findings of this kind");
    for (const { subject } of findings) expect(text).toContain(`${subject} is one secret`);
  });

  it("name the frameworks they bear on, the AI Act apart, with titles once", () => {
    const references = [
      { framework: "CWE", id: "CWE-653", title: "Improper Isolation" },
      { framework: "EU AI Act", id: "Art. 15", title: "Accuracy, robustness" },
    ] as const;
    const report = sampleReport([
      checkOf({ id: "sandbox-separation/mapped", references, judge: () => notApplicable("None.") }),
    ]);
    expect(textOf(report, "checks")).toContain("Maps to CWE-653 . Relevant to EU AI Act, Art. 15 .");
    expect(textOf(report, "frameworks")).toMatch(
      /CWE 1 entry CWE-653 Improper Isolation Not applicable: sandbox-separation\/mapped/,
    );
  });
});

describe("decisions of the user", () => {
  const suppression: Suppression = {
    by: "config",
    reason: "The vendor sells one key",
    owner: "platform",
    expires: "2027-03-31",
    at: location("bulkhead.config.yaml", 7, "suppression"),
  };
  const attestation: Attestation = {
    answer: "yes",
    evidence: "docs/drill-2026-06.md",
    by: "R. Okafor",
    date: "2026-06-02",
    expires: "2026-12-02",
    at: location("bulkhead.attest.yaml", 3, "attestation"),
  };
  const base = sampleReport();
  const decided: Report = {
    ...base,
    findings: base.findings.map((finding, index) => ({ ...finding, suppression: index === 0 ? suppression : null })),
    controls: base.controls.map((control) => ({
      ...control,
      checks: control.checks.map((check) => ({
        ...check,
        attestation: check.status === "unknown" ? attestation : null,
      })),
    })),
    notices: [
      {
        kind: "expired-suppression",
        message: "It ran out on 2026-01-31.",
        at: location("bulkhead.config.yaml", 12, "suppression"),
      },
    ],
  };

  it("are told with reason, owner and end, and the finding stays a finding", () => {
    expect(textOf(decided, "suppressions")).toMatch(
      /PINECONE_API_KEY is one secret.*by the configuration.*The vendor sells one key.*platform.*2027-03-31.*bulkhead\.config\.yaml :7:1/,
    );
    expect(textOf(decided, "checks")).toContain(
      "Suppressed by the configuration: The vendor sells one key (owner: platform), until 2027-03-31",
    );
  });

  it("leave the first finding that is not suppressed as the first to fix", () => {
    expect(textOf(base, "controls")).toContain("First to fix: PINECONE_API_KEY is one secret");
    expect(textOf(decided, "controls")).toContain("First to fix: STRIPE_API_KEY is one secret");
  });

  it("are told with who attests, until when, and on what grounds", () => {
    expect(textOf(decided, "checks")).toMatch(
      /Attested Answer Yes By R\. Okafor, 2026-06-02 Holds until 2026-12-02 Evidence docs\/ drill-2026-06\.md Written in bulkhead\.attest\.yaml :3:1/,
    );
  });

  it("that need attention are listed, and all are counted at the top", () => {
    expect(textOf(decided, "notices")).toContain(
      "Suppression that has run out. It ran out on 2026-01-31. bulkhead.config.yaml :12:1",
    );
    const title = htmlReport(decided)
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    expect(title).toMatch(
      /Settings applied 1 suppression by bulkhead\.config\.yaml ?, 1 attestation from bulkhead\.attest\.yaml ?, 1 notice/,
    );
  });

  it("are none where there are none", () => {
    expect(textOf(base, "suppressions")).toContain("No finding is suppressed.");
    expect(sectionsOf(htmlReport(base))).not.toContain("notices");
  });
});

describe("what was not inspected", () => {
  it("is told by reason, the most frequent first, and where", () => {
    expect(textOf(sampleReport(), "gaps")).toMatch(
      /Bicep is not read\. 5 places.*infra\/ main\.bicep.*Python is not read\. 1 place/,
    );
  });

  it("is bounded where nobody would read on", () => {
    const gaps = Array.from({ length: 500 }, (_, index) => ({ path: `a/${index}.py`, reason: "Python is not read." }));
    expect(textOf(sampleReport([], { stack: stackOf({ gaps }) }), "gaps")).toContain(
      "and 300 more, which the JSON report lists",
    );
  });
});

it("says that nothing was judged where no agent stack was found", () => {
  const page = htmlReport(
    reportOf({ stack: stackOf({ agentEvidence: [], gaps: [{ path: "a.py", reason: "Python is not read." }] }) }),
  );
  expect(sectionsOf(page)).toEqual(["nothing-found", "gaps", "method"]);
  expect(page).toContain("This is not a pass.");
});

it("draws nothing where the repository declares no environment, and says so", () => {
  const report = sampleReport([checkOf({ judge: () => pass([location("a.ts", 1, "use")]) })], { stack: stackOf() });
  expect(textOf({ ...report, controls: [], findings: [] }, "picture")).toContain("declares no environment");
});

it("counts in one sentence at the top", () => {
  expect(htmlReport(sampleReport())).toContain(
    "1 of 4 signals fails; 1 of 1 control is a gap; 2 failure paths are open.",
  );
});
