import type { Held, Provision } from "../../catalog/infrastructure/program-entry.ts";
import type { Place } from "../../model/location.ts";
import { nameless, shownName } from "./attributes.ts";
import { valuesAt } from "./block-value.ts";
import { type Deployment, isNull, type TerraformValue, textOf } from "./value.ts";

/** A variable as it is written in a resource. */
export interface WrittenVariable {
  readonly variable: string;
  readonly value: TerraformValue;
  readonly at: Place | null;
  /** The item that it stands in, which may say its environments itself. */
  readonly item: TerraformValue;
}

/** A resource that gives variables to a program, or the part of it that does so for one environment. */
export interface Provider {
  readonly part: TerraformValue;
  readonly whole: TerraformValue;
  readonly deployment: Deployment;
}

/** The variables that a resource gives in one way. */
export function variablesOf(provision: Provision, provider: Provider): readonly WrittenVariable[] {
  const { part } = provider;
  switch (provision.as) {
    case "map":
      return valuesAt(part, provision.at).flatMap((map) => inMap(map, provision, provider));
    case "one":
      return inItem(part, valuesAt(part, provision.name), provision.values, provider);
    case "list":
      return valuesAt(part, provision.at).flatMap((item) =>
        inItem(item, valuesAt(item, [provision.name]), provision.values, provider),
      );
  }
}

export function isVariable(name: string): boolean {
  return name.length <= 128 && /^[A-Z_][A-Z0-9_]*$/.test(name) && /[A-Z]/.test(name);
}

function inMap(
  map: TerraformValue,
  { value: inner, store }: Extract<Provision, { as: "map" }>,
  { whole, deployment }: Provider,
): readonly WrittenVariable[] {
  if (map.kind !== "object") return [];
  return [...map.entries].flatMap(([variable, written]): readonly WrittenVariable[] => {
    const value = inner === undefined ? written : (valuesAt(written, [inner])[0] ?? written);
    if (!isVariable(variable) || isNull(value)) return [];
    const kept = store === undefined ? value : keptIn(store, value, deployment);
    return [{ variable, value: kept, at: map.places?.get(variable) ?? null, item: whole }];
  });
}

/** Charts name a variable by its path, `env.LOG_LEVEL`. */
function inItem(
  item: TerraformValue,
  names: readonly TerraformValue[],
  held: readonly Held[],
  provider: Provider,
): readonly WrittenVariable[] {
  const written = names.flatMap((name) => textOf(name) ?? [])[0] ?? "";
  const variable = written.slice(written.lastIndexOf(".") + 1);
  const value = isVariable(variable) ? heldIn(item, held, provider) : null;
  return value ? [{ variable, value, at: item.at, item }] : [];
}

function heldIn(item: TerraformValue, held: readonly Held[], provider: Provider): TerraformValue | null {
  for (const one of held) {
    const value = valuesAt(item, one.at).find((found) => !isNull(found));
    const found = value ? valueUnder(one, value, provider) : null;
    if (found) return found;
  }
  return null;
}

function valueUnder({ store, parts, listed }: Held, value: TerraformValue, provider: Provider): TerraformValue | null {
  if (listed) {
    const name = textOf(value);
    const entry = valuesAt(provider.whole, listed.at).find((one) =>
      valuesAt(one, [listed.name]).some((called) => textOf(called) === name),
    );
    const inside = entry ? listed.values.flatMap((path) => valuesAt(entry, path)) : [];
    return inside.find((found) => !isNull(found)) ?? null;
  }
  if (store === undefined) return value;
  if (!parts) return keptIn(store, value, provider.deployment);
  const named = parts.map((part) => valuesAt(value, [part]).find((found) => !isNull(found)));
  // The last part is the name, and what stands before it may be left out.
  const last = named.at(-1);
  if (!last) return null;
  const known = named.filter((part) => part !== undefined);
  const already = known.find((part) => part.kind === "stored");
  const name = known.map(shownName).join("/");
  return already ?? { kind: "stored", store, name, provider: null, deployment: provider.deployment, at: last.at };
}

/** What is there under this name in a store; what is known to be kept in one is kept there. */
export function keptIn(store: string, value: TerraformValue, deployment: Deployment): TerraformValue {
  if (value.kind === "stored" || value.kind === "unknown") return value;
  if (value.kind === "bound" && value.value.kind === "reference") return value;
  const name = shownName(value);
  if (name === nameless)
    return { kind: "unknown", reason: "the name under which it is kept is not known", at: value.at };
  const aws = name.includes("secretsmanager") ? "aws-secrets-manager" : "aws-ssm";
  return { kind: "stored", store: store === "aws" ? aws : store, name, provider: null, deployment, at: value.at };
}
