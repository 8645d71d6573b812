import { join } from "../program/resolve.ts";
import type { RunProgram } from "./job.ts";
import { runners } from "./runners.ts";
import { commandName } from "./wrappers.ts";

/** Tells what a command runs, once package scripts and wrappers are taken off. */
export function programOf(words: readonly string[], cwd: string | null, packageDirectory: string | null): RunProgram {
  const name = commandName(words[0] ?? "");
  const args = words.slice(1);
  const base = { runner: name, args, cwd, packageDirectory, testFilters: [], configPath: null, entryFiles: [] };
  const installed = args.findIndex((word) => packageFile.test(word));
  const tool = packageFile.exec(args[installed] ?? "")?.[1];
  // `node node_modules/vitest/vitest.mjs run` runs what `vitest run` does.
  if (name === "node" && tool !== undefined)
    return programOf([tool, ...args.slice(installed + 1)], cwd, packageDirectory);
  const run = runners.get(name)?.(args);
  if (run)
    return {
      ...base,
      ...run.program,
      entryFiles: (run.files ?? []).flatMap((file) => fileIn(cwd, file)),
      configPath: configIn(cwd, run.config),
    };
  if (isScriptFile(words[0] ?? "")) return { ...base, kind: "script", entryFiles: fileIn(cwd, words[0] ?? "") };
  // Shell scripts, `make` targets and the project's own executables are not among the facts.
  return { ...base, kind: tools.has(name) ? "cli" : "opaque" };
}

/** A file of an installed package. */
const packageFile = /^(?:\.\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** Tools that are not the project's own, though they do nothing an audit asks about. */
const tools = new Set(
  "aws az gcloud gsutil doctl docker docker-compose podman buildx kubectl helm kustomize terraform tofu terragrunt pulumi wrangler vercel fly flyctl railway @railway/cli netlify firebase heroku supabase serverless sls sst cdk sam trigger.dev inngest doppler infisical op vault chamber curl wget http psql mysql mongosh redis-cli pg_isready sqlite3 duckdb npm pnpm yarn bun npx node-gyp changeset release-it semantic-release lerna turbo nx np auto gh go cargo rustup rustc javac mvn gradle dotnet ruby bundle gem composer php poetry pip pipenv uv pre-commit semgrep trivy snyk gitleaks trufflehog codecov sonar-scanner ssh scp rsync ssh-keyscan ssh-add ssh-agent eval systemctl service journalctl lsof ps pgrep pkill killall nc netstat ngrok cloudflared husky lefthook lint-staged patch-package only-allow copyfiles rimraf shx cpy del-cli mkdirp wait-on depcheck npm-check-updates license-checker size-limit bundlewatch typedoc api-extractor openapi-typescript graphql-codegen orval protoc buf tar-fs xcodebuild electron-builder tauri expo dpkg rpm snap choco winget security codesign hdiutil powershell pwsh cmd playwright cypress prisma drizzle-kit sequelize typeorm".split(
    " ",
  ),
);

/** A file relative to the root; nothing where the folder or the name is computed. */
function fileIn(cwd: string | null, file: string): readonly string[] {
  return cwd === null || /[$*]|\uE000/.test(file) || file.startsWith("/") ? [] : [join(cwd, file)];
}

function configIn(cwd: string | null, file: string | undefined): string | null {
  return file === undefined || file === "" || cwd === null ? null : (fileIn(cwd, file)[0] ?? null);
}

export function isScriptFile(word: string): boolean {
  return /\.([cm]?[jt]sx?|py)$/.test(word) && !word.startsWith("-");
}
