import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breachesIn, type Sources, unreachableIn } from "./architecture.ts";

const root = join(import.meta.dirname, "../..");
const ENTRIES = ["bin/bulkhead.ts", "src/audit.ts"];

function projectSources(): Sources {
  const paths = ["bin", "src", "rules"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
    )
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

describe("the project", () => {
  const sources = projectSources();

  it("is seen by this test", () => {
    expect(sources.size).toBeGreaterThan(10);
  });

  it("imports in one direction only", () => {
    expect(breachesIn(sources)).toEqual([]);
  });

  // Until the pipeline exists there is nothing that could reach its parts.
  it.runIf(sources.has("src/audit.ts"))("holds no file that nothing leads to", () => {
    expect(unreachableIn(sources, ENTRIES)).toEqual([]);
  });
});

describe("the checker", () => {
  const model = { "src/model/stack.ts": "export {};" };
  const breaches = (files: Record<string, string>) => breachesIn(new Map(Object.entries({ ...model, ...files })));

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a phase that imports another",
      { "src/link/link.ts": 'import { a } from "../extract/a.ts";', "src/extract/a.ts": "" },
      /^src\/link\/link\.ts \(link\) imports src\/extract\/a\.ts \(extract\)\. Phases meet only/,
    ],
    [
      "an import of types only",
      { "src/judge/a.ts": 'import type { B } from "../link/b.ts";', "src/link/b.ts": "" },
      /\(judge\) imports .* \(link\)/,
    ],
    [
      "a re-export and a dynamic import",
      { "src/report/a.ts": 'export * from "../judge/b.ts"; import("../judge/b.ts");', "src/judge/b.ts": "" },
      /^src\/report\/a\.ts \(report\).*A format sees the finished report/,
    ],
    [
      "an import type",
      { "src/report/a.ts": 'export type B = import("../judge/b.ts").B;', "src/judge/b.ts": "" },
      /\(report\) imports .* \(judge\)/,
    ],
    [
      "a model that looks up",
      { "src/model/a.ts": 'import "../catalog/b.ts";', "src/catalog/b.ts": "" },
      /Everything rests on the model/,
    ],
    [
      "a rule that parses",
      { "rules/tool-gates/a.ts": 'import "../../src/extract/b.ts";', "src/extract/b.ts": "" },
      /A rule sees the Stack and nothing else/,
    ],
    [
      "a rule that uses another control's",
      { "rules/tool-gates/a.ts": 'import "../audit-trail/b.ts";', "rules/audit-trail/b.ts": "" },
      /A control is one folder/,
    ],
    [
      "a bin that goes past the command line",
      { "bin/bulkhead.ts": 'import "../src/model/stack.ts";' },
      /bin only sets/,
    ],
    ["a file in no layer", { "src/utils/a.ts": "" }, /^src\/utils\/a\.ts lies in no layer/],
    ["an import from the tests", { "src/link/a.ts": 'import "../../test/b.ts";' }, /lies outside bin, src and rules/],
    [
      "ts-morph outside its folder",
      { "src/link/a.ts": 'import { ts } from "ts-morph";' },
      /Past src\/extract\/program/,
    ],
    [
      "a file system in a rule",
      { "rules/tool-gates/a.ts": 'import fs from "node:fs/promises";' },
      /Only discover reads/,
    ],
    [
      "a file system without its prefix",
      { "src/report/a.ts": 'import { readFileSync } from "fs";' },
      /Only discover reads/,
    ],
    [
      "a subprocess anywhere",
      { "src/cli/a.ts": 'import { exec } from "node:child_process";' },
      /never touches the network/,
    ],
    ["colour in a format", { "src/report/a.ts": 'import chalk from "chalk";' }, /Colour and argv/],
    ["process", { "src/link/a.ts": "\nconst home = process.env.HOME;" }, /^src\/link\/a\.ts:2 uses process\./],
    ["process by another way", { "src/link/a.ts": "const { env } = globalThis.process;" }, /uses process\./],
    ["process as a shorthand", { "src/link/a.ts": "run({ process });" }, /uses process\./],
    ["console", { "src/cli/a.ts": "console.log(1);" }, /uses console\./],
    ["the time", { "src/judge/a.ts": "const now = new Date();" }, /uses the clock\./],
    ["the time as a number", { "src/judge/a.ts": "const now = Date.now();" }, /uses the clock\./],
    ["chance", { "src/link/a.ts": "const key = Math.random();" }, /uses Math\.random\./],
  ])("objects to %s", (_, files, message) => {
    const found = breaches(files);
    expect(found.length).toBeGreaterThan(0);
    for (const breach of found) expect(breach).toMatch(message);
  });

  it("accepts what the design allows", () => {
    expect(
      breaches({
        "bin/bulkhead.ts": 'import { run } from "../src/cli/run.ts"; process.exitCode = await run();',
        "src/cli/run.ts":
          'import chalk from "chalk"; import "node:fs"; import "../audit.ts"; import "../../rules/index.ts"; Date.now(); process.argv;',
        "src/audit.ts": 'import "./discover/a.ts"; import "./extract/a.ts"; import "../rules/index.ts";',
        "src/discover/a.ts": 'import { readFileSync } from "node:fs"; import "../model/stack.ts";',
        "src/extract/a.ts": 'import "./program/lower.ts"; import "../catalog/a.ts"; new Date("2026-01-01");',
        "src/extract/program/lower.ts": 'import { ts } from "ts-morph"; const known = { process: 1 }; known.process;',
        "src/catalog/a.ts": 'import type { Stack } from "../model/stack.ts";',
        "rules/index.ts": 'import "./tool-gates/index.ts";',
        "rules/tool-gates/index.ts": 'import "./a.ts";',
        "rules/tool-gates/a.ts": 'import "../../src/model/stack.ts"; // import "../../src/link/link.ts"\n',
      }),
    ).toEqual([]);
  });

  it("follows imports and workers to what is reachable", () => {
    const sources = new Map(
      Object.entries({
        "bin/bulkhead.ts": 'import "../src/cli/run.ts";',
        "src/cli/run.ts": "",
        "src/audit.ts": 'new Worker(new URL("./extract/worker.ts", import.meta.url));',
        "src/extract/worker.ts": 'import type { A } from "./a.ts";',
        "src/extract/a.ts": "",
        "src/extract/forgotten.ts": 'import "./also-forgotten.ts";',
        "src/extract/also-forgotten.ts": "",
      }),
    );
    expect(unreachableIn(sources, ENTRIES).map((line) => line.split(" ")[0])).toEqual([
      "src/extract/also-forgotten.ts",
      "src/extract/forgotten.ts",
    ]);
  });
});
