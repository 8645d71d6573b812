/**
 * Characters that steer a terminal or a reader's eye instead of showing: control and format characters (bidirectional
 * marks among them), line and paragraph separators, whatever is invisible by default, halves of surrogate pairs.
 */
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text on one line with everything steering written out, so that a hostile name can only look strange. */
export function neutralise(text: string): string {
  return text.replace(steering, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for JSON text that is already serialised: escapes that every parser reads back to the same string. */
export function neutraliseJson(json: string): string {
  return json.replace(steering, (character) => {
    if (character === "\n") return character;
    return Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join("");
  });
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
