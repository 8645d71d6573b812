import type { Place } from "../../model/location.ts";
import { attributeOf } from "./attributes.ts";
import type { TerraformEvaluator } from "./evaluate.ts";
import { childScopes } from "./instances.ts";
import { numberOf } from "./operations.ts";
import { type Context, type TerraformValue, text, textOf, unknown } from "./value.ts";

/** `object.property`, also where the object is only the first word of a name. */
export function memberOf(
  evaluator: TerraformEvaluator,
  object: TerraformValue,
  property: string,
  at: Place,
): TerraformValue {
  switch (object.kind) {
    case "prefix":
      return named(evaluator, [...object.words, property], object.context, at);
    case "object":
      return object.entries.get(property) ?? { kind: "scalar", value: null, at };
    case "resource":
      return attributeOf(evaluator, object, property, at);
    case "module":
      return outputOf(evaluator, object, property, at);
    case "stored":
      // One secret can hold several, as an object.
      return { ...object, name: `${object.name}#${property}` };
    case "generated":
      return { ...object, label: `${object.label}.${property}` };
    case "input":
      return { ...object, variable: `${object.variable}.${property}` };
    case "list":
      return splatOf(evaluator, object, [property], at);
    case "unknown":
      return object;
    default:
      return unknown(`.${property} of it is not known`, at);
  }
}

function named(evaluator: TerraformEvaluator, words: readonly string[], context: Context, at: Place): TerraformValue {
  const [first = "", second = "", third] = words;
  const { scope } = context;
  switch (first) {
    case "var":
    case "local":
      return evaluator.named(first, second, scope, at);
    case "path":
      return text(second === "root" || second === "cwd" ? scope.deployment.root.directory : scope.module.directory, at);
    case "terraform":
      return workspaceOf(scope.deployment, at);
    case "module":
      return { kind: "module", name: second, scope, instance: null, at };
    case "data":
      return third === undefined
        ? { kind: "prefix", words, context, at }
        : { kind: "resource", key: words.join("."), scope, instance: null, at };
    case "each":
    case "count":
    case "self":
      return unknown(`${words.join(".")} is only known for each instance`, at);
    default:
      return { kind: "resource", key: `${first}.${second}`, scope, instance: null, at };
  }
}

function workspaceOf({ workspace }: Context["scope"]["deployment"], at: Place): TerraformValue {
  return workspace === null ? unknown("the workspace is chosen when it is applied", at) : text(workspace, at);
}

/** `list[0]`, `map["key"]`, an instance of a resource or module. */
export function indexOf(
  evaluator: TerraformEvaluator,
  object: TerraformValue,
  index: TerraformValue,
  at: Place,
): TerraformValue {
  if (object.kind === "resource" || object.kind === "module") return { ...object, instance: index };
  const key = textOf(index);
  if (object.kind === "list") {
    const number = numberOf(index);
    const item = number === null ? undefined : object.items.at(number);
    return item ?? unknown("which element is taken is not known", at);
  }
  if (object.kind === "object" && key === null) return unknown("which entry is taken is not known", at);
  return key === null ? unknown("which part is taken is not known", at) : memberOf(evaluator, object, key, at);
}

/** `list[*].property`; what is no list counts as a list of one. */
export function splatOf(
  evaluator: TerraformEvaluator,
  object: TerraformValue,
  properties: readonly string[],
  at: Place,
): TerraformValue {
  const items = object.kind === "list" ? object.items : object.kind === "unknown" ? null : [object];
  if (items === null) return object;
  const take = (item: TerraformValue): TerraformValue =>
    properties.reduce((value, property) => memberOf(evaluator, value, property, at), item);
  return { kind: "list", items: items.map(take), at };
}

type ModuleValue = Extract<TerraformValue, { kind: "module" }>;

function outputOf(evaluator: TerraformEvaluator, value: ModuleValue, name: string, at: Place): TerraformValue {
  const call = value.scope.module.calls.get(value.name);
  if (!call) return unknown(`there is no module ${value.name}`, at);
  const wanted = value.instance === null ? null : textOf(value.instance);
  const found = childScopes(evaluator, value.scope, value.name);
  if (found === "elsewhere") return attributeOf(evaluator, value, name, at);
  const child = found.find(({ key }) => wanted === null || key === null || key === wanted) ?? found[0];
  if (!child) return { kind: "scalar", value: null, at };
  return evaluator.named("output", name, child.scope, at);
}
