import type { Command } from "commander";
import type { Check, Control } from "../../model/rule.ts";
import { paragraph } from "../../report/terminal/page.ts";
import { exitStatus } from "../exit-status.ts";
import { type Examples, helpEnd, helpPage, type Statuses } from "../help-page.ts";
import type { Io } from "../io.ts";

const examples: Examples = [["bulkhead list", "every control and check, by number"]];
const statuses: Statuses = [[exitStatus.clean, "the list was printed"]];

export function addListCommand(program: Command, io: Io): Command {
  return program
    .command("list")
    .description("list the controls and their checks, with what they map to in public frameworks")
    .addHelpText("after", helpEnd(examples, statuses))
    .action(async () => {
      const { controls } = await import("../../../rules/index.ts");
      io.out(`${controls.map(describeControl).join("\n\n")}\n`);
    });
}

function describeControl({ slug, number, title, question, checks }: Control): string {
  const head = [`${slug}: ${title} (control ${number})`, ...paragraph(helpPage, question, 2)];
  return [head, ...checks.map(describeCheck)].map((lines) => lines.join("\n")).join("\n\n");
}

function describeCheck({ id, signal, leg, asks, references }: Check): string[] {
  const kind = signal === undefined ? (leg === undefined ? "" : " (test leg)") : ` (signal ${signal})`;
  const mapped = references.map((reference) => reference.id).join(", ");
  return [`  ${id}${kind}`, ...paragraph(helpPage, asks, 4), ...paragraph(helpPage, mapped, 4)];
}
