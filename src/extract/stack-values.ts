import type { BindingValue } from "../model/binding-facts.ts";
import { type ConfigNode, entriesOf, textOf, valueAt } from "./config-node.ts";
import { stored } from "./ecs.ts";
import type { Seal } from "./extractor.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { undecided } from "./variables.ts";

/** Which value each name of a template has in one environment. */
export interface StackScope {
  readonly root: ConfigNode;
  /** The parameter that is the environment. */
  readonly parameter: string | null;
  readonly environment: string | null;
  /** The file as written: tags like `!Sub` are no part of what the reader gives. */
  readonly lines: readonly string[];
  readonly seal: Seal;
}

const longest = 4000;

/** What a property of a resource comes to: texts, parameters, mappings and dynamic references; the rest is left open. */
export function stackValue(node: ConfigNode, name: string, scope: StackScope): BindingValue {
  const text = textIn(node, scope);
  const asked = text === null ? parameterAsked(node, scope) : null;
  if (asked !== null) return asked;
  if (text === null) return undecided("a resource or parameter of the stack");
  const [, service, rest] = /^\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}$/.exec(text) ?? [];
  if (service === "secretsmanager") {
    const [id = "", , key] = rest?.startsWith("arn:") ? [rest] : (rest ?? "").split(":");
    const whole = key === undefined || key === "" ? id : `${id}#${key}`;
    return { kind: "reference", store: "aws-secrets-manager", name: whole, default: null };
  }
  if (service !== undefined) return { kind: "reference", store: "aws-ssm", name: rest ?? "", default: null };
  if (/^arn:aws[\w-]*:(?:secretsmanager|ssm):/.test(text)) return stored(text, null);
  return text.includes("{{resolve:")
    ? undecided("put together from stored values")
    : bindingValue(text, name, literalSyntax, scope.seal);
}

/** The text that an expression of the template comes to; null where something else decides it. */
function textIn(node: ConfigNode, scope: StackScope): string | null {
  const tag = tagOf(node, scope.lines);
  const [only] = entriesOf(node);
  const call = tag ?? only?.key.replace(/^Fn::/, "") ?? null;
  const argument = tag === null ? only?.value : node;
  if (node.kind === "scalar" && tag === null) return textOf(node);
  if (!argument) return null;
  switch (call) {
    case "Ref":
      return parameter(textOf(argument) ?? "", scope);
    case "Sub":
      return substituted(textOf(argument) ?? textOf(argument.kind === "list" ? argument.items[0] : undefined), scope);
    case "FindInMap":
      return mapped(argument, scope);
    default:
      return null;
  }
}

/** `!Ref IndexName`: the value is whatever the deployment gives the parameter. */
function parameterAsked(node: ConfigNode, { root, lines }: StackScope): BindingValue | null {
  const [only] = entriesOf(node);
  const name = tagOf(node, lines) === "Ref" ? textOf(node) : only?.key === "Ref" ? textOf(only.value) : null;
  // Its default holds only where whoever deploys it says nothing else, which files do not show.
  if (name === null || valueAt(root, "Parameters", name) === undefined) return null;
  return { kind: "reference", store: "stack-parameter", name, default: null };
}

function parameter(name: string, { parameter: environment, environment: value }: StackScope): string | null {
  return name === environment ? value : null;
}

function substituted(text: string | null, scope: StackScope): string | null {
  if (text === null || text.length > longest) return null;
  let isKnown = true;
  const whole = text.replace(/\$\{(!?)([\w.:]+)\}/g, (written, escaped: string, name: string) => {
    if (escaped !== "") return written.replace("!", "");
    // Whose account and region it is says whoever deploys it, and is left open in the name.
    const value = parameter(name, scope) ?? (/^AWS::(?:AccountId|Region|Partition)$/.test(name) ? pseudo(name) : null);
    isKnown &&= value !== null;
    return value ?? "";
  });
  return isKnown ? whole : null;
}

function pseudo(name: string): string {
  return name === "AWS::Partition" ? "aws" : "";
}

function mapped(argument: ConfigNode, scope: StackScope): string | null {
  if (argument.kind !== "list" || argument.items.length < 3) return null;
  const keys = argument.items.slice(0, 3).map((item) => textIn(item, scope));
  const [map, first, second] = keys;
  if (map == null || first == null || second == null) return null;
  return textOf(valueAt(scope.root, "Mappings", map, first, second));
}

/** `!Ref Stage`, `!FindInMap [A, !Ref Stage, b]`. */
function tagOf({ span }: ConfigNode, lines: readonly string[]): string | null {
  const before = lines[span.startLine - 1]?.slice(0, span.startColumn - 1) ?? "";
  return /!(\w+)\s*$/.exec(before)?.[1] ?? null;
}
