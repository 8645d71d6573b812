/** A command line that writes to a store which the configuration of a platform binds. */
export interface StoreCommand {
  readonly tool: string;
  readonly verbs: readonly string[];
  /** The kind of binding. */
  readonly resource: string;
  /** Options that name the store where no word after the verb does. */
  readonly named?: readonly string[];
  /** The name ends at this character: a bucket stands before the key. */
  readonly endsAt?: string;
  /** Without this option it works on a copy on the own machine, or may do so in some versions. */
  readonly onlyWith?: string;
  /** The option with what it tells the store, which may only ask. */
  readonly asks?: string;
  readonly environment: readonly string[];
  readonly file: readonly string[];
  readonly valued: readonly string[];
  /** Variables that the tool signs in with. */
  readonly signsInWith: readonly string[];
}

const wrangler = {
  tool: "wrangler",
  environment: ["env", "e"],
  file: ["config", "c"],
  valued: ["command", "file", "cwd", "path", "ttl", "metadata", "expiration", "batch-size", "content-type"],
  signsInWith: ["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY"],
};

/** As their documentation has it. Migrations are left out: they belong to a deployment. */
export const storeCommands: readonly StoreCommand[] = [
  {
    ...wrangler,
    ...{ verbs: ["d1 execute"], resource: "d1", onlyWith: "remote", asks: "command" },
  },
  {
    ...wrangler,
    ...{ verbs: ["kv key put", "kv key delete", "kv bulk put", "kv bulk delete"], resource: "kv" },
    ...{ named: ["binding", "namespace-id"], onlyWith: "remote" },
  },
  { ...wrangler, verbs: ["r2 object put", "r2 object delete"], resource: "r2", endsAt: "/", onlyWith: "remote" },
  {
    ...wrangler,
    verbs: ["vectorize insert", "vectorize upsert", "vectorize delete-vectors", "vectorize delete"],
    resource: "vectorize",
  },
];
