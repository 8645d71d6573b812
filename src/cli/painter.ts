import { Chalk } from "chalk";
import { type Painter, plain } from "../report/terminal/page.ts";
import type { Io } from "./io.ts";

/** Colour as asked for on the command line, else by NO_COLOR and FORCE_COLOR, else on a terminal only. */
export function choosePainter(asked: boolean | undefined, toTerminal: boolean, io: Io): Painter {
  return (asked ?? wantsColor(toTerminal, io)) ? colorful() : plain;
}

/** Of one text each: chalk joins what else it is handed, such as the index that `map` adds. */
function colorful(): Painter {
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    red: (text) => chalk.red(text),
    green: (text) => chalk.green(text),
    yellow: (text) => chalk.yellow(text),
    cyan: (text) => chalk.cyan(text),
  };
}

function wantsColor(toTerminal: boolean, { env }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return toTerminal && env.TERM !== "dumb";
}
