import { sidesOf } from "../../src/model/across-environments.ts";
import { compareValues } from "../../src/model/bound-value.ts";
import type { Credential } from "../../src/model/credential.ts";
import { type Location, locate, type Place, samePlace } from "../../src/model/location.ts";
import type { Stack } from "../../src/model/stack.ts";
import { describeValue } from "../../src/model/wording.ts";
import { type CredentialValue, carriesTag, whyTagDoesNotCount } from "./shared-credentials.ts";

/** Where a credential gets its value in one environment, then the places that lead there. */
export function bindingLocations(credential: Credential, { environment, value, at, via }: CredentialValue): Location[] {
  return [
    locate(at, environment, `${credential.name}: ${describeValue(value)}`),
    ...via.slice(0, 3).map((place) => locate(place, "leads there", credential.name)),
  ];
}

/** Where code reads it, and the first clients, tools and servers that receive it. */
export function useLocations(credential: Credential): Location[] {
  const { name, readAt = [], uses } = credential;
  return [
    ...readAt.slice(0, 2).map((place) => locate(place, "read", name)),
    ...uses.slice(0, 3).map(({ place, what }) => useLocation(name, place, what)),
  ];
}

/** Whoever only reads it was not seen to hand it on. */
function useLocation(name: string, place: Place, what: string): Location {
  return what === "read" ? locate(place, "read", name) : locate(place, "use", `${name} is handed to ${what}`);
}

/** Its scope tag, with the reason why it does not count if it does not, and the gates that read it. */
export function tagLocations(credential: Credential): Location[] {
  const { tag } = credential;
  if (!tag) return [];
  const flaw = whyTagDoesNotCount(tag);
  return [
    locate(tag.at, "tag", flaw ?? `the tag of ${credential.name}`),
    ...(tag.says ?? []).map(({ environment, says, at }) => locate(at, environment, `the tag says ${says}`)),
    ...tag.readBy.slice(0, 3).map((place) => locate(place, "gate", `reads the tag of ${credential.name}`)),
  ];
}

/** What shows that a credential is separated: both sides of its values, or its tag. */
export function separationEvidence(stack: Stack, credential: Credential): Location[] {
  const sides = sidesOf(stack, credential.values);
  const isAbsentElsewhere = sides.length === 0 && (credential.absentIn ?? []).length > 0;
  return [
    ...(isAbsentElsewhere ? credential.values.flatMap((value) => bindingLocations(credential, value)) : []),
    ...sides.flatMap(({ live, other }) => [live, other].flatMap((value) => bindingLocations(credential, value))),
    ...(carriesTag(credential) ? tagLocations(credential) : []),
  ];
}

/** What a pass of signal 1 leaves to other controls or takes for granted. */
export function separationNotes(stack: Stack, credentials: readonly Credential[]): string[] {
  return credentials.flatMap((credential) => {
    const { name, values } = credential;
    const sides = sidesOf(stack, values);
    const shared = sides.filter(({ live, other }) => compareValues(live.value, other.value) === "same");
    const scopes = sides.filter(({ live, other }) => sameNameInTwoScopes(live, other));
    const literal = values.find(
      ({ value }) => value.kind === "literal" && value.sealed.nature === "secret" && !value.sealed.isMade,
    );
    return [
      ...(shared.length > 0
        ? [
            `${name} is one secret in several environments and passes by its tag alone; secret-scope reports the sharing.`,
          ]
        : []),
      ...(scopes.length > 0
        ? [`${name} is scoped by environment; one that lacks a secret of its own falls back to the repository's.`]
        : []),
      ...(literal
        ? [
            `${name} stands as a literal in the configuration of ${literal.environment}; secret-scope judges committed secrets.`,
          ]
        : []),
    ];
  });
}

/** Whether an MCP server is among those who receive it: the seed's failure path 4. */
export function isHandedToMcpServer(stack: Stack, credential: Credential): boolean {
  return stack.mcpServers.some(
    (server) =>
      credential.uses.some(({ place }) => samePlace(place, server.at)) ||
      server.credentials.some(
        ({ value, at }) =>
          [...credential.uses.map(({ place }) => place), ...credential.values.map((one) => one.at)].some((place) =>
            samePlace(place, at),
          ) || credential.values.some((one) => compareValues(one.value, value) === "same"),
      ),
  );
}

function sameNameInTwoScopes({ value: a }: CredentialValue, { value: b }: CredentialValue): boolean {
  if (a.kind !== "reference" || b.kind !== "reference") return false;
  return a.store === b.store && a.name === b.name && a.store.startsWith("github") && a.scope !== b.scope;
}
