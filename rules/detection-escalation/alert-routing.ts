import type { Alert } from "../../src/model/detection.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "nobody-told" | "empty-receiver";

/** DE-3: an alert reaches somebody. */
export const alertRouting = defineCheck<FaultId>({
  id: "detection-escalation/alert-routing",
  asks: "Does every alert rule tell somebody?",
  references: references(
    "ASI08",
    "AISVS 12.2.2",
    "MEASURE 2.4",
    "MANAGE 4.1",
    "A.3.3",
    "A.6.2.6",
    "Art. 26",
    "CWE-778",
  ),
  faults: {
    "nobody-told": {
      says: "{alerts} of {product} changes its state and tells nobody: no action or receiver is set.",
      because: "An alarm that is only red on a page is found after the incident.",
      fix: "Give it an action: a topic, a channel or an on-call schedule.",
    },
    "empty-receiver": {
      says: "Alerts are sent to {alerts}, and no integration stands behind that name.",
      because: "A route to a receiver without an integration is taken for granted, and whoever should be paged is not.",
      fix: "Give the receiver an integration, such as pagerduty_configs or slack_configs, or send the route to one that has it.",
    },
  },
  judge({ detection: { alerts } }) {
    if (alerts.length === 0) return notApplicable("No alert rule was found in the repository.");
    const silent = alerts.filter(({ routing }) => routing === "none");
    if (silent.length > 0) return fail(byFile(silent));
    const told = alerts.filter(({ routing }) => routing === "receiver");
    const isRouted = (alert: Alert): boolean =>
      alert.routing === "receiver" ||
      (alert.product === "prometheus" && told.some(({ product }) => product === "alertmanager"));
    const open = alerts.filter((alert) => !isRouted(alert));
    if (open.length > 0) {
      return unknown(
        `Who is told by ${listed(open.map(({ name }) => name))} is configured outside the repository.`,
        `Who is told when ${listed(open.map(({ name }) => name))} fires?`,
        { evidence: distinctLocations(open.slice(0, 10).map(({ at, name }) => locate(at, "alert", name))) },
      );
    }
    return pass(distinctLocations(told.map(({ at, name }) => locate(at, "alert", name))));
  },
});

/** Alarms that are declared together are routed together. */
function byFile(alerts: readonly Alert[]): Finding<FaultId>[] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = `${alert.at.path}#${alert.product}`;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups].flatMap(([subject, own]): Finding<FaultId>[] => {
    const [first, ...rest] = own;
    if (!first) return [];
    return [
      {
        fault: first.product === "alertmanager" ? "empty-receiver" : "nobody-told",
        subject,
        data: { alerts: listed(own.map(({ name }) => name)), product: first.product },
        at: locate(first.at, "alert", first.name),
        related: distinctLocations(rest.slice(0, 9).map(({ at, name }) => locate(at, "alert", name))),
        environments: [],
        failurePath: null,
        contamination: [],
      },
    ];
  });
}
