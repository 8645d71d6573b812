import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { AuditError } from "../../model/error.ts";
import { findCheck } from "../../model/find-check.ts";
import { didYouMean } from "../../model/nearest.ts";
import { labelOf, type Reference, relationTo } from "../../model/reference.ts";
import type { Check, Control } from "../../model/rule.ts";
import { type ExplanationFormat, explanationFormatNames } from "../../report/explanation/format-names.ts";
import { labelled, paragraph } from "../../report/terminal/page.ts";
import { addConfigOption, type ConfigArguments } from "../config-option.ts";
import { exitStatus } from "../exit-status.ts";
import { type Examples, helpEnd, helpPage as page, type Statuses } from "../help-page.ts";
import type { Io } from "../io.ts";
import { readLineArgument } from "../line-argument.ts";
import type { PageOptions } from "../page-for.ts";

/** The options of `bulkhead explain` as parsed. */
export interface ExplainArguments extends PageOptions, ConfigArguments {
  readonly in: string;
  readonly format: ExplanationFormat;
}

const examples: Examples = [
  ["bulkhead explain kill-switch", "the page of a control"],
  ["bulkhead explain shared-context-store", "what a check looks for, and the fix"],
  ["bulkhead explain src/agent.ts:12", "what was made of a line, and why"],
  ["bulkhead explain src/agent.ts:12:8", "the expression at a column only"],
  ["bulkhead explain src/a.ts:1 --in services", "of another repository"],
];
const statuses: Statuses = [
  [exitStatus.clean, "it was explained"],
  [exitStatus.error, "there is no such control, check, file or line"],
];

export function addExplainCommand(program: Command, io: Io): Command {
  const command = program
    .command("explain")
    .description("explain a control, a check, or what was made of a line of a repository")
    .argument("<id|file:line>", "a control or a check, as bulkhead list prints them; or a file and a line of it")
    .option("--in <directory>", "the repository that the file belongs to", ".")
    .addOption(
      new Option("--format <format>", "of a line: how to print what is said")
        .default("terminal")
        .choices(explanationFormatNames)
        .argParser(toFormat),
    );
  return addConfigOption(command)
    .option("--verbose", "of a line: print everything, however long")
    .option("--color", "colour the output")
    .option("--no-color", "do not colour it")
    .addHelpText("after", helpEnd(examples, statuses))
    .action(async (asked: string, options: ExplainArguments) => {
      const line = readLineArgument(asked);
      if (line) {
        // Loaded late, so that the page of a check does not wait for the parsers.
        const { runExplain } = await import("../run-explain.ts");
        return runExplain(line, options, io);
      }
      const { controls } = await import("../../../rules/index.ts");
      const control = controls.find(({ slug }) => slug === asked);
      io.out(`${control ? explainControl(control) : explainCheck(checkNamed(controls, asked, io))}\n`);
    });
}

/** A file without a line reads as the id of a check, so both readings are answered. */
function checkNamed(controls: readonly Control[], asked: string, { cwd }: Io): Check {
  if (!existsSync(resolve(cwd, asked))) return findCheck(controls, asked);
  throw new AuditError(`${asked} names no line.`, "usage", `Add the line, counting from 1: ${asked}:12.`);
}

function toFormat(name: string): ExplanationFormat {
  const format = explanationFormatNames.find((known) => known === name);
  if (format) return format;
  const all = `A line is explained in the formats ${explanationFormatNames.join(" and ")}.`;
  throw new AuditError(`There is no format ${name}.`, "usage", didYouMean(name, explanationFormatNames, all));
}

function explainControl({ slug, number, title, question, checks }: Control): string {
  const written = new URL(`../../../rules/${slug}/${slug}.md`, import.meta.url);
  if (existsSync(written)) return readFileSync(written, "utf8").trimEnd();
  return [`${title} (control ${number})`, question, ...checks.map(({ id, asks }) => `${id}\n  ${asks}`)].join("\n\n");
}

function explainCheck({ id, asks, faults, references }: Check): string {
  const explained = Object.entries(faults).map(([fault, { says, because, fix }]) => [
    `  ${fault}`,
    ...labelled(page, "What", page.color.bold, says, 4),
    ...labelled(page, "Why ", page.color.bold, because, 4),
    ...labelled(page, "Fix ", page.color.bold, fix, 4),
  ]);
  return [[id, ...paragraph(page, asks, 2)], ...explained, mappingLines(references)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function mappingLines(references: readonly Reference[]): string[] {
  if (references.length === 0) return [];
  return [
    "  Maps to",
    ...references.flatMap((reference) => {
      const relevant = relationTo(reference) === "relevant to" ? " (relevant to)" : "";
      return paragraph(page, `${labelOf(reference)}: ${reference.title}${relevant}`, 4);
    }),
  ];
}
