import { type Command, Option } from "commander";
import { AuditError } from "../../model/error.ts";
import { didYouMean } from "../../model/nearest.ts";
import { type InventoryFormat, inventoryFormatNames } from "../../report/inventory/format-names.ts";
import { addConfigOption, type ConfigArguments } from "../config-option.ts";
import { type ExitStatus, inventoryExitStatusHelp } from "../exit-status.ts";
import { type Examples, helpEnd } from "../help-page.ts";
import type { Io } from "../io.ts";
import type { PageOptions } from "../page-for.ts";

/** The options of `bulkhead inventory` as parsed. */
export interface InventoryArguments extends PageOptions, ConfigArguments {
  readonly format: InventoryFormat;
  readonly output?: string;
  readonly allowEmpty?: true;
}

const examples: Examples = [
  ["bulkhead inventory", "the stack of the current directory"],
  ["bulkhead inventory services/agent --quiet", "what its environments share"],
  ["bulkhead inventory --verbose", "every row, place and job"],
  ["bulkhead inventory --format json", "every pair of environments"],
];

export function addInventoryCommand(program: Command, io: Io, finish: (status: ExitStatus) => void): Command {
  const command = program
    .command("inventory")
    .description("print the stack: environments against stores, credentials and endpoints; tools, gates, CI jobs")
    .argument("[path]", "directory to take the inventory of", ".")
    .addOption(
      new Option("--format <format>", "how to print the inventory")
        .default("terminal")
        .choices(inventoryFormatNames)
        .argParser(toFormat),
    );
  return addConfigOption(command)
    .option("--output <file>", "write the inventory to a file instead of printing it")
    .option("--allow-empty", "exit 0 where no agent stack is found")
    .option("--quiet", "print what the environments share only")
    .option("--verbose", "print everything, however long")
    .option("--color", "colour the output")
    .option("--no-color", "do not colour it")
    .addHelpText("after", helpEnd(examples, inventoryExitStatusHelp))
    .action(async (path: string, options: InventoryArguments) => {
      // Loaded late, so that --help does not wait for the parsers.
      const { runInventory } = await import("../run-inventory.ts");
      finish(runInventory(path, options, io));
    });
}

function toFormat(name: string): InventoryFormat {
  const format = inventoryFormatNames.find((known) => known === name);
  if (format) return format;
  const all = `The formats of an inventory are ${inventoryFormatNames.join(", ")}.`;
  throw new AuditError(`There is no format ${name}.`, "usage", didYouMean(name, inventoryFormatNames, all));
}
