import { expect, test } from "vitest";
import { hiddenIn } from "../../../src/link/tools/hidden-text.ts";

test.each<readonly [string, string, readonly string[]]>([
  ["plain text", "Reads an order – with “quotes” and é.", []],
  ["a zero-width space", "Reads\u200b an order.", ["zero-width character (U+200B)"]],
  ["a word joiner", "Reads\u2060 an order.", ["zero-width character (U+2060)"]],
  ["tags", `Reads.${String.fromCodePoint(0xe0041, 0xe0042)}`, ["tag characters (U+E0000 block)"]],
  [
    "an override of direction",
    "Reads \u202eredro\u202c.",
    ["bidirectional control (U+202E)", "bidirectional control (U+202C)"],
  ],
  ["an isolate", "\u2066x\u2069", ["bidirectional control (U+2066)", "bidirectional control (U+2069)"]],
  ["a joiner between letters", "re\u200dad", ["zero-width joiner (U+200D)"]],
  ["a family of emoji", "👩\u200d👧 Reads", []],
  ["the flag of Scotland", `🏴${String.fromCodePoint(0xe0067, 0xe0062, 0xe0073, 0xe007f)}`, []],
  ["Persian", "می\u200cخواهم", []],
  ["marks of right-to-left text", "עברית\u200f", []],
])("%s", (_, text, expected) => {
  expect(hiddenIn(text)).toEqual(expected);
});
