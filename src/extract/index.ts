import { alertRules } from "./alert-rules.ts";
import { appSpec } from "./app-spec.ts";
import { armParameters } from "./arm-parameters.ts";
import { azdProject } from "./azd.ts";
import { azurePipelines } from "./azure-pipelines.ts";
import { bicepFile } from "./bicep/bicep.ts";
import { bitbucketPipelines } from "./bitbucket-pipelines.ts";
import { chartFile } from "./chart.ts";
import { circleCi } from "./circleci.ts";
import { cloudBuild } from "./cloud-build.ts";
import { cloudFormation } from "./cloudformation.ts";
import { codeOwners } from "./code-owners.ts";
import { composeFile } from "./compose.ts";
import { dataModule } from "./data-module.ts";
import { devcontainerFile } from "./devcontainer.ts";
import { dockerfile } from "./dockerfile.ts";
import { dockerignore } from "./dockerignore.ts";
import { dotenvFile } from "./dotenv-file.ts";
import { ecsFile } from "./ecs.ts";
import type { Extractor } from "./extractor.ts";
import { flyFile } from "./fly.ts";
import { githubWorkflow } from "./github-workflow.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import { ignoreComments } from "./ignore-comments.ts";
import { importMap } from "./import-map.ts";
import { instructionsFile } from "./instructions.ts";
import { lockfile } from "./lockfile.ts";
import { manifestFile } from "./manifests.ts";
import { mcpConfig } from "./mcp-config.ts";
import { netlifyFile } from "./netlify.ts";
import { packageJson } from "./package-json.ts";
import { prismaSchema } from "./prisma.ts";
import { programSource } from "./program-source.ts";
import { pulumiStack } from "./pulumi-stack.ts";
import { railwayFile } from "./railway.ts";
import { renderFile } from "./render.ts";
import { runbook } from "./runbook.ts";
import { samConfig } from "./samconfig.ts";
import { secretTemplate } from "./secret-template.ts";
import { serverlessFile } from "./serverless.ts";
import { systemdUnit } from "./systemd.ts";
import { taskFile } from "./task-file.ts";
import { terraformFile } from "./terraform/terraform.ts";
import { toolRecords } from "./tool-records.ts";
import { tsconfig } from "./tsconfig.ts";
import { vaultDefaults } from "./vault-defaults.ts";
import { vercelFile } from "./vercel.ts";
import { workspaceFile } from "./workspace-file.ts";
import { wranglerFile } from "./wrangler.ts";
import { yamlConfig } from "./yaml-config.ts";

/** All extractors; the only registry. A file may be wanted by several. */
export const extractors: readonly Extractor[] = [
  dotenvFile,
  composeFile,
  wranglerFile,
  dockerfile,
  dockerignore,
  flyFile,
  vercelFile,
  railwayFile,
  renderFile,
  netlifyFile,
  serverlessFile,
  ecsFile,
  cloudFormation,
  samConfig,
  appSpec,
  systemdUnit,
  devcontainerFile,
  pulumiStack,
  vaultDefaults,
  secretTemplate,
  terraformFile,
  bicepFile,
  armParameters,
  azdProject,
  yamlConfig,
  manifestFile,
  chartFile,
  mcpConfig,
  toolRecords,
  githubWorkflow,
  gitlabCi,
  circleCi,
  azurePipelines,
  bitbucketPipelines,
  cloudBuild,
  packageJson,
  workspaceFile,
  taskFile,
  lockfile,
  tsconfig,
  importMap,
  alertRules,
  prismaSchema,
  runbook,
  codeOwners,
  instructionsFile,
  programSource,
  dataModule,
  ignoreComments,
];
