import { Command } from "commander";
import { tool } from "../model/tool.ts";
import { addAuditCommand } from "./commands/audit.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addInitCommand } from "./commands/init.ts";
import { addInventoryCommand } from "./commands/inventory.ts";
import { addListCommand } from "./commands/list.ts";
import { type ExitStatus, exitStatusHelp } from "./exit-status.ts";
import { helpTable } from "./help-page.ts";
import type { Io } from "./io.ts";

const examples: readonly (readonly [command: string, what: string])[] = [
  ["bulkhead", "audit the current directory"],
  ["bulkhead services/agent --verbose", "another directory, nothing cut short"],
  ["bulkhead --report json=bulkhead.json", "also write the JSON report"],
  ["bulkhead --check ci-writes-production", "one check only"],
  ["bulkhead inventory", "what each environment has and shares"],
  ["bulkhead explain shared-context-store", "what a check looks for, and the fix"],
  ["bulkhead explain src/agent.ts:12", "what was made of a line, and why"],
];

/** The commands and options; `finish` receives the exit status of the command that ran. */
export function createProgram(io: Io, finish: (status: ExitStatus) => void): Command {
  const program = new Command("bulkhead")
    .description("Audits the repository of an AI-agent stack for separation between sandbox and production.")
    .version(tool.version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .usage("[command] [path] [options]")
    .exitOverride()
    // Errors are printed in one place, with whose fault they are.
    .configureOutput({ writeOut: io.out, writeErr: () => {}, outputError: () => {}, getOutHelpWidth: () => 80 });

  const audit = addAuditCommand(program, io, finish);
  addInventoryCommand(program, io, finish);
  addListCommand(program, io);
  addExplainCommand(program, io);
  addInitCommand(program, io, finish);
  return (
    program
      // `bulkhead --format json` is an audit, so its options belong into the help that everyone sees.
      .configureHelp({ visibleOptions: () => [...audit.options, ...optionsOf(program)] })
      .addHelpText("after", `\n${helpTable("Examples:", examples)}\n\n${helpTable("Exit status:", exitStatusHelp)}`)
  );
}

function optionsOf(program: Command) {
  return new Command().createHelp().visibleOptions(program);
}
