import { at } from "../shorthand.ts";
import { cdkConstructs } from "./cdk-constructs.ts";
import type { ConstructEntry } from "./construct-entry.ts";

const sst = (...names: readonly string[]): Pick<ConstructEntry, "packages" | "names" | "id"> => ({
  packages: [""],
  names: names.map((name) => `sst.${name}`),
  id: 0,
});
const pulumi = (...names: readonly string[]): Pick<ConstructEntry, "packages" | "names" | "id"> => ({
  packages: ["@pulumi/*", "@pinecone-database/pulumi", "@upstash/pulumi"],
  names,
  id: 0,
});
const alchemy = (...names: readonly string[]): Pick<ConstructEntry, "packages" | "names" | "id"> => ({
  packages: ["alchemy*"],
  names,
  id: 0,
});

const sstProgram: ConstructEntry["program"] = {
  maps: at("1.environment"),
  links: at("1.link"),
  code: at("1.handler", "1.path", "1.image.context"),
  names: at("0"),
};

/** First match wins. */
const entries: readonly ConstructEntry[] = [
  {
    ...sst("aws.Function", "aws.Nextjs", "aws.Astro", "aws.Remix", "aws.SvelteKit", "aws.SolidStart", "aws.Nuxt"),
    program: sstProgram,
  },
  {
    ...sst(
      "aws.React",
      "aws.TanStackStart",
      "aws.Analog",
      "aws.StaticSite",
      "aws.Service",
      "aws.Task",
      "cloudflare.Worker",
    ),
    program: sstProgram,
  },
  { ...sst("Secret"), stored: "sst-secret", secret: ["value"] },
  ...["Bucket", "Dynamo", "Queue", "Postgres", "Aurora", "Mysql", "Redis", "OpenSearch", "Vector", "SnsTopic"].map(
    (kind): ConstructEntry => ({
      ...sst(`aws.${kind}.get`),
      ...{ name: at("1", "1.id", "1.name"), isLookup: true, secret: ["password"] },
    }),
  ),
  {
    ...sst("aws.Bucket", "aws.Dynamo", "aws.Queue", "aws.Postgres", "aws.Aurora", "aws.Mysql", "aws.Redis"),
    secret: ["password"],
  },
  {
    ...sst("aws.OpenSearch", "aws.Vector", "cloudflare.Bucket", "cloudflare.Kv", "cloudflare.D1"),
    secret: ["password"],
  },

  {
    ...alchemy("Worker", "Website", "Vite", "Nextjs", "Astro", "TanStackStart", "ReactRouter", "SvelteKit", "Nuxt"),
    program: {
      bindings: at("1.bindings"),
      maps: at("1.env"),
      code: at("1.entrypoint", "1.cwd"),
      names: at("1.name", "0"),
    },
  },
  ...(
    [
      ["D1Database", "d1", "cloudflare-d1", "1.name"],
      ["KVNamespace", "kv", "cloudflare-kv", "1.title"],
      ["R2Bucket", "r2", "cloudflare-r2", "1.name"],
      ["VectorizeIndex", "vectorize", "cloudflare-vectorize", "1.name"],
      ["Queue", "queue", "cloudflare-queue", "1.name"],
      ["Hyperdrive", "hyperdrive", "cloudflare-hyperdrive", "1.name"],
      ["AiSearch", "ai-search", "cloudflare-ai-search", "1.name"],
    ] as const
  ).map(
    ([name, resource, provider, named]): ConstructEntry => ({
      ...alchemy(name),
      ...{ name: at(named), says: ["name", "id"], binding: { resource, provider } },
    }),
  ),
  {
    ...alchemy("NeonProject", "UpstashRedis", "PlanetScaleDatabase", "SupabaseProject", "Table", "Bucket"),
    ...{ name: at("1.name"), says: ["name"], secret: ["password", "connectionUri", "restToken", "connection_uris"] },
  },

  {
    ...pulumi("lambda.Function", "lambda.CallbackFunction"),
    ...{ name: at("1.name"), role: at("1.role") },
    program: { maps: at("1.environment.variables"), code: at("1.code"), names: at("1.name", "0") },
  },
  {
    ...pulumi("cloudrun.Service", "cloudrunv2.Service", "cloudrunv2.Job"),
    program: {
      lists: at(
        "1.template.spec.containers.0.envs",
        "1.template.containers.0.envs",
        "1.template.template.containers.0.envs",
      ),
      names: at("1.name", "0"),
    },
  },
  {
    ...pulumi("ecs.FargateService", "ecs.EC2Service", "ecs.FargateTaskDefinition"),
    ...{ role: at("1.taskDefinitionArgs.taskRole.roleArn", "1.taskRole.roleArn"), makesRole: true },
    program: {
      lists: at("1.taskDefinitionArgs.container.environment", "1.container.environment"),
      secrets: at("1.taskDefinitionArgs.container.secrets", "1.container.secrets"),
      names: at("1.name", "0"),
    },
  },
  {
    ...pulumi("ecs.TaskDefinition"),
    role: at("1.taskRoleArn"),
    program: { containers: at("1.containerDefinitions"), names: at("1.family", "0") },
  },
  {
    ...pulumi("app.ContainerApp", "containerapp.App"),
    program: { lists: at("1.template.containers.0.env"), names: at("1.containerAppName", "0") },
  },
  {
    ...pulumi("web.WebApp", "appservice.LinuxWebApp", "appservice.LinuxFunctionApp"),
    program: { lists: at("1.siteConfig.appSettings"), maps: at("1.appSettings"), names: at("1.name", "0") },
  },
  {
    ...pulumi("apps.v1.Deployment", "apps.v1.StatefulSet", "batch.v1.Job", "batch.v1.CronJob"),
    program: { lists: at("1.spec.template.spec.containers.0.env"), names: at("1.metadata.name", "0") },
  },
  {
    ...pulumi("WorkerScript", "WorkersScript"),
    program: { lists: at("1.plainTextBindings", "1.bindings"), names: at("1.scriptName", "1.name", "0") },
  },
  { ...pulumi("s3.Bucket", "s3.BucketV2"), name: at("1.bucket"), says: ["id", "bucket"] },
  { ...pulumi("iam.Role"), name: at("1.name"), says: ["name"] },
  { ...pulumi("iam.getRole", "iam.getRoleOutput"), ...{ name: at("0.name"), isLookup: true, inAccount: true } },
  {
    ...pulumi("opensearch.getDomain", "opensearch.getDomainOutput"),
    ...{ name: at("0.domainName"), says: ["domainName"], isLookup: true, inAccount: true },
  },
  { ...pulumi("opensearch.Domain", "elasticsearch.Domain"), name: at("1.domainName"), says: ["domainName"] },
  {
    ...pulumi("rds.getInstance", "rds.getInstanceOutput"),
    ...{ name: at("0.dbInstanceIdentifier"), isLookup: true, inAccount: true },
  },
  {
    ...pulumi("rds.getCluster", "rds.getClusterOutput"),
    ...{ name: at("0.clusterIdentifier"), isLookup: true, inAccount: true },
  },
  {
    ...pulumi("dynamodb.getTable", "dynamodb.getTableOutput"),
    ...{ name: at("0.name"), says: ["name", "id"], isLookup: true },
  },
  { ...pulumi("s3.getBucket", "s3.getBucketOutput"), name: at("0.bucket"), says: ["id", "bucket"], isLookup: true },
  { ...pulumi("dynamodb.Table"), name: at("1.name"), says: ["id", "name"] },
  { ...pulumi("storage.Bucket"), name: at("1.name"), says: ["id", "name"] },
  {
    ...pulumi("ssm.getParameter", "ssm.getParameterOutput"),
    name: at("0.name"),
    stored: "aws-ssm",
    secret: ["value", "arn"],
  },
  {
    ...pulumi("secretsmanager.getSecretVersion", "secretsmanager.getSecretVersionOutput"),
    ...{ name: at("0.secretId"), stored: "aws-secrets-manager", secret: ["secretString", "arn"] },
  },
  { ...pulumi("ssm.Parameter"), name: at("1.name"), says: ["name"] },
  { ...pulumi("RandomPassword"), secret: ["result"] },
  {
    ...pulumi("PineconeIndex", "RedisDatabase", "Index"),
    name: at("1.name", "1.databaseName"),
    says: ["name"],
    secret: ["password", "restToken"],
  },

  ...cdkConstructs,
];

