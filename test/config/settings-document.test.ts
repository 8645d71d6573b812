import { expect, it } from "vitest";
import { z } from "zod";
import { readSettingsDocument } from "../../src/config/settings-document.ts";
import { AuditError } from "../../src/model/error.ts";

const schema = z.strictObject({
  environments: z.record(z.string(), z.enum(["production", "staging"])).optional(),
  suppressions: z.array(z.strictObject({ check: z.string(), reason: z.string().min(1, "it is empty") })).optional(),
});

function read(text: string) {
  return readSettingsDocument("bulkhead.config.yaml", text, schema);
}

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof AuditError) return `${error.blame}: ${error.message} ${error.hint}`;
  }
  return "no error";
}

it("gives the data and where each value stands", () => {
  const { data, at } = read("environments:\n  live: production\nsuppressions:\n  - check: a\n    reason: why\n");
  expect(data.environments).toEqual({ live: "production" });
  expect(at(["suppressions", 0], "suppression")).toMatchObject({
    path: "bulkhead.config.yaml",
    startLine: 4,
    startColumn: 5,
  });
  expect(at(["suppressions", 0, "owner"], "suppression")).toMatchObject({ startLine: 4 });
});

it.each([
  ["", {}],
  ["# nothing yet\n", {}],
  ["\uFEFFenvironments: {}\r\n", { environments: {} }],
  ['{ "suppressions": [] }', { suppressions: [] }],
  ["environments:\nsuppressions: []\n", { suppressions: [] }],
])("reads %j", (text, data) => {
  expect(read(text).data).toEqual(data);
});

it.each([
  ["suppresions: []\n", "bulkhead.config.yaml:1:14: there is no key suppresions. Did you mean suppressions?"],
  ["suppressions:\n  - reason: b\n", ":2:5: suppressions[0].check is missing."],
  ["suppressions:\n  - chek: a\n    reason: b\n", "there is no key chek in suppressions[0]. Did you mean check?"],
  [
    "suppressions:\n  - check: a\n    reason: b\n    resaon: c\n",
    "there is no key resaon in suppressions[0]. Did you mean reason?",
  ],
  ["suppressions:\n  - check: a\n    reason: ''\n", ":3:13: suppressions[0].reason: it is empty."],
  [
    "environments:\n  live: prodution\n",
    ":2:9: environments.live is none of the values it may have. Did you mean production?",
  ],
  ["suppressions: no\n", ":1:15: suppressions must be a list."],
  ["- a\n", ":1:1: the file must be a mapping."],
  ["environments: {\n", "this is not valid YAML"],
  ["environments: {}\nenvironments: {}\n", "bulkhead.config.yaml:2:1: this is not valid YAML"],
])("refuses %j", (text, message) => {
  expect(errorOf(text)).toContain(message);
  expect(errorOf(text)).toMatch(/^config: /);
});

it("never quotes a value", () => {
  expect(errorOf("environments:\n  live: hunter2-made-up\n")).not.toContain("hunter2");
});

it("survives a bomb of anchors", () => {
  const rows = Array.from(
    { length: 9 },
    (_, row) => `a${row + 1}: &a${row + 1} [${Array(9).fill(`*a${row}`).join(", ")}]`,
  );
  expect(errorOf(`a0: &a0 [x]\n${rows.join("\n")}\n`)).toContain("repeats its anchors");
});

it("points at an entry with its key", () => {
  const { atEntry } = read("environments:\n  live: production\n  uat:\n    staging\n");
  expect(atEntry(["environments", "uat"], "declared here")).toMatchObject({ startLine: 3, startColumn: 3, endLine: 4 });
});

it("survives an anchor that holds itself", () => {
  expect(errorOf("suppressions: &a [*a]\n")).toMatch(/^config: /);
});
