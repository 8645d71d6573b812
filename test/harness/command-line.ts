import { parse } from "shell-quote";
import { processIo } from "../../src/cli/io.ts";
import { createProgram } from "../../src/cli/program.ts";

/** The command lines of this program in a shell script: what follows `agent-bulkhead@…` or `bulkhead`, and the version named. */
export function commandsIn(script: string): { readonly argv: readonly string[]; readonly version: string | null }[] {
  return script.split("\n").flatMap((line) => {
    const words = parse(line, (name) => `$${name}`).map((word) => (typeof word === "string" ? word : " "));
    const start = words.findIndex((word) => /(?:^|\/\.bin\/)(?:agent-bulkhead(?:@.+)?|bulkhead)$/.test(word));
    if (start < 0) return [];
    const rest = words.slice(start + 1);
    // Operators, comments and redirections end the command.
    const end = rest.indexOf(" ");
    const version = words[start]?.split("@")[1] ?? null;
    return [{ argv: end < 0 ? rest : rest.slice(0, end), version }];
  });
}

/** Why the command line refuses these arguments, or null if it takes them. Nothing is run. */
export async function refusal(argv: readonly string[]): Promise<string | null> {
  const program = createProgram(processIo(), () => {});
  for (const command of program.commands) command.action(() => {});
  try {
    await program.parseAsync(argv, { from: "user" });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Formats and options that the documentation of CI names and that are not there yet; a name that is there may go. */
const announced = {
  formats: ["sarif", "markdown", "junit", "github"],
  options: ["--config", "--baseline"],
};

/** The same, for arguments that may name what is announced only. */
export async function documentedRefusal(argv: readonly string[]): Promise<string | null> {
  const present = argv.flatMap((word) => {
    const [, format] = /^(?:--format=|--report=)?([a-z]+)/.exec(word) ?? [];
    if (announced.options.some((option) => word.startsWith(`${option}=`))) return [];
    return format !== undefined && announced.formats.includes(format) ? [word.replace(format, "json")] : [word];
  });
  return refusal(present);
}
