import { classIn } from "../../src/model/across-environments.ts";
import type { Credential } from "../../src/model/credential.ts";
import { classOf } from "../../src/model/environment.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { declaredPublic, isSecretCredential } from "../../src/model/secret-credential.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { throughCredential } from "./contamination.ts";
import {
  bindingLocations,
  isHandedToMcpServer,
  separationEvidence,
  separationNotes,
  tagLocations,
  useLocations,
} from "./credential-evidence.ts";
import { openQuestion } from "./credential-question.ts";
import { isNamedForPipeline } from "./pipeline-credentials.ts";
import { carriesTag, isUsed, type SharedCredential, sharedCredentials, tagIn } from "./shared-credentials.ts";
import { pairsToldApartByName } from "./told-apart-by-name.ts";

type FaultId = SharedCredential["fault"] | "told-apart-by-name";

/** Signal 1: production draws on a secret of its own, or the credential carries a tag that a gate reads. */
export const unscopedCredential = defineCheck<FaultId>({
  id: "sandbox-separation/unscoped-credential",
  asks: "Does production have credentials of its own, or does each carry a scope tag that a gate reads?",
  signal: 1,
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI8:2025",
    "NHI9:2025",
    "AISVS 3.4.1",
    "AISVS 5.1.2",
    "MEASURE 2.7",
    "MAP 4.2",
    "A.6.2.5",
    "AML.T0055",
    "AML.M0028",
    "Art. 15",
    "CWE-653",
    "CWE-522",
  ),
  faults: {
    "same-secret": {
      says: "{credential} of {service} is one secret in {live} and {others}, with no scope tag that a gate reads.",
      because:
        "A call that a test run makes with it is a production call to whoever receives it: nothing tells the two apart.",
      fix: "Issue a credential for each environment; where one must serve several, join a mandatory environment tag to it that the gate reads before every use.",
    },
    "same-password": {
      says: "{credential} of {service} carries one password in {live} and {others}, though the addresses differ.",
      because:
        "Whoever has the connection string of the other environment can log in to production by changing its host.",
      fix: "Give each environment a user with a password of its own.",
    },
    "two-names-one-secret": {
      says: "{credential} of {service} in {live} and {partner} in {others} are one secret under two names.",
      because: "The names promise two credentials where there is one, so a test run acts with that of production.",
      fix: "Issue a second credential and bind each name to its own.",
    },
    relabelled: {
      says: "{credential} of {service} is one secret that is tagged {tags} in {live} and {others}.",
      because: "The gate trusts the tag, so the secret passes as belonging to whichever environment stores it.",
      fix: "Replace the secret in all environments but one; the tag must come from whoever issues it, not from the file that stores it.",
    },
    "may-fall-back": {
      says: "{credential} of {service} may be one secret in {live} and {others}: both read one name, and not each from a scope of its own.",
      because:
        "Where a scope lacks the secret, the store answers with the unscoped one, and nothing in the repository shows that it does not.",
      fix: "Read the secret in a job that names its environment, on both sides, or give the two secrets different names.",
    },
    "told-apart-by-name": {
      says: "{service} holds {credential} and {partner} in one process, told apart by the names of their variables alone.",
      because:
        "The name stays behind when the value is handed to a client, so the tool boundary has nothing to compare.",
      fix: "Load only the credential of the process's own environment, or keep each in an object with a mandatory environment property that the gate reads.",
    },
  },
  judge(stack) {
    const credentials = stack.credentials.filter(
      (credential) => isSecretCredential(credential) && !isOnlyInCi(stack, credential),
    );
    const used = credentials.filter(isUsed);
    const shared = sharedCredentials(stack, credentials).filter((one) => !isPipelineOnly(one));
    if (used.length === 0 && shared.length === 0) {
      return notApplicable("Nothing in the repository is handed a credential.");
    }

    const open = used.filter((credential) => !carriesTag(credential)).flatMap((one) => openQuestion(stack, one) ?? []);
    const proven = shared.filter(({ certain }) => certain);
    if (proven.length > 0) {
      return fail(
        proven.map((one) => toFinding(stack, one)),
        open.map(({ reason }) => reason),
      );
    }

    const untagged = used.filter((credential) => !carriesTag(credential));
    const suspected = [
      ...shared.map((one) => toFinding(stack, one)),
      ...pairsToldApartByName(untagged).map((pair) => toNameFinding(pair)),
    ];
    if (suspected.length > 0 || open.length > 0) {
      return unknown(
        sentences([...suspected.map(suspicionReason), ...open.map(({ reason }) => reason)]),
        sentences([...suspected.map(suspicionQuestion), ...open.map(({ question }) => question)]),
        { suspected, evidence: distinctLocations(open.flatMap(({ evidence }) => evidence)) },
      );
    }

    return pass(
      distinctLocations([
        ...used.flatMap((one) => separationEvidence(stack, one)),
        ...declaredPublic(stack.credentials.filter(isUsed)),
      ]),
      separationNotes(stack, used),
    );
  },
});

