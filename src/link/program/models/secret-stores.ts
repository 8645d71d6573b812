import type { Place } from "../../../model/location.ts";
import { type Evaluator, isEmpty } from "../evaluate.ts";
import { chainOf, type Thunk, type Value } from "../value.ts";

/** Commands and methods that fetch one secret by name, with where the name stands. */
const commands: Readonly<Record<string, { readonly store: string; readonly key: string }>> = {
  GetParameterCommand: { store: "aws-ssm", key: "Name" },
  GetSecretValueCommand: { store: "aws-secrets-manager", key: "SecretId" },
};

/** A secret that is fetched from a secret store by its name: equal names are one secret. */
export function storedSecret(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [first] = args;
  if (!first) return null;
  const given = evaluator.force(first);
  if (
    method === "send" &&
    given.kind === "applied" &&
    given.callee.kind === "external" &&
    given.callee.package.startsWith("@aws-sdk/")
  ) {
    const command = commands[given.callee.path.at(-1) ?? ""];
    const input = given.args[0] ? evaluator.force(given.args[0]) : null;
    return command && input ? named(command.store, evaluator.member(input, command.key, at), at) : null;
  }
  const [root] = chainOf(object);
  if (root?.kind !== "external") return null;
  if (root.package === "@google-cloud/secret-manager" && method === "accessSecretVersion")
    return named("gcp-secret-manager", evaluator.member(given, "name", at), at);
  if (root.package === "@azure/keyvault-secrets" && method === "getSecret") return named("azure-key-vault", given, at);
  if (
    /^(node-vault|@litehex\/node-vault|hashi-vault-js)$/.test(root.package) &&
    /^(read|readKVSecret|get)$/.test(method)
  )
    return named("vault", given, at);
  return null;
}

/** A request to Vault's own API carries its token in a header of its own; the URL names the secret. */
export function fetchedSecret(evaluator: Evaluator, url: Value, options: Value, at: Place): Value | null {
  if (options.kind !== "object") return null;
  const headers = evaluator.member(options, "headers", at);
  const isVault =
    headers.kind === "object" && [...headers.entries.keys()].some((k) => k.toLowerCase() === "x-vault-token");
  return isVault && !isEmpty(url) ? named("vault", url, at) : null;
}

function named(store: string, name: Value, at: Place): Value | null {
  return isEmpty(name) ? null : { kind: "stored", store, name, at };
}
