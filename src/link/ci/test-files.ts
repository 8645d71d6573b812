import picomatch from "picomatch";
import type { Program } from "../program/program.ts";
import { join } from "../program/resolve.ts";
import type { Command, RunProgram } from "./job.ts";
import { type TestConfig, testConfigOf } from "./test-config.ts";

/** Which files a runner takes for tests where nothing else is configured. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  vitest: ["**/*.{test,spec}.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
  jest: [
    "**/__tests__/**/*.{ts,tsx,js,jsx,mjs,cjs}",
    "**/*.{test,spec}.{ts,tsx,js,jsx,mjs,cjs}",
    "**/{test,spec}.{ts,tsx,js,jsx}",
  ],
  playwright: ["**/*.{test,spec}.{ts,tsx,mts,js,mjs,jsx}"],
  cypress: ["**/cypress/e2e/**/*.{ts,tsx,js,jsx}", "**/*.cy.{ts,tsx,js,jsx}"],
  mocha: ["**/test/**/*.{ts,js,mjs,cjs}", "**/*.{test,spec}.{ts,js,mjs,cjs}"],
  "node:test": [
    "**/*{.,-,_}test.{ts,mts,cts,js,mjs,cjs}",
    "**/test-*.{ts,js,mjs,cjs}",
    "**/test.{ts,js,mjs}",
    "**/test/**/*.{ts,mts,js,mjs,cjs}",
  ],
  ava: ["**/{test,tests,__tests__}/**/*.{ts,js,mjs,cjs}", "**/*.{test,spec}.{ts,js,mjs,cjs}", "**/test{,-*}.{js,mjs}"],
  "bun test": ["**/*{.,_}{test,spec}.{ts,tsx,js,jsx,mts,mjs}"],
  "deno test": ["**/{,*_,*.}test.{ts,tsx,js,jsx,mts,mjs}"],
  evalite: ["**/*.eval.{ts,mts}"],
  braintrust: ["**/*.eval.{ts,tsx,js,mjs}"],
};
const otherTests = ["**/*.{test,spec,e2e,eval}.{ts,tsx,js,jsx,mts,mjs,cjs}"];
const evalFiles = ["**/*.{eval,evals}.{ts,tsx,mts,js,mjs}"];

const mostModules = 2_000;

/** The modules that a command starts from: its tests, or the files it runs. */
export interface Starts {
  readonly modules: readonly string[];
  /** Modules that run before each of them. */
  readonly setup: readonly string[];
  /** Modules of a server that the runner starts, whose exports answer its requests. */
  readonly routes: readonly string[];
}

/** Finds the modules that a command runs; none where its folder is computed or its files are not modules. */
export function startsOf(program: Program, command: Command): Starts {
  const run = command.program;
  const entries = run.entryFiles.flatMap((file) => sourceOf(program, file) ?? []);
  const preloaded = run.args.filter((_, index) =>
    /^(-r|--require|--import|--preload)$/.test(run.args[index - 1] ?? ""),
  );
  const setup = preloaded.flatMap((file) =>
    file.startsWith(".") && run.cwd !== null ? (sourceOf(program, join(run.cwd, file)) ?? []) : [],
  );
  const isTest = run.kind === "test-runner" || run.kind === "eval-runner";
  if (!isTest || run.cwd === null) return { modules: entries, setup, routes: [] };
  const config = testConfigOf(program, run.runner, run.configPath, run.cwd);
  const tests = testsOf(program, run, run.cwd, config);
  const configured = config?.setupFiles.flatMap((file) => sourceOf(program, file) ?? []) ?? [];
  const routes = tests.length > 0 && config ? served(program, config, run.cwd) : [];
  return {
    modules: [...new Set([...entries, ...tests])].slice(0, mostModules),
    setup: [...setup, ...configured],
    routes: routes.slice(0, mostModules),
  };
}

