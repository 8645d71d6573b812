import type { InstructionsFact } from "./instructions.ts";
import type { Span } from "./location.ts";

type Hidden = InstructionsFact["hidden"][number];

const word = "[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Nd}]";

/**
 * Runs of characters that are not shown. What a script or an emoji needs is none: joiners outside words of alphabets that
 * have none, the tags of a flag, one variation selector, directions in a line with letters that run from right to left.
 */
const runs: readonly (readonly [Hidden["kind"], RegExp])[] = [
  ["tag", /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0000}-\u{E007F}]+/gu],
  ["variation-selector", /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]{4,}/gu],
  ["zero-width", new RegExp(`(?<=${word})[\\u200B-\\u200D\\u2060\\uFEFF\\u180E]+(?=${word})`, "gu")],
  ["bidirectional", /[\u202A-\u202E\u2066-\u2069]+/gu],
];

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** What a text hides, with spans as if it began at `line` and `column`. */
export function hiddenIn(text: string, line = 1, column = 1): readonly Hidden[] {
  if (!suspect.test(text)) return [];
  return text.split("\n").flatMap((shown, i) => {
    const isMirrored = rightToLeft.test(shown);
    return runs.flatMap(([kind, pattern]) => {
      if (kind === "bidirectional" && isMirrored && !/[\u202D\u202E]/.test(shown)) return [];
      return [...shown.matchAll(pattern)].map((found) => {
        const from = (i === 0 ? column : 1) + found.index;
        const span: Span = {
          startLine: line + i,
          startColumn: from,
          endLine: line + i,
          endColumn: from + found[0].length,
        };
        return { kind, count: [...found[0]].length, span };
      });
    });
  });
}

/** Most texts have none of them at all. */
const suspect = /[\u200B-\u200D\u2060\uFEFF\u180E\u202A-\u202E\u2066-\u2069]|[\uFE00-\uFE0F]{4}|[\u{E0000}-\u{E01EF}]/u;
