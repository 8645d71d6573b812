import { type Command, Option } from "commander";
import { AuditError } from "../../model/error.ts";
import { didYouMean } from "../../model/nearest.ts";
import { type Format, formatNames } from "../../report/format-names.ts";
import { addConfigOption, type ConfigArguments } from "../config-option.ts";
import type { DecisionArguments } from "../decision-files.ts";
import { type ExitStatus, exitStatusHelp } from "../exit-status.ts";
import { type Examples, helpEnd } from "../help-page.ts";
import type { Io } from "../io.ts";

/** The options of `bulkhead audit` as parsed. */
export interface AuditArguments extends ConfigArguments, DecisionArguments {
  readonly format: Format;
  readonly output?: string;
  readonly report: readonly ReportRequest[];
  readonly control: readonly string[];
  readonly check: readonly string[];
  readonly strict?: true;
  readonly allowEmpty?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  /** Undefined leaves it to the environment. */
  readonly color?: boolean;
}

export interface ReportRequest {
  readonly format: Format;
  readonly file: string;
}

const examples: Examples = [
  ["bulkhead audit", "the current directory"],
  ["bulkhead audit services/agent --strict", "unknown fails too"],
  ["bulkhead audit --report json=bulkhead.json", "and the JSON report in a file"],
  ["bulkhead audit --format json --output a.json", "written only, nothing printed"],
  ["bulkhead audit --control sandbox-separation", "one control only"],
  ["bulkhead audit --check ci-writes-production", "one check only"],
];

export function addAuditCommand(program: Command, io: Io, finish: (status: ExitStatus) => void): Command {
  const command = program
    .command("audit", { isDefault: true })
    .description("audit a repository (the default command)")
    .argument("[path]", "directory to audit", ".")
    .addOption(
      new Option("--format <format>", "how to print the report")
        .default("terminal")
        .choices(formatNames)
        .argParser(toFormat),
    )
    .option("--output <file>", "write the report to a file instead of printing it")
    .addOption(
      new Option("--report <format=file>", "write a further report; repeatable")
        .default([], "none")
        .argParser(toRequest),
    )
    .addOption(
      new Option("--control <slug>", "run this control only; repeatable").default([], "all").argParser(collect),
    )
    .addOption(new Option("--check <id>", "run this check only; repeatable").default([], "all").argParser(collect));
  return addConfigOption(command)
    .option("--baseline <file>", "findings that are known (default: bulkhead.baseline.json, if there is one)")
    .option("--no-baseline", "hold known findings against the build too")
    .option("--update-baseline", "write what is found now into the baseline")
    .option("--attestations <file>", "answers to open questions (default: bulkhead.attest.yaml, if there is one)")
    .option("--no-attestations", "leave open questions open")
    .option("--no-inline-suppressions", "leave the bulkhead-ignore comments in the repository out")
    .option("--strict", "let a check that cannot be decided fail too")
    .option("--allow-empty", "exit 0 where no agent stack is found")
    .option("--quiet", "print the checklist and the summary only")
    .option("--verbose", "print everything, however long")
    .option("--color", "colour the output")
    .option("--no-color", "do not colour it")
    .addHelpText("after", helpEnd(examples, exitStatusHelp))
    .action(async (path: string, options: AuditArguments) => {
      // Loaded late, so that --help does not wait for the parsers.
      const { runAudit } = await import("../run-audit.ts");
      finish(runAudit(path, options, io));
    });
}

function toFormat(name: string): Format {
  const format = formatNames.find((known) => known === name);
  if (format) return format;
  const all = `The formats are ${formatNames.join(", ")}.`;
  throw new AuditError(`There is no format ${name}.`, "usage", didYouMean(name, formatNames, all));
}

function toRequest(text: string, previous: readonly ReportRequest[]): ReportRequest[] {
  const [name = "", ...rest] = text.split("=");
  const file = rest.join("=");
  if (file === "") {
    throw new AuditError(`--report ${text} names no file.`, "usage", "Write it as --report json=report.json.");
  }
  return [...previous, { format: toFormat(name), file }];
}

function collect(name: string, previous: readonly string[]): string[] {
  return [...previous, name];
}
