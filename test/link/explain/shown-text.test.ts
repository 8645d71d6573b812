import { expect, it } from "vitest";
import { mayHoldSecret, shownText } from "../../../src/link/explain/shown-text.ts";

it.each([
  "production",
  "support-kb",
  "gpt-4o",
  "claude-3-5-sonnet",
  "aws-us-east-1",
  "api.example.net",
  "knowledgeBase",
  "docs/v2",
])("%s is a word or a name, and shown", (text) => expect(shownText(text, [])).toBe(text));

it.each(["hunter22", "kQ7xWv", "bdfgjkvwxz", "aaaa$bbbb", "p4ssw0rd", "", "x".repeat(200), "1234567890"])(
  "%j could be a secret, and is not",
  (text) => expect(shownText(text, [])).toBeNull(),
);

it.each(["password", "dbPassword", "API_KEY", "authHeader", "sessionCookie", "x-signing-secret", "pin"])(
  "nothing of the name %s is shown",
  (name) => {
    expect(mayHoldSecret([name])).toBe(true);
    expect(shownText("swordfish", ["value", name])).toBeNull();
  },
);

it.each(["index", "region", "monkey", "tokenizer", "authorName"])("the name %s hides nothing", (name) =>
  expect(shownText("swordfish", [name])).toBe("swordfish"),
);
