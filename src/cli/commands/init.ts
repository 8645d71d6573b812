import type { Command } from "commander";
import type { ExitStatus } from "../exit-status.ts";
import { helpTable } from "../help-page.ts";
import type { Io } from "../io.ts";

/** The options of `bulkhead init` as parsed. */
export interface InitArguments {
  readonly stdout?: true;
}

const examples: readonly (readonly [command: string, what: string])[] = [
  ["bulkhead init", "write bulkhead.config.yaml, or add what is new to it"],
  ["bulkhead init services/agent --stdout", "print it instead"],
];

export function addInitCommand(program: Command, io: Io, finish: (status: ExitStatus) => void): Command {
  return program
    .command("init")
    .description("write bulkhead.config.yaml from what is discovered; edits of an existing one are kept")
    .argument("[path]", "directory to configure the audit of", ".")
    .option("--stdout", "print the configuration instead of writing it")
    .addHelpText("after", `\n${helpTable("Examples:", examples)}`)
    .action(async (path: string, options: InitArguments) => {
      // Loaded late, so that --help does not wait for the parsers.
      const { runInit } = await import("../run-init.ts");
      finish(runInit(path, options, io));
    });
}
