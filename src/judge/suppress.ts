import { type CheckName, checkNameHint, readCheckName } from "../model/check-name.ts";
import type { DeclaredSuppression } from "../model/declared-suppression.ts";
import { globOf } from "../model/glob.ts";
import type { Location } from "../model/location.ts";
import type { Notice } from "../model/notice.ts";
import type { ReportedFinding } from "../model/report.ts";
import type { Control } from "../model/rule.ts";
import type { Suppression } from "../model/suppression.ts";

export interface SuppressInput {
  readonly declared: readonly DeclaredSuppression[];
  /** All controls, also those that were not asked for: a name of theirs is no mistake. */
  readonly controls: readonly Control[];
  /** Whether a check was run; one that was not leaves its suppressions without use for another reason. */
  readonly isJudged: (check: string) => boolean;
  /** Day of the audit, `YYYY-MM-DD`; without one nothing expires. */
  readonly today: string | null;
}

export interface Decided {
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

interface Suppressing {
  readonly declared: DeclaredSuppression;
  readonly name: CheckName;
  readonly covers: (finding: ReportedFinding) => boolean;
  readonly isExpired: boolean;
}

/** Marks the findings that somebody decided to live with, and tells which of those decisions are of no effect. */
export function suppress(findings: readonly ReportedFinding[], input: SuppressInput): Decided {
  const read = input.declared.map((declared) => ({ declared, name: readCheckName(input.controls, declared.check) }));
  const all = read.flatMap(({ declared, name }) => (name === null ? [] : [suppressing(declared, name, input)]));
  // What stands beside the line knows more of it than a pattern does.
  const inForce = all.filter(({ isExpired }) => !isExpired).sort((a, b) => rank(a.declared) - rank(b.declared));
  const notices = [
    ...read.flatMap(({ declared, name }) => (name === null ? [namesNothing(declared, input.controls)] : [])),
    ...all.filter(({ name }) => input.isJudged(name.check)).flatMap((one) => noticeOf(one, findings)),
  ];
  const marked = findings.map((finding) => {
    const first = inForce.find(({ covers }) => covers(finding));
    return first ? { ...finding, suppression: toSuppression(first.declared) } : finding;
  });
  return { findings: marked, notices };
}

function suppressing(declared: DeclaredSuppression, name: CheckName, { today }: SuppressInput): Suppressing {
  const isOn = declared.by === "inline" ? onLine(declared) : inPath(declared.path);
  const { subject, fingerprint, expires } = declared;
  return {
    declared,
    name,
    isExpired: today !== null && expires !== null && today > expires,
    covers: (finding) =>
      names(name, finding) &&
      isOn(finding) &&
      (subject === null || subject === finding.subject) &&
      (fingerprint === null || fingerprint === finding.fingerprint),
  };
}

function names({ check, fault }: CheckName, finding: ReportedFinding): boolean {
  return finding.check === check && (fault === null || finding.fault === fault);
}

/**
 * A comment covers what is found on its line: findings whose first place begins there. Other places of a finding are
 * often shared, such as the client that every tool calls, and a comment there would cover findings yet to be made.
 */
function onLine({ at, line }: DeclaredSuppression): Suppressing["covers"] {
  return ({ locations: [first] }) => first !== undefined && first.path === at.path && first.startLine === line;
}

function inPath(pattern: string | null): Suppressing["covers"] {
  if (pattern === null) return () => true;
  if (pattern === "") return () => false;
  const matches = globOf(pattern);
  return ({ locations: [first] }) => first !== undefined && matches(first.path);
}

function rank({ by }: DeclaredSuppression): number {
  return by === "inline" ? 0 : 1;
}

function toSuppression({ by, reason, owner, expires, at }: DeclaredSuppression): Suppression {
  return { by, reason, owner, expires, at };
}

function namesNothing({ check, at }: DeclaredSuppression, controls: readonly Control[]): Notice {
  const hint = checkNameHint(controls, check);
  return {
    kind: "malformed-suppression",
    message: `This suppresses nothing: there is no check ${check}. ${hint}`,
    at,
  };
}

function noticeOf(one: Suppressing, findings: readonly ReportedFinding[]): Notice[] {
  const { declared, name, isExpired } = one;
  const { expires, at } = declared;
  const written = name.fault === null ? name.check : `${name.check}/${name.fault}`;
  const covered = findings.filter(one.covers).length;
  if (isExpired) {
    const what =
      covered === 0
        ? "it covers nothing any more"
        : `${covered === 1 ? "1 finding counts" : `${covered} findings count`} again`;
    return [
      { kind: "expired-suppression", message: `The suppression of ${written} held until ${expires}: ${what}.`, at },
    ];
  }
  if (covered > 0) return [];
  const elsewhere = declared.by === "inline" ? firstPlaceOf(one, findings) : null;
  const hint = elsewhere === null ? "" : ` The finding that names this line begins at ${elsewhere}: suppress it there.`;
  return [{ kind: "unused-suppression", message: `No finding of ${written} is suppressed by this.${hint}`, at }];
}

/** Where a comment belongs that stands beside another place of a finding. */
function firstPlaceOf({ declared, name }: Suppressing, findings: readonly ReportedFinding[]): string | null {
  const isHere = ({ path, startLine }: Location) => path === declared.at.path && startLine === declared.line;
  const found = findings.find((finding) => names(name, finding) && finding.locations.some(isHere));
  const [first] = found?.locations ?? [];
  return first === undefined ? null : `${first.path}:${first.startLine}`;
}
