import type { OnProgress, Progress } from "../model/progress.ts";
import type { Io } from "./io.ts";
import { choosePainter } from "./painter.ts";

/** Milliseconds before anything is said: most repositories are done by then. */
const patience = 500;
/** Milliseconds between two looks of the line; more often is not seen, and costs the work time. */
const pace = 100;

const toLineStart = "\r";
const eraseLine = "\u001b[K";

/**
 * Does some work with a line on standard error that says how far it is, and that is gone when the work ends, well or not.
 *
 * Nothing is written unless standard error is a terminal that can erase what it shows. The work never yields, so the
 * line is drawn from within it, and stands still through a long step.
 */
export function withProgress<T>(
  io: Io,
  { quiet, color }: { readonly quiet?: true; readonly color?: boolean },
  work: (onProgress: OnProgress) => T,
): T {
  if (quiet || !io.errIsTerminal || io.env.TERM === "dumb") return work(() => {});
  const { dim } = choosePainter(color, true, io);
  // Some terminals say that they are 0 wide, and mean that they do not know.
  const width = (io.errColumns || 80) - 1;
  const started = io.elapsed();
  let drawn: number | null = null;
  const draw = (progress: Progress): void => {
    const now = io.elapsed();
    if (now - started < patience || (drawn !== null && now - drawn < pace)) return;
    drawn = now;
    io.err(`${toLineStart}${dim(wordsFor(progress).slice(0, width))}${eraseLine}`);
  };
  try {
    return work(draw);
  } finally {
    if (drawn !== null) io.err(`${toLineStart}${eraseLine}`);
  }
}

function wordsFor(progress: Progress): string {
  switch (progress.phase) {
    case "extract":
      return `reading: ${progress.files} of ${progress.of} files`;
    case "link":
      return `linking: ${progress.step}`;
    case "judge":
      return `judging: ${progress.control} (${progress.done} of ${progress.of} controls done)`;
  }
}
