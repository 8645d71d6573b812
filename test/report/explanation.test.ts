import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { explainTreeLine } from "../../src/audit.ts";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import type { Explanation } from "../../src/model/explanation.ts";
import { explanationJsonSchema, explanationSchema } from "../../src/report/explanation/explanation-schema.ts";
import { jsonExplanation } from "../../src/report/explanation/json-explanation.ts";
import { terminalExplanation } from "../../src/report/explanation/terminal-explanation.ts";
import { type Page, type Painter, plain } from "../../src/report/terminal/page.ts";
import { explained } from "../explain/explained.ts";
import { fullStack, secretDigest } from "../harness/full-stack.ts";
import { supportAgent } from "./support-agent.ts";

const page: Page = { color: plain, width: 80, detail: "normal" };
const print = (explanation: Explanation, more: Partial<Page> = {}) =>
  terminalExplanation(explanation, { ...page, ...more });

const tree = memoryTree(supportAgent);
const explain = (path: string, mark: string, column: number | null = null) => {
  const line = (supportAgent[path] ?? "").split("\n").findIndex((text) => text.includes(mark)) + 1;
  return explainTreeLine(tree, { path, line, column }, { key: new Uint8Array(32).fill(7), rethrow: true });
};

const lines = {
  store: ["src/retrieval.ts", "new Pinecone"],
  credential: [".env.staging", "BILLING_API_KEY"],
  gate: ["src/gate.ts", "if (registered"],
  tool: ["src/refund.ts", "environment: z.enum"],
  step: ["src/refund.ts", "await admit"],
  job: [".github/workflows/evals.yml", "npm run eval"],
  event: ["src/refund.ts", "audit.info"],
  unknown: ["src/settings.ts", "// Nothing to see"],
} as const;

describe("a line explained at a terminal", () => {
  it.each(Object.entries(lines))("reads as a person would want it: %s", async (name, [path, mark]) => {
    await expect(print(explain(path, mark))).toMatchFileSnapshot(`__snapshots__/explanation-${name}.txt`);
  });

  it("hides nothing where it shall be verbose", () => {
    const explanation = explain(...lines.store);
    const verbose = print(explanation, { detail: "verbose" });
    expect(verbose).not.toContain("(--verbose)");
    for (const { locations } of explanation.judgements.flatMap((j) => j.findings))
      for (const { path, startLine } of locations) expect(verbose).toContain(`${path}:${startLine}`);
  });

  it.each([40, 60, 80, 100])("fits %i columns but for what must not be broken", (width) => {
    for (const [path, mark] of Object.values(lines)) {
      const wide = print(explain(path, mark), { width })
        .split("\n")
        .filter((line) => [...line].length > width);
      const isOneWord = (line: string) => !/\S \S/.test(line.trim().replace(/^(?:[●→✓✗?–-] )+/, ""));
      expect(wide.filter((line) => !isOneWord(line))).toEqual([]);
    }
  });

  it("says the same with colour as without", () => {
    const mark = (text: string) => `\ue000${text}\ue000`;
    const color: Painter = { bold: mark, dim: mark, red: mark, green: mark, yellow: mark, cyan: mark };
    for (const [path, text] of Object.values(lines)) {
      const explanation = explain(path, text);
      expect(print(explanation, { color }).replaceAll("\ue000", "")).toBe(print(explanation));
    }
  });

  it("neutralises what would steer the terminal", () => {
    const evil = "evil\u001b[2J\u202e";
    const stack = {
      ...fullStack(),
      endpoints: [
        {
          host: evil,
          environment: evil,
          at: { path: `${evil}.ts`, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
        },
      ],
    };
    const explanation = { ...explained(stack, `${evil}.ts:1`), target: { name: evil, revision: null } };
    expect(explanation.subjects).toHaveLength(1);
    for (const text of [print(explanation), jsonExplanation(explanation)])
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe.each(Object.entries(lines))("the JSON of a line that is a %s", (_, [path, mark]) => {
  const explanation = explain(path, mark);

  it("has exactly the fields of the schema", () => {
    expect(() => explanationSchema.parse(JSON.parse(jsonExplanation(explanation)))).not.toThrow();
  });

  it("is valid by the published JSON Schema", () => {
    const validate = new Ajv2020({ allErrors: true }).compile(explanationJsonSchema());
    validate(JSON.parse(jsonExplanation(explanation)));
    expect(validate.errors).toBeNull();
  });
});

it("keeps the published schema up to date (npm run schema)", () => {
  const published = readFileSync("schema/explanation.v1.schema.json", "utf8");
  expect(published).toBe(`${JSON.stringify(explanationJsonSchema(), null, 2)}\n`);
});

it("lets digests stay inside", () => {
  const stack = fullStack();
  for (const line of [".env.staging:2", "src/retriever.ts:12", ".mcp.json:3", ".github/workflows/ci.yml:15"]) {
    const explanation = explained(stack, line);
    expect(explanation.subjects.length).toBeGreaterThan(0);
    expect(jsonExplanation(explanation) + print(explanation)).not.toContain(secretDigest);
  }
});

it("is the same under every key", () => {
  const under = (fill: number) =>
    jsonExplanation(
      explainTreeLine(tree, { path: ".env.staging", line: 3, column: null }, { key: new Uint8Array(32).fill(fill) }),
    );
  expect(under(1)).toBe(under(2));
});
