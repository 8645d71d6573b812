import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/** Command lines that put an earlier release back. */
export const revertCommands: readonly { readonly tool: string; readonly command: RegExp }[] = [
  { tool: "wrangler rollback", command: /(?:^|[\s;&|])wrangler(?: \S+)* (?:rollback|versions deploy)\b/ },
  { tool: "vercel rollback", command: /(?:^|[\s;&|])(?:vercel|vc)(?: \S+)* rollback\b/ },
  { tool: "kubectl rollout undo", command: /(?:^|[\s;&|])kubectl(?: \S+)* rollout undo\b/ },
  { tool: "argo rollouts", command: /(?:^|[\s;&|])kubectl(?: \S+)* argo rollouts (?:undo|abort)\b/ },
  { tool: "argocd app rollback", command: /(?:^|[\s;&|])argocd(?: \S+)* app rollback\b/ },
  { tool: "helm rollback", command: /(?:^|[\s;&|])helm(?: \S+)* rollback\b/ },
  {
    tool: "fly deploy --image",
    command: /(?:^|[\s;&|])(?:fly|flyctl)(?: \S+)* deploy\b[^\n;&|]*\s(?:--image|-i)[\s=]/,
  },
  { tool: "heroku rollback", command: /(?:^|[\s;&|])heroku(?: \S+)* (?:releases:)?rollback\b/ },
  { tool: "netlify rollback", command: /(?:^|[\s;&|])netlify(?: \S+)* (?:rollback|restoreSiteDeploy)\b/ },
  { tool: "docker service rollback", command: /(?:^|[\s;&|])docker(?: \S+)* service rollback\b/ },
  { tool: "eb deploy --version", command: /(?:^|[\s;&|])eb deploy\b[^\n;&|]*--version\b/ },
  { tool: "serverless rollback", command: /(?:^|[\s;&|])(?:serverless|sls)(?: \S+)* rollback\b/ },
  {
    tool: "gcloud traffic",
    command: /(?:^|[\s;&|])gcloud(?: \S+)* run services update-traffic\b[^\n;&|]*--to-revisions\b/,
  },
];

/** Commands that install what package.json declares, and whether they hold to the lockfile. */
export function installOf(text: string): { readonly frozen: boolean } | null {
  const words = text.trim().split(/\s+/);
  const [manager = "", verb = ""] = words;
  const named = words.slice(2).filter((word) => !word.startsWith("-"));
  switch (manager) {
    case "npm":
      if (verb === "ci" || verb === "clean-install") return { frozen: true };
      return /^(?:install|i)$/.test(verb) && named.length === 0 && !/(?:^|\s)(?:-g|--global)\b/.test(text)
        ? { frozen: false }
        : null;
    // On CI pnpm is frozen by itself, and yarn since 2.
    case "pnpm":
      return /^(?:install|i)$/.test(verb) && named.length === 0 ? { frozen: !/--no-frozen-lockfile/.test(text) } : null;
    case "yarn":
      if (/--(?:frozen-lockfile|immutable)\b/.test(text)) return { frozen: true };
      return verb === "install" && /--no-immutable\b/.test(text) ? { frozen: false } : null;
    case "bun":
      if (verb === "ci") return { frozen: true };
      return /^(?:install|i)$/.test(verb) && named.length === 0 ? { frozen: /--frozen-lockfile\b/.test(text) } : null;
    default:
      return null;
  }
}

/**
 * Methods by which one version of an index takes the place of another, or a copy is kept. Read in the published types of
 * @qdrant/js-client-rest 1.18.0, @pinecone-database/pinecone 8.2.0, @elastic/elasticsearch 9.4.3,
 * @opensearch-project/opensearch 3.9.0 and weaviate-client 3.12.1.
 */
export const indexReverts: readonly {
  readonly provider: string;
  readonly symbol: SymbolPattern;
  readonly methods: readonly string[];
}[] = [
  {
    provider: "qdrant",
    symbol: symbols("@qdrant/js-client-rest", "QdrantClient"),
    methods: ["updateCollectionAliases", "createSnapshot", "createFullSnapshot"],
  },
  {
    provider: "pinecone",
    symbol: symbols("@pinecone-database/pinecone", "Pinecone"),
    methods: ["createBackup", "createCollection"],
  },
  {
    provider: "elasticsearch",
    symbol: symbols("@elastic/elasticsearch", "Client"),
    methods: ["indices.updateAliases", "indices.putAlias", "snapshot.create"],
  },
  {
    provider: "opensearch",
    symbol: symbols("@opensearch-project/opensearch", "Client"),
    methods: ["indices.updateAliases", "indices.putAlias", "snapshot.create"],
  },
  {
    provider: "weaviate",
    symbol: symbols(
      "weaviate-client",
      "default",
      "connectToWeaviateCloud",
      "connectToLocal",
      "connectToCustom",
      "default.connectToWeaviateCloud",
      "default.connectToLocal",
      "default.connectToCustom",
    ),
    methods: ["alias.create", "alias.update", "backup.create"],
  },
];

/** Files beside a package.json that say that it is deployed. */
export const deploymentFile =
  /^(?:(?:Dockerfile|Containerfile)(?:\.(?:prod|production))?|wrangler\.(?:toml|jsonc?)|fly(?:\.[\w-]+)?\.toml|vercel\.json|railway\.(?:toml|json)|render\.ya?ml|netlify\.toml|serverless\.(?:ya?ml|ts)|Procfile|app\.ya?ml|sst\.config\.ts|apprunner\.ya?ml)$/;

export const lockfiles: ReadonlySet<string> = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
  "deno.lock",
]);
