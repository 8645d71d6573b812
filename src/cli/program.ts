import { Command } from "commander";
import { tool } from "../model/tool.ts";
import { addAuditCommand } from "./commands/audit.ts";
import { addCompletionCommand } from "./commands/completion.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addInitCommand } from "./commands/init.ts";
import { addInventoryCommand } from "./commands/inventory.ts";
import { addListCommand } from "./commands/list.ts";
import { type ExitStatus, exitStatusHelp } from "./exit-status.ts";
import { type Examples, helpEnd } from "./help-page.ts";
import type { Io } from "./io.ts";
import { refusalOf } from "./refusal.ts";

const examples: Examples = [
  ["bulkhead", "audit the current directory"],
  ["bulkhead services/agent --verbose", "another directory, nothing cut short"],
  ["bulkhead --report json=bulkhead.json", "also write the JSON report"],
  ["bulkhead --check ci-writes-production", "one check only"],
  ["bulkhead inventory", "what each environment has and shares"],
  ["bulkhead explain shared-context-store", "what a check looks for, and the fix"],
  ["bulkhead explain src/agent.ts:12", "what was made of a line, and why"],
  ["bulkhead init", "write a configuration to start from"],
];

/** The commands and options; `finish` receives the exit status of the command that ran. */
export function createProgram(io: Io, finish: (status: ExitStatus) => void): Command {
  const program = new Command("bulkhead")
    .description("Audits the repository of an AI-agent stack for separation between sandbox and production.")
    .version(tool.version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .usage("[command] [path] [options]")
    .showSuggestionAfterError(false)
    // Errors are printed in one place, with whose fault they are.
    .configureOutput({ writeOut: io.out, writeErr: () => {}, outputError: () => {}, getOutHelpWidth: () => 80 });

  const audit = addAuditCommand(program, io, finish);
  addInventoryCommand(program, io, finish);
  addListCommand(program, io);
  addExplainCommand(program, io);
  addInitCommand(program, io, finish);
  addCompletionCommand(program, io);
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      // --help and --version end the parsing the same way.
      throw error.exitCode === 0 ? error : refusalOf(error, command);
    });
  }
  return (
    program
      // `bulkhead --format json` is an audit, so its options belong into the help that everyone sees.
      .configureHelp({ visibleOptions: () => [...audit.options, ...optionsOf(program)] })
      .addHelpText("after", helpEnd(examples, exitStatusHelp))
  );
}

function optionsOf(program: Command) {
  return new Command().createHelp().visibleOptions(program);
}
