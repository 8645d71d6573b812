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
  while (rest !== "" && fitted.length < lines - 1 && !fits(rest, room)) {
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
  if (fits(text, room)) return text;
  const half = (room - 2.2) / 2;
  const start = startOf(text, half);
  // Two units a character are the most that the end can take.
  const backwards = [...text.slice(-2 * room)].toReversed().join("");
  const end = [...startOf(backwards, half)].toReversed().join("");
  return `${start}…${end}`;
}

/** The same as counting its columns, without reading on where they are too many: a text of any length may come here. */
function fits(text: string, room: number): boolean {
  return startOf(text, room).length === text.length;
}

function startOf(text: string, room: number): string {
  let columns = 0;
  let start = "";
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > room) break;
    start += character;
  }
  return start;
}
