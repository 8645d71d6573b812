import { isSecretAttribute } from "../../catalog/infrastructure/resources.ts";
import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { LazyValues } from "../infrastructure/lazy.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { shownName } from "../terraform/attributes.ts";
import type { Functions, TerraformEvaluator } from "../terraform/evaluate.ts";
import { callFunction } from "../terraform/functions.ts";
import { type Context, concatenate, isNull, type TerraformValue, text, textOf, unknown } from "../terraform/value.ts";
import { azdVariable } from "./azd.ts";
import { groupName } from "./modules.ts";

type Function = (args: readonly TerraformValue[], at: Place, context: Context) => TerraformValue | null;

/** What a function of Bicep makes of its arguments. Those that are called as in Terraform do what they do there. */
export const bicepFunction: Functions = (evaluator, call, context, at) => {
  // `listKeys`, `listAdminKeys`, `listSecrets`: what they list are keys.
  const name = /^\.?list[A-Z]/.test(call.name) ? "listKeys" : call.name;
  if (/^load(?:Json|Yaml)Content$/.test(name)) return loaded(evaluator, call.args[0], context, at);
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) return callFunction(evaluator, { ...call, name: terraformNames[call.name] ?? call.name }, context, at);
  const args = call.args.map((arg) => evaluator.evaluate(arg, context));
  return (
    found(args, at, context) ??
    args.find(({ kind }) => kind === "unknown") ??
    unknown(`${call.name}() is not followed`, at)
  );
};

/** The content of a file beside the module. */
function loaded(
  evaluator: TerraformEvaluator,
  file: InfraExpression | undefined,
  context: Context,
  at: Place,
): TerraformValue {
  const written = file && textOf(evaluator.evaluate(file, context));
  const path = written ? join(directoryOf(context.path), written) : "";
  const content = evaluator.templates.get(path);
  return content
    ? evaluator.evaluate(content, { ...context, path, names: new Map() })
    : unknown(`${written ?? "a file"} is loaded when it is deployed`, at);
}

const terraformNames: Readonly<Record<string, string>> = {
  ...{ toLower: "lower", toUpper: "upper", trim: "trimspace", union: "merge", string: "tostring", int: "tonumber" },
  ...{ bool: "tobool", json: "jsondecode", startsWith: "startswith", endsWith: "endswith", first: "one" },
};

const functions: Readonly<Record<string, Function>> = {
  uniqueString: hash("uniqueString"),
  guid: hash("guid"),
  concat: (args, at) => (args.every(({ kind }) => kind === "list") ? null : concatenate(args, at)),
  format: ([pattern, ...args], at) => {
    const known = pattern ? textOf(pattern) : null;
    if (known === null) return null;
    const parts = known.split(/\{(\d+)\}/);
    return concatenate(
      parts.map((part, index) =>
        index % 2 === 1 ? (args[Number(part)] ?? unknown("an argument is missing", at)) : text(part, at),
      ),
      at,
    );
  },
  // A part of a hash is a hash still.
  take: ([value, length], at) =>
    shortened(value, at, (one) => one.slice(0, Number(textOf(length ?? text("", at)) ?? one.length))),
  substring: ([value, from, length], at) =>
    shortened(value, at, (one) => {
      const start = Number((from && textOf(from)) ?? 0);
      return one.slice(start, start + Number((length && textOf(length)) ?? one.length));
    }),
  empty: ([value], at) => {
    if (value?.kind === "generated" || value?.kind === "template") return { kind: "scalar", value: false, at };
    const known = value ? (isNull(value) ? "" : textOf(value)) : null;
    const size = known?.length ?? (value?.kind === "list" ? value.items.length : null);
    return size === null ? null : { kind: "scalar", value: size === 0, at };
  },
  contains: ([value, part], at) => {
    const [whole, wanted] = [value && textOf(value), part && textOf(part)];
    if (value?.kind === "object" && wanted) return { kind: "scalar", value: value.entries.has(wanted), at };
    return whole && wanted ? { kind: "scalar", value: whole.includes(wanted), at } : null;
  },
  resourceGroup: (args, at, { names }) =>
    groupOf(args.at(-1), at) ?? names.get(groupName) ?? outside("the resource group", at),
  subscription: (_, at) => outside("the subscription", at),
  tenant: (_, at) => outside("the tenant", at),
  deployment: (_, at) => outside("the deployment", at),
  environment: (_, at) => suffixes(at),
  listKeys: ([resource], at) => secretOf(resource, at),
  "az.getSecret": (args, at, context) => kept(args.slice(-2), at, context),
  ".getSecret": ([vault, name], at, context) => kept([vault, name], at, context),
  readEnvironmentVariable: ([name, fallback], at, { scope }) => {
    const variable = name ? textOf(name) : null;
    const set = azdVariable(scope.deployment.inputs, variable ?? "");
    if (set === "empty") return fallback ?? text("", at);
    if (set?.kind === "bound") return { kind: "bound", value: set.value, at: set.at };
    if (set?.kind === "given") return set.value;
    if (set?.value.kind === "text")
      return text(set.value.text, set.path === "" ? at : { path: set.path, span: set.value.span });
    return fallback ?? unknown(`${variable ?? "a variable"} is set by whoever deploys it`, at);
  },
  nonNull: ([value]) => value ?? null,
};

