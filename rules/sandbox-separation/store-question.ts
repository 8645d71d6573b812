import {
  classIn,
  environmentsOf,
  environmentsWithout,
  isLiveIn,
  sidesOf,
} from "../../src/model/across-environments.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store, StoreIdentity } from "../../src/model/store.ts";
import { describeIdentity, describeValue, listed } from "../../src/model/wording.ts";
import type { OpenQuestion } from "./open-question.ts";
import { separationOf } from "./shared-stores.ts";
import { identityLocations, storeLocation } from "./store-evidence.ts";

function isDeployed(stack: Stack, { other }: { readonly other: { readonly environment: string } }): boolean {
  return ["staging", "preview"].includes(classIn(stack, other.environment));
}

/** What the repository leaves open about a store: a side it does not show, or a container that a credential may or may not cross. */
export function openQuestion(stack: Stack, store: Store): OpenQuestion | null {
  const { name, service, identities } = store;
  if (identities.length > 0 && identities.every(({ identity }) => identity.kind === "local")) return null;
  const sides = sidesOf(stack, identities);
  const evidence = [...identities.flatMap((identity) => identityLocations(store, identity)), storeLocation(store)];
  const silent = environmentsWithout(stack, service, identities);

  // An environment of no known class may be production itself: what it opens is no open question.
  // Nor is what a developer's machine or a test run opens, where another deployed environment is known.
  const isCompared = sides.some((side) => isDeployed(stack, side) && separationOf(store, side) !== "unresolved");
  const unresolved = sides.find(
    (side) => side.certain && (!isCompared || isDeployed(stack, side)) && separationOf(store, side) === "unresolved",
  );
  if (unresolved) {
    const { live, other } = unresolved;
    return {
      reason: `${name} may be one resource in ${live.environment} and ${other.environment}: ${whatIsKnown(live, other)}.`,
      question: `Does ${name} resolve to another resource in ${live.environment} than in ${other.environment}?`,
      evidence,
    };
  }
  const unclear = sides.find((side) => side.certain && separationOf(store, side) === "container-unclear");
  if (unclear) {
    const credentials = [unclear.live, unclear.other].map(({ credential }) =>
      credential ? describeValue(credential) : "none",
    );
    return {
      reason: `${name} is one service with a container for each of ${unclear.live.environment} and ${unclear.other.environment}, opened with different credentials (${listed(credentials)}).`,
      question: `Is the credential of each environment limited to its own container of ${name}?`,
      evidence,
    };
  }
  if (silent.length > 0) {
    return {
      reason: `What ${name} opens in ${listed(silent)} is not in the repository.`,
      question: `Which resource does ${name} of ${service} open in ${listed(silent)}, and is it another than in ${listed(identities.map(({ environment }) => environment)) || "production"}?`,
      evidence,
    };
  }
  if (sides.length > 0) return null;
  const hasLive = environmentsOf(stack, service).some((environment) => isLiveIn(stack, environment));
  return {
    reason: `For ${service} the repository declares no environment ${hasLive ? "beside production" : "that is production"}, so there is nothing to compare ${name} with.`,
    question: `Which resource do runs of ${service} outside production open as ${name}, and is it another than production's?`,
    evidence,
  };
}

/** What the two sides are, said once where the repository says the same of both. */
function whatIsKnown(live: StoreIdentity, other: StoreIdentity): string {
  const [here, there] = [live, other].map(({ environment, identity }) =>
    identity.kind === "unresolved" ? identity.reason.replace(` for ${environment}`, "") : describeIdentity(identity),
  );
  if (live.identity.kind === "unresolved" && here === there) return here ?? "";
  return `${here} in ${live.environment}, ${there} in ${other.environment}`;
}
