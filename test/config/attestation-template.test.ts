import { describe, expect, it } from "vitest";
import { attestationTemplate, type OpenQuestion } from "../../src/config/attestation-template.ts";
import { readAttestations } from "../../src/config/attestations.ts";
import { checkOf, controlOf } from "../harness/report.ts";

const controls = [
  controlOf([checkOf(), checkOf({ id: "sandbox-separation/shared-context-store" })]),
  controlOf([checkOf({ id: "kill-switch/own-switch" })], { slug: "kill-switch", number: 1 }),
];
const keys: OpenQuestion = {
  check: "sandbox-separation/unscoped-credential",
  asked: "Does each have a key: of its own?",
  about: "Which key does staging use?",
};
const stop: OpenQuestion = {
  check: "kill-switch/own-switch",
  asked: "Can it be stopped?",
  about: "Who can stop the agent at src/stop.ts:12?",
};

function read(text: string) {
  return readAttestations("bulkhead.attest.yaml", text, controls);
}

function fillIn(text: string): string {
  return text
    .replace("answer:", "answer: yes")
    .replace("evidence:", "evidence: docs/keys.md # the vault")
    .replace("by:", "by: R. Okafor")
    .replace("date:", "date: 2026-11-20")
    .replace("expires:", "expires: 2027-05-20");
}

/** Of the entries only: the head of the file tells of the same keys. */
function entriesOf(text: string): string {
  return text.slice(text.indexOf("attestations:"));
}

function answeredOnce(text: string): string {
  const entries = entriesOf(text);
  return text.replace(entries, fillIn(entries));
}

it("asks every open question, in a file that is sound before anybody has answered", () => {
  const { text, added, answered } = attestationTemplate([keys, stop], null);
  expect({ added, answered }).toEqual({ added: 2, answered: 0 });
  expect(entriesOf(text)).toBe(`attestations:
  - control: sandbox-separation
    question: unscoped-credential
    asked: "Does each have a key: of its own?"
    about: Which key does staging use?
    answer:
    evidence:
    by:
    date:
    expires:

  - control: kill-switch
    question: own-switch
    asked: Can it be stopped?
    about: Who can stop the agent at src/stop.ts:12?
    answer:
    evidence:
    by:
    date:
    expires:
`);
  expect(read(text).map(({ check, asked, about, answer }) => ({ check, asked, about, answer }))).toEqual([
    { ...keys, answer: null },
    { ...stop, answer: null },
  ]);
});

it("is written again as it is", () => {
  const { text } = attestationTemplate([keys, stop], null);
  expect(attestationTemplate([keys, stop], text)).toEqual({ text, added: 0, answered: 0 });
  const filled = answeredOnce(text);
  expect(attestationTemplate([keys, stop], filled)).toEqual({ text: filled, added: 0, answered: 1 });
});

describe("written again, it", () => {
  const { text } = attestationTemplate([keys], null);
  const filled = answeredOnce(text).replace("attestations:", "# Ours.\nattestations:");

  it("keeps answers and remarks, and adds what is new", () => {
    const again = attestationTemplate([keys, stop], filled);
    expect(again).toMatchObject({ added: 1, answered: 1 });
    expect(again.text.startsWith(filled)).toBe(true);
    expect(again.text).toContain("# the vault");
    expect(read(again.text)).toHaveLength(2);
  });

  it("keeps an answer whose question is gone", () => {
    expect(attestationTemplate([], filled).text).toBe(filled);
  });

  it("keeps what is begun, and drops what nobody has touched", () => {
    expect(read(attestationTemplate([stop], text).text).map(({ check }) => check)).toEqual([stop.check]);
    const begun = text.replace("evidence:\n", "evidence: docs/keys.md\n");
    expect(read(attestationTemplate([stop], begun).text).map(({ check }) => check)).toEqual([keys.check, stop.check]);
  });

  it("asks what is asked now where there is no answer yet", () => {
    const next = { ...keys, about: "Which key does preview use?" };
    expect(read(attestationTemplate([next], text).text)[0]?.about).toBe("Which key does preview use?");
  });

  it("leaves an answer with the question that it answers, and tells of the new one, once", () => {
    const next = { ...keys, about: "Which key does preview use?" };
    const again = attestationTemplate([next], filled);
    expect(read(again.text)[0]).toMatchObject({ about: keys.about, answer: "yes" });
    expect(again.text).toContain("# Open is now: Which key does preview use?\n");
    expect(attestationTemplate([next], again.text).text).toBe(again.text);
    expect(attestationTemplate([keys], again.text).text).not.toContain("Open is now");
  });
});

it("begins anew from an empty file, and fills an empty list", () => {
  expect(attestationTemplate([keys], "\n").text).toBe(attestationTemplate([keys], null).text);
  expect(read(attestationTemplate([keys], "attestations:\n").text)).toHaveLength(1);
  expect(read(attestationTemplate([keys], "attestations: []\n").text)).toHaveLength(1);
  expect(read(attestationTemplate([keys], "# ours\nversion: 1\n").text)).toHaveLength(1);
});

it("lets no name steer an editor, and reads it back all the same", () => {
  const about = "Is \u001b[2J\u202egnp.exe\u2066 yours?\u{e0041}";
  const { text } = attestationTemplate([{ ...keys, about }], null);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(read(text)[0]?.about).toBe(about);
  expect(attestationTemplate([{ ...keys, about }], text).text).toBe(text);
});