/** Whether a module that imports this may declare infrastructure. */
export function isInfrastructurePackage(specifier: string): boolean {
  return entries.some(({ packages }) => packages.some((wanted) => wanted !== "" && isPackage(wanted, specifier)));
}

/** By the last word of the name, so that most calls of a program are told apart by one look-up. */
const byLastWord = new Map<string, ConstructEntry[]>();
for (const entry of entries) {
  for (const name of entry.names) {
    const last = name.slice(name.lastIndexOf(".") + 1);
    const list = byLastWord.get(last);
    if (list) list.push(entry);
    else byLastWord.set(last, [entry]);
  }
}

export const constructWords: readonly string[] = [...byLastWord.keys()];

/** The construct that a symbol of a package is. */
export function constructEntry(packageName: string, path: readonly string[]): ConstructEntry | null {
  const dotted = path.filter((part, index) => index > 0 || part !== "default").join(".");
  const candidates = byLastWord.get(dotted.slice(dotted.lastIndexOf(".") + 1)) ?? [];
  return (
    candidates.find(
      ({ packages, names }) =>
        packages.some((wanted) => isPackage(wanted, packageName)) &&
        names.some((name) => dotted === name || dotted.endsWith(`.${name}`)),
    ) ?? null
  );
}

function isPackage(wanted: string, given: string): boolean {
  return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

/** Functions of these tools that give back what they are given, or put it together. */
export const passingCalls =
  /^(?:@pulumi\/pulumi#(?:secret|output|unsecret)|alchemy#(?:default\.)?secret|#\$util\.(?:secret|output)|aws-cdk-lib(?:\/\w+)?#(?:cdk\.)?SecretValue\.(?:unsafePlainText|plainText))$/;

/** Functions that hand a container a secret, or the field of it that an argument names. */
export const handingCalls: readonly { readonly symbol: RegExp; readonly field: number | null }[] = [
  { symbol: /^(?:aws-cdk-lib|@aws-cdk\/)[\w/-]*#(?:[\w.]+\.)?Secret\.fromSecretsManager$/, field: 1 },
  { symbol: /^(?:aws-cdk-lib|@aws-cdk\/)[\w/-]*#(?:[\w.]+\.)?Secret\.fromSecretsManagerVersion$/, field: 2 },
  { symbol: /^(?:aws-cdk-lib|@aws-cdk\/)[\w/-]*#(?:[\w.]+\.)?Secret\.fromSsmParameter$/, field: null },
];

/** Functions that put a value into a text as JSON. */
export const encoders = /^(?:#JSON\.stringify|@pulumi\/pulumi#jsonStringify|#\$jsonStringify)$/;

/** `pulumi.interpolate`, `$interpolate`. */
export const interpolations = /^(?:@pulumi\/pulumi#interpolate|#\$interpolate|#\$util\.interpolate)$/;
