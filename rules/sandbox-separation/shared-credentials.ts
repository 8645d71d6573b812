import { isNonLiveIn, type Sides, sidesOf } from "../../src/model/across-environments.ts";
import { compareValues } from "../../src/model/bound-value.ts";
import type { Credential, CredentialTag } from "../../src/model/credential.ts";
import type { Stack } from "../../src/model/stack.ts";

/** One secret found in production and in other environments. */
export interface SharedCredential {
  readonly fault: "same-secret" | "same-password" | "two-names-one-secret" | "relabelled" | "may-fall-back";
  readonly credential: Credential;
  /** Who holds it in the other environments: the same credential, or one of another name. */
  readonly partner: Credential;
  readonly sides: readonly Sides<CredentialValue>[];
  readonly certain: boolean;
}

export type CredentialValue = Credential["values"][number];

/** Every secret that production shares with another environment of the same service, unless its tag excuses it. */
export function sharedCredentials(stack: Stack, credentials: readonly Credential[]): SharedCredential[] {
  const alone = credentials.flatMap((credential) => sharedBetween(stack, credential, credential));
  const reported = (credential: Credential, { live, other }: Sides<CredentialValue>) =>
    alone.some((one) => one.credential === credential && coversSide(one, live.environment, other.environment));
  const paired = credentials.flatMap((credential) =>
    credentials
      .filter((partner) => partner !== credential && partner.service === credential.service)
      .flatMap((partner) => sharedBetween(stack, credential, partner))
      // Two names in both environments repeat what each name says alone.
      .filter(({ partner, sides }) => !sides.some((side) => reported(credential, side) || reported(partner, side))),
  );
  return [...alone, ...paired];
}

/** Whether the repository shows that the credential opens something; a bare variable may be anything. */
export function isUsed(credential: Credential): boolean {
  return credential.uses.length > 0 || credential.provider !== null;
}

/** A tag that counts: it cannot be left out, says something of the credential, and a gate reads it first (CONTROLS §5.1.2). */
export function carriesTag({ tag }: Credential): boolean {
  return tag !== null && whyTagDoesNotCount(tag) === null;
}

export function whyTagDoesNotCount(tag: CredentialTag): string | null {
  if (tag.tautological) return "says where the process runs, not whose credential it is";
  if (!tag.mandatory) return "can be left out";
  return tag.readBy.length === 0 ? "no gate reads it before the credential is used" : null;
}

/** What the tag of a credential says in one environment; null if the repository does not show it. */
export function tagIn(credential: Credential, value: CredentialValue): string | null {
  const followed = credential.tag?.says?.find(({ environment }) => environment === value.environment);
  if (followed) return followed.says;
  return value.value.kind === "literal" ? (value.value.sealed.tag?.says ?? null) : null;
}

function sharedBetween(stack: Stack, credential: Credential, partner: Credential): SharedCredential[] {
  const groups = new Map<string, SharedCredential>();
  for (const side of sidesOf(stack, credential.values, partner.values)) {
    const fault = faultOf(credential, partner, side);
    if (fault === null) continue;
    const certain =
      fault !== "may-fall-back" && isNonLiveIn(stack, side.other.environment) && isUsed(credential) && isUsed(partner);
    const key = `${fault} ${certain}`;
    const sides = [...(groups.get(key)?.sides ?? []), side];
    groups.set(key, { fault, credential, partner, sides, certain });
  }
  return [...groups.values()];
}

function faultOf(
  credential: Credential,
  partner: Credential,
  side: Sides<CredentialValue>,
): SharedCredential["fault"] | null {
  const { live, other } = side;
  const comparison = compareValues(live.value, other.value);
  const oneName = credential === partner;
  if (comparison === "relabelled") return "relabelled";
  if (comparison === "same") {
    if (!carriesTag(credential) || !carriesTag(partner)) return oneName ? "same-secret" : "two-names-one-secret";
    const tags = [tagIn(credential, live), tagIn(partner, other)];
    return tags.includes(null) || tags[0] === tags[1] ? null : "relabelled";
  }
  if (!oneName) return null;
  if (comparison === "same-password") return carriesTag(credential) ? null : "same-password";
  return comparison === "may-be-same" && !carriesTag(credential) ? "may-fall-back" : null;
}

function coversSide(shared: SharedCredential, live: string, other: string): boolean {
  return shared.sides.some((side) => side.live.environment === live && side.other.environment === other);
}
