/** What is known of a kind of resource beyond its settings. */
export interface ResourceEntry {
  /** The type in the provider; data sources and managed resources of one type are one thing. */
  readonly type: string;
  /** The setting that names it, and the attributes that say that name again. */
  readonly name?: string;
  readonly says?: readonly string[];
  /** A secret store's entry: the settings that name it there, and the attributes that hold or point to its value. */
  readonly stored?: { readonly store: string; readonly name: readonly string[]; readonly value: readonly string[] };
  /** Attributes that are made when it is applied and are secret. */
  readonly secret?: readonly string[];
}

const entries: readonly ResourceEntry[] = [
  {
    ...{ type: "aws_ssm_parameter", name: "name", says: ["id", "name"] },
    stored: { store: "aws-ssm", name: ["name"], value: ["value", "insecure_value", "arn"] },
  },
  {
    ...{ type: "aws_secretsmanager_secret", name: "name", says: ["name", "id"] },
    stored: { store: "aws-secrets-manager", name: ["name", "arn"], value: ["arn"] },
  },
  {
    type: "aws_secretsmanager_secret_version",
    stored: { store: "aws-secrets-manager", name: ["secret_id"], value: ["secret_string", "arn", "id"] },
  },
  {
    type: "google_secret_manager_secret_version",
    stored: { store: "gcp-secret-manager", name: ["project", "secret"], value: ["secret_data", "name", "id"] },
  },
  { type: "google_secret_manager_secret", name: "secret_id", says: ["secret_id", "id", "name"] },
  {
    type: "azurerm_key_vault_secret",
    stored: {
      store: "azure-key-vault",
      name: ["key_vault_id", "name"],
      value: ["value", "id", "versionless_id", "resource_id", "resource_versionless_id"],
    },
  },
  { type: "vault_generic_secret", stored: { store: "vault", name: ["path"], value: ["data", "data_json"] } },
  { type: "vault_kv_secret", stored: { store: "vault", name: ["path"], value: ["data", "data_json"] } },
  { type: "vault_kv_secret_v2", stored: { store: "vault", name: ["mount", "name"], value: ["data", "data_json"] } },
  { type: "doppler_secrets", stored: { store: "doppler", name: ["project", "config"], value: ["map"] } },
  {
    type: "infisical_secrets",
    stored: { store: "infisical", name: ["workspace_id", "env_slug", "folder_path"], value: ["secrets"] },
  },
  {
    type: "onepassword_item",
    stored: { store: "1password", name: ["vault", "title", "uuid"], value: ["password", "credential", "section"] },
  },
  { type: "random_password", secret: ["result", "bcrypt_hash"] },
  { type: "tls_private_key", secret: ["private_key_pem", "private_key_openssh", "private_key_pem_pkcs8"] },
  { type: "aws_iam_access_key", secret: ["secret", "id", "ses_smtp_password_v4"] },
  // What is packed tells more of a program than the name of the package.
  { type: "archive_file", name: "source_dir", says: ["output_path"] },
  { type: "aws_s3_bucket", name: "bucket", says: ["id", "bucket"] },
  { type: "aws_dynamodb_table", name: "name", says: ["id", "name"] },
  { type: "aws_sqs_queue", name: "name", says: ["name"] },
  { type: "aws_kinesis_stream", name: "name", says: ["name"] },
  { type: "aws_lambda_function", name: "function_name", says: ["function_name", "id"] },
  { type: "google_storage_bucket", name: "name", says: ["id", "name"] },
  { type: "google_firestore_database", name: "name", says: ["name"] },
  { type: "google_bigquery_dataset", name: "dataset_id", says: ["dataset_id"] },
  { type: "google_pubsub_topic", name: "name", says: ["name"] },
  { type: "google_sql_database_instance", name: "name", says: ["name", "id"] },
  { type: "azurerm_storage_container", name: "name", says: ["name"] },
  { type: "azurerm_cosmosdb_sql_database", name: "name", says: ["name"] },
  { type: "azurerm_cosmosdb_sql_container", name: "name", says: ["name"] },
  { type: "cloudflare_r2_bucket", name: "name", says: ["id", "name"] },
  { type: "cloudflare_queue", name: "name", says: ["name", "queue_name"] },
  { type: "pinecone_index", name: "name", says: ["id", "name"] },
  { type: "pinecone_api_key", secret: ["key"] },
  { type: "upstash_redis_database", secret: ["password", "rest_token", "read_only_rest_token"] },
  { type: "upstash_vector_index", secret: ["token", "read_only_token"] },
  { type: "neon_project", secret: ["connection_uri", "connection_uri_pooler", "database_password"] },
  { type: "neon_role", secret: ["password"] },
  { type: "mongodbatlas_database_user", secret: ["password"] },
  { type: "qdrant-cloud_database_api_key_v2", secret: ["key"] },
];

