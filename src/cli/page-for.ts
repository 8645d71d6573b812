import type { Page } from "../report/terminal/page.ts";
import type { Io } from "./io.ts";
import { choosePainter } from "./painter.ts";

const widest = 100;

/** The options that say how text is printed. */
export interface PageOptions {
  readonly quiet?: true;
  readonly verbose?: true;
  /** Undefined leaves it to the environment. */
  readonly color?: boolean;
}

/** The page that a text is laid out for: the terminal's if it is printed, else one of 80 columns. */
export function pageFor({ color, quiet, verbose }: PageOptions, io: Io, printed: boolean): Page {
  return {
    color: choosePainter(color, printed && io.outIsTerminal, io),
    width: printed && io.columns ? Math.min(io.columns, widest) : 80,
    detail: verbose ? "verbose" : quiet ? "quiet" : "normal",
    moment: momentOf(io),
  };
}

/** Seconds since 1970 that a reproducible build sets instead of the clock (`SOURCE_DATE_EPOCH`), else the clock. */
function momentOf({ env, now }: Io): string {
  const set = env.SOURCE_DATE_EPOCH ?? "";
  const moment = /^\d{1,11}$/.test(set) ? new Date(Number(set) * 1000) : now();
  return `${moment.toISOString().slice(0, 19)}Z`;
}
