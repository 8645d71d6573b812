import { type Argument, type Command, Help, type Option } from "commander";
import type { Control } from "../../model/rule.ts";

/** The words of the command line, as a shell needs them to complete one. */
export interface Vocabulary {
  /** The names that the command goes by. */
  readonly names: readonly string[];
  readonly commands: readonly CommandWords[];
  /** What may also stand where a command may: the options of the program itself. */
  readonly options: readonly OptionWords[];
}

export interface CommandWords {
  readonly name: string;
  readonly description: string;
  /** Whether it is meant where no command is named. */
  readonly isDefault: boolean;
  readonly options: readonly OptionWords[];
  /** What the command is about; null if it takes no such word. */
  readonly argument: Values | null;
}

export interface OptionWords {
  readonly flags: readonly string[];
  readonly description: string;
  /** Null for a switch. */
  readonly value: Values | null;
  readonly isRepeatable: boolean;
}

/** What may stand where a value is wanted. */
export interface Values {
  /** As the help calls it: `format`, `file`. */
  readonly placeholder: string;
  readonly words: readonly string[];
  readonly paths: "files" | "directories" | null;
  /** Whether a word is followed by `=` and a file, as in `json=report.json`. */
  readonly takesFile: boolean;
}

/** Reads the words from the definition of the commands, so that none can be forgotten here; names of checks from the controls. */
export function vocabularyOf(program: Command, controls: readonly Control[]): Vocabulary {
  const commands = new Help().visibleCommands(program);
  const names = commands.map((command) => command.name());
  return {
    names: ["bulkhead", "agent-bulkhead"],
    commands: commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      isDefault: command.name() === "audit",
      options: optionsOf(command, controls),
      argument: argumentOf(command, names, controls),
    })),
    options: optionsOf(program, controls),
  };
}

function optionsOf(command: Command, controls: readonly Control[]): OptionWords[] {
  const options = new Help().visibleOptions(command);
  const formats = options.find(({ long }) => long === "--format")?.argChoices ?? [];
  return options.map((option) => ({
    flags: [option.short, option.long].flatMap((flag) => flag ?? []),
    description: option.description,
    value: takesValue(option) ? valuesOf(placeholderOf(option), option.argChoices ?? formats, controls) : null,
    isRepeatable: Array.isArray(option.defaultValue),
  }));
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function placeholderOf({ flags }: Option): string {
  return /[<[](.+)[>\]]/.exec(flags)?.[1] ?? "";
}

function argumentOf(command: Command, names: readonly string[], controls: readonly Control[]): Values | null {
  const [argument] = command.registeredArguments as readonly (Argument | undefined)[];
  if (argument === undefined) return null;
  return valuesOf(argument.name(), argument.name() === "command" ? names : (argument.argChoices ?? []), controls);
}

/** By the name of the placeholder, which is the same wherever the same is wanted. */
function valuesOf(placeholder: string, choices: readonly string[], controls: readonly Control[]): Values {
  const values = { placeholder, words: choices, paths: null, takesFile: false };
  const slugs = controls.map(({ slug }) => slug);
  const checks = controls.flatMap((control) => control.checks.map(({ id }) => id));
  switch (placeholder) {
    case "slug":
      return { ...values, words: slugs };
    case "id":
      return { ...values, words: [...shortNames(checks), ...checks] };
    case "id|file:line":
      return { ...values, words: [...slugs, ...shortNames(checks), ...checks], paths: "files" };
    case "format=file":
      return { ...values, takesFile: true };
    case "path":
    case "directory":
      return { ...values, words: [], paths: "directories" };
    case "file":
      return { ...values, words: [], paths: "files" };
    default:
      return values;
  }
}

/** A check may be named without its control where only one has that name. */
function shortNames(checks: readonly string[]): string[] {
  const names = checks.map((id) => id.slice(id.indexOf("/") + 1));
  return names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
}
