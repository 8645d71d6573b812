import { Chalk } from "chalk";
import { type Painter, plain } from "../report/terminal/page.ts";
import type { Io } from "./io.ts";

/** Colour as asked for on the command line, else by NO_COLOR and FORCE_COLOR, else on a terminal only. */
export function choosePainter(asked: boolean | undefined, toTerminal: boolean, io: Io): Painter {
  return (asked ?? wantsColor(toTerminal, io)) ? new Chalk({ level: 1 }) : plain;
}

function wantsColor(toTerminal: boolean, { env }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return toTerminal && env.TERM !== "dumb";
}
