import type { Place } from "./location.ts";

export type EnvironmentClass = "production" | "staging" | "preview" | "development" | "test" | "ci" | "other";

/** One of the places the stack runs in, as the repository declares it. Live means class `production`. */
export interface Environment {
  /** As written, lower case: `staging`, `prod-eu`. */
  readonly name: string;
  readonly class: EnvironmentClass;
  readonly declaredAt: readonly Place[];
  /** Further names that the repository has for it, where its users say that they mean this one. */
  readonly alsoCalled?: readonly string[];
}

const words: Readonly<Record<Exclude<EnvironmentClass, "other">, readonly string[]>> = {
  production: ["production", "prod", "prd", "live"],
  staging: [
    "staging",
    "stage",
    "stg",
    "uat",
    "preprod",
    "preproduction",
    "qa",
    "acceptance",
    "canary",
    "integration",
    "rehearsal",
  ],
  preview: ["preview", "previews", "review"],
  development: ["development", "develop", "dev", "local", "localhost", "sandbox"],
  test: ["test", "testing", "tests", "e2e", "eval", "evals", "unittest"],
  ci: ["ci"],
};

const classOfWord = new Map<string, EnvironmentClass>(
  Object.entries(words).flatMap(([name, list]) => list.map((word) => [word, name as EnvironmentClass] as const)),
);

/** `pre-prod` and `non-prod` name what production is not; read before the words are split. */
const compounds: readonly (readonly [RegExp, EnvironmentClass])[] = [
  [/(^|[^a-z])pre[-_]?prod(uction)?([^a-z]|$)/, "staging"],
  [/(^|[^a-z])(non|not)[-_]?prod(uction)?([^a-z]|$)/, "staging"],
];

/** The class an environment name stands for: `prod-eu` is production, `pre-prod` staging, `blue` other. */
export function classOf(name: string): EnvironmentClass {
  const lower = name.toLowerCase();
  for (const [pattern, result] of compounds) if (pattern.test(lower)) return result;
  const found = new Set<EnvironmentClass>();
  for (const word of splitWords(name)) {
    const known = classOfWord.get(word);
    if (known) found.add(known);
  }
  // Two classes in one name (`prod-test`) contradict each other: neither is taken.
  const [only] = found;
  return found.size === 1 && only ? only : "other";
}

/** Networks on which what is done counts, and those on which it is tried out. Nothing runs *in* them, so they are no environments. */
const networks: Readonly<Record<string, EnvironmentClass>> = {
  mainnet: "production",
  testnet: "test",
  devnet: "test",
  regtest: "test",
  signet: "test",
  sepolia: "test",
  goerli: "test",
  holesky: "test",
  hoodi: "test",
  amoy: "test",
  mumbai: "test",
  fuji: "test",
};

/** The class of what a call goes to, by its name: as {@link classOf}, and `base-mainnet` counts as production. */
export function classOfTarget(name: string): EnvironmentClass {
  const own = classOf(name);
  if (own !== "other") return own;
  const [only, ...more] = new Set(splitWords(name).flatMap((word) => networks[word] ?? []));
  return only && more.length === 0 ? only : "other";
}

/** Whether this single word names an environment: `prod`, `staging`; not `e2e` or `review` inside a longer name. */
export function isEnvironmentWord(word: string): boolean {
  return classOfWord.has(word.toLowerCase());
}

/** `stagingApiKey`, `STAGING_API_KEY` and `staging-api-key` have the same words. */
export function splitWords(name: string): readonly string[] {
  const known = wordsOf.get(name);
  if (known) return known;
  const words = splitName(name);
  // Names come back by the million, long texts do not.
  if (name.length < 64 && wordsOf.size < 50_000) wordsOf.set(name, words);
  return words;
}

const wordsOf = new Map<string, readonly string[]>();

function splitName(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** The words of a host that may name an environment: `.dev` and `.live` are places on the internet, `.test` and `.local` are not. */
export function splitHost(host: string): readonly string[] {
  const labels = host.replace(/:\d+$/, "").split(".");
  const isPublic = labels.length > 1 && !reservedDomains.has(labels.at(-1)?.toLowerCase() ?? "");
  return splitWords((isPublic ? labels.slice(0, -1) : labels).join(" "));
}

/** Top-level domains that nobody can register. */
const reservedDomains = new Set(["test", "local", "localhost"]);

export function isLive(environment: { readonly class: EnvironmentClass }): boolean {
  return environment.class === "production";
}