/** A hash of what it is given: another one as soon as one part of that is another. */
function hash(name: string): Function {
  return (args, at) => {
    const shown = args.map(shownName).join(", ");
    return {
      kind: "generated",
      label: `${name}(${shown})`,
      secret: false,
      lookup: null,
      ...(shown.includes("?") ? { partial: true } : {}),
      at,
    };
  };
}

function shortened(value: TerraformValue | undefined, at: Place, cut: (text: string) => string): TerraformValue | null {
  const known = value ? textOf(value) : null;
  if (known !== null) return text(cut(known), at);
  return value?.kind === "generated" || value?.kind === "template" ? value : null;
}

/** Only whoever deploys it knows this; its parts are no more known than the whole. */
function outside(what: string, at: Place): TerraformValue {
  const value = unknown(`${what} is chosen when it is deployed`, at);
  return { kind: "object", entries: new LazyValues(at, () => value), at };
}

/** `resourceGroup('shared')`. */
function groupOf(name: TerraformValue | undefined, at: Place): TerraformValue | null {
  if (!name) return null;
  const label = `Microsoft.Resources/resourceGroups ${shownName(name)}`;
  const id: TerraformValue = { kind: "generated", label, secret: false, lookup: null, at };
  return {
    kind: "object",
    entries: new Map([
      ["name", name],
      ["id", label.includes("?") ? { ...id, partial: true } : id],
    ]),
    at,
  };
}

/** The cloud is one for all environments. */
function suffixes(at: Place): TerraformValue {
  const named = (name: string): TerraformValue => ({
    kind: "object",
    entries: new LazyValues(at, (key) => text(`${name}.${key}`, at)),
    at,
  });
  return { kind: "object", entries: new LazyValues(at, named), at };
}

function secretOf(resource: TerraformValue | undefined, at: Place): TerraformValue | null {
  if (resource?.kind !== "object") return null;
  const named = resource.entries.get("id");
  return named?.kind === "generated" ? { ...named, label: `${named.label} keys`, secret: true, at } : null;
}

function kept(parts: readonly (TerraformValue | undefined)[], at: Place, { scope }: Context): TerraformValue | null {
  const names = parts.flatMap((part) => (part?.kind === "object" ? (part.entries.get("name") ?? []) : (part ?? [])));
  if (names.length === 0) return null;
  const name = names.map((part) => shownName(part).replace(/^.*\/vaults\//, "")).join("/");
  return { kind: "stored", store: "azure-key-vault", name, provider: null, deployment: scope.deployment, at };
}

/** Whether an attribute of a resource is a key. */
export function isKeyAttribute(attribute: string): boolean {
  return isSecretAttribute("", attribute.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase());
}
