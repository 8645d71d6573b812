import { namesAgentMetric } from "../catalog/agent-metrics.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
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
  version: 2,
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

/**
 * What all alerts go to, one line for the file since a default that tells nobody beside routes that do is common; and each
 * receiver that a route of its own sends alerts to and that tells nobody.
 */
function alertmanagerReceivers(root: ConfigNode): readonly AlertRuleFact[] {
  const receivers = entryOf(root, "receivers");
  const route = valueAt(root, "route");
  const name = textOf(valueAt(route, "receiver"));
  if (!receivers || name === null) return [];
  const all = itemsOf(receivers.value);
  const fact = (own: string, routing: "receiver" | "none", span: Span): AlertRuleFact => ({
    kind: "alert-rule",
    product: "alertmanager",
    name: own,
    routing,
    watchesAgent: false,
    span,
  });
  if (!all.some(tells)) return [fact(name, "none", receivers.keySpan)];
  const routed = new Set(finalReceivers(itemsOf(valueAt(route, "routes")), name));
  const silent = all.flatMap((receiver) => {
    const named = entryOf(receiver, "name");
    const own = textOf(named?.value);
    const isMeant = own === null || !routed.has(own) || own === name || discarding.test(own);
    return !named || isMeant || tells(receiver) ? [] : [fact(own, "none", named.keySpan)];
  });
  return [fact(name, "receiver", receivers.keySpan), ...silent];
}

function tells(receiver: ConfigNode): boolean {
  return entriesOf(receiver).some(({ key, value }) => /_configs?$/.test(key) && itemsOf(value).length > 0);
}

/** What a receiver is called that alerts are sent to in order to be dropped. */
const discarding =
  /null|none|nowhere|nobody|black-?_?hole|dev-?_?null|void|drop|discard|ignore|mute|silen|noop|no-op|trash|blank|empty/i;

/** The receivers at which alerts of routes end; where a route lets them go on, those behind it may tell somebody. */
function finalReceivers(routes: readonly ConfigNode[], inherited: string): readonly string[] {
  return routes.flatMap((route, i) => {
    const own = textOf(valueAt(route, "receiver")) ?? inherited;
    const inner = finalReceivers(itemsOf(valueAt(route, "routes")), own);
    const goesOn = i < routes.length - 1 && textOf(valueAt(route, "continue")) === "true";
    return goesOn ? inner : [own, ...inner];
  });
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
