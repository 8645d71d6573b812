import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attestationsJsonSchema, readAttestations } from "../../src/config/attestations.ts";
import { AuditError } from "../../src/model/error.ts";
import { checkOf, controlOf } from "../harness/report.ts";

const controls = [
  controlOf([checkOf(), checkOf({ id: "sandbox-separation/shared-context-store" })]),
  controlOf([checkOf({ id: "kill-switch/own-switch" })], { slug: "kill-switch", number: 1 }),
];

const answered = `attestations:
  - control: sandbox-separation
    question: unscoped-credential
    asked: Does each environment have a key of its own?
    about: Which key does staging use?
    answer: yes
    evidence: docs/keys.md
    by: R. Okafor
    date: 2026-11-20
    expires: 2027-05-20
`;

function read(text: string) {
  return readAttestations("bulkhead.attest.yaml", text, controls);
}

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof AuditError) return `${error.blame}: ${error.message} ${error.hint}`;
  }
  return "no error";
}

it("reads an answer and where it is written", () => {
  expect(read(answered)).toEqual([
    {
      check: "sandbox-separation/unscoped-credential",
      asked: "Does each environment have a key of its own?",
      about: "Which key does staging use?",
      answer: "yes",
      evidence: "docs/keys.md",
      by: "R. Okafor",
      date: "2026-11-20",
      expires: "2027-05-20",
      note: null,
      at: expect.objectContaining({ path: "bulkhead.attest.yaml", startLine: 2, startColumn: 5 }),
    },
  ]);
});

it.each([
  ["an empty file", "", 0],
  ["a file of comments", "# nothing yet\n", 0],
  ["an empty list", "attestations:\n", 0],
  ["a version", "version: 1\nattestations: []\n", 0],
  [
    "a question that nobody has answered",
    "attestations:\n  - control: kill-switch\n    question: own-switch\n    asked: Is it?\n    about: What is?\n    answer:\n    evidence:\n    by:\n    date:\n    expires:\n",
    1,
  ],
  [
    "one without the rest",
    "attestations:\n  - control: kill-switch\n    question: own-switch\n    asked: Is it?\n    about: What is?\n",
    1,
  ],
])("takes %s", (_, text, count) => {
  expect(read(text)).toHaveLength(count);
});

it("reads an answer without evidence, which is judged later", () => {
  expect(read(answered.replace("docs/keys.md", ""))[0]).toMatchObject({ answer: "yes", evidence: "" });
});

describe("refuses, and says where and what would be right:", () => {
  it.each([
    ["an unknown key", answered.replace("evidence:", "evidense:"), ":7:15: there is no key evidense", "evidence"],
    [
      "an unknown control",
      answered.replace("sandbox-separation", "sandbox-seperation"),
      ":2:14: there is no control of this name. Did you mean sandbox-separation?",
      "",
    ],
    [
      "an unknown check",
      answered.replace("unscoped-credential", "unscoped-credentials"),
      ":3:15: sandbox-separation has no check of this name. Did you mean unscoped-credential?",
      "",
    ],
    [
      "a check of another control",
      answered.replace("unscoped-credential", "own-switch"),
      ":3:15: sandbox-separation has no check of this name.",
      "",
    ],
    [
      "another answer",
      answered.replace("answer: yes", "answer: maybe"),
      ":6:13: attestations[0].answer is none of the values it may have.",
      "yes, no, not-applicable",
    ],
    [
      "a missing control",
      answered.replace("control: sandbox-separation\n    ", ""),
      "attestations[0].control is missing.",
      "",
    ],
    [
      "a missing question",
      answered.replace("    asked: Does each environment have a key of its own?\n", ""),
      "attestations[0].asked is missing.",
      "",
    ],
    [
      "an answer of nobody",
      answered.replace("R. Okafor", ""),
      ":8:9: attestations[0].by: an answer needs somebody who gives it.",
      "",
    ],
    [
      "an answer of no day",
      answered.replace("date: 2026-11-20", "date:"),
      "attestations[0].date: an answer needs the day on which it is given.",
      "",
    ],
    [
      "an answer for ever",
      answered.replace("    expires: 2027-05-20\n", ""),
      "attestations[0].expires: an answer needs a last day on which it holds.",
      "",
    ],
    [
      "a day that is none",
      answered.replace("2026-11-20", "2026-11-31"),
      ":9:11: attestations[0].date: it is no day written as YYYY-MM-DD.",
      "",
    ],
    [
      "an end before the beginning",
      answered.replace("2027-05-20", "2026-05-20"),
      ":10:14: attestations[0].expires: it lies before the date.",
      "",
    ],
    [
      "not applicable for no reason",
      answered.replace("answer: yes", "answer: not-applicable"),
      "attestations[0].note: this answer needs the reason why it does not apply.",
      "",
    ],
    [
      "a password in a link",
      answered.replace("docs/keys.md", "https://okafor:hunter2@wiki.example/keys"),
      ":7:15: attestations[0].evidence: the link holds a user name or a password.",
      "",
    ],
    ["a later version", `version: 2\n${answered}`, ":1:10: version is none of the values it may have.", ""],
    ["a list at the top", answered.replace("attestations:\n", ""), ":1:3: the file must be a mapping.", ""],
    ["broken YAML", "attestations: [", "this is not valid YAML", ""],
  ])("%s", (_, text, message, hint) => {
    const error = errorOf(text);
    expect(error).toContain(message);
    expect(error).toContain(hint);
    expect(error).toMatch(/^config: bulkhead\.attest\.yaml/);
    expect(error).not.toContain("hunter2");
  });

  it("a question that is answered twice", () => {
    const twice = answered + answered.replace("attestations:\n", "").replace("docs/keys.md", "docs/other.md");
    expect(errorOf(twice)).toContain(
      "bulkhead.attest.yaml:11:5: sandbox-separation/unscoped-credential is answered twice. The first answer stands in line 2",
    );
  });
});

it("keeps the published schema up to date (npm run schema)", () => {
  const published = readFileSync("schema/attestations.v1.schema.json", "utf8");
  expect(published).toBe(`${JSON.stringify(attestationsJsonSchema(), null, 2)}\n`);
});
