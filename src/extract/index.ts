import { composeFile } from "./compose.ts";
import { dotenvFile } from "./dotenv-file.ts";
import type { Extractor } from "./extractor.ts";
import { githubWorkflow } from "./github-workflow.ts";
import { mcpConfig } from "./mcp-config.ts";
import { packageJson } from "./package-json.ts";
import { prismaSchema } from "./prisma.ts";
import { programSource } from "./program-source.ts";
import { tsconfig } from "./tsconfig.ts";
import { workspaceFile } from "./workspace-file.ts";
import { wranglerFile } from "./wrangler.ts";

/** All extractors; the only registry. A file may be wanted by several. */
export const extractors: readonly Extractor[] = [
  dotenvFile,
  composeFile,
  wranglerFile,
  mcpConfig,
  githubWorkflow,
  packageJson,
  workspaceFile,
  tsconfig,
  prismaSchema,
  programSource,
];
