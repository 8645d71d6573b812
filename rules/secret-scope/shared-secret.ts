import { classIn, isNonLiveIn, sidesOf } from "../../src/model/across-environments.ts";
import { compareValues } from "../../src/model/bound-value.ts";
import type { Credential } from "../../src/model/credential.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { declaredPublic, isSecretCredential } from "../../src/model/secret-credential.ts";
import type { Stack } from "../../src/model/stack.ts";
import { describeValue, distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "shared" | "shared-with-tag";

/** SC-4: each secret belongs to one environment. A tag that a gate reads keeps signal 1 quiet, and the secret shared. */
export const sharedSecret = defineCheck<FaultId>({
  id: "secret-scope/shared-secret",
  asks: "Does each environment have secrets of its own?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI8:2025",
    "NHI9:2025",
    "AISVS 3.4.1",
    "AISVS 5.1.2",
    "MEASURE 2.7",
    "A.6.2.5",
    "AML.T0055",
    "Art. 15",
    "CWE-522",
    "CWE-653",
  ),
  faults: {
    shared: {
      says: "{credential} of {service} is one secret in {live} and {others}.",
      because: "What leaks in the environment that is guarded less opens production, and revoking it stops both.",
      fix: "Issue a secret for each environment, under a path or scope of its own.",
    },
    "shared-with-tag": {
      says: "{credential} of {service} is one secret in {live} and {others}, with a tag that says which of them uses it.",
      because:
        "The tag tells the calls of the agent apart; whoever takes the secret from the other environment needs no tag.",
      fix: "Issue a secret for each environment; the tag stays useful beside it.",
    },
  },
  judge(stack) {
    const secrets = stack.credentials.filter(isSecretCredential);
    const compared = secrets.map((credential) => ({ credential, sides: sharedSides(stack, credential) }));
    const shared = compared.filter(({ sides }) => sides.length > 0);
    const proven = shared.filter(({ credential, sides }) => isUsed(credential) && sides.some(({ certain }) => certain));
    if (proven.length > 0) return fail(proven.map((one) => toFinding(one)));
    const used = secrets.filter(isUsed);
    if (used.length === 0 && shared.length === 0) return notApplicable("Nothing is handed a secret.");
    const untold = used.filter((credential) => !isTold(stack, credential));
    if (shared.length > 0 || untold.length > 0) {
      const names = listed([...shared.map(({ credential }) => credential.name), ...untold.map(({ name }) => name)]);
      return unknown(
        `The repository does not show what ${names} is in each environment.`,
        `Does production have a value of its own for ${names}?`,
        {
          suspected: shared.map((one) => toFinding(one)),
          evidence: distinctLocations(
            untold.flatMap(({ readAt = [], name }) => readAt.slice(0, 1).map((at) => locate(at, "read", name))),
          ),
        },
      );
    }
    return pass(
      distinctLocations([
        ...used.flatMap(({ name, values }) =>
          values.map(({ at, environment, value }) => locate(at, environment, `${name}: ${describeValue(value)}`)),
        ),
        ...declaredPublic(stack.credentials.filter(isUsed)),
      ]),
    );
  },
});

type Value = Credential["values"][number];

interface Shared {
  readonly credential: Credential;
  readonly sides: readonly { readonly live: Value; readonly other: Value; readonly certain: boolean }[];
}

function isUsed({ uses, provider }: Credential): boolean {
  return uses.length > 0 || provider !== null;
}

function sharedSides(stack: Stack, { values }: Credential): Shared["sides"] {
  return sidesOf(stack, values)
    .filter(({ live, other }) =>
      ["same", "same-password", "relabelled"].includes(compareValues(live.value, other.value)),
    )
    .map(({ live, other }) => ({ live, other, certain: isNonLiveIn(stack, other.environment) }));
}

/** Whether production and something else are both known, and found different. */
function isTold(stack: Stack, { values, absentIn = [] }: Credential): boolean {
  const sides = sidesOf(stack, values);
  const isKnown =
    sides.length > 0 && sides.every(({ live, other }) => compareValues(live.value, other.value) === "different");
  return isKnown || absentIn.some((environment) => classIn(stack, environment) === "production");
}

function toFinding({ credential, sides }: Shared): Finding<FaultId> {
  const live = [...new Set(sides.map((side) => side.live))];
  const others = [...new Set(sides.map((side) => side.other))];
  const [first] = live;
  if (!first) throw new TypeError("a shared secret has two sides");
  const isTagged = credential.tag?.mandatory === true && credential.tag.readBy.length > 0;
  const places = [...live.slice(1), ...others].map(({ at, environment, value }) =>
    locate(at, environment, describeValue(value)),
  );
  return {
    fault: isTagged ? "shared-with-tag" : "shared",
    subject: `${credential.service}/${credential.name}`,
    data: {
      credential: credential.name,
      service: credential.service,
      live: listed(live.map(({ environment }) => environment)),
      others: listed(others.map(({ environment }) => environment)),
    },
    at: locate(first.at, first.environment, describeValue(first.value)),
    related: distinctLocations([
      ...places,
      ...(credential.tag ? [locate(credential.tag.at, "tag")] : []),
      ...credential.uses.slice(0, 3).map(({ place, what }) => locate(place, "use", what)),
    ]),
    environments: [...new Set([...live, ...others].map(({ environment }) => environment))],
    // Signal 1 tells the path that it opens.
    failurePath: null,
    contamination: [],
  };
}
