import type { PipelineRole } from "../../model/pipeline.ts";
import type { ProgramKind } from "./job.ts";

/** What is known of an action of the marketplace, or of what other CI systems have in its place. */
export interface KnownAction {
  readonly action: RegExp;
  readonly kind: ProgramKind;
  readonly role?: PipelineRole;
  /** Inputs that are credentials or say where those hold, and the variable each stands for. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Inputs that name the environment it acts on. */
  readonly environment?: readonly string[];
  /** The input that holds a command line, and what that command line is for. */
  readonly command?: { readonly input: string; readonly before: string; readonly cwd: string | null };
  /** Inputs with options of the program that it runs, and the option that stands for an input that is one by itself. */
  readonly options?: readonly { readonly input: string; readonly option: string | null }[];
  /** The input that names the file it deploys. */
  readonly file?: string;
  /** Hands every later step all variables of a vault. */
  readonly injects?: string;
  /** The input that lists the secrets of a vault, a comma between them, that later steps have under their own names. */
  readonly lists?: { readonly input: string; readonly vault: readonly string[] };
  /** Inputs that say which variables of the vault it hands over; the last one must be there. */
  readonly holds?: readonly string[];
  /** The input that lists secrets, and how a line of it is read. */
  readonly secrets?: { readonly input: string; readonly store: string; readonly line: RegExp };
}

const aws = {
  "role-to-assume": "AWS_ROLE_ARN",
  "aws-region": "AWS_REGION",
  "aws-access-key-id": "AWS_ACCESS_KEY_ID",
  "aws-secret-access-key": "AWS_SECRET_ACCESS_KEY",
};
const gcp = { credentials_json: "GOOGLE_CREDENTIALS", service_account: "GOOGLE_SERVICE_ACCOUNT" };
const azure = { creds: "AZURE_CREDENTIALS", "client-id": "AZURE_CLIENT_ID", "client-secret": "AZURE_CLIENT_SECRET" };
const models = {
  anthropic_api_key: "ANTHROPIC_API_KEY",
  "anthropic-api-key": "ANTHROPIC_API_KEY",
  "openai-api-key": "OPENAI_API_KEY",
  openai_api_key: "OPENAI_API_KEY",
  api_key: "BRAINTRUST_API_KEY",
  gemini_api_key: "GEMINI_API_KEY",
};

