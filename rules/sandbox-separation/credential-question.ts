import {
  classIn,
  environmentsOf,
  environmentsWithout,
  isLiveIn,
  sidesOf,
} from "../../src/model/across-environments.ts";
import { isUnresolved } from "../../src/model/bound-value.ts";
import type { Credential } from "../../src/model/credential.ts";
import type { Stack } from "../../src/model/stack.ts";
import { describeValue, listed } from "../../src/model/wording.ts";
import { bindingLocations, useLocations } from "./credential-evidence.ts";
import type { OpenQuestion } from "./open-question.ts";

type Value = Credential["values"][number];

function isComparable(stack: Stack, { environment }: Value): boolean {
  return !isLiveIn(stack, environment) && classIn(stack, environment) !== "ci";
}

function isDeployed(stack: Stack, { environment }: Value): boolean {
  return ["production", "staging", "preview"].includes(classIn(stack, environment));
}

/** What the repository leaves open about a credential: an environment without a value, or a value it does not hold. */
export function openQuestion(stack: Stack, credential: Credential): OpenQuestion | null {
  const { name, service, values } = credential;
  const declared = environmentsOf(stack, service);
  const silent = environmentsWithout(stack, service, values).filter((name) => !credential.absentIn?.includes(name));
  // A developer's machine or a test run that is told nothing is no open question where a deployed environment is known.
  const isCompared = values.some((v) => isComparable(stack, v) && !isUnresolved(v.value) && isDeployed(stack, v));
  const unresolved = sidesOf(stack, values)
    .filter(({ certain }) => certain)
    .flatMap(({ live, other }) => [live, other])
    .filter((v) => isUnresolved(v.value) && (!isCompared || isLiveIn(stack, v.environment) || isDeployed(stack, v)));
  const evidence = values.flatMap((value) => bindingLocations(credential, value));

  if (unresolved.length > 0 || silent.length > 0) {
    const missing = [
      ...values
        .filter((value) => unresolved.includes(value))
        .map(({ environment, value }) => ({ environment, why: describeValue(value) })),
      ...silent.map((environment) => ({ environment, why: "no value in the repository" })),
    ];
    return {
      reason: `The value of ${name} of ${service} is not known for ${missingIn(missing)}.`,
      question: `Is ${name} of ${service} a different secret in production than in every other environment?`,
      evidence: evidence.length > 0 ? evidence : useLocations(credential),
    };
  }
  if (sidesOf(stack, values).length > 0) return null;
  // Not in an environment at all, so there is nothing that could be shared with it.
  if ((credential.absentIn ?? []).length > 0) return null;
  const only = declared.some((environment) => isLiveIn(stack, environment))
    ? "no environment beside production"
    : "no production environment";
  return {
    reason: `For ${service} the repository declares ${declared.length === 0 ? "no environment" : only}, so there is nothing to compare ${name} with.`,
    question: `Which secret do runs of ${service} outside production use for ${name}, and is it another than production's?`,
    evidence: evidence.length > 0 ? evidence : useLocations(credential),
  };
}

/** Each environment once, and a reason that all have in common once too. */
function missingIn(missing: readonly { readonly environment: string; readonly why: string }[]): string {
  const first = missing.filter((one, i) => missing.findIndex((m) => m.environment === one.environment) === i);
  const reasons = first.map(({ environment, why }) => why.replace(` for ${environment}`, ""));
  const environments = first.map(({ environment }) => environment);
  const [common, ...others] = [...new Set(reasons)];
  if (common !== undefined && others.length === 0) return `${listed(environments)} (${common})`;
  return listed(environments.map((environment, i) => `${environment} (${reasons[i]})`));
}
