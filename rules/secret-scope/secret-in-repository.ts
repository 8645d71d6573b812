import { classOf } from "../../src/model/environment.ts";
import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Sealed } from "../../src/model/sealed.ts";
import type { WrittenSecret } from "../../src/model/secret-scope.ts";
import type { Stack } from "../../src/model/stack.ts";
import { describeValue, distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "written-out" | "written-as-default";

/** SC-1 and SC-2: no file that git keeps holds a secret value (CONTROLS §5.1.13). */
export const secretInRepository = defineCheck<FaultId>({
  id: "secret-scope/secret-in-repository",
  asks: "Is every secret kept outside the repository?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI2:2025",
    "NHI7:2025",
    "AISVS 5.1.2",
    "MEASURE 2.7",
    "A.4.5",
    "AML.T0055",
    "Art. 15",
    "CWE-798",
    "CWE-312",
    "CWE-522",
  ),
  faults: {
    "written-out": {
      says: "{name} is written out in {place} ({shape}).",
      because:
        "Whoever reads the repository or a copy of it holds the secret, an agent that works in the checkout included, and history keeps it after it is deleted.",
      fix: "Revoke it, issue another, and keep that where a secret store or the platform hands it to the process that needs it.",
    },
    "written-as-default": {
      says: "{name} falls back to a secret that is written out in {place} ({shape}).",
      because: "Where the variable is not set nobody notices, and the secret in the repository is used.",
      fix: "Revoke it and leave the default out, so that a missing secret stops the start.",
    },
  },
  judge(stack) {
    const { written } = stack.secretScope;
    const proven = written.filter(isProven);
    const groups = groupBy(proven, ({ sealed }) => sealed.digest);
    const open = written.filter((one) => !isProven(one) && isSuspected(one));
    const asked = groupBy(open, ({ sealed }) => sealed.digest);
    if (groups.length > 0) return fail(groups.map(toFinding));
    if (asked.length > 0) {
      const names = listed(open.map(({ name }) => name));
      return unknown(
        `The values of ${names} look like secrets, and nothing tells what they open.`,
        `Are the values of ${names} in the repository secrets that open anything beyond a developer's machine?`,
        { suspected: asked.map(toFinding) },
      );
    }
    const kept = keptElsewhere(stack);
    if (kept.length === 0) return notApplicable("No secret is referred to or written out.");
    return pass(kept);
  },
});

/** Known by its form, or random under the name of a secret, and of use outside of one machine. */
function isProven({ sealed, environment, where, besideLocal }: WrittenSecret): boolean {
  const kind = environment === null ? "other" : classOf(environment);
  const isLocal = localClasses.has(kind) || (kind === "other" && besideLocal === true);
  if (isForTests(sealed)) return false;
  switch (sealed.form) {
    case "vendor-key":
    case "private-key":
      return true;
    case "login":
      // A web address with a token in it may be an example of one, where it stands in code.
      return !isLocal && isRemote(sealed) && (where !== "code" || sealed.address?.provider !== "http");
    case "generated":
      return !isLocal && (where === "dotenv" || where === "mcp-config" || where === "manifest" || where === "ci");
    default:
      return false;
  }
}

function isSuspected({ sealed, where }: WrittenSecret): boolean {
  if (isForTests(sealed)) return false;
  if (sealed.form === "login") return where !== "code" && isRemote(sealed);
  // In code a random text may be the id of anything.
  return (sealed.form === "generated" || sealed.form === "token") && where !== "code";
}

const localClasses: ReadonlySet<string> = new Set(["development", "test", "ci"]);

/** A key that its vendor issued for tests: `sk_test_…`. */
function isForTests({ tag }: Sealed): boolean {
  return tag?.issuedBy === "vendor" && localClasses.has(classOf(tag.says));
}

/** A host that a name service outside of one machine or one compose network knows. */
function isRemote({ address }: Sealed): boolean {
  const host = (address?.host ?? "").replace(/:\d+$/, "");
  if (!host.includes(".") || /^\d+(?:\.\d+){3}$/.test(host)) return false;
  return !/(?:^|\.)(?:localhost|local|internal|test|example|invalid)$|(?:^|\.)example\.(?:com|org|net)$/.test(host);
}

function toFinding(group: readonly WrittenSecret[]): Finding<FaultId> {
  const [first, ...more] = group;
  if (!first) throw new TypeError("a group has a member");
  return {
    fault: first.isDefault ? "written-as-default" : "written-out",
    subject: `${first.at.path}#${first.name}`,
    data: { name: first.name, place: placeOf[first.where], shape: first.sealed.shape },
    at: locate(first.at, "secret", first.name),
    related: distinctLocations(more.map(({ at, name }) => locate(at, "the same secret", name))),
    environments: [...new Set(group.flatMap(({ environment }) => environment ?? []))],
    failurePath: null,
    contamination: [],
  };
}

const placeOf: Readonly<Record<WrittenSecret["where"], string>> = {
  dotenv: "a file of variables that git keeps",
  configuration: "a configuration file",
  "mcp-config": "the configuration of an MCP client",
  ci: "a CI workflow",
  manifest: "a manifest",
  infrastructure: "infrastructure code",
  image: "a Dockerfile",
  code: "the code",
};

/** Where secrets are referred to, which is what a pass rests on. */
function keptElsewhere({ credentials, mcpServers, secretScope }: Stack) {
  return distinctLocations([
    ...credentials.flatMap(({ name, values, readAt = [], uses }) => [
      ...values
        .filter(({ value }) => value.kind === "reference")
        .map(({ at, value }) => locate(at, "reference", `${name}: ${describeValue(value)}`)),
      ...[...readAt, ...uses.map(({ place }) => place)].slice(0, 1).map((at) => locate(at, "read", name)),
    ]),
    ...mcpServers.flatMap((server) =>
      server.credentials
        .filter(({ value }) => value.kind === "reference")
        .map(({ at, variable, value }) => locate(at, "reference", `${variable}: ${describeValue(value)}`)),
    ),
    ...secretScope.jobs.flatMap(({ secrets }) => secrets.map(({ name, at }) => locate(at, "reference", name))),
  ]);
}
