import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { baselineJsonSchema, baselineText, readBaseline } from "../../src/config/baseline.ts";
import { AuditError } from "../../src/model/error.ts";

const entry = {
  fingerprint: "0123456789abcdef",
  check: "sandbox-separation/unscoped-credential",
  subject: "PINECONE_API_KEY",
  members: ["refund", "search"],
  path: ".env.production",
  confidence: "proven",
} as const;

function errorOf(text: string): string {
  try {
    readBaseline("bulkhead.baseline.json", text);
  } catch (error) {
    if (error instanceof AuditError) return `${error.blame}: ${error.message} ${error.hint}`;
  }
  return "no error";
}

it("reads what it has written, which holds neither lines nor values", () => {
  const text = baselineText([entry]);
  expect(readBaseline("bulkhead.baseline.json", text)).toEqual([entry]);
  expect(JSON.parse(text)).toEqual({ version: 1, findings: [entry] });
});

it("leaves members out where there are none, and reads a file from before they were kept", () => {
  const { members: _, ...old } = entry;
  expect(JSON.parse(baselineText([{ ...entry, members: [] }])).findings).toEqual([old]);
  const text = JSON.stringify({ version: 1, findings: [old] });
  expect(readBaseline("bulkhead.baseline.json", text)).toEqual([{ ...old, members: null }]);
});

it.each([
  [
    "a later version",
    '{ "version": 2, "known": [] }',
    "is a baseline of version 2, and this Bulkhead reads version 1.",
  ],
  ["no version", '{ "findings": [] }', ":1:1: version is missing."],
  ["another file", '{ "name": "support-agent" }', "there is no key name."],
  [
    "a fingerprint that is none",
    baselineText([{ ...entry, fingerprint: "x" }]),
    ":5:22: findings[0].fingerprint: it is no fingerprint of a report.",
  ],
  ["an unknown key", baselineText([entry]).replace('"path"', '"file"'), "there is no key file in findings[0]."],
  ["broken JSON", '{ "version": 1, "findings": [', "bulkhead.baseline.json:"],
  ["marks of a merge", `<<<<<<< HEAD\n${baselineText([entry])}`, "bulkhead.baseline.json:"],
])("refuses %s", (_, text, message) => {
  expect(errorOf(text)).toMatch(/^config: /);
  expect(errorOf(text)).toContain(message);
});

it("keeps the published schema up to date (npm run schema)", () => {
  const published = readFileSync("schema/baseline.v1.schema.json", "utf8");
  expect(published).toBe(`${JSON.stringify(baselineJsonSchema(), null, 2)}\n`);
});