/** Stores of one cloud: a name there counts in an account, and says nothing without it. */
export const storesOfCloud: Readonly<Record<string, "aws" | "google" | "kubernetes">> = {
  "aws-ssm": "aws",
  "aws-secrets-manager": "aws",
  "aws-role": "aws",
  "gcp-secret-manager": "google",
  "kubernetes-secret": "kubernetes",
  "kubernetes-config": "kubernetes",
};

/** Whether the name of an entry says whose account it is in. */
export function isFullName(name: string): boolean {
  return /^arn:[\w-]+:\w+:[\w-]*:\d{12}:|^projects\/|^https:\/\/[\w-]+\.vault\./.test(name);
}

/** A parameter's name as it counts everywhere; null for stores that add to it what no file says. */
export function fullNameIn(store: string, name: string, account: string | null, region: string | null): string | null {
  if (store !== "aws-ssm" || isFullName(name)) return null;
  return `arn:aws:ssm:${region ?? "*"}:${account ?? "*"}:parameter/${name.replace(/^\//, "")}`;
}

/** Settings of a provider that say whose account it works in, the most telling first. */
export const accountSettings: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws: [
    ["allowed_account_ids"],
    ["assume_role", "role_arn"],
    ["assume_role_with_web_identity", "role_arn"],
    ["profile"],
  ],
  google: [["project"], ["impersonate_service_account"]],
  azurerm: [["subscription_id"]],
  kubernetes: [["config_context"], ["host"]],
};

/** Settings of a state's backend that say where it is kept, and not under which name. */
export const backendSettings: readonly string[] = [
  ...["bucket", "role_arn", "profile", "account_id", "storage_account_name", "subscription_id", "resource_group_name"],
  ...["container_name", "organization", "hostname", "conn_str", "address"],
];

/** Public modules that stand for one resource, by a part of their source; `outputs` are attributes of it under other names. */
const modules: readonly {
  readonly source: RegExp;
  readonly type: string;
  readonly outputs: Readonly<Record<string, string>>;
}[] = [
  {
    source: /terraform-aws-(?:modules\/)?ssm-parameter/,
    type: "aws_ssm_parameter",
    outputs: {
      ...{ ssm_parameter_name: "name", ssm_parameter_arn: "arn", raw_value: "value", value: "value" },
      ...{ secure_value: "value", insecure_value: "value" },
    },
  },
  { source: /terraform-aws-s3-bucket|s3-bucket\/aws/, type: "aws_s3_bucket", outputs: { s3_bucket_id: "id" } },
  {
    source: /terraform-aws-dynamodb-table|dynamodb-table\/aws/,
    type: "aws_dynamodb_table",
    outputs: { dynamodb_table_id: "id", dynamodb_table_name: "name" },
  },
  {
    source: /terraform-aws-secrets-manager|secrets-manager\/aws/,
    type: "aws_secretsmanager_secret",
    outputs: { secret_arn: "arn", secret_name: "name", secret_id: "id" },
  },
  { source: /terraform-aws-sqs|sqs\/aws/, type: "aws_sqs_queue", outputs: { queue_name: "name" } },
];

const byType = new Map(entries.map((entry) => [entry.type, entry]));

export function resourceEntry(type: string): ResourceEntry | null {
  return byType.get(type) ?? null;
}

/** The resource that a public module stands for, and which of its attributes an output is. */
export function publicModule(
  source: string,
  output: string,
): { readonly type: string; readonly attribute: string } | null {
  const found = modules.find((one) => one.source.test(source));
  const attribute = found?.outputs[output];
  return found && attribute !== undefined ? { type: found.type, attribute } : null;
}

/** Attributes that are credentials whatever the resource. */
const credentialAttribute =
  /(?:^|_)(?:password|secret|token|api_key|access_key|private_key|primary_key|secondary_key|connection_string|credentials?|auth_token|master_key|admin_key)(?:_value)?$/;

export function isSecretAttribute(type: string, attribute: string): boolean {
  return (byType.get(type)?.secret ?? []).includes(attribute) || credentialAttribute.test(attribute);
}
