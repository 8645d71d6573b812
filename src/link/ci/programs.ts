import { join } from "../program/resolve.ts";
import type { ProgramKind, RunProgram } from "./job.ts";
import { type Options, readOptions, valuesOf } from "./options.ts";
import { commandName } from "./wrappers.ts";

/** Tells what a command runs, once package scripts and wrappers are taken off. */
export function programOf(words: readonly string[], cwd: string | null, packageDirectory: string | null): RunProgram {
  const name = commandName(words[0] ?? "");
  const args = words.slice(1);
  const base = { runner: name, args, cwd, packageDirectory, testFilters: [], configPath: null, entryFiles: [] };
  const run = runners.get(name)?.(args);
  if (run) return { ...base, ...run.program, entryFiles: (run.files ?? []).flatMap((file) => fileIn(cwd, file)), configPath: configIn(cwd, run.config) };
  if (isScriptFile(words[0] ?? "")) return { ...base, kind: "script", entryFiles: fileIn(cwd, words[0] ?? "") };
  // Shell scripts, `make` targets and the project's own executables are not among the facts.
  return { ...base, kind: tools.has(name) ? "cli" : "opaque" };
}

/** Tools that are not the project's own, though they do nothing an audit asks about. */
const tools = new Set(
  "aws az gcloud gsutil doctl docker docker-compose podman buildx kubectl helm kustomize terraform tofu terragrunt pulumi wrangler vercel fly flyctl railway @railway/cli netlify firebase heroku supabase serverless sls sst cdk sam trigger.dev inngest doppler infisical op vault chamber curl wget http psql mysql mongosh redis-cli pg_isready sqlite3 duckdb npm pnpm yarn bun npx node-gyp changeset release-it semantic-release lerna turbo nx np auto gh go cargo rustup rustc javac mvn gradle dotnet ruby bundle gem composer php poetry pip pipenv uv pre-commit semgrep trivy snyk gitleaks trufflehog codecov sonar-scanner ssh scp rsync ssh-keyscan ssh-add ssh-agent eval systemctl service journalctl lsof ps pgrep pkill killall nc netstat ngrok cloudflared husky lefthook lint-staged patch-package only-allow copyfiles rimraf shx cpy del-cli mkdirp wait-on depcheck npm-check-updates license-checker size-limit bundlewatch typedoc api-extractor openapi-typescript graphql-codegen orval protoc buf tar-fs xcodebuild electron-builder tauri expo dpkg rpm snap choco winget security codesign hdiutil powershell pwsh cmd playwright cypress prisma drizzle-kit sequelize typeorm".split(" "),
);

interface Run {
  readonly program: { readonly kind: ProgramKind; readonly runner?: string; readonly testFilters?: readonly string[] };
  /** Files it runs, as written. */
  readonly files?: readonly string[];
  readonly config?: string | undefined;
}

type Runner = (args: readonly string[]) => Run | null;

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

const testing =
  (runner: string, verbs: readonly string[], valued: readonly string[], kind: ProgramKind = "test-runner"): Runner =>
  (args) => {
    const options = readOptions(args, new Set([...valued, "config", "c"]));
    const [first = "", ...rest] = options.positionals;
    const testFilters = verbs.includes(first) ? rest : options.positionals;
    const [config] = valuesOf(options, "config", "c");
    const isEval = kind === "test-runner" && /eval/i.test(config ?? "") ? "eval-runner" : kind;
    return { program: { kind: isEval, runner, testFilters }, config };
  };

const vitest: Runner = (args) => {
  const run = testing("vitest", ["run", "watch", "dev", "bench", "related"], ["reporter", "outputFile", "project", "t", "testNamePattern", "dir", "r", "root", "environment", "pool", "shard", "testTimeout", "retry", "mode", "maxWorkers", "exclude", "bail"])(args);
  const folders = valuesOf(readOptions(args, new Set(["dir", "r", "root"])), "dir", "r", "root");
  return run ? { ...run, program: { ...run.program, testFilters: [...(run.program.testFilters ?? []), ...folders] } } : null;
};

const jest = testing("jest", [], ["t", "testNamePattern", "maxWorkers", "w", "reporters", "shard", "rootDir", "selectProjects", "coverageDirectory", "testTimeout", "outputFile"]);
const jestWithPattern: Runner = (args) => {
  const run = jest(args);
  const patterns = valuesOf(readOptions(args, new Set(["testPathPattern", "testPathPatterns"])), "testPathPattern", "testPathPatterns");
  return run ? { ...run, program: { ...run.program, testFilters: [...(run.program.testFilters ?? []), ...patterns] } } : null;
};

