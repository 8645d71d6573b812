/** What a host name tells of the vendor behind it and of which account, project or index it is. */
export interface HostShape {
  /** Null where the scheme of the URL says it better. */
  readonly provider: string | null;
  /** Of the whole host name in lower case. */
  readonly pattern: RegExp;
  /** The part that names the project or index, in the notation of `String.replace`; absent if the host is all. */
  readonly name?: string;
  /** The host under which all its aliases are the same, in the same notation; "" where the name is all. */
  readonly canonical?: string;
  /** The host serves many accounts and the key alone decides which, so that it is no address. */
  readonly shared?: true;
  /** The vendor offers one store under several ports. */
  readonly anyPort?: true;
}

/** The first that matches counts. */
export const hostShapes: readonly HostShape[] = [
  { provider: "supabase", pattern: /^(?!db\.|api\.)([a-z0-9-]+)\.supabase\.(?:co|in)$/, name: "$1" },
  {
    provider: null,
    pattern: /^db\.([a-z0-9-]+)\.supabase\.(?:co|com)$/,
    canonical: "db.$1.supabase.co",
    anyPort: true,
  },
  { provider: null, pattern: /^[a-z0-9-]+\.pooler\.supabase\.com$/, shared: true },
  { provider: null, pattern: /^(ep-[a-z0-9-]+?)-pooler\.(.+\.neon\.tech)$/, canonical: "$1.$2" },
  { provider: "upstash", pattern: /^([a-z0-9-]+)\.upstash\.io$/, name: "$1", anyPort: true },
  { provider: "pinecone", pattern: /^(.+?)(?:-[a-z0-9]{7})?\.svc\.(?:.+\.)?pinecone\.io$/, name: "$1", anyPort: true },
  { provider: "pinecone", pattern: /^(?:api|controller\..+)\.pinecone\.io$/, shared: true },
  { provider: "qdrant", pattern: /^([0-9a-z-]+)\..*cloud\.qdrant\.io$/, name: "$1", anyPort: true },
  { provider: "weaviate", pattern: /^(.+)\.weaviate\.(?:network|cloud)$/, name: "$1", anyPort: true },
  { provider: "milvus", pattern: /^(.+)\.zillizcloud\.com$/, anyPort: true },
  { provider: "chroma", pattern: /^api\.trychroma\.com$/, shared: true },
  { provider: "turbopuffer", pattern: /^(?:.+\.)?turbopuffer\.com$/, shared: true },
  { provider: "libsql", pattern: /^(.+)\.turso\.io$/, anyPort: true },
  { provider: "astra", pattern: /^(.+)\.apps\.astra\.datastax\.com$/, name: "$1" },
  { provider: "opensearch", pattern: /^(.+)\.(?:es|aoss)\.amazonaws\.com$/ },
  { provider: "elasticsearch", pattern: /^(.+)\.(?:elastic-cloud\.com|found\.io|elastic\.cloud)$/ },
  { provider: "azure-search", pattern: /^([a-z0-9-]+)\.search\.windows\.net$/, name: "$1" },
  { provider: "cosmos", pattern: /^([a-z0-9-]+)\.documents\.azure\.com$/, anyPort: true },
  { provider: "azure-openai", pattern: /^([a-z0-9-]+)\.openai\.azure\.com$/, name: "$1" },
  { provider: "azure-blob", pattern: /^([a-z0-9]+)\.blob\.core\.windows\.net$/ },
  { provider: "s3", pattern: /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/, name: "$1", canonical: "" },
  { provider: "convex", pattern: /^([a-z0-9-]+)\.convex\.(?:cloud|site)$/, name: "$1", canonical: "$1.convex.cloud" },
  { provider: "planetscale", pattern: /^(?:.+\.)?psdb\.cloud$/, shared: true },
  { provider: "prisma", pattern: /^(?:.+\.)?(?:prisma-data\.net|prisma\.io)$/, shared: true },
  { provider: "cockroachdb", pattern: /^free-tier.*\.cockroachlabs\.cloud$/, shared: true },
];

/** URLs that hold the secret in their path: whoever knows one may call it. The path is without its leading slash. */
export const secretPaths: readonly { readonly host: RegExp; readonly path: RegExp }[] = [
  { host: /^hooks\.slack\.com$/, path: /^(?:services|workflows|triggers)\// },
  { host: /^(?:.+\.)?discord(?:app)?\.com$/, path: /^api\/(?:v\d+\/)?webhooks\// },
  { host: /^api\.telegram\.org$/, path: /^bot\d+:/ },
  { host: /^(?:.+\.)?webhook\.office\.com$/, path: /^webhookb2\// },
  { host: /^hooks\.zapier\.com$/, path: /^hooks\// },
  { host: /^(?:.+\.)?infura\.io$/, path: /^(?:ws\/)?v3\/./ },
  { host: /^(?:.+\.)?(?:alchemy|alchemyapi)\.(?:com|io)$/, path: /^v2\/./ },
];
