import { judge } from "../../src/judge/judge.ts";
import type { Attestation } from "../../src/model/attestation.ts";
import type { Location } from "../../src/model/location.ts";
import type { Notice } from "../../src/model/notice.ts";
import type { Reference } from "../../src/model/reference.ts";
import type { Report, ReportedFinding } from "../../src/model/report.ts";
import { type Check, type Control, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Suppression } from "../../src/model/suppression.ts";
import { fullStack } from "./full-stack.ts";
import { checkOf, controlOf, findingOf, location, reportOf } from "./report.ts";

/** What a name in a hostile repository can hold: every format has something in it to fall for. */
export const hostileName = [
  "</script><img src=x onerror=alert(1)> <!-- ]]> | `code` ```fence **bold** _em_ ~~gone~~ [link](javascript:alert(1)) ![i](x)",
  "\u0000\u0007\u001b[31m\u202e\u2028\ud800\u200f",
  "@octocat @acme/pkg acme/repo#12 GH-12 https://evil.example www.evil.example a@evil.example :smile: $x$ $$y$$",
  "\"double\" 'single' {0} {{ insert: param, x }} %0A::error::no ##[error]no &amp; <b> \\ end; subgraph --> 0123456789abcdef0123456789abcdef01234567",
  "\n::error::line\r\n# heading\n- item\n1. one\n",
].join(" ");

const references: readonly Reference[] = [
  { framework: "CWE", id: "CWE-653", title: "Improper Isolation or Compartmentalization" },
  { framework: "OWASP NHI Top 10", id: "NHI8:2025", title: "Environment Isolation" },
  { framework: "EU AI Act", id: "Art. 15", title: "Accuracy, robustness and cybersecurity" },
];

/** A report in which somebody has decided something: suppressed findings of every kind, attestations, notices, and a gap. */
export function decidedReport(name = "support-agent"): Report {
  const stack = {
    ...fullStack(),
    gaps: [
      { path: `src/${name}.py`, reason: `Python is not read: ${name}` },
      { path: "infra/main.bicep", reason: "Bicep is not read.", line: 3 },
    ],
  };
  const { findings, controls, ...judged } = judge(stack, controlsWith(name), { rethrow: true });
  return reportOf({
    ...judged,
    stack,
    target: { name, revision: "0123456789abcdef0123456789abcdef01234567" },
    findings: findings.map((finding) => ({ ...finding, suppression: suppressionOf(finding, name) })),
    controls: controls.map((result) => ({
      ...result,
      checks: result.checks.map((check) => ({
        ...check,
        attestation: check.id.endsWith("/attested") ? attestationBy(name) : null,
      })),
    })),
    notices: noticesAbout(name),
  });
}

function controlsWith(name: string): Control[] {
  const at = (line: number) => location(`src/${name}.ts`, line, `production ${name}`, name);
  const unsignalled = (parts: Partial<Check>): Check => {
    const { signal: _, ...check } = checkOf({ references, ...parts });
    return check;
  };
  const both = (subject: string, line: number) =>
    findingOf({ subject, data: { name: `${name} ${subject}` }, at: at(line), related: [at(line + 1)] });
  return [
    controlOf([
      checkOf({ references, judge: () => fail([both("A", 3), both("B", 5)], [name]) }),
      checkOf({ id: "sandbox-separation/accepted", signal: 2, judge: () => fail([both("C", 7), both("D", 9)]) }),
      checkOf({
        id: "sandbox-separation/attested",
        signal: 3,
        judge: () =>
          unknown(`${name} is not told.`, `Is ${name} separate?`, { evidence: [at(11)], suspected: [both("E", 13)] }),
      }),
      checkOf({ id: "sandbox-separation/passes", signal: 4, judge: () => pass([at(15)], [name]) }),
      checkOf({ id: "sandbox-separation/absent", signal: 5, judge: () => notApplicable(`No ${name} was found.`) }),
    ]),
    controlOf([unsignalled({ id: "ready-control/works", judge: () => pass([at(17)]) }), tested("ready-control")], {
      slug: "ready-control",
      number: 5,
      numberCertainty: "inferred",
      title: `Ready ${name}`,
    }),
    controlOf([unsignalled({ id: "no-control/absent", judge: () => notApplicable(name) })], {
      slug: "no-control",
      number: 9,
      numberCertainty: "proposed",
    }),
    controlOf([unsignalled({ id: "open-control/open", judge: () => unknown(name, name) })], {
      slug: "open-control",
      number: 6,
    }),
  ];
}

function tested(slug: string): Check {
  const { signal: _, ...check } = checkOf({
    id: `${slug}/tested`,
    leg: "test",
    judge: () => pass([location("test/gate.test.ts", 2, "test")]),
  });
  return check;
}

/** A is accepted and B is not; C and D both are, so that their check fails for nothing that counts. */
function suppressionOf({ subject }: ReportedFinding, name: string): Suppression | null {
  const at: Location = location(`bulkhead.config.${name}.yaml`, 4, "suppression");
  switch (subject) {
    case "A":
      return { by: "config", reason: `${name} is retired`, owner: `${name} team`, expires: "2027-01-31", at };
    case "C":
      return { by: "inline", reason: name, owner: null, expires: null, at };
    case "D":
      return { by: "baseline", reason: "", owner: null, expires: null, at: null };
    default:
      return null;
  }
}

function attestationBy(name: string): Attestation {
  return {
    answer: "yes",
    evidence: `docs/${name}.md`,
    by: name,
    date: "2026-10-01",
    expires: "2027-01-31",
    at: location("bulkhead.attest.yaml", 2, "attestation"),
  };
}

function noticesAbout(name: string): Notice[] {
  const kinds = [
    "unused-suppression",
    "expired-suppression",
    "malformed-suppression",
    "ignored-attestation",
    "unused-setting",
    "stale-baseline",
  ] as const;
  return kinds.map((kind, index) => ({
    kind,
    message: `${kind} of ${name}.`,
    at: kind === "stale-baseline" ? null : location(`bulkhead.config.${name}.yaml`, index + 1, "setting"),
  }));
}
