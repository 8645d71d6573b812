import type { Attestation } from "../model/attestation.ts";
import type { DeclaredAttestation } from "../model/declared-attestation.ts";
import type { Notice } from "../model/notice.ts";
import type { CheckResult } from "../model/report.ts";

export interface AttestInput {
  readonly declared: readonly DeclaredAttestation[];
  /** Whether the repository has a file or folder at a path. */
  readonly holds: (path: string) => boolean;
  /** Day of the audit, `YYYY-MM-DD`; without one nothing expires and nothing lies in the future. */
  readonly today: string | null;
}

interface Answered extends DeclaredAttestation {
  readonly answer: Attestation["answer"];
}

/** Answers what a check leaves open with what somebody states about it, and tells of statements that answer nothing. */
export function attest(
  results: readonly CheckResult[],
  input: AttestInput,
): { readonly results: readonly CheckResult[]; readonly notices: readonly Notice[] } {
  const answered = new Map(input.declared.filter(isAnswered).map((one) => [one.check, one]));
  const judged = results.map((result) => {
    const statement = answered.get(result.id);
    if (statement === undefined) return { result, notices: [] };
    const flaw = flawOf(statement, result, input);
    if (flaw === null) return { result: answer(result, statement), notices: [] };
    const message = `The answer to ${result.id} counts for nothing: ${flaw}.`;
    return { result, notices: [{ kind: "ignored-attestation", message, at: statement.at } satisfies Notice] };
  });
  return { results: judged.map(({ result }) => result), notices: judged.flatMap(({ notices }) => notices) };
}

function isAnswered(declared: DeclaredAttestation): declared is Answered {
  return declared.answer !== null;
}

function flawOf(
  statement: Answered,
  { status, asks, question }: CheckResult,
  { holds, today }: AttestInput,
): string | null {
  const { evidence, date, expires, asked, about } = statement;
  if (status === "fail") return "the check fails, and no statement outweighs what is proven";
  if (status !== "unknown") return "the repository answers it by itself";
  if (today !== null && today > expires) return `it held until ${expires}`;
  if (today !== null && date > today) return `it is dated ${date}, a day that is yet to come`;
  if (evidence === "") return "it names no evidence";
  if (!isLink(evidence) && !holds(evidence) && !holds(pathOf(evidence)))
    return `its evidence, ${evidence}, is neither a link nor a file of the repository`;
  if (!sameQuestion(asked, asks)) return `the check asks another question now: ${asks}`;
  if (!sameQuestion(about, question ?? "")) return `something else is open now: ${question}`;
  return null;
}

export function isLink(evidence: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(evidence);
}

/** A path with what leads to a part of the file left out. */
function pathOf(evidence: string): string {
  return evidence
    .replace(/[#:].*$/, "")
    .replace(/^\.\//, "")
    .replace(/\/$/, "");
}

/** Questions are wrapped where they are printed, and a line that has moved makes no other question. */
function sameQuestion(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/:\d+/g, "").replace(/\s+/g, " ").trim();
  return plain(a) === plain(b);
}

function answer(result: CheckResult, { answer, evidence, by, date, expires, note, at }: Answered): CheckResult {
  const attestation: Attestation = { answer, evidence, by, date, expires, at };
  const attested = { ...at, role: "attested", note: `by ${by}, until ${expires}` };
  switch (answer) {
    case "yes":
      return { ...result, status: "pass", evidence: [...result.evidence, attested], reason: null, attestation };
    case "not-applicable":
      return {
        ...result,
        status: "not-applicable",
        reason: `${note ?? "It does not apply"} (says ${by})`,
        attestation,
      };
    case "no":
      return { ...result, reason: `Answered no by ${by} on ${date}. ${result.reason ?? ""}`.trim(), attestation };
  }
}