/** `verb` picks the sub-command that tests; another one (`playwright install`) does nothing of interest. */
const testingWith =
  (verb: string, runner: Runner): Runner =>
  (args) => {
    const at = args.indexOf(verb);
    return at < 0 ? { program: { kind: "cli" } } : runner([...args.slice(0, at), ...args.slice(at + 1)]);
  };

const cypress: Runner = (args) => {
  const options = readOptions(args, new Set(["spec", "s", "browser", "b", "env", "e", "config-file", "C"]));
  return { program: { kind: "test-runner", testFilters: valuesOf(options, "spec", "s").flatMap((list) => list.split(",")) }, config: valuesOf(options, "config-file", "C")[0] };
};

const interpreterOptions = ["r", "require", "import", "loader", "experimental-loader", "env-file", "env-file-if-exists", "tsconfig", "project", "P", "O", "compiler-options", "conditions", "C", "config", "p", "preload", "cwd", "test-reporter", "test-name-pattern", "test-reporter-destination", "max-old-space-size"];

/** `node --test`, `node file.js`, `tsx watch file.ts`, `node -e '…'`. */
const interpreter =
  (verbs: readonly string[] = []): Runner =>
  (args) => {
    const options = readOptions(args, new Set(interpreterOptions));
    const [first = "", ...rest] = options.positionals;
    if (options.values.has("test")) return { program: { kind: "test-runner", runner: "node:test", testFilters: options.positionals } };
    const file = verbs.includes(first) ? rest[0] : first;
    // Everything behind the file belongs to the program.
    if (file === undefined || file === "" || /^-{0,2}(e|eval|p|print)$/.test(args[0] ?? "")) return { program: { kind: "cli" } };
    return { program: { kind: kindOfFile(file) }, files: [file] };
  };

const bun: Runner = (args) => {
  const options = readOptions(args, new Set(["timeout", "preload", "env-file", "cwd", "t", "test-name-pattern", "config", "c", "coverage-dir", "rerun-each", "reporter", "reporter-outfile", "bail-after"]));
  if (options.positionals[0] === "test") return { program: { kind: "test-runner", runner: "bun test", testFilters: options.positionals.slice(1) } };
  if (options.positionals[0] === "build") return { program: { kind: "build" } };
  return interpreter(["run"])(args);
};

const deno: Runner = (args) => {
  const options = readOptions(args, new Set(["c", "config", "env-file", "import-map", "filter", "reporter"]));
  const [verb = "", ...rest] = options.positionals;
  if (verb === "test") return { program: { kind: "test-runner", runner: "deno test", testFilters: rest } };
  if (verb === "run" || verb === "serve") return { program: { kind: kindOfFile(rest[0] ?? "") }, files: rest.slice(0, 1) };
  return { program: { kind: /^(lint|fmt|check|compile)$/.test(verb) ? "build" : "cli" } };
};

const python: Runner = (args) => {
  const module = /^-m$/.test(args[0] ?? "") ? (args[1] ?? "") : null;
  if (module === "pytest" || module === "unittest") return { program: { kind: "test-runner", runner: module, testFilters: args.slice(2).filter((word) => !word.startsWith("-")) } };
  if (module === "pip") return { program: { kind: "cli" } };
  if (module !== null) return { program: { kind: "script" }, files: [`${module.replaceAll(".", "/")}.py`] };
  const file = args.find((word) => !word.startsWith("-"));
  return { program: { kind: file === undefined ? "cli" : kindOfFile(file) }, files: file === undefined ? [] : [file] };
};

/** A file whose name says that it stays up and serves. */
function kindOfFile(file: string): ProgramKind {
  return /(^|[/._-])(server|worker|daemon|bot)\.[a-z]+$/i.test(file) ? "server" : "script";
}

const verbed =
  (kinds: Readonly<Record<string, ProgramKind>>, otherwise: ProgramKind = "cli"): Runner =>
  (args) => {
    const options: Options = readOptions(args, new Set(["config", "c", "env", "e", "stage", "s", "cwd", "filter", "project", "p", "t", "scope", "token", "schema", "app", "a"]));
    const [first = "", second = ""] = options.positionals;
    return { program: { kind: kinds[`${first} ${second}`] ?? kinds[first] ?? otherwise }, config: valuesOf(options, "config", "c")[0] };
  };

const always =
  (kind: ProgramKind): Runner =>
  () => ({ program: { kind } });