/** First match wins. */
const known: readonly KnownAction[] = [
  {
    action: /^cloudflare\/wrangler-action$/,
    kind: "cli",
    credentials: { apiToken: "CLOUDFLARE_API_TOKEN" },
    environment: ["environment"],
    command: { input: "command", before: "wrangler", cwd: "workingDirectory" },
  },
  {
    action: /^cloudflare\/pages-action$/,
    kind: "deploy",
    role: "deploy",
    credentials: { apiToken: "CLOUDFLARE_API_TOKEN" },
  },
  {
    action: /^amondnet\/vercel-action$/,
    kind: "deploy",
    role: "deploy",
    credentials: { "vercel-token": "VERCEL_TOKEN" },
    environment: ["vercel-args"],
  },
  {
    action: /^(superfly|fly-apps)\/flyctl-actions(?!\/setup)/,
    kind: "cli",
    command: { input: "args", before: "flyctl", cwd: null },
  },
  {
    action: /^aws-actions\/amazon-ecs-(deploy-task-definition|render)/,
    kind: "deploy",
    file: "task-definition",
    role: "deploy",
    environment: ["cluster", "service"],
  },
  { action: /^aws-actions\/configure-aws-credentials$/, kind: "action", credentials: aws },
  {
    action: /^aws-actions\/aws-secretsmanager-get-secrets$/,
    kind: "action",
    secrets: { input: "secret-ids", store: "aws-secrets-manager", line: /^\s*(?:(\w+)\s*,\s*)?(\S+)\s*$/ },
  },
  { action: /^google-github-actions\/auth$/, kind: "action", credentials: gcp },
  {
    action: /^google-github-actions\/get-secretmanager-secrets$/,
    kind: "action",
    secrets: { input: "secrets", store: "gcp-secret-manager", line: /^\s*(\w+)\s*:\s*(\S+)\s*$/ },
  },
  {
    action: /^google-github-actions\/deploy-(cloudrun|appengine|cloud-functions)$/,
    kind: "deploy",
    role: "deploy",
    environment: ["service", "project_id"],
  },
  { action: /^azure\/login$/, kind: "action", credentials: azure },
  {
    action:
      /^azure\/(webapps-deploy|container-apps-deploy-action|functions-action|static-web-apps-deploy|k8s-deploy|aci-deploy)$/,
    kind: "deploy",
    role: "deploy",
    environment: ["app-name", "slot-name", "containerAppName", "namespace"],
  },
  {
    action: /^hashicorp\/vault-action$/,
    kind: "action",
    credentials: { url: "VAULT_ADDR", namespace: "VAULT_NAMESPACE" },
    secrets: { input: "secrets", store: "vault", line: /^\s*(\S+\s+\S+?)(?:\s*\|\s*(\w+))?\s*;?\s*$/ },
  },
  { action: /^1password\/load-secrets-action/, kind: "action" },
  {
    action: /^dopplerhq\/secrets-fetch-action$/,
    kind: "action",
    injects: "doppler",
    credentials: { "doppler-token": "DOPPLER_TOKEN" },
    environment: ["doppler-config"],
    holds: ["doppler-project", "doppler-config"],
  },
  {
    action: /^infisical\/secrets-action$/,
    kind: "action",
    injects: "infisical",
    environment: ["env-slug"],
    holds: ["project-slug", "env-slug"],
  },
  {
    action: /^(oNaiPs\/secrets-to-env-action|step-security\/secrets-to-env-action)$/i,
    kind: "action",
    injects: "the action",
  },
  {
    action: /^pulumi\/actions$/,
    kind: "cli",
    environment: ["stack-name"],
    command: { input: "command", before: "pulumi", cwd: "work-dir" },
  },
  { action: /^serverless\/github-action$/, kind: "cli", command: { input: "args", before: "serverless", cwd: null } },
  {
    action: /^(appleboy\/ssh-action|burnett01\/rsync-deployments|easingthemes\/ssh-deploy)$/i,
    kind: "deploy",
    role: "deploy",
    credentials: { key: "SSH_KEY", remote_key: "SSH_KEY" },
  },
  {
    action:
      /^(akhileshns\/heroku-deploy|digitalocean\/app_action|johnbeynon\/render-deploy-action|bervproject\/railway-deploy|firebaseextended\/action-hosting-deploy|nwtgck\/actions-netlify|superfly\/flyctl-actions|denoland\/deployctl|supabase\/deploy-action|stefanprodan\/flux-action|azure\/k8s-bake)/i,
    kind: "deploy",
    role: "deploy",
  },
  // Tasks of Azure Pipelines.
  {
    action:
      /^(azurewebapp(container)?|azurermwebappdeployment|azurefunctionapp(container)?|azurecontainerapps|azurestaticwebapp|azureresourcemanagertemplatedeployment|kubernetesmanifest|helmdeploy)$/,
    kind: "deploy",
    role: "deploy",
    environment: ["appName", "slotName", "containerAppName", "namespace"],
  },
  {
    action: /^azurekeyvault$/,
    kind: "action",
    injects: "azure-key-vault",
    lists: { input: "SecretsFilter", vault: ["KeyVaultName", "keyVaultName"] },
    environment: ["KeyVaultName", "keyVaultName"],
  },
  // Pipes of Bitbucket.
  { action: /^atlassian\/([\w-]*-deploy|ssh-run|kubectl-run|scp-deploy)\b/, kind: "deploy", role: "deploy" },
  {
    action: /^anthropics\/claude-code-(base-)?action$/,
    kind: "action",
    credentials: models,
    options: [
      { input: "claude_args", option: null },
      { input: "allowed_tools", option: "--allowedTools" },
      { input: "disallowed_tools", option: "--disallowedTools" },
    ],
  },
  {
    action: /^google-github-actions\/run-gemini-cli$|^openai\/codex-action$/,
    kind: "action",
    credentials: models,
  },
  { action: /^promptfoo\/promptfoo-action$/, kind: "eval-runner", role: "eval", credentials: models },
  { action: /^braintrustdata\/eval-action$/, kind: "eval-runner", role: "eval", credentials: models },
  { action: /^cypress-io\/github-action$/, kind: "test-runner", role: "test" },
  { action: /^(docker\/build-push-action|docker\/bake-action)$/, kind: "build", role: "build" },
];

/** The action without its version; local ones keep their path. */
export function actionName(uses: string): string {
  return uses.replace(/@[^@]*$/, "");
}

export function knownAction(uses: string): KnownAction | null {
  const name = actionName(uses).toLowerCase();
  return known.find(({ action }) => action.test(name)) ?? null;
}