/** What deploys every environment is no credential of the agent, which a client would be handed (CONTROLS §5.1.1). */
function isPipelineOnly({ credential, partner }: SharedCredential): boolean {
  return [credential, partner].every((one) => !isHandedOn(one) && isNamedForPipeline(one.name));
}

/** Scripts that watch a deployment read its token too, without handing it to any client that is known. */
function isHandedOn({ uses }: Credential): boolean {
  return uses.some(({ what }) => what !== "read");
}

/** What only CI is handed belongs to signal 5 (CONTROLS §5.1.1). */
function isOnlyInCi(stack: Stack, { values }: Credential): boolean {
  return values.length > 0 && values.every(({ environment }) => classIn(stack, environment) === "ci");
}

function toFinding(stack: Stack, shared: SharedCredential): Finding<FaultId> {
  const { fault, credential, partner, sides } = shared;
  const live = [...new Set(sides.map((side) => side.live))];
  const others = [...new Set(sides.map((side) => side.other))];
  const [at, ...liveSides] = live.flatMap((value) => bindingLocations(credential, value));
  if (!at) throw new TypeError("a shared credential has two sides");
  const tags = [...live.map((value) => tagIn(credential, value)), ...others.map((value) => tagIn(partner, value))];
  const names = credential === partner ? credential.name : `${credential.name}=${partner.name}`;
  return {
    fault,
    subject: `${credential.service}/${names}`,
    data: {
      credential: credential.name,
      partner: partner.name,
      service: credential.service,
      live: listed(live.map(({ environment }) => environment)),
      others: listed(others.map(({ environment }) => environment)),
      tags: listed(tags.filter((tag) => tag !== null)),
    },
    at,
    related: distinctLocations([
      ...liveSides,
      ...others.flatMap((value) => bindingLocations(partner, value)),
      ...useLocations(credential),
      ...useLocations(partner),
      ...tagLocations(credential),
    ]),
    environments: [...new Set([...live, ...others].map(({ environment }) => environment))],
    failurePath: isHandedToMcpServer(stack, credential) ? 4 : 1,
    contamination: throughCredential(shared),
  };
}

function toNameFinding([live, other]: readonly [Credential, Credential]): Finding<FaultId> {
  const [at, ...uses] = [...useLocations(live), ...useLocations(other)];
  if (!at) throw new TypeError("credentials in one process are used there");
  return {
    fault: "told-apart-by-name",
    subject: `${live.service}/${live.name}+${other.name}`,
    data: { credential: live.name, partner: other.name, service: live.service },
    at,
    related: distinctLocations([...uses, ...tagLocations(live), ...tagLocations(other)]),
    environments: ["production", classOf(other.name)],
    failurePath: 1,
    contamination: [],
  };
}

function suspicionReason({ fault, data }: Finding<FaultId>): string {
  if (fault === "told-apart-by-name") return `Only the names tell ${data.credential} and ${data.partner} apart.`;
  return `${data.credential} may be one secret in ${data.live} and ${data.others}.`;
}

function suspicionQuestion({ fault, data }: Finding<FaultId>): string {
  if (fault === "told-apart-by-name") {
    return `What stops a client of ${data.service} from being given ${data.credential} where ${data.partner} is meant?`;
  }
  if (fault === "may-fall-back") {
    return `Does each of ${data.live} and ${data.others} have a ${data.credential} of its own, so that neither falls back to an unscoped one?`;
  }
  return `Does ${data.credential} open anything the agent uses, and is ${data.others} an environment apart from production?`;
}
