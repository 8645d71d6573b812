import type { RunProgram } from "./job.ts";
import { readOptions, valuesOf } from "./options.ts";

/** Files of variables that a command is told to take in. */
export function filesGiven({ runner, args }: RunProgram): readonly string[] {
  // Puts secrets where the file refers to them, and hands over the rest as it is.
  if (runner === "op" && args[0] === "inject")
    return valuesOf(readOptions(args, new Set(["i", "in-file", "o", "out-file"])), "i", "in-file");
  return valuesOf(readOptions(args, new Set(["env-file"])), "env-file", "env-file-if-exists");
}
