import type { Command } from "commander";
import { type ExitStatus, exitStatus } from "../exit-status.ts";
import { type Examples, helpEnd, type Statuses } from "../help-page.ts";
import type { Io } from "../io.ts";

/** The options of `bulkhead init` as parsed. */
export interface InitArguments {
  readonly attestations?: true;
  readonly stdout?: true;
}

const examples: Examples = [
  ["bulkhead init", "write or extend bulkhead.config.yaml"],
  ["bulkhead init services/agent --stdout", "print it instead"],
  ["bulkhead init --attestations", "write the open questions to be answered"],
];
const statuses: Statuses = [
  [exitStatus.clean, "the file was written"],
  [exitStatus.error, "it could not be written"],
  [exitStatus.empty, "no agent stack was found, so nothing was written"],
];

export function addInitCommand(program: Command, io: Io, finish: (status: ExitStatus) => void): Command {
  return program
    .command("init")
    .description("write a settings file from what is discovered; edits of an existing one are kept")
    .argument("[path]", "directory that is audited", ".")
    .option("--attestations", "write what the audit leaves open into bulkhead.attest.yaml; answers are kept")
    .option("--stdout", "print the configuration instead of writing it")
    .addHelpText("after", helpEnd(examples, statuses))
    .action(async (path: string, options: InitArguments) => {
      // Loaded late, so that --help does not wait for the parsers.
      const { runInit } = await import("../run-init.ts");
      finish(runInit(path, options, io));
    });
}
