import { fullNameIn, isFullName, storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import { signedInAs } from "../terraform/accounts.ts";
import type { Variable } from "./job.ts";

/**
 * What a job takes from a secret store by a name that counts in one account alone, with the account that the job signs in
 * to: one name in two accounts is two secrets. Where a job does not say whose account it is, equal names may be one secret.
 */
export function placedSecrets(variables: readonly Variable[]): readonly Variable[] {
  return variables.map((one): Variable => {
    const { value } = one;
    if (value.kind !== "reference" || value.scope !== null) return one;
    const { store, name } = value;
    const place = store === "vault" ? vaultOf(variables) : cloudOf(store, name, variables);
    if (place === null) return one;
    const full = fullNameIn(store, name, /^account (\d{12})$/.exec(place)?.[1] ?? null, regionOf(variables));
    const named = { ...value, ...(full === null ? {} : { fullName: full }) };
    if (place === "open") return { ...one, value: { ...named, unplaced: true } };
    return { ...one, value: { ...named, scope: place, reference: `${store}:${place}:${name}` } };
  });
}

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
