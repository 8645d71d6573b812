import { settingOfStack } from "../../../catalog/infrastructure/pulumi-settings.ts";
import type { Place } from "../../../model/location.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import type { Thunk, Value } from "../value.ts";

/**
 * What programs that declare infrastructure ask their tool for: the stage they are run for, which is the environment, and
 * the settings of a stack. Both are variables of the environment like any other, under names that no process has.
 */
export function infrastructureMember(object: Value, property: string, at: Place): Value | null {
  if (object.kind === "external") return globalOf(object.package, [...object.path, property], at);
  if (property !== "stage" || object.kind !== "applied" || object.callee.kind !== "external") return null;
  return object.callee.package === "alchemy" ? stage("ALCHEMY_STAGE", at) : null;
}

/** `$app.stage`, and `Resource.Docs.name` of a program that SST links to it. */
function globalOf(packageName: string, path: readonly string[], at: Place): Value | null {
  const dotted = path.join(".");
  if (packageName === "" && dotted === "$app.stage") return stage("SST_STAGE", at);
  if (packageName !== "sst" || path[0] !== "Resource") return null;
  if (dotted === "Resource.App.stage") return stage("SST_STAGE", at);
  return path.length === 3 ? { kind: "variable", name: linkedName(path[1] ?? "", path[2] ?? ""), at } : null;
}

/** Under which name a program finds an attribute of a resource that it is linked to. */
export function linkedName(resource: string, attribute: string): string {
  return `sst:${resource}.${attribute}`;
}

function stage(name: string, at: Place): Value {
  return { kind: "variable", name, at };
}

const configReads =
  /^(?:require|get|requireSecret|getSecret|requireNumber|getNumber|requireBoolean|getBoolean|requireSecretNumber|requireObject|getObject)$/;

/** `pulumi.getStack()`, `new pulumi.Config().require("key")`, `node.tryGetContext("stage")`. */
export function infrastructureCall(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  if (callee.kind === "external")
    return callee.package === "@pulumi/pulumi" && callee.path.at(-1) === "getStack" ? stage("PULUMI_STACK", at) : null;
  if (callee.kind !== "member" || !args[0]) return null;
  const [key, ...more] = literalsOf(evaluator.force(args[0]));
  if (key === undefined || more.length > 0) return null;
  if (callee.property === "tryGetContext" || callee.property === "getContext")
    return /^(?:stage|env|environment|stageName|envName)$/.test(key) ? stage("CDK_STAGE", at) : null;
  const { object } = callee;
  const isConfig =
    object.kind === "applied" &&
    object.callee.kind === "external" &&
    object.callee.package === "@pulumi/pulumi" &&
    object.callee.path.at(-1) === "Config";
  if (!isConfig || !configReads.test(callee.property)) return null;
  const [namespace] = object.args[0] ? literalsOf(evaluator.force(object.args[0])) : [];
  return { kind: "variable", name: settingOfStack(namespace ?? null, key), at };
}
