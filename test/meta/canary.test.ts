import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { jsonExplanation } from "../../src/report/explanation/json-explanation.ts";
import { terminalExplanation } from "../../src/report/explanation/terminal-explanation.ts";
import { type Page, plain } from "../../src/report/terminal/page.ts";
import { canaryRepository } from "../harness/canary-repository.ts";
import { explainer } from "../harness/explainer.ts";
import { folderWith } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

const shortestPart = 6;
const page: Page = { color: plain, width: 80, detail: "verbose" };

const commandLines: readonly (readonly string[])[] = [
  ["--verbose", "--no-color"],
  ["--verbose", "--color"],
  ["--quiet"],
  ["--format", "json"],
  ["--format", "html"],
  ["--format", "json", "--verbose", "--strict"],
  ["--format", "sarif"],
  ["--format", "markdown", "--verbose"],
  ["--format", "github"],
  ["--format", "junit"],
  ["--format", "oscal"],
  ["--output", "no/such/folder/report.json"],
  ["inventory"],
  ["inventory", "--verbose", "--color"],
  ["inventory", "--format", "json"],
];

describe("no secret leaves the audit", () => {
  const { files, secrets } = canaryRepository();

  it.each(commandLines.map((argv) => [argv]))("with %j", async (argv) => {
    const root = folderWith(files);
    const { out, err } = await bulkhead(argv, { cwd: root });
    expect(leaksIn(out + err, secrets)).toEqual([]);
  });

  it("into the files that decisions are kept in", async () => {
    const root = folderWith(files);
    const taken = await bulkhead(["--update-baseline", "--quiet"], { cwd: root });
    const asked = await bulkhead(["init", "--attestations"], { cwd: root });
    expect([taken.status, asked.status]).toEqual([0, 0]);
    const written = ["bulkhead.baseline.json", "bulkhead.attest.yaml"].map((name) =>
      readFileSync(join(root, name), "utf8"),
    );
    expect(leaksIn(written.join("\n") + taken.err + asked.out, secrets)).toEqual([]);
  });

  it("nor is shown by the explanation of any line, in any format", () => {
    const explain = explainer(memoryTree(files));
    const texts = Object.entries(files).flatMap(([path, text]) =>
      text.split("\n").flatMap((_, index) => {
        const explanation = explain({ path, line: index + 1, column: null });
        return explanation ? [jsonExplanation(explanation), terminalExplanation(explanation, page)] : [];
      }),
    );
    expect(texts.length).toBeGreaterThan(200);
    // Names of variables are shown, as in every report.
    const { "syntax error that quotes an identifier": _, ...values } = secrets;
    expect(leaksIn(texts.join("\n"), values)).toEqual([]);
  });

  it("nor stands in a fact, which a cache would keep", () => {
    const facts = extractAll(memoryTree(files), createSeal(randomBytes(32)));
    // Names of variables are no secrets and stay in the facts; what must not happen is that an error message quotes them.
    const { "syntax error that quotes an identifier": _, ...values } = secrets;
    expect(leaksIn(JSON.stringify(facts), values)).toEqual([]);
  });

  it("and the audit did see the places they are in", async () => {
    const root = folderWith(files);
    const { out, err, status } = await bulkhead(["--format", "json"], { cwd: root });
    expect(err).toBe("");
    expect(status).toBeLessThan(2);
    for (const name of ["STRIPE_API_KEY", "DATABASE_URL", ".mcp.json", "docker-compose.yml"])
      expect(out).toContain(name);
  });
});

it("a leak would be noticed, even of a part", () => {
  expect(leaksIn("… ends in kQ7xWv …", { ".env": "aaaakQ7xWvbbbb" })).toEqual([".env"]);
});

/** The places whose secret, or any part of it that is worth something, stands in the text. */
function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => partsOf(secret).some((part) => text.includes(part)))
    .map(([place]) => place);
}

function partsOf(secret: string): string[] {
  return Array.from({ length: secret.length - shortestPart + 1 }, (_, at) => secret.slice(at, at + shortestPart));
}