function testsOf(program: Program, run: RunProgram, cwd: string, config: TestConfig | null): readonly string[] {
  const isEval = run.kind === "eval-runner" && run.runner === "vitest";
  const patterns =
    config && config.include.length > 0 ? config.include : isEval ? evalFiles : (defaults[run.runner] ?? otherTests);
  // A configuration of another folder speaks of its own one (jest) or of that where the runner is started (vitest).
  const folders = config && config.folders.length > 0 ? config.folders : [...new Set([config?.directory ?? cwd, cwd])];
  const wanted = matcher(patterns);
  const ignored = matcher(config?.exclude ?? []);
  const chosen = filterOf(run, cwd);
  return [...program.modules.keys()].filter((path) => {
    if (/(^|\/)node_modules\//.test(path)) return false;
    return folders.some((folder) => {
      if (!isBelow(path, folder)) return false;
      const inside = folder === "" ? path : path.slice(folder.length + 1);
      // Include patterns of a config are relative to its own folder, which `folders` may lie below.
      const asConfigured =
        config && isBelow(path, config.directory) && config.directory !== ""
          ? path.slice(config.directory.length + 1)
          : path;
      return (wanted(inside) || wanted(asConfigured)) && !ignored(inside) && chosen(path);
    });
  });
}

/** Tests from outside reach what the server offers: its routes are started with them. */
function served(program: Program, config: TestConfig, cwd: string): readonly string[] {
  if (!config.startsServer) return [];
  const isRoute = matcher([
    "**/app/**/{route,page,actions}.{ts,tsx,js,jsx}",
    "**/pages/api/**/*.{ts,tsx,js}",
    "**/src/{server,index,app,worker}.{ts,js,mts}",
    "{server,index,app}.{ts,js}",
  ]);
  return [...program.modules.keys()].filter(
    (path) => isBelow(path, cwd) && isRoute(cwd === "" ? path : path.slice(cwd.length + 1)),
  );
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function matcher(patterns: readonly string[]): (path: string) => boolean {
  const usable = patterns
    .filter((pattern) => pattern !== "" && pattern.length < 300)
    .map((pattern) => pattern.replace("<rootDir>/", "").replace(/^\.\//, ""));
  return usable.length === 0 ? () => false : picomatch(usable, { dot: false, nocase: false, noext: false });
}

/**
 * Filters are a part of the path, a folder or a pattern. One that is a regular expression beyond that is not run: it is
 * taken to let everything through, so that nothing which may run is missed.
 */
function filterOf(run: RunProgram, cwd: string): (path: string) => boolean {
  const filters = run.testFilters
    .filter((filter) => filter !== "" && !/[$\uE000]/.test(filter) && !filter.includes("${{"))
    .map((filter) => filter.replace(/^\.\//, "").replace(/:\d+$/, ""));
  if (filters.length === 0 || filters.includes(".")) return () => true;
  const tests = filters.map((filter): ((path: string) => boolean) => {
    const plain = filter.replace(/\\/g, "");
    if (!/[*?{}[\]()|^+]/.test(plain))
      return (path) => path.includes(plain) || isBelow(path, join(cwd, plain)) || path === join(cwd, plain);
    if (/[()|^+]/.test(plain)) return () => true;
    const match = matcher([plain]);
    return (path) => match(path) || match(isBelow(path, cwd) && cwd !== "" ? path.slice(cwd.length + 1) : path);
  });
  return (path) => tests.some((test) => test(path));
}

/** The module behind a file that is run; what is built is looked up in its source. */
export function sourceOf(program: Program, file: string): string | null {
  const bases = [
    file,
    file.replace(/(^|\/)(dist|build|lib|out|\.output|bin)\//, "$1src/"),
    file.replace(/(^|\/)(dist|build|out)\//, "$1"),
  ];
  for (const base of bases) {
    if (program.modules.has(base)) return base;
    const stem = base.replace(/\.([cm]?)[jt]sx?$/, "");
    for (const extension of ["ts", "tsx", "mts", "cts", "js", "mjs", "cjs"]) {
      for (const path of [`${stem}.${extension}`, `${base}/index.${extension}`])
        if (program.modules.has(path)) return path;
    }
  }
  return null;
}
