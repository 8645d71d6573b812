import { dumpers, loaders, maskingWords, schemaOnly, statementRunners } from "../../catalog/data-flows.ts";
import type { BindingEntry } from "../../model/binding-facts.ts";
import type { CopyEnd, DataCopy } from "../../model/data-flows.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { JobFact, StepFact } from "../../model/workflow-facts.ts";
import type { LinkContext } from "../context.ts";

interface Command {
  readonly program: string;
  readonly text: string;
  /** Reads what the command before it puts out, or a file. */
  readonly isFed: boolean;
  readonly at: Place;
  readonly env: readonly BindingEntry[];
}

/** Jobs of CI that take data out of one store and put it into another. */
export function dataCopies({ facts }: LinkContext): readonly DataCopy[] {
  return facts.flatMap((fact) =>
    fact.kind === "workflow" ? fact.jobs.flatMap((job) => copiesIn(job, fact.path, fact.name, fact.env)) : [],
  );
}

function copiesIn(job: JobFact, path: string, workflow: string, shared: readonly BindingEntry[]): readonly DataCopy[] {
  const commands = job.steps.flatMap((step) =>
    commandsOf(step, job.path ?? path, [...step.env, ...job.env, ...shared]),
  );
  const mask = job.steps.find(({ name, run, uses }) => maskingWords.test(`${name ?? ""} ${run ?? ""} ${uses ?? ""}`));
  const masked = mask
    ? { command: mask.name ?? "a command of this job", at: { path: mask.path ?? job.path ?? path, span: mask.span } }
    : null;
  const common = { workflow, job: job.name ?? job.id, masked };
  const dumps = commands.filter(({ program, text }) => dumpers.test(program) && !schemaOnly.test(text));
  const loads = commands.filter(
    ({ program, isFed }) => loaders.test(program) && (isFed || !statementRunners.test(program)),
  );
  const between = dumps.flatMap((dump) =>
    loads.slice(0, 1).map((load): DataCopy => ({ ...common, tool: dump.program, from: endOf(dump), to: endOf(load) })),
  );
  return [...between, ...commands.flatMap((command) => synced(command, common))];
}

/** `aws s3 sync s3://from s3://to`. */
function synced(command: Command, common: Pick<DataCopy, "workflow" | "job" | "masked">): readonly DataCopy[] {
  const found = /\baws\s+s3\s+(?:sync|cp|mv)\b.*?\s"?(s3:\/\/\S+?)"?\s+"?(s3:\/\/\S+?)"?(\s|$)/.exec(command.text);
  const [, from, to] = found ?? [];
  if (from === undefined || to === undefined) return [];
  const end = (address: string): CopyEnd => named(bucketOf(address), command);
  return [{ ...common, tool: "aws s3 sync", from: end(from), to: end(to) }];
}

function bucketOf(address: string): string {
  return address.replace(/^s3:\/\//, "").replace(/\/.*$/, "");
}

function commandsOf(step: StepFact, path: string, env: readonly BindingEntry[]): readonly Command[] {
  if (step.run === null) return [];
  const at = { path: step.path ?? path, span: step.span };
  return step.run
    .replace(/\\\n/g, " ")
    .split(/\n|&&|;/)
    .flatMap((line) =>
      line.split("|").map((part, i): Command => {
        const text = part.trim();
        const words = text.split(/\s+/).filter((word) => !/^\w+=/.test(word) && word !== "sudo");
        const program = (words[0] ?? "").replace(/^.*\//, "");
        return { program, text, isFed: i > 0 || /\s<\s*\S|\s(-f|--file)[\s=]/.test(text), at, env };
      }),
    );
}

function endOf(command: Command): CopyEnd {
  const used = [...command.text.matchAll(/\$\{\{\s*(?:secrets|vars|env)\.(\w+)\s*\}\}|\$\{?(\w+)\}?/g)].flatMap(
    (found) => found[1] ?? found[2] ?? [],
  );
  const names = used.map((name) => keptAs(name, command.env));
  const telling = names.find((name) => classOf(name) !== "other") ?? names[0];
  return named(telling ?? command.program, command);
}

/** The name under which the value of a variable is kept: it tells more than the variable does. */
function keptAs(name: string, env: readonly BindingEntry[]): string {
  const value = env.find((entry) => entry.name === name)?.value;
  return value?.kind === "reference" ? value.name : name;
}

function named(name: string, { at, env }: Command): CopyEnd {
  const shown = name.replace(/\$\{?(\w+)\}?/g, (_, variable: string) => keptAs(variable, env));
  const known = classOf(shown);
  return { name: shown, environment: known === "other" ? null : known, at };
}
