import { namesAgentMetric } from "../catalog/agent-metrics.ts";
import type { Fact } from "../model/facts.ts";
import type { AlertRuleFact } from "../model/operations-facts.ts";
import { type ConfigNode, entriesOf, entryOf, isFalse, itemsOf, textOf, toPlain, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { readJson } from "./read-json.ts";
import { readYamlStream } from "./read-yaml.ts";

const sign = /^\s*-?\s*["']?alert["']?\s*:|AWS::CloudWatch::Alarm|^receivers\s*:/m;

/**
 * Reads rules that alert somebody: those of Prometheus, in a file of their own or as an object of Kubernetes, the receivers
 * of Alertmanager, and the alarms of a CloudFormation template.
 */
export const alertRules: Extractor = {
  id: "alert-rules",
  version: 1,
  wants: (path, zone) =>
    (zone === "source" || zone === "test") &&
    /\.(?:ya?ml|json|template)$/i.test(path) &&
    !/(?:^|\/)(?:\.github|node_modules|templates)\/|(?:^|\/)package\.json$/.test(path),
  extract({ path, text }) {
    if (!sign.test(text)) return [];
    const roots = /\.json$/i.test(path) ? [readJson(text).root].flatMap((r) => r ?? []) : readYamlStream(text).roots;
    return roots.flatMap((root): readonly Fact[] => [
      ...prometheusRules(root),
      ...alertmanagerReceivers(root),
      ...cloudFormationAlarms(root),
    ]);
  },
};

function prometheusRules(root: ConfigNode): readonly AlertRuleFact[] {
  const groups = valueAt(root, "groups") ?? valueAt(root, "spec", "groups");
  return itemsOf(groups).flatMap((group) =>
    itemsOf(valueAt(group, "rules")).flatMap((rule): readonly AlertRuleFact[] => {
      const alert = entryOf(rule, "alert");
      const name = textOf(alert?.value);
      if (!alert || name === null || valueAt(rule, "expr") === undefined) return [];
      return [
        {
          kind: "alert-rule",
          product: "prometheus",
          name,
          routing: "elsewhere",
          watchesAgent: namesAgentMetric(JSON.stringify(toPlain(rule))),
          span: alert.keySpan,
        },
      ];
    }),
  );
}

/** What all alerts go to: one line for the file, since a default that tells nobody beside routes that do is common. */
function alertmanagerReceivers(root: ConfigNode): readonly AlertRuleFact[] {
  const receivers = entryOf(root, "receivers");
  const name = textOf(valueAt(root, "route", "receiver"));
  if (!receivers || name === null) return [];
  const tells = itemsOf(receivers.value).some((receiver) =>
    entriesOf(receiver).some(({ key, value }) => /_configs?$/.test(key) && itemsOf(value).length > 0),
  );
  return [
    {
      kind: "alert-rule",
      product: "alertmanager",
      name,
      routing: tells ? "receiver" : "none",
      watchesAgent: false,
      span: receivers.keySpan,
    },
  ];
}

function cloudFormationAlarms(root: ConfigNode): readonly AlertRuleFact[] {
  const resources = entriesOf(valueAt(root, "Resources"));
  const isTakenUp = resources.some(({ value }) =>
    /^AWS::(?:CloudWatch::CompositeAlarm|Events::Rule)$/.test(textOf(valueAt(value, "Type")) ?? ""),
  );
  return resources.flatMap(({ key, keySpan, value }): readonly AlertRuleFact[] => {
    if (textOf(valueAt(value, "Type")) !== "AWS::CloudWatch::Alarm") return [];
    const properties = valueAt(value, "Properties");
    const actions = ["AlarmActions", "OKActions", "InsufficientDataActions"].flatMap(
      (name) => entryOf(properties, name)?.value ?? [],
    );
    const isSilent =
      isFalse(valueAt(properties, "ActionsEnabled")) || actions.every((a) => a.kind === "list" && a.items.length === 0);
    return [
      {
        kind: "alert-rule",
        product: "cloudwatch",
        name: key,
        routing: !isSilent ? "receiver" : isTakenUp ? "elsewhere" : "none",
        watchesAgent: namesAgentMetric(`${key} ${JSON.stringify(properties ? toPlain(properties) : null)}`),
        span: keySpan,
      },
    ];
  });
}
