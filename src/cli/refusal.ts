import { type Command, type CommanderError, Help } from "commander";
import { AuditError } from "../model/error.ts";
import { nearest } from "../model/nearest.ts";

/** What a command line that cannot be understood is told: commander's message, and what was probably meant. */
export function refusalOf(error: CommanderError, command: Command): AuditError {
  const message = error.message.replace(/^error: /, "").replace(/\.$/, "");
  const help = `See ${pathOf(command)} --help.`;
  const guess = error.code === "commander.unknownOption" ? guessOption(message, command) : null;
  return new AuditError(`${message}.`, "usage", guess === null ? help : `${guess} ${help}`);
}

/** A flag that is mistyped, or right and given to another command. */
function guessOption(message: string, command: Command): string | null {
  const [, flag = ""] = /'(--[^'=]+)/.exec(message) ?? [];
  const others = (command.parent?.commands ?? []).filter((other) => other !== command);
  const owner = others.find((other) => flagsOf(other).includes(flag));
  if (owner) return `${flag} is an option of ${pathOf(owner)}.`;
  const meant = flag === "" ? null : nearest(flag, flagsOf(command));
  return meant === null ? null : `Did you mean ${meant}?`;
}

function flagsOf(command: Command): string[] {
  const options = [command, ...(command.parent ? [command.parent] : [])].flatMap((one) =>
    new Help().visibleOptions(one),
  );
  return options.flatMap(({ long }) => long ?? []);
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
