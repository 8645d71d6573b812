import type { Sealed } from "./sealed.ts";
import type { BoundValue } from "./stack.ts";

/**
 * How the values of a credential in two environments relate (CONTROLS §5.1.2, 5.1.5).
 *
 * `relabelled` is one secret under two tags, `same-password` one password in two connection strings, `may-be-same` a
 * name that can fall back to the secret of the other side, and `same-public` one text that is no secret.
 */
export type ValueComparison =
  | "same"
  | "same-password"
  | "relabelled"
  | "may-be-same"
  | "same-public"
  | "different"
  | "unresolved";

export function compareValues(a: BoundValue, b: BoundValue): ValueComparison {
  if (isUnresolved(a) || isUnresolved(b)) return "unresolved";
  if (a.kind === "literal" && b.kind === "literal") return compareSealed(a.sealed, b.sealed);
  if (a.kind === "reference" && b.kind === "reference") {
    return isIssuedPerRun(a) && isIssuedPerRun(b) ? "different" : compareReferences(a, b);
  }
  // A literal here and a reference there could hold one value, yet both sides are known and kept apart.
  return "different";
}

/** Whether the repository does not say what the value is: nothing, a placeholder, or a name for whoever starts the process. */
export function isUnresolved(value: BoundValue): boolean {
  if (value.kind === "unresolved") return true;
  if (value.kind === "literal") return value.sealed.nature === "placeholder" || value.sealed.nature === "empty";
  return namesOnly.has(value.store);
}

/** Whether what it opens is on whichever machine the process runs on. */
export function isLocal(value: BoundValue): boolean {
  return value.kind === "literal" && isOnOneMachine(value.sealed);
}

export function isPublic(value: BoundValue): boolean {
  return value.kind === "literal" && value.sealed.nature === "public-key";
}

/** A credential that the platform issues for one run and withdraws after it. */
export function isIssuedPerRun(value: BoundValue): boolean {
  return value.kind === "reference" && (issuing.has(value.store) || perRun[value.store]?.test(value.name) === true);
}

/** A secret that somebody keeps and hands in: no token that ends with the run, no variable that whoever sees the job can read. */
export function isHeldSecret(value: BoundValue): boolean {
  return value.kind === "reference" && !isIssuedPerRun(value) && value.store !== "github-variable";
}

/** Tokens that the CI system signs or issues for one run, by the store that hands them out. */
const issuing = new Set(["gitlab-id-token"]);
const perRun: Readonly<Record<string, RegExp>> = {
  "github-secret": /^GITHUB_TOKEN$/,
  "gitlab-variable": /^CI_(JOB_TOKEN|REGISTRY_PASSWORD|JOB_JWT(_V2)?)$/,
  "circleci-context": /^CIRCLE_OIDC_TOKEN(_V2)?$/,
  "azure-variable-group": /^SYSTEM_ACCESSTOKEN$/i,
  "bitbucket-deployment": /^BITBUCKET_STEP_OIDC_TOKEN$/,
};

/** A role of a cloud account, which is assumed instead of presented: no secret, and a credential all the same. */
export function isRole(sealed: Sealed): boolean {
  return /^arn:aws[\w-]*:iam::\d*:role\//.test(sealed.text ?? "");
}

/** Stores that are no store: equal names there mean equal names and nothing more. */
const namesOnly = new Set(["environment", "prompt"]);

function compareSealed(a: Sealed, b: Sealed): ValueComparison {
  if (isRole(a) && a.text === b.text) return "same";
  if (isOnOneMachine(a) || isOnOneMachine(b)) return "different";
  // What was too short to be a secret was never digested.
  if (a.nature !== "secret" && b.nature !== "secret" && a.digest !== "" && a.digest === b.digest) return "same-public";
  if (a.nature !== "secret" || b.nature !== "secret") return "different";
  if (a.digest === b.digest) return "same";
  if (a.tag && b.tag && a.tag.rest === b.tag.rest) return "relabelled";
  if (a.credential !== undefined && a.credential === b.credential) return "same-password";
  return "different";
}

type Reference = Extract<BoundValue, { kind: "reference" }>;

function compareReferences(a: Reference, b: Reference): ValueComparison {
  if (a.reference === b.reference) {
    // Azure keeps variables with each pipeline, and GitLab scopes those of the project: an equal name may be two secrets.
    const isOpen = (openScope.has(a.store) && a.scope === null) || a.unplaced || b.unplaced;
    return isOpen ? "may-be-same" : "same";
  }
  if (a.store !== b.store || a.name !== b.name) return "different";
  // GitLab scopes a variable outside the repository, by patterns besides: one name may be one secret for all environments.
  if (a.store === "gitlab-variable") return "may-be-same";
  const oneIsUnscoped = (a.scope === null) !== (b.scope === null);
  return oneIsUnscoped || mayOverlap(a, b) ? "may-be-same" : "different";
}

/** Contexts and variable groups come several at a time: a name that two jobs find in one that they share is one secret. */
function mayOverlap(a: Reference, b: Reference): boolean {
  if (!several.has(a.store)) return false;
  const there = new Set(scopesIn(b));
  return scopesIn(a).some((scope) => there.has(scope));
}

/** Whether its scope is a context or a group, which are called whatever their owner likes, and no environment. */
export function isScopedByName(value: BoundValue): boolean {
  return value.kind === "reference" && several.has(value.store);
}

function scopesIn({ scope }: Reference): readonly string[] {
  return (scope ?? "").split(" + ");
}

const openScope = new Set(["gitlab-variable", "azure-variable-group"]);
const several = new Set(["circleci-context", "azure-variable-group"]);

const loopback = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)(:\d+)?$/;

function isOnOneMachine(sealed: Sealed): boolean {
  return loopback.test(sealed.address?.host ?? "");
}
