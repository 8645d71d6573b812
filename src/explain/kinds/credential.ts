import { classIn, isLiveIn } from "../../model/across-environments.ts";
import { compareValues, isPublic } from "../../model/bound-value.ts";
import type { Credential, CredentialTag } from "../../model/credential.ts";
import type { LineAddress, Row } from "../../model/explanation.ts";
import type { Place } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import { describeValue, listed } from "../../model/wording.ts";
import { environmentRows } from "../environment-rows.ts";
import { covers, defineKind, defines, row, serves } from "../kind.ts";
import { comparisonText } from "../value-text.ts";
import { limitsOfValue } from "./binding.ts";

const mostUses = 4;

/** A secret that is followed from where it is bound to the clients that it opens. */
export const credentials = defineKind<Credential>({
  kind: "credential",
  all: (stack) => stack.credentials,
  name: ({ name }) => name,
  service: ({ service }) => service,
  mentions: ({ values, uses, readAt = [], tag }) => [
    ...values.flatMap(({ environment, value, at, via }) => [
      ...(value.kind === "unresolved"
        ? serves(at, "is as far as it could be followed", environment)
        : defines(at, "binds it", environment)),
      ...serves(via, "leads to its value", environment),
    ]),
    ...uses.filter((u) => u.what !== "read").flatMap(({ place, what }) => serves(place, `hands it to ${what}`)),
    ...uses.filter((u) => u.what === "read").flatMap(({ place }) => serves(place, "reads it")),
    ...serves(readAt, "reads it"),
    ...serves(tag?.at, "tags it with its environment"),
    ...serves(tag?.readBy, "reads its tag before it is used"),
    ...(tag?.says ?? []).flatMap(({ environment, at }) => serves(at, "says what its tag is", environment)),
  ],
  rows: (credential, stack, line, isStep) => [
    row("service", credential.service),
    ...(credential.provider === null ? [] : [row("opens", credential.provider)]),
    ...valueRows(credential, stack, line),
    ...absentRow(credential),
    ...(isStep ? [] : usesRow(credential)),
    row("tag", tagText(credential.tag), credential.tag ? [credential.tag.at] : []),
    ...standing(credential, stack),
  ],
  limits: (credential, stack) => [
    ...new Set(credential.values.flatMap(({ value }) => limitsOfValue(value))),
    ...(credential.uses.length === 0
      ? ["That nothing was seen to read it does not prove that nothing does: a platform's tool or a package may."]
      : []),
    ...(credential.values.some(({ environment }) => classIn(stack, environment) === "other")
      ? ["Whether an environment whose name tells nothing is live is not in the repository."]
      : []),
    "Which account a key belongs to, and what it may do there, is known to its vendor alone.",
  ],
});

function valueRows({ values }: Credential, stack: Stack, line: LineAddress): readonly Row[] {
  const here = values.find(({ at }) => covers(at, line)) ?? values.find((v) => isLiveIn(stack, v.environment));
  return environmentRows(
    values.map((one) => {
      const isBase = !here || one.environment === here.environment;
      const isOpen = one.value.kind === "unresolved" || here?.value.kind === "unresolved";
      const relation =
        isBase || isOpen ? "" : `; ${comparisonText(compareValues(here.value, one.value), here.environment)}`;
      const text = one.value.kind === "unresolved" ? `not known (${one.value.reason})` : describeValue(one.value);
      return { environment: one.environment, text: `${text}${relation}`, places: [one.at] };
    }),
  );
}

function absentRow({ absentIn = [] }: Credential): Row[] {
  return absentIn.length === 0 ? [] : [row("absent in", listed(absentIn))];
}

function usesRow({ uses }: Credential): Row[] {
  const handed = uses.filter((u) => u.what !== "read");
  if (uses.length === 0) return [row("used by", "nothing that was seen to read it")];
  const shown = handed.length > 0 ? handed : uses;
  const text = handed.length > 0 ? listed(handed.map((u) => u.what)) : "code that reads it";
  return [
    row(
      "used by",
      text,
      shown.slice(0, mostUses).map(({ place }): Place => place),
    ),
  ];
}

function tagText(tag: CredentialTag | null): string {
  if (!tag) return "none: nothing on it says which environment it is for";
  const kinds = {
    property: "a property beside it",
    "in-value": "in the value",
    "sibling-variable": "another variable",
  };
  const faults = [
    ...(tag.mandatory ? [] : ["it can be left out"]),
    ...(tag.tautological ? ["it is the environment of the process, so it says nothing of the secret"] : []),
    ...(tag.readBy.length === 0 ? ["no gate reads it"] : []),
  ];
  return `${kinds[tag.kind]}${faults.length === 0 ? ", which a gate reads" : `, but ${listed(faults)}`}`;
}

/** Why there is nothing to compare, where there is not. */
function standing({ values }: Credential, stack: Stack): Row[] {
  if (values.length > 0 && values.every(({ value }) => isPublic(value)))
    return [row("compared", "no: it is published by design")];
  const environments = new Set(values.map((v) => v.environment));
  if (values.length === 0) return [row("compared", "no: the repository gives it a value in no environment")];
  if (![...environments].some((e) => isLiveIn(stack, e)))
    return [row("compared", "no: no production value is in the repository")];
  return environments.size === 1 ? [row("compared", `no: a value is known for ${listed([...environments])} only`)] : [];
}
