import { remember } from "../../model/remember.ts";
import { contextIn, elementsOf, mostElements, type TerraformEvaluator } from "./evaluate.ts";
import { localSource, type PlacedBlock, placeOf } from "./modules.ts";
import { numberOf } from "./operations.ts";
import { type Context, type Scope, type TerraformValue, text, textOf } from "./value.ts";

/** One of the instances of a block: its key, if it has one, and what `each` and `count` mean in it. */
export interface Instance {
  readonly key: string | null;
  readonly names: Context["names"];
}

const single: Instance = { key: null, names: new Map() };
const deepestCall = 12;

/** The instances of a resource or module; one where how many there are is not known, and none where it is none. */
export function instancesOf(evaluator: TerraformEvaluator, placed: PlacedBlock, scope: Scope): readonly Instance[] {
  const context = contextIn(scope, placed.path);
  const forEach = evaluator.setting(placed, "for_each", context);
  if (forEach) {
    const elements = elementsOf(forEach) ?? instancesAsElements(evaluator, forEach);
    if (elements === null) return [single];
    return elements.slice(0, mostElements).map(([key, value]) => {
      // A set has no keys but its elements.
      const own = forEach.kind === "list" ? (textOf(value) ?? textOf(key)) : textOf(key);
      const each = new Map([
        ["key", forEach.kind === "list" ? value : key],
        ["value", value],
      ]);
      return { key: own, names: new Map([["each", { kind: "object", entries: each, at: forEach.at }]]) };
    });
  }
  const count = evaluator.setting(placed, "count", context);
  if (!count) return [single];
  const number = numberOf(count);
  const at = placeOf(placed);
  const nth = (index: number): Instance => ({
    key: String(index),
    names: new Map([["count", { kind: "object", entries: new Map([["index", text(String(index), at)]]), at }]]),
  });
  return number === null ? [single] : Array.from({ length: Math.min(number, 10) }, (_, index) => nth(index));
}

/** `for_each = aws_s3_bucket.all`: one for each instance of the other. */
function instancesAsElements(
  evaluator: TerraformEvaluator,
  value: TerraformValue,
): readonly (readonly [TerraformValue, TerraformValue])[] | null {
  if (value.kind !== "resource" || value.instance !== null) return null;
  const placed = value.scope.module.resources.get(value.key);
  if (!placed) return null;
  return instancesOf(evaluator, placed, value.scope).flatMap(({ key }) => {
    const name = key === null ? null : text(key, value.at);
    return name ? [[name, { ...value, instance: name }] as const] : [];
  });
}

export interface ChildScope {
  readonly key: string | null;
  readonly scope: Scope;
}

const children = new WeakMap<Scope, Map<string, readonly ChildScope[] | "elsewhere">>();

/** The scopes that a module call opens; `elsewhere` for a module that the repository does not hold. */
export function childScopes(
  evaluator: TerraformEvaluator,
  scope: Scope,
  name: string,
): readonly ChildScope[] | "elsewhere" {
  const table = remember(children, scope, () => new Map());
  return remember(table, name, () => openScopes(evaluator, scope, name));
}

function openScopes(evaluator: TerraformEvaluator, scope: Scope, name: string): readonly ChildScope[] | "elsewhere" {
  const call = scope.module.calls.get(name);
  const folder = call ? localSource(call) : null;
  const module = folder === null ? undefined : evaluator.modules.get(folder);
  if (!call || !module) return "elsewhere";
  if (scope.depth >= deepestCall) return [];
  return instancesOf(evaluator, call, scope).map(({ key, names }) => ({
    key,
    scope: {
      module,
      deployment: scope.deployment,
      address: `${scope.address}module.${name}${keyText(key)}.`,
      caller: { block: call, context: contextIn(scope, call.path, names) },
      depth: scope.depth + 1,
    },
  }));
}

export function keyText(key: string | null): string {
  if (key === null) return "";
  return /^\d+$/.test(key) ? `[${key}]` : `["${key}"]`;
}
