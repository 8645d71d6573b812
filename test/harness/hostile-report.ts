import type { Report } from "../../src/model/report.ts";
import { fail, pass, unknown } from "../../src/model/rule.ts";
import { fullStack } from "./full-stack.ts";
import { checkOf, findingOf, location } from "./report.ts";
import { sampleReport } from "./sample-report.ts";

/** Names as an attacker would choose them, who can call everything in the audited repository what he likes. */
export const hostileTexts = {
  markup: `</title></style></script><script>document.title="pwned"</script><img src="https://evil.example/x" onerror="document.title='pwned'">`,
  attribute: `"><img src=x onerror="document.title='pwned'"> ' onfocus='document.title="pwned"' autofocus x='`,
  template: "${document.title} {{7*7}} <!--",
  bidi: "invoice\u202efdp.exe \u2066\u2067\u061c",
  control: "\u0000\u0007\u001b[31m\u009b2J\ufeff\u2028\ud800",
  emoji: "👩‍👩‍👧‍👦 שלום 你好 é̂̃",
  long: "x".repeat(10_000),
} as const;

/** A report in which everything that the audited repository names is called like that. */
export function hostileReport(text: string): Report {
  const at = location(`a/${text}.ts`, 3, "production", text);
  const other = location(`b/${text}.ts`, 4, "staging", text);
  const finding = (fault = "same-secret") =>
    findingOf({
      fault,
      subject: `agent/PINECONE_API_KEY`,
      data: { name: text },
      at,
      related: [other],
      contamination: [other, at],
    });
  const checks = [
    checkOf({ judge: () => fail([finding()], [text]) }),
    checkOf({ id: "sandbox-separation/passing", signal: 2, judge: () => pass([at, other], [text]) }),
    checkOf({
      id: "sandbox-separation/open",
      signal: 3,
      judge: () => unknown(text, text, { evidence: [at], suspected: [finding()] }),
    }),
  ];
  const report = sampleReport(checks, { stack: fullStack() });
  const decided: Report = {
    ...report,
    target: { name: text, revision: text },
    findings: report.findings.map((one) => ({
      ...one,
      suppression: { by: "config", reason: text, owner: text, expires: "2027-01-01", at },
    })),
    controls: report.controls.map((control) => ({
      ...control,
      checks: control.checks.map((check) => ({
        ...check,
        attestation: { answer: "yes", evidence: text, by: text, date: "2026-01-01", expires: "2027-01-01", at },
      })),
    })),
    notices: [{ kind: "unused-setting", message: text, at }],
    stack: { ...report.stack, gaps: [{ path: text, reason: text }] },
  };
  return { ...decided, stack: renamed(decided.stack, text) };
}

const named = new Set(["name", "service", "environment", "host", "path", "note", "reason", "what", "workflow", "job"]);

/** The stack with the text in every name; equal names stay equal. */
function renamed<T>(value: T, text: string, key = ""): T {
  if (typeof value === "string") return (named.has(key) || key === "environments" ? `${value} ${text}` : value) as T;
  if (Array.isArray(value)) return value.map((one) => renamed(one, text, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, text, name)])) as T;
}
