import type { Command } from "commander";
import { type ExitStatus, exitStatus } from "../exit-status.ts";
import { helpTable } from "../help-page.ts";
import type { Io } from "../io.ts";

/** The options of `bulkhead init` as parsed. */
export interface InitArguments {
  readonly attestations?: true;
}

const status: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.clean, "the file was written"],
  [exitStatus.error, "it could not be written"],
  [exitStatus.empty, "no agent stack was found, so nothing was written"],
];

export function addInitCommand(program: Command, io: Io, finish: (status: ExitStatus) => void): Command {
  return program
    .command("init")
    .description("write a settings file to start from")
    .argument("[path]", "directory that is audited", ".")
    .option("--attestations", "write what the audit leaves open into bulkhead.attest.yaml; answers are kept")
    .addHelpText("after", `\n${helpTable("Exit status:", status)}`)
    .action(async (path: string, options: InitArguments) => {
      // Loaded late, so that --help does not wait for the parsers.
      const { runInit } = await import("../run-init.ts");
      finish(runInit(path, options, io));
    });
}
