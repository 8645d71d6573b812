import type { Attestation } from "../../model/attestation.ts";
import type { CheckResult, ControlResult } from "../../model/report.ts";
import { failsOnlySuppressed, findingsOf } from "../check-findings.ts";
import { attestationText, statementOf } from "../statements.ts";
import { type Context, property, unlessEmpty } from "./context.ts";
import { markup, tokenOf } from "./text.ts";
import type { Finding } from "./types.ts";

type State = Pick<Finding["target"]["status"], "state" | "reason">;

/**
 * The determinations: of each control, then of its checks. What could not be decided is not satisfied, for the reason
 * `other`: so SP 800-53A has it of what an assessor could not learn enough about. What does not apply is determined by nobody.
 */
export function findingsIn(context: Context): Finding[] {
  return context.report.controls.flatMap((result) => [
    ...ofControl(context, result),
    ...result.checks.flatMap((check) => ofCheck(context, check)),
  ]);
}

const stateOfReadiness: Readonly<Record<ControlResult["readiness"], State | null>> = {
  ready: { state: "satisfied", reason: "pass" },
  gap: { state: "not-satisfied", reason: "fail" },
  unknown: { state: "not-satisfied", reason: "other" },
  "not-applicable": null,
};

const stateOfStatus: Readonly<Record<CheckResult["status"], State | null>> = {
  pass: { state: "satisfied", reason: "pass" },
  fail: { state: "not-satisfied", reason: "fail" },
  unknown: { state: "not-satisfied", reason: "other" },
  "not-applicable": null,
};

/** Where the repository is silent, somebody's word counts, and the reason still says that it is no pass. */
const stateOfAnswer: Readonly<Record<Attestation["answer"], State | null>> = {
  yes: { state: "satisfied", reason: "other" },
  no: { state: "not-satisfied", reason: "other" },
  "not-applicable": null,
};

function stateOf({ status, attestation }: CheckResult): State | null {
  return status === "unknown" && attestation !== null ? stateOfAnswer[attestation.answer] : stateOfStatus[status];
}

function ofControl({ identify, origins }: Context, { control, readiness, reason, checks }: ControlResult): Finding[] {
  const status = stateOfReadiness[readiness];
  if (status === null) return [];
  return [
    {
      uuid: identify("control", control.slug),
      title: markup(control.title),
      description: markup(control.question),
      props: [property("readiness", readiness), property("number", String(control.number))],
      origins,
      target: {
        type: "objective-id",
        "target-id": tokenOf(control.slug),
        status: { ...status, ...(reason === null ? {} : { remarks: markup(reason) }) },
      },
      ...unlessEmpty(
        "related-observations",
        checks.map(({ id }) => ({ "observation-uuid": identify("check", id) })),
      ),
    },
  ];
}

function ofCheck({ report, identify, origins }: Context, check: CheckResult): Finding[] {
  const status = stateOf(check);
  if (status === null) return [];
  const findings = findingsOf(report, check);
  const observed = [
    identify("check", check.id),
    ...findings.map(({ fingerprint }) => identify("finding", fingerprint)),
    ...(check.attestation === null ? [] : [identify("attestation", check.id)]),
  ];
  const proven = findings.filter(({ confidence }) => confidence === "proven");
  return [
    {
      uuid: identify("determination", check.id),
      title: markup(check.id),
      description: markup(check.asks),
      props: [
        property("status", check.status),
        ...(check.signal === null ? [] : [property("signal", String(check.signal))]),
        ...(failsOnlySuppressed(report, check) ? [property("suppressed", "all findings")] : []),
      ],
      origins,
      target: {
        type: "objective-id",
        "target-id": tokenOf(check.id),
        status: { ...status, remarks: markup(statementOf(report, check)) || check.status },
      },
      "related-observations": observed.map((uuid) => ({ "observation-uuid": uuid })),
      ...unlessEmpty(
        "related-risks",
        proven.map(({ fingerprint }) => ({ "risk-uuid": identify("risk", fingerprint) })),
      ),
      ...(check.attestation === null ? {} : { remarks: markup(`Attested: ${attestationText(check.attestation)}`) }),
    },
  ];
}
