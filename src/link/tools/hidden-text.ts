/** A character that a person does not see and a model reads, told by its name; one of each kind a text. */
export function hiddenIn(text: string): readonly string[] {
  const found = new Set<string>();
  const characters = [...text];
  characters.forEach((character, i) => {
    const code = character.codePointAt(0) ?? 0;
    const what = nameOf(code, characters[i - 1], characters[i + 1]);
    if (what !== null) found.add(what);
  });
  return [...found];
}

/** Joiners and flags of emoji, and the joiners that Persian and the scripts of India are written with, belong there. */
function nameOf(code: number, before: string | undefined, after: string | undefined): string | null {
  if (code >= 0xe0000 && code <= 0xe007f) return isFlag(before) ? null : "tag characters (U+E0000 block)";
  if (code >= 0x202a && code <= 0x202e) return `bidirectional control (${written(code)})`;
  if (code >= 0x2066 && code <= 0x2069) return `bidirectional control (${written(code)})`;
  if (code === 0x200b || code === 0x2060 || code === 0xfeff) return `zero-width character (${written(code)})`;
  if ((code === 0x200c || code === 0x200d) && isAscii(before) && isAscii(after))
    return `zero-width joiner (${written(code)})`;
  return null;
}

/** The flags of Scotland and Wales are a black flag with tags behind it. */
function isFlag(before: string | undefined): boolean {
  const code = before?.codePointAt(0) ?? 0;
  return code === 0x1f3f4 || (code >= 0xe0000 && code <= 0xe007f);
}

function isAscii(character: string | undefined): boolean {
  return character !== undefined && /^[\x20-\x7e]$/.test(character);
}

function written(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
