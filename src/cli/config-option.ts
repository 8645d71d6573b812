import type { Command } from "commander";

/** `--config FILE` and `--no-config` as parsed: a file, false, or nothing that was said. */
export interface ConfigArguments {
  readonly config?: string | boolean;
}

export function addConfigOption(command: Command): Command {
  return command
    .option("--config <file>", "apply this configuration, not bulkhead.config.yaml of the repository")
    .option("--no-config", "apply no configuration");
}
