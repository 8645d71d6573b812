/** A command line that prints one secret: the words it starts with, and what names the secret. */
interface SecretCommand {
  readonly words: readonly string[];
  readonly store: string;
  /** Options whose values make up the name, those that are not given left out. */
  readonly options?: readonly string[];
  /** Which of the words that are no options name it. */
  readonly positionals?: readonly [from: number, to?: number];
  /** The option that says in whose account the name counts. */
  readonly account?: string;
}

const commands: readonly SecretCommand[] = [
  { words: ["aws", "ssm", "get-parameter"], store: "aws-ssm", options: ["name"], account: "profile" },
  {
    ...{ words: ["aws", "secretsmanager", "get-secret-value"], store: "aws-secrets-manager" },
    ...{ options: ["secret-id"], account: "profile" },
  },
  {
    ...{ words: ["gcloud", "secrets", "versions", "access"], store: "gcp-secret-manager" },
    ...{ options: ["secret"], account: "project" },
  },
  {
    ...{ words: ["az", "keyvault", "secret", "show"], store: "azure-key-vault" },
    options: ["vault-name", "name", "n", "id"],
  },
  { words: ["vault", "kv", "get"], store: "vault", options: ["mount", "field"], positionals: [0] },
  { words: ["vault", "read"], store: "vault", options: ["field"], positionals: [0] },
  { words: ["op", "read"], store: "1password", positionals: [0] },
  { words: ["chamber", "read"], store: "aws-ssm", positionals: [0, 2] },
  {
    ...{ words: ["doppler", "secrets", "get"], store: "doppler" },
    ...{ options: ["project", "p", "config", "c"], positionals: [0] },
  },
  { words: ["infisical", "secrets", "get"], store: "infisical", options: ["projectId", "env"], positionals: [0] },
];

/** The entry for a command line, and the words after those it starts with. */
export function secretCommand(
  words: readonly string[],
): { readonly entry: SecretCommand; readonly rest: readonly string[] } | null {
  for (const entry of commands) {
    if (entry.words.every((word, index) => words[index] === word))
      return { entry, rest: words.slice(entry.words.length) };
  }
  return null;
}
