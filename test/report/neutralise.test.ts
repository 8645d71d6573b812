import { expect, it } from "vitest";
import { neutralise, neutraliseJson } from "../../src/report/neutralise.ts";

it.each([
  ["an escape sequence", "a\u001b[31mred", "a\\u{1b}[31mred"],
  ["its one-character form", "\u009b2J", "\\u{9b}2J"],
  ["a new line", "two\r\nlines", "two\\u{d}\\u{a}lines"],
  ["a bidirectional override", "user\u202etxt.exe", "user\\u{202e}txt.exe"],
  ["an isolate", "\u2066x\u2069", "\\u{2066}x\\u{2069}"],
  ["an invisible space", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
  ["a tag character", "a\u{e0041}", "a\\u{e0041}"],
  ["half a surrogate pair", "a\ud83d", "a\\u{d83d}"],
])("writes out %s", (_, text, shown) => {
  expect(neutralise(text)).toBe(shown);
});

it.each(["src/agent.ts", "Größe und 大きさ", "✓ 🙂 –"])("leaves %s as it is", (text) => {
  expect(neutralise(text)).toBe(text);
});

it("keeps JSON equal to what it was", () => {
  const value = { "a\u0085\u{e0041}": ["\u2028", "\ud800", "🙂"] };
  const text = neutraliseJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(text)).toEqual(value);
  expect(text).toMatch(/^[\n\x20-\x7e🙂]+$/u);
});
