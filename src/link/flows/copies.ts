import { dumpers, loaders, maskingWords, schemaOnly, statementRunners } from "../../catalog/data-flows.ts";
import type { BindingEntry } from "../../model/binding-facts.ts";
import type { CopyEnd, DataCopy } from "../../model/data-flows.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { JobFact, StepFact } from "../../model/workflow-facts.ts";
import { packageInvocation } from "../ci/package-scripts.ts";
import { Workspace } from "../ci/workspace.ts";
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
  const workspace = new Workspace(facts);
  return facts.flatMap((fact) =>
    fact.kind === "workflow"
      ? fact.jobs.flatMap((job) => copiesIn(job, { path: fact.path, name: fact.name, env: fact.env, workspace }))
      : [],
  );
}

interface Around {
  readonly path: string;
  readonly name: string;
  readonly env: readonly BindingEntry[];
  readonly workspace: Workspace;
}

function copiesIn(job: JobFact, { path, name: workflow, env: shared, workspace }: Around): readonly DataCopy[] {
  const commands = job.steps.flatMap((step) =>
    commandsOf(step, job.path ?? path, [...step.env, ...job.env, ...shared], workspace),
  );
  const mask = job.steps.find(({ name, run, uses }) => maskingWords.test(`${name ?? ""} ${run ?? ""} ${uses ?? ""}`));
  const within = commands.find(({ text }) => maskingWords.test(text));
  const masked = mask
    ? { command: mask.name ?? "a command of this job", at: { path: mask.path ?? job.path ?? path, span: mask.span } }
    : within
      ? { command: "a command of a script of this job", at: within.at }
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

function commandsOf(
  step: StepFact,
  path: string,
  env: readonly BindingEntry[],
  workspace: Workspace,
): readonly Command[] {
  if (step.run === null) return [];
  const at = { path: step.path ?? path, span: step.span };
  return scriptsOf(step.run, () => at, workspace).flatMap(({ line, at: own }) =>
    line.split("|").map((part, i): Command => {
      const text = part.trim();
      const words = wordsOf(text);
      const program = (words[0] ?? "").replace(/^.*\//, "");
      return { program, text, isFed: i > 0 || /\s<\s*\S|\s(-f|--file)[\s=]/.test(text), at: own, env };
    }),
  );
}

/** Scripts that start each other deeper than this are not followed. */
const deepestScript = 4;

interface Line {
  readonly line: string;
  readonly at: Place;
}

/** The lines of a script, with those of the package scripts and the files of the shell that it starts from the root. */
function scriptsOf(text: string, placeOf: (line: number) => Place, workspace: Workspace, depth = 0): readonly Line[] {
  // A line that goes on in the next one keeps its number.
  const joined = text.replace(/\\\n/g, " \u0000");
  let number = 1;
  return joined.split("\n").flatMap((whole) => {
    const at = placeOf(number);
    number += 1 + (whole.split("\u0000").length - 1);
    if (whole.trimStart().startsWith("#")) return [];
    return whole
      .replaceAll("\u0000", " ")
      .split(/&&|;/)
      .flatMap((line): readonly Line[] => [
        { line, at },
        ...(depth < deepestScript ? started(wordsOf(line.trim()), at, workspace, depth + 1) : []),
      ]);
  });
}

function started(words: readonly string[], at: Place, workspace: Workspace, depth: number): readonly Line[] {
  if (words.length === 0) return [];
  const file = workspace.shell.startedBy(words, "");
  if (file) return scriptsOf(file.text, (line) => lineOf(file.path, line), workspace, depth);
  const invocation = packageInvocation(words, "", workspace);
  if (invocation?.kind !== "script") return [];
  return invocation.packages.flatMap(({ scripts, directory }) => {
    const script = directory === "" ? scripts.get(invocation.name) : undefined;
    return script ? scriptsOf(script.command, () => at, workspace, depth) : [];
  });
}

function lineOf(path: string, line: number): Place {
  return { path, span: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 } };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "" && !/^\w+=/.test(word) && word !== "sudo");
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
