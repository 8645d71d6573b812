import type { ProgramEntry } from "../program-entry.ts";
import { awsPrograms } from "./aws.ts";
import { azurePrograms } from "./azure.ts";
import { googlePrograms } from "./google.ts";
import { hostedPrograms } from "./hosting.ts";
import { kubernetesPrograms } from "./kubernetes.ts";
import { keptVariables } from "./secret-keepers.ts";

/** First match wins. */
const entries: readonly ProgramEntry[] = [
  ...awsPrograms,
  ...googlePrograms,
  ...azurePrograms,
  ...kubernetesPrograms,
  ...hostedPrograms,
  ...keptVariables,
];

/** What this kind of resource gives to a program; null for one that gives it nothing. */
export function programEntry(type: string): ProgramEntry | null {
  return entries.find((entry) => entry.type.test(type)) ?? null;
}
