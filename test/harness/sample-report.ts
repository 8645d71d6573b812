import { type Decisions, judge } from "../../src/judge/judge.ts";
import type { Report } from "../../src/model/report.ts";
import { type Check, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, place, reportOf, stackOf } from "./report.ts";

const liveKey = location("packages/billing-agent/config/.env.production", 7, "production binding", "sk_live_…");
const testKey = location("packages/billing-agent/config/.env.staging", 7, "staging binding", "sk_live_…");

const unscopedCredential = checkOf({
  judge: () =>
    fail([
      findingOf(),
      findingOf({
        subject: "STRIPE_API_KEY",
        data: { name: "STRIPE_API_KEY" },
        at: liveKey,
        related: [testKey],
        failurePath: 1,
        contamination: [testKey, liveKey],
      }),
    ]),
});

const sharedContextStore = checkOf({
  id: "sandbox-separation/shared-context-store",
  asks: "Does every context store resolve to a different resource in each environment?",
  signal: 2,
  judge: () =>
    pass([
      location(".env.production", 5, "production address", "index support-live"),
      location(".env.staging", 6, "staging address", "index support-staging"),
    ]),
});

const selectableEndpoint = checkOf({
  id: "sandbox-separation/selectable-endpoint",
  asks: "Is every call bound to the environment of its credential?",
  signal: 3,
  judge: () =>
    unknown(
      "The tool refund_order takes an environment, and what it does with it is in a package that the repository does not hold.",
      "Does @acme/billing reject a call whose credential belongs to another environment?",
      { evidence: [location("src/tools/refund-order.ts", 14, "parameter", "environment")] },
    ),
});

const untaggedAuditEvent = checkOf({
  id: "sandbox-separation/untagged-audit-event",
  asks: "Does every audit event carry its environment?",
  signal: 4,
  judge: () => notApplicable("No audit trail was found."),
});

/** A report with every verdict, a finding and an open path in it. */
export function sampleReport(
  more: readonly Check[] = [],
  parts: Partial<Report> = {},
  decisions: Decisions = {},
): Report {
  const stack = stackOf({
    gaps: [
      { path: "infra/main.bicep", reason: "Bicep is not read." },
      { path: "src/agent.py", reason: "Python is not read.", line: 1 },
      ...["a", "b", "c", "d"].map((name) => ({ path: `vendor/${name}.bicep`, reason: "Bicep is not read." })),
    ],
    environments: [
      { name: "staging", class: "staging", declaredAt: [place(".env.staging")] },
      { name: "production", class: "production", declaredAt: [place(".env.production")] },
    ],
  });
  const checks = [unscopedCredential, sharedContextStore, selectableEndpoint, untaggedAuditEvent, ...more];
  return reportOf({ ...judge(stack, [controlOf(checks)], { ...decisions, rethrow: true }), stack, ...parts });
}