const runners = new Map<string, Runner>([
  ["vitest", vitest],
  ["jest", jestWithPattern],
  ["react-scripts", testingWith("test", jestWithPattern)],
  ["mocha", testing("mocha", [], ["r", "require", "t", "timeout", "g", "grep", "R", "reporter", "f", "import", "spec", "ui"])],
  ["ava", testing("ava", [], ["timeout", "m", "match"])],
  ["tap", testing("tap", ["run"], ["timeout", "t"])],
  ["borp", testing("borp", [], ["timeout", "reporter"])],
  ["uvu", testing("uvu", [], ["r", "require"])],
  ["pytest", testing("pytest", [], ["k", "m", "n", "p", "o"])],
  ["wdio", testingWith("run", testing("wdio", [], []))],
  ["playwright", testingWith("test", testing("playwright", [], ["g", "grep", "project", "reporter", "retries", "workers", "shard", "timeout", "grep-invert", "output"]))],
  ["cypress", testingWith("run", cypress)],
  ["newman", testingWith("run", testing("newman", [], ["e", "environment"]))],
  ["k6", testingWith("run", testing("k6", [], ["vus", "duration"]))],
  ["artillery", testingWith("run", testing("artillery", [], []))],
  ["promptfoo", testingWith("eval", testing("promptfoo", [], ["o", "output", "j", "max-concurrency", "p", "prompts", "t", "tests", "r", "providers"], "eval-runner"))],
  ["evalite", testing("evalite", ["run", "watch", "serve"], ["threshold", "outputPath"], "eval-runner")],
  ["braintrust", testingWith("eval", testing("braintrust", [], ["api-key", "env-file", "filter"], "eval-runner"))],
  ["deepeval", testingWith("test", testing("deepeval", ["run"], [], "eval-runner"))],
  ["langsmith", testing("langsmith", [], [], "eval-runner")],
  ["node", interpreter()],
  ["tsx", interpreter(["watch"])],
  ["ts-node", interpreter()],
  ["ts-node-esm", interpreter()],
  ["ts-node-dev", interpreter()],
  ["esno", interpreter()],
  ["esrun", interpreter()],
  ["jiti", interpreter()],
  ["vite-node", interpreter()],
  ["babel-node", interpreter()],
  ["swc-node", interpreter()],
  ["nodemon", interpreter()],
  ["bun", bun],
  ["deno", deno],
  ["python", python],
  ["python3", python],
  ["prisma", verbed({ "migrate deploy": "migrate", "migrate dev": "migrate", "migrate reset": "migrate", "db push": "migrate", "db execute": "migrate", "db seed": "migrate", generate: "build", validate: "build" })],
  ["drizzle-kit", verbed({ push: "migrate", "push:pg": "migrate", migrate: "migrate", generate: "build", check: "build" })],
  ["knex", verbed({ "migrate:latest": "migrate", "migrate:up": "migrate", "seed:run": "migrate" })],
  ["typeorm", verbed({ "migration:run": "migrate" })],
  ["sequelize", verbed({ "db:migrate": "migrate" })],
  ["sequelize-cli", verbed({ "db:migrate": "migrate" })],
  ["supabase", verbed({ "db push": "migrate", "migration up": "migrate", "functions deploy": "deploy", "test db": "test-runner" })],
  ["atlas", verbed({ "migrate apply": "migrate", "schema apply": "migrate" })],
  ["dbmate", verbed({ up: "migrate", migrate: "migrate" })],
  ["alembic", verbed({ upgrade: "migrate" })],
  ["node-pg-migrate", always("migrate")],
  ["migrate-mongo", verbed({ up: "migrate" })],
  ["flyway", verbed({ migrate: "migrate" })],
  ["convex", verbed({ deploy: "deploy", dev: "server" })],
  ["next", verbed({ build: "build", lint: "build", start: "server", dev: "server" })],
  ["mastra", verbed({ build: "build", dev: "server", start: "server", deploy: "deploy" })],
  ["langgraph", verbed({ build: "build", dev: "server", up: "server" })],
  ["langgraphjs", verbed({ build: "build", dev: "server", up: "server" })],
  ...["tsc", "tsup", "tsdown", "vue-tsc", "eslint", "biome", "prettier", "oxlint", "knip", "esbuild", "rollup", "vite", "webpack", "ncc", "publint", "attw", "syncpack", "sherif", "cspell", "tsgo", "stylelint", "markdownlint", "rolldown", "unbuild", "swc", "ruff", "mypy", "black"].map((name): [string, Runner] => [name, always("build")]),
]);
