import { fullNameIn, isFullName, storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import { signedInAs } from "../terraform/accounts.ts";
import type { Variable } from "./job.ts";

/**
 * What a job takes from a secret store by a name that counts in one account alone, with the account that the job signs in
 * to: one name in two accounts is two secrets. Where a job does not say whose account it is, equal names may be one secret.
 */
export function placedSecrets(variables: readonly Variable[]): readonly Variable[] {
  return variables.map((one): Variable => {
    const { value } = one;
    if (value.kind !== "reference") return one;
    const { store, name, scope } = value;
    const place = scope !== null ? null : store === "vault" ? vaultOf(variables) : cloudOf(store, name, variables);
    const full = fullNameOf(value, place ?? scope, variables);
    const named = full === null ? value : { ...value, fullName: full };
    // `projects/$PROJECT_ID/…` is in whichever project the build runs.
    if (place === "open" || isInOwnProject(name)) return { ...one, value: { ...named, unplaced: true } };
    if (place === null) return full === null ? one : { ...one, value: named };
    return { ...one, value: { ...named, scope: place, reference: `${store}:${place}:${name}` } };
  });
}

function isInOwnProject(name: string): boolean {
  return /^projects\/\$/.test(name);
}

/** The name that counts everywhere, as far as the account, the region or the project is told. */
function fullNameOf({ store, name }: Reference, place: string | null, variables: readonly Variable[]): string | null {
  if (store === "gcp-secret-manager") {
    if (name.startsWith("projects/")) return isInOwnProject(name) ? name.replace(/\$\{?\w+\}?/, "*") : null;
    return `projects/${/^project (\S+)$/.exec(place ?? "")?.[1] ?? "*"}/secrets/${name}`;
  }
  return fullNameIn(store, name, /^account (\d{12})$/.exec(place ?? "")?.[1] ?? null, regionOf(variables));
}

type Reference = Extract<BoundValue, { kind: "reference" }>;

function regionOf(variables: readonly Variable[]): string | null {
  const value = variables.findLast(({ variable }) => /^AWS_(DEFAULT_)?REGION$/.test(variable))?.value;
  return value?.kind === "literal" ? (value.sealed.text ?? null) : null;
}

function cloudOf(store: string, name: string, variables: readonly Variable[]): string | "open" | null {
  const cloud = storesOfCloud[store];
  if (cloud === undefined || cloud === "kubernetes" || isFullName(name)) return null;
  return signedInAs(variables, cloud)?.label ?? "open";
}

/** A server of Vault and its namespace, where a job says them. */
function vaultOf(variables: readonly Variable[]): string | null {
  const said = ["VAULT_ADDR", "VAULT_NAMESPACE"].flatMap((wanted) => {
    const value = variables.findLast(({ variable }) => variable === wanted)?.value;
    if (value?.kind === "reference") return [`${value.name}${value.scope === null ? "" : ` of ${value.scope}`}`];
    const text = value?.kind === "literal" ? value.sealed.text : undefined;
    return text === undefined ? [] : [text.replace(/^https?:\/\//, "").replaceAll(":", "/")];
  });
  return said.length === 0 ? null : said.join(" ");
}
