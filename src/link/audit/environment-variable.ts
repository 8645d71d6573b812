import { namesEnvironment } from "../../catalog/environment-names.ts";
import { splitWords } from "../../model/environment.ts";

/** What a variable of the process says by its name: which environment it is, how it was built, or what a credential is for. */
export type VariableKind = "environment" | "node-env" | "credential" | "other";

export function variableKind(name: string): VariableKind {
  const words = splitWords(name);
  const says = words.some((w) => w === "env" || w === "environment" || w === "stage" || w === "scope");
  // `STRIPE_KEY_ENVIRONMENT` stands beside the credential and is the credential's, not the process's.
  if (says && words.some((w) => /^(key|token|secret|credential|credentials|password|cred)$/.test(w)))
    return "credential";
  const known = namesEnvironment(name);
  return known === "runtime-mode" ? "node-env" : (known ?? "other");
}
