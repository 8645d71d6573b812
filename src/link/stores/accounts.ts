import type { Identity } from "../../model/identity.ts";
import type { StoreIdentity } from "../../model/store.ts";
import type { EnvironmentView } from "../program/concretise.ts";

/**
 * The identities of a store whose name counts in an account, with the account where the repository tells environments apart
 * by it. Beside one that is told, an account that is not may be any.
 */
export function inAccounts(
  identities: readonly StoreIdentity[],
  cloud: string,
  views: readonly EnvironmentView[],
): readonly StoreIdentity[] {
  const accounts = new Map(views.map((view) => [view.name, view.account?.(cloud) ?? null]));
  if ([...accounts.values()].every((account) => account === null)) return identities;
  return identities.map((one): StoreIdentity => {
    if (one.identity.kind !== "known") return one;
    const account = accounts.get(one.environment);
    if (!account) {
      const reason = `the account in which it opens ${one.identity.address.name ?? "it"} is not known`;
      return { ...one, identity: { kind: "unresolved", reason } };
    }
    return { ...one, identity: within(one.identity, account.label), via: [account.at, ...one.via] };
  });
}

function within({ address }: Extract<Identity, { kind: "known" }>, account: string): Identity {
  const host = address.host === null ? account : `${address.host} in ${account}`;
  return { kind: "known", address: { ...address, host } };
}
