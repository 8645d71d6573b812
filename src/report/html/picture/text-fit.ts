/** Columns that a text takes in a monospaced font; what is not plain Latin is counted double, which errs on the wide side. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += /[\u0020-\u024f]/.test(character) ? 1 : 2.2;
  return columns;
}

/**
 * A text on at most `lines` lines of `room` columns, broken where a name has a seam. What does not fit is left out in the
 * middle of the last line, since names of one family differ at their ends.
 */
export function fitText(text: string, room: number, lines: number): string[] {
  const fitted: string[] = [];
  let rest = text.trim();
  while (rest !== "" && fitted.length < lines - 1 && columnsOf(rest) > room) {
    const head = headOf(rest, room);
    fitted.push(head.trimEnd());
    rest = rest.slice(head.length).trimStart();
  }
  if (rest !== "") fitted.push(shortened(rest, room));
  return fitted;
}

/** As much as fits, up to the last seam if that is not too early. */
function headOf(text: string, room: number): string {
  const longest = startOf(text, room);
  const seam = /^.*[\s/_.@:-]/su.exec(longest)?.[0] ?? "";
  return columnsOf(seam) >= room / 2 ? seam : longest;
}

function shortened(text: string, room: number): string {
  if (columnsOf(text) <= room) return text;
  const characters = [...text];
  const start = startOf(text, (room - 2.2) / 2);
  const end = [...startOf(characters.toReversed().join(""), (room - 2.2) / 2)].toReversed().join("");
  return `${start}…${end}`;
}

function startOf(text: string, room: number): string {
  let columns = 0;
  let start = "";
  // A text of any length may come here: reading stops where the room ends.
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > room) break;
    start += character;
  }
  return start;
}
