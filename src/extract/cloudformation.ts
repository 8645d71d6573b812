import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { readApplicationName } from "../model/deployment-name.ts";
import { classOf } from "../model/environment.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import {
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { namedBy, platformFact } from "./platform-block.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { isRoleArn, roleCalled } from "./role-entry.ts";
import { type StackScope, stackValue } from "./stack-values.ts";
import { lastOfEach } from "./variables.ts";

const names = /\.(?:ya?ml|json|template)$/i;
const sign = /AWSTemplateFormatVersion|AWS::Serverless-2016-10-31/;

/**
 * Reads templates of CloudFormation and SAM: what functions and containers are given, once for each environment that the
 * template's parameter or mappings know.
 */
export const cloudFormation: Extractor = {
  id: "cloudformation",
  version: 3,
  // `template.yaml` is what SAM calls it, and not a file to be copied.
  wants: (path, zone) =>
    (zone === "source" || zone === "test") &&
    names.test(path) &&
    (/^(?:template|sam|stack|cfn|cloudformation)\b/i.test(fileName(path)) || folders.test(path)),
  extract({ path, text }, { seal }) {
    if (!sign.test(text)) return [];
    const { root, gaps } = /\.json$/i.test(path) ? readJson(text) : readYaml(text);
    const resources = entriesOf(valueAt(root, "Resources"));
    if (root === null || resources.length === 0) return gaps;
    const parameter = environmentParameter(root);
    const stages = parameter === null ? [] : stagesOf(root, parameter);
    const stem = fileName(path)
      .replace(/\.[^.]*$/, "")
      .replace(/^(?:template|sam|stack|cfn|cloudformation)/i, "");
    const file = namedBy(path, stem, null).environment;
    const lines = text.split(/\r\n|\n|\r/);
    const heads = file === null && stages.length > 0 ? stages : [{ name: file, span: root.span }];
    return [
      ...heads.flatMap(({ name, span }) => {
        const scope = { root, parameter, environment: name, lines, seal };
        return resources.flatMap(({ key, value }) => readResource(key, value, scope, { name, span }));
      }),
      ...gaps,
    ];
  },
};

const folders = /(?:^|\/)(?:cloudformation|cfn|sam|aws|infra|infrastructure|stacks?|templates?)\//i;

interface Stage {
  readonly name: string | null;
  readonly span: Span;
}

/** The parameter that says which environment a stack is. */
function environmentParameter(root: ConfigNode): string | null {
  const named = entriesOf(valueAt(root, "Parameters")).map(({ key }) => key);
  return (
    named.find((key) => /^(?:env|environment|stage|deploy(?:ment)?)(?:name|type|stage|environment)?$/i.test(key)) ??
    null
  );
}

const mostStages = 20;

/** What the parameter may be, and the keys of what is chosen by it. */
function stagesOf(root: ConfigNode, parameter: string): readonly Stage[] {
  const allowed = itemsOf(valueAt(root, "Parameters", parameter, "AllowedValues"));
  const listed = allowed.flatMap((node) =>
    isName(textOf(node) ?? "") ? [{ name: textOf(node), span: node.span }] : [],
  );
  if (listed.length > 0) return listed.slice(0, mostStages);
  const mapped = entriesOf(valueAt(root, "Mappings")).flatMap(({ value }) => entriesOf(value));
  const stages = mapped.filter(({ key }) => classOf(key) !== "other" && isName(key));
  return [...new Map(stages.map(({ key, keySpan }) => [key, { name: key, span: keySpan }])).values()].slice(
    0,
    mostStages,
  );
}

function readResource(name: string, node: ConfigNode, scope: StackScope, stage: Stage): readonly Fact[] {
  const type = textOf(valueAt(node, "Type")) ?? "";
  const properties = valueAt(node, "Properties");
  const service = isName(name) ? readApplicationName(name).service : null;
  const fact = (entries: readonly BindingEntry[], hints: BindingsFact["hints"] = []): readonly Fact[] =>
    platformFact({ environment: stage.name, service, entries: lastOfEach(entries), hints, span: stage.span });
  switch (type) {
    case "AWS::Serverless::Function":
    case "AWS::Lambda::Function": {
      const shared = type === "AWS::Serverless::Function" ? valueAt(scope.root, "Globals", "Function") : undefined;
      const variables = [shared, properties].flatMap((one) =>
        entriesOf(valueAt(one, "Environment", "Variables")).flatMap((entry): readonly BindingEntry[] =>
          isName(entry.key)
            ? [{ name: entry.key, value: stackValue(entry.value, entry.key, scope), span: entrySpan(entry) }]
            : [],
        ),
      );
      const handler = entryOf(properties, "Handler");
      const text = textOf(handler?.value);
      const roles = variables.length > 0 ? roleOf(name, node, stage.name) : [];
      return fact(
        [...roles, ...variables],
        handler && text !== null ? [{ kind: "file", text, span: handler.value.span }] : [],
      );
    }
    case "AWS::ECS::TaskDefinition":
      return fact(
        itemsOf(valueAt(properties, "ContainerDefinitions")).flatMap((container) => [
          ...pairs(valueAt(container, "Environment"), "Value", scope),
          ...pairs(valueAt(container, "Secrets"), "ValueFrom", scope),
        ]),
      );
    default:
      return [];
  }
}

/** The role of a function: of an ARN that is written out, or one that each stack makes; SAM makes one where none is given. */
function roleOf(name: string, node: ConfigNode, stage: string | null): readonly BindingEntry[] {
  const given = entryOf(valueAt(node, "Properties"), "Role");
  const text = textOf(given?.value);
  if (given && isRoleArn(text)) return [roleCalled(text, entrySpan(given))];
  const isMade = textOf(valueAt(node, "Type")) === "AWS::Serverless::Function" && !given;
  const own = entryOf(node, "Type");
  return isMade && own && stage !== null ? [roleCalled(`${name}Role (${stage})`, entrySpan(own))] : [];
}

function pairs(node: ConfigNode | undefined, key: string, scope: StackScope): readonly BindingEntry[] {
  return itemsOf(node).flatMap((item): readonly BindingEntry[] => {
    const [name] = textsOf(valueAt(item, "Name"));
    const value = valueAt(item, key);
    return name === undefined || !isName(name) || !value
      ? []
      : [{ name, value: stackValue(value, name, scope), span: item.span }];
  });
}
