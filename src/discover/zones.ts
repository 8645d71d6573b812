import type { Zone } from "../model/tree.ts";

/**
 * What a path, relative to the audited root, is there for. Nothing but the path is looked at.
 *
 * The order matters: a fixture inside a test folder is a fixture, a README inside an example is a document.
 * When nothing speaks against it a file is `source`, so an unusual layout is audited rather than passed over.
 */
export function zoneOf(path: string): Zone {
  const folders = path.toLowerCase().split("/");
  const name = folders.pop() ?? "";
  const within = (known: ReadonlySet<string>) => folders.some((folder) => known.has(folder));

  // Workflows run whatever they are called: .github/workflows/test.yml is no test.
  if (folders[0] === ".github" && !PROSE.test(name)) return "source";

  if (within(FIXTURE_FOLDERS) || name.endsWith(".snap")) return "fixture";
  if (within(GENERATED_FOLDERS) || GENERATED_NAME.test(name) || isLockfile(name)) return "generated";
  if (PROSE.test(name)) return "docs";
  if (within(EVAL_FOLDERS) || EVAL_NAME.test(name)) return "eval";
  if (within(TEST_FOLDERS) || TEST_NAME.test(name)) return "test";
  if (within(EXAMPLE_FOLDERS) || folders.some(isCookiecutter) || EXAMPLE_NAME.test(name)) return "example";
  if (within(DOCS_FOLDERS)) return "docs";
  return "source";
}

/** Whether a file name is that of a package manager's lockfile. */
export function isLockfile(name: string): boolean {
  return LOCKFILES.has(name.toLowerCase());
}

const FIXTURE_FOLDERS = new Set([
  "fixture",
  "fixtures",
  "__fixtures__",
  "cassettes",
  "__cassettes__",
  "__snapshots__",
  "testdata",
]);

// `dist` is what a build leaves behind even where someone commits it, as JavaScript actions do.
const GENERATED_FOLDERS = new Set(["__generated__", "generated", "dist"]);
const GENERATED_NAME = /(?:\.d\.[cm]?ts|\.(?:generated|gen)\.[a-z]+|_pb\.[jt]s|\.min\.[cm]?js|\.min\.css|\.map)$/;

const EVAL_FOLDERS = new Set(["eval", "evals", "__evals__", "evaluation", "evaluations", "promptfoo"]);
const EVAL_NAME = /^promptfooconfig\b|\.evals?\.[a-z]+$/;

const TEST_FOLDERS = new Set([
  "test",
  "tests",
  "__test__",
  "__tests__",
  "__mocks__",
  "e2e",
  "cypress",
  "unit-tests",
  "integration-test",
  "integration-tests",
  "e2e-tests",
  "smoke-tests",
  "load-tests",
  "acceptance-tests",
]);
// Only code: `.env.test` declares an environment and `docker-compose.test.yml` configures one.
const TEST_NAME = /\.(?:test|spec|e2e|e2e-spec|cy)\.[cm]?[jt]sx?$|^test_.*\.py$|_test\.(?:py|go)$|^conftest\.py$/;

const EXAMPLE_FOLDERS = new Set(["example", "examples", "sample", "samples"]);
// `.env.example`, `.env.example.production`, `example.env`, `config.yaml.sample`, `app.ts.jinja`, `tool.snippet.ts`
const EXAMPLE_NAME =
  /\.snippet\.[cm]?[jt]sx?$|\.(?:example|sample|template|tmpl|jinja2?)$|^\.env[.-](?:.*[.-])?(?:example|sample|template|tmpl|dist)(?:[.-]|$)|^(?:example|sample|template)\.env\b|^env[.-](?:example|sample|template|dist)$/;

const DOCS_FOLDERS = new Set(["doc", "docs"]);
const PROSE = /\.(?:md|mdx|markdown|rst|adoc)$/;

const LOCKFILES = new Set([
  "bun.lock",
  "cargo.lock",
  "chart.lock",
  "composer.lock",
  "deno.lock",
  "flake.lock",
  "gemfile.lock",
  "go.sum",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "pdm.lock",
  "pipfile.lock",
  "pnpm-lock.yaml",
  "poetry.lock",
  "uv.lock",
  "yarn.lock",
  ".terraform.lock.hcl",
]);

function isCookiecutter(folder: string): boolean {
  return folder.includes("{{");
}
