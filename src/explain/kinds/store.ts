import { isLiveIn } from "../../model/across-environments.ts";
import { alikeEnvironments } from "../../model/alike-environments.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import type { Row } from "../../model/explanation.ts";
import { type Comparison, compareIdentities } from "../../model/identity.ts";
import { type Place, samePlace } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import type { Store, StoreIdentity } from "../../model/store.ts";
import { describeIdentity, describeValue, listed } from "../../model/wording.ts";
import { environmentRows } from "../environment-rows.ts";
import { defineKind, defines, row, serves } from "../kind.ts";

const mostPlaces = 5;

/** A store client, or a store that the platform binds, with what it opens in each environment. */
export const stores = defineKind<Store>({
  kind: "store",
  all: (stack) => stack.stores,
  name: ({ name }) => name,
  service: ({ service }) => service,
  mentions: ({ at, identities, readAt }) => [
    ...defines(at, isCode(at) ? "opens it" : "binds it"),
    ...serves(readAt, "reads from it"),
    ...identities.flatMap(({ environment, at: addressAt, via, limitedBy }) => [
      ...serves(addressAt, "holds what it opens", environment),
      // That where it is opened leads to what is opened goes without saying.
      ...serves(
        via.filter((p) => !samePlace(p, at)),
        "leads to what it opens",
        environment,
      ),
      ...serves(limitedBy, "limits its credential", environment),
    ]),
  ],
  rows: (store, stack) => [
    row("is", `${store.kind} store of ${store.provider}, in ${store.service}`, [store.at]),
    row("context", contextText(store)),
    ...identityRows(store, stack),
    ...(store.readAt && store.readAt.length > 0
      ? [
          row(
            "read at",
            `${store.readAt.length} ${store.readAt.length === 1 ? "place" : "places"}`,
            store.readAt.slice(0, mostPlaces),
          ),
        ]
      : []),
    ...(store.used ? [] : [row("used", "no code was seen to use it")]),
    ...standing(store, stack),
  ],
  limits: (store) => [
    ...(store.identities.some(({ identity }) => identity.kind !== "unresolved" && identity.kind !== "local")
      ? [
          "Two addresses do not prove two clusters, and one name does not prove one: a proxy, an alias or a replica can stand between.",
        ]
      : []),
    ...(store.identities.some(({ identity }) => identity.kind === "reference")
      ? [
          "Equal secret names are one reference, not one address: what the store of secrets holds is not in the repository.",
        ]
      : []),
    ...assumptionsOf(store),
    ...(store.feedsContext === null
      ? ["That nothing was seen to carry its content to a model does not prove that nothing does."]
      : []),
    "What a credential may open inside the store is only known where the repository limits it.",
  ],
});

/** What was taken for granted, with the environments it was taken for. */
function assumptionsOf({ identities }: Store): readonly string[] {
  const taken = identities.flatMap(({ environment, assumption, overridable, identity }) =>
    overridable && assumption !== null && identity.kind !== "unresolved"
      ? [{ environment, text: assumption, places: [] }]
      : [],
  );
  return alikeEnvironments(taken).map(({ environments, alternatives }) => {
    const what = listed(alternatives.map((one) => one.text));
    return `In ${listed(environments)} it was taken for granted that ${what}; the platform may say otherwise.`;
  });
}

/** A platform binds a store in its configuration, code opens one. */
function isCode({ path }: Place): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function contextText({ feedsContext, kind }: Store): string {
  if (feedsContext !== null) return `feeds the model: ${feedsContext}`;
  if (kind === "vector" || kind === "memory") return "feeds the model by its nature";
  return "nothing shows that its content reaches a model";
}

function identityRows({ identities }: Store, stack: Stack): readonly Row[] {
  const live = identities.find(({ environment }) => isLiveIn(stack, environment));
  return environmentRows(
    identities.map((one) => ({
      environment: one.environment,
      text: identityText(one, live),
      places: [one.at, ...one.via],
    })),
  );
}

function identityText(one: StoreIdentity, live: StoreIdentity | undefined): string {
  const isOpen = one.identity.kind === "unresolved";
  return [
    `${describeIdentity(one.identity)}${relationText(one, live)}`,
    ...(one.assumption === null || isOpen ? [] : [`assumed: ${one.assumption}`]),
    ...credentialText(one.credential),
    ...(one.limitedBy ? ["its credential is limited to it"] : []),
  ].join("; ");
}

function credentialText(credential: BoundValue | null): string[] {
  if (credential === null) return [];
  if (credential.kind === "unresolved") return [`its credential is not known (${credential.reason})`];
  return [`opened with ${describeValue(credential)}`];
}

const relations: Readonly<Record<Comparison, string>> = {
  same: "the same as",
  "same-with-sub-scope": "but for a part inside it the same as",
  "other-container": "another container of the same service as",
  different: "another than",
  unresolved: "cannot be compared with",
};

/** How it relates to production, where that can be told. */
function relationText(one: StoreIdentity, live: StoreIdentity | undefined): string {
  if (!live || one.environment === live.environment) return "";
  if (one.identity.kind === "unresolved" || live.identity.kind === "unresolved") return "";
  return `; ${relations[compareIdentities(one.identity, live.identity)]} ${live.environment}`;
}

/** Why its environments are not compared, where they are not. */
function standing(store: Store, stack: Stack): Row[] {
  if (store.feedsContext === null && store.kind !== "vector" && store.kind !== "memory")
    return [row("compared", "no: a store that feeds no context is not asked for separation")];
  const environments = [...new Set(store.identities.map((i) => i.environment))];
  if (environments.length === 0) return [row("compared", "no: the repository declares no environment for it")];
  if (!environments.some((e) => isLiveIn(stack, e)))
    return [row("compared", `no: nothing is known of production, only of ${listed(environments)}`)];
  return environments.length === 1 ? [row("compared", `no: it is known for ${listed(environments)} only`)] : [];
}
