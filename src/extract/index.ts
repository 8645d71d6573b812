import { composeFile } from "./compose.ts";
import { dataModule } from "./data-module.ts";
import { dockerfile } from "./dockerfile.ts";
import { dotenvFile } from "./dotenv-file.ts";
import type { Extractor } from "./extractor.ts";
import { flyFile } from "./fly.ts";
import { githubWorkflow } from "./github-workflow.ts";
import { importMap } from "./import-map.ts";
import { lockfile } from "./lockfile.ts";
import { mcpConfig } from "./mcp-config.ts";
import { netlifyFile } from "./netlify.ts";
import { packageJson } from "./package-json.ts";
import { prismaSchema } from "./prisma.ts";
import { programSource } from "./program-source.ts";
import { railwayFile } from "./railway.ts";
import { renderFile } from "./render.ts";
import { serverlessFile } from "./serverless.ts";
import { tsconfig } from "./tsconfig.ts";
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
  flyFile,
  vercelFile,
  railwayFile,
  renderFile,
  netlifyFile,
  serverlessFile,
  yamlConfig,
  mcpConfig,
  githubWorkflow,
  packageJson,
  workspaceFile,
  lockfile,
  tsconfig,
  importMap,
  prismaSchema,
  programSource,
  dataModule,
];
