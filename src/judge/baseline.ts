import type { BaselineEntry } from "../model/baseline-entry.ts";
import type { Notice } from "../model/notice.ts";
import type { ReportedFinding } from "../model/report.ts";
import type { Suppression } from "../model/suppression.ts";
import { listed } from "../model/wording.ts";
import type { Decided } from "./suppress.ts";

const known: Suppression = {
  by: "baseline",
  reason: "It was there when the baseline was taken.",
  owner: null,
  expires: null,
  at: null,
};

/**
 * Marks the findings that a baseline holds. Those that agree in check, fault, subject and path are told apart by their
 * order alone, so of them the baseline covers as many as there were: one more is new, wherever it stands.
 */
export function applyBaseline(
  findings: readonly ReportedFinding[],
  entries: readonly BaselineEntry[],
  isJudged: (check: string) => boolean,
): Decided {
  const held = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    findings: findings.map((finding) => {
      const entry = held.get(finding.fingerprint);
      // A decision with a reason says more.
      if (entry === undefined || finding.suppression !== null) return finding;
      const isWorse = finding.confidence === "proven" && entry.confidence === "suspected";
      return isWorse || newMembers(finding, entry).length > 0 ? finding : { ...finding, suppression: known };
    }),
    notices: [
      ...findings.flatMap((finding) => {
        const entry = held.get(finding.fingerprint);
        const added = entry === undefined || finding.suppression !== null ? [] : newMembers(finding, entry);
        return added.length === 0 ? [] : [outgrownNotice(finding, added)];
      }),
      ...[...held.values()]
        .filter(({ fingerprint, check }) => !present.has(fingerprint) && isJudged(check))
        .map(staleNotice),
    ],
  };
}

function newMembers({ members }: ReportedFinding, entry: BaselineEntry): readonly string[] {
  return entry.members === null ? [] : members.filter((member) => !entry.members?.includes(member));
}

function outgrownNotice({ check, subject, members }: ReportedFinding, added: readonly string[]): Notice {
  return {
    kind: "outgrown-baseline",
    message: `The finding of ${check} about ${subject} is in the baseline for ${members.length - added.length} of the ${members.length} it stands for; new: ${listed(added)}.`,
    at: null,
  };
}

function staleNotice({ check, subject, path }: BaselineEntry): Notice {
  return {
    kind: "stale-baseline",
    message: `The baseline holds a finding of ${check} about ${subject} in ${path} that is no longer found; --update-baseline drops it.`,
    at: null,
  };
}
