import { CommanderError } from "commander";
import { type ExitStatus, exitStatus } from "./exit-status.ts";
import { type Io, processIo } from "./io.ts";
import { printError } from "./print-error.ts";
import { createProgram } from "./program.ts";

/** Runs one command line and resolves to its exit status; whatever happens, it neither throws nor ends the process. */
export async function runCli(argv: readonly string[], io: Io = processIo()): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.clean;
  const program = createProgram(io, (result) => {
    status = result;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return status;
  } catch (error) {
    // --help and --version.
    if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.clean;
    printError(error, io, argv.includes("--verbose"));
    return exitStatus.error;
  }
}
