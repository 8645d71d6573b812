import { identityVariable } from "../../../catalog/infrastructure/signing-variables.ts";
import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { type Thunk, thunkOf, type Value } from "../value.ts";

/**
 * `...AwsSigv4Signer({ getCredentials })` among the options of an OpenSearch client: it signs in place of a password, with
 * the key that it is given, or the one that the SDK finds in the environment. Null for any other function.
 */
export function requestSigner(
  evaluator: Evaluator,
  pkg: string,
  path: readonly string[],
  args: readonly Thunk[],
  at: Place,
): Value | null {
  if (!/^@opensearch-project\/opensearch\/aws/.test(pkg) || path.at(-1) !== "AwsSigv4Signer") return null;
  const options: Value = args[0] ? evaluator.force(args[0]) : { kind: "literal", value: undefined, at };
  const provider = evaluator.member(options, "getCredentials", at);
  const given = provider.kind === "function" ? evaluator.call(provider, [], at) : null;
  const own = given?.kind === "object" ? evaluator.member(given, "secretAccessKey", at) : null;
  const key: Value = own ?? { kind: "variable", name: "AWS_SECRET_ACCESS_KEY", at };
  return objectOf("auth", objectOf("password", key, at), at);
}

/**
 * `new DefaultAzureCredential()` signs in as the program itself, by the identity that infrastructure gives it, unless the
 * environment has a secret for it. Null for whatever else the package has.
 */
export function azureIdentity(pkg: string, path: readonly string[], args: readonly Thunk[], at: Place): Thunk | null {
  if (pkg !== "@azure/identity") return null;
  const name = path.at(-1) ?? "";
  if (/^(?:DefaultAzure|ManagedIdentity|WorkloadIdentity|Environment)Credential$/.test(name))
    return thunkOf({ kind: "variable", name: identityVariable, at });
  // What it provides tokens for does not change who signs in.
  return name === "getBearerTokenProvider" ? (args[0] ?? null) : null;
}

function objectOf(name: string, value: Value, at: Place): Value {
  return { kind: "object", entries: new Map([[name, thunkOf(value)]]), rest: null, at };
}
