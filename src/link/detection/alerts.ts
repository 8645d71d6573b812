import { namesAgentMetric } from "../../catalog/agent-metrics.ts";
import type { Alert } from "../../model/detection.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { InfraBlock, InfraExpression } from "../../model/infrastructure.ts";
import { comparePlaces } from "../../model/location.ts";
import { type PlacedBlock, placeOf, readModules, settingOf, terraformFiles } from "../terraform/modules.ts";

/** The rules that watch measurements: of Prometheus and CloudFormation as their files say it, and of Terraform. */
export function alertsOf(facts: readonly Located<Fact>[]): readonly Alert[] {
  const written = facts.flatMap((fact): readonly Alert[] =>
    fact.kind === "alert-rule"
      ? [
          {
            product: fact.product,
            name: fact.name,
            routing: fact.routing,
            watchesAgent: fact.watchesAgent,
            at: { path: fact.path, span: fact.span },
          },
        ]
      : [],
  );
  return [...written, ...terraformAlerts(facts)].sort((a, b) => comparePlaces(a.at, b.at));
}

interface Resource {
  readonly product: string;
  /** Settings or blocks that name who is told; none where that is configured elsewhere. */
  readonly tells: readonly string[];
}

const resources: Readonly<Record<string, Resource>> = {
  aws_cloudwatch_metric_alarm: {
    product: "cloudwatch",
    tells: ["alarm_actions", "ok_actions", "insufficient_data_actions"],
  },
  aws_cloudwatch_composite_alarm: { product: "cloudwatch", tells: ["alarm_actions", "ok_actions"] },
  google_monitoring_alert_policy: { product: "google-monitoring", tells: ["notification_channels"] },
  azurerm_monitor_metric_alert: { product: "azure-monitor", tells: ["action"] },
  azurerm_monitor_scheduled_query_rules_alert_v2: { product: "azure-monitor", tells: ["action"] },
  // Rules of the account can route what the monitor's own message does not.
  datadog_monitor: { product: "datadog", tells: [] },
  grafana_rule_group: { product: "grafana", tells: [] },
  sentry_issue_alert: { product: "sentry", tells: ["actions", "actions_v2"] },
  sentry_metric_alert: { product: "sentry", tells: [] },
  newrelic_nrql_alert_condition: { product: "newrelic", tells: [] },
};

function terraformAlerts(facts: readonly Located<Fact>[]): readonly Alert[] {
  const modules = [...readModules(terraformFiles(facts)).values()];
  const all = modules.flatMap((m) =>
    [...m.resources].filter(([key]) => !key.startsWith("data.")).map(([, placed]) => placed),
  );
  // What another alarm or a rule of the event bus takes up is told by that.
  const isTakenUp = all.some(
    ({ block }) => block.labels[0] === "aws_cloudwatch_composite_alarm" || listensToAlarms(block),
  );
  return all.flatMap((placed): readonly Alert[] => {
    const [type = "", name = ""] = placed.block.labels;
    const resource = resources[type];
    if (!resource) return [];
    const told = routingOf(placed, resource);
    const routing = told === "none" && isTakenUp && type === "aws_cloudwatch_metric_alarm" ? "elsewhere" : told;
    const watchesAgent = namesAgentMetric([name, ...textsOf(placed.block)].join(" "));
    return [{ product: resource.product, name, routing, watchesAgent, at: placeOf(placed) }];
  });
}

function routingOf({ block }: PlacedBlock, { tells }: Resource): Alert["routing"] {
  if (tells.length === 0) return "elsewhere";
  if (
    block.blocks.some(
      ({ type, labels }) => tells.includes(type) || (type === "dynamic" && tells.includes(labels[0] ?? "")),
    )
  )
    return "receiver";
  const set = tells.flatMap((name) => settingOf(block, name) ?? []);
  return set.every(({ value }) => isNobody(value)) ? "none" : "receiver";
}

function isNobody(value: InfraExpression): boolean {
  return (value.kind === "list" && value.items.length === 0) || (value.kind === "scalar" && value.value === null);
}

function listensToAlarms(block: InfraBlock): boolean {
  return block.labels[0] === "aws_cloudwatch_event_rule" && textsOf(block).some((t) => /cloudwatch|alarm/i.test(t));
}

/** The fixed texts of a block, for the words in them. */
function textsOf(block: InfraBlock): readonly string[] {
  return [...block.values.flatMap(({ value }) => textsIn(value)), ...block.blocks.flatMap(textsOf)];
}

function textsIn(e: InfraExpression): readonly string[] {
  switch (e.kind) {
    case "text":
      return [e.text];
    case "template":
      return e.parts.flatMap(textsIn);
    case "list":
      return e.items.flatMap(textsIn);
    case "call":
      return e.args.flatMap(textsIn);
    case "object":
      return e.entries.flatMap(({ key, value }) => [...(typeof key === "string" ? [key] : []), ...textsIn(value)]);
    default:
      return [];
  }
}
