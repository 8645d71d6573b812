import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll, extractFile } from "../../src/extract/extract.ts";
import type { Extractor } from "../../src/extract/extractor.ts";
import { extractors } from "../../src/extract/index.ts";
import { seal } from "../support/extract.ts";

const reader = (id: string, extract: Extractor["extract"]): Extractor => ({
  id,
  version: 1,
  wants: () => true,
  extract,
});

describe("all files", () => {
  it("are read in the order of their paths", () => {
    const tree = memoryTree({ "b/.env": "A=1", ".env": "A=1", "a/.env": "A=1" });
    expect(extractAll(tree, seal).map(({ path }) => path)).toEqual([".env", "a/.env", "b/.env"]);
  });

  it("give equal facts however often they are read", () => {
    const files = { ".env": "A=x\nB=", "compose.yml": "services: {a: {image: b}}", "package.json": "{}" };
    expect(extractAll(memoryTree(files), seal)).toEqual(extractAll(memoryTree(files), seal));
  });

  it("may be wanted by none, and are then not opened", () => {
    const read = () => {
      throw new Error("opened");
    };
    expect(extractFile({ path: "logo.png", zone: "source", bytes: 1 }, { read }, seal)).toEqual([]);
  });
});

describe("trouble", () => {
  it("with an extractor is a gap that quotes nothing, and stops no other", () => {
    const broken = reader("broken", () => {
      throw new Error("the secret is hunter2");
    });
    const fine = reader("fine", () => [{ kind: "gap", reason: "seen", line: 1 }]);
    expect(extractAll(memoryTree({ "a.txt": "x" }), seal, [broken, fine])).toEqual([
      { kind: "gap", reason: "the broken extractor failed on this file", line: null, path: "a.txt" },
      { kind: "gap", reason: "seen", line: 1, path: "a.txt" },
    ]);
  });

  it("with a file is a gap", () => {
    const facts = extractFile({ path: ".env", zone: "source", bytes: 1 }, { read: () => undefined }, seal);
    expect(facts).toEqual([{ kind: "gap", reason: "the file could not be read", line: null, path: ".env" }]);
  });

  const texts = {
    empty: "",
    blank: " \r\n\t\n",
    binary: "\u0000\u0001\uFFFD",
    noise: randomBytes(4000).toString("latin1"),
    brackets: "[{".repeat(30_000),
    quotes: `a = "${"\\".repeat(9999)}`,
    dollars: "${".repeat(20_000),
    expressions: `a: "${"${{ ".repeat(5000)}"`,
    lines: "a: b\n".repeat(50_000),
  };
  const paths = [
    ...[".env", "compose.yml", "wrangler.toml", "wrangler.jsonc", ".mcp.json", ".codex/config.toml", "schema.prisma"],
    ...["Dockerfile", "fly.toml", "vercel.json", "railway.json", "render.yaml", "netlify.toml", "serverless.yml"],
    ...["environments/staging.yml", "config/production.json", "values-prod.yaml", "k8s/overlays/qa/agent.yaml"],
    ...[
      "k8s/kustomization.yaml",
      "chart/Chart.yaml",
      "chart/values.yaml",
      "chart/templates/agent.yaml",
      "helmfile.yaml",
    ],
    ...[".github/workflows/a.yml", "action.yml", "package.json", "pnpm-workspace.yaml", "tsconfig.json"],
  ];
  it.each(paths)("never becomes an exception in %s", (path) => {
    for (const [name, text] of Object.entries(texts)) {
      for (const extractor of extractors.filter((each) => each.wants(path, "source"))) {
        const start = performance.now();
        expect(() => extractor.extract({ path, text }, { seal }), name).not.toThrow();
        expect(performance.now() - start, name).toBeLessThan(15_000);
      }
    }
  });
});

describe("extractors", () => {
  it("have names of their own", () => {
    const ids = extractors.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leave fixtures alone", () => {
    for (const path of samplePaths())
      expect(extractors.filter((each) => each.wants(path, "fixture")).map(({ id }) => id)).toEqual([]);
  });
});

function samplePaths(): readonly string[] {
  return [
    ".env",
    "compose.yml",
    "wrangler.toml",
    ".mcp.json",
    "action.yml",
    "package.json",
    "tsconfig.json",
    "a.ts",
    "lerna.json",
    "a.prisma",
    "Dockerfile",
    "fly.toml",
    "vercel.json",
    "railway.json",
    "render.yaml",
    "netlify.toml",
    "serverless.yml",
    "environments/staging.yml",
  ];
}
