import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import { type ConfigNode, entryOf, entrySpan, gap, isName, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { namedBy, platformFact } from "./platform-block.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { literalSyntax } from "./references.ts";
import { isRoleArn, roleCalled } from "./role-entry.ts";
import { lastOfEach, scalarValue } from "./variables.ts";

const names = /^(?:.*task[-_.]?def(?:inition)?s?.*|ecs[-_.].*|.*[-_.]ecs)\.json$/i;

/** Reads task definitions of Amazon ECS: the variables of each container, and the secrets it is handed. */
export const ecsFile: Extractor = {
  id: "ecs",
  version: 2,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readJson(text);
    const task = valueAt(root, "taskDefinition") ?? root;
    const family = textOf(valueAt(task, "family"));
    const stem = fileName(path)
      .replace(/\.json$/i, "")
      .replace(/task[-_.]?def(?:inition)?s?|ecs/gi, "");
    const { environment, service } = namedBy(path, stem, family);
    const role = /:iam::(\d+):/.exec(textOf(valueAt(task, "executionRoleArn")) ?? "")?.[1] ?? null;
    const runsAs = entryOf(task, "taskRoleArn");
    const arn = textOf(runsAs?.value);
    const roles = runsAs && isRoleArn(arn) ? [roleCalled(arn, entrySpan(runsAs))] : [];
    const containers = itemsOf(valueAt(task, "containerDefinitions"));
    const facts = containers.flatMap((container) => {
      const entries = lastOfEach([
        ...roles,
        ...itemsOf(valueAt(container, "environment")).flatMap((item) => plain(item, seal)),
        ...itemsOf(valueAt(container, "secrets")).flatMap((item) => secret(item, role)),
      ]);
      const hints = hint("image", valueAt(container, "image"), seal);
      return platformFact({
        environment,
        service,
        entries,
        hints,
        span: (valueAt(container, "name") ?? container).span,
      });
    });
    const files = containers
      .flatMap((container) => itemsOf(valueAt(container, "environmentFiles")))
      .map(({ span }) =>
        gap("variables that are kept in a bucket are not read", span.startLine ?? fileStart.startLine),
      );
    return [...facts, ...files, ...gaps];
  },
};

function plain(item: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "name"));
  const value = valueAt(item, "value");
  if (name === null || !isName(name) || !value) return [];
  return [{ name, value: scalarValue(value, name, seal, literalSyntax), span: item.span }];
}

/** A name without an ARN is that of a parameter in whatever account the task runs in. */
function secret(item: ConfigNode, account: string | null): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "name"));
  const from = textOf(valueAt(item, "valueFrom"));
  if (name === null || !isName(name) || from === null) return [];
  return [{ name, value: stored(from, account), span: item.span }];
}

/** What AWS's services take for the place of a secret. */
export function stored(from: string, account: string | null): BindingValue {
  const [, service] = /^arn:aws[\w-]*:(secretsmanager|ssm):/.exec(from) ?? [];
  const whole = { kind: "reference", default: null } as const;
  if (service !== undefined) {
    const store = service === "ssm" ? "aws-ssm" : "aws-secrets-manager";
    // An ARN whose account is filled in by something else says no more than its name does.
    const isPlaced = /^arn:aws[\w-]*:[a-z]+:[\w-]*:\d{12}:/.test(from);
    return isPlaced ? { ...whole, store, name: from } : { ...whole, store, name: from, unplaced: true };
  }
  const name = account === null ? from : `${account}/${from}`;
  return account === null ? { ...whole, store: "aws-ssm", name, unplaced: true } : { ...whole, store: "aws-ssm", name };
}
