import type { Fact, Located } from "../../model/facts.ts";
import { type Place, placeText } from "../../model/location.ts";
import type { StepFact } from "../../model/workflow-facts.ts";
import type { Command, Job } from "./job.ts";

/** Where the failure of a command is thrown away, and by what. */
export interface Tolerance {
  readonly by: string;
  readonly at: Place;
}

const tolerating = /\|\|\s*(?:true|:|exit 0|echo\b[^|&;]*)\s*$/;
const checking = /result|threshold|score|check|assert|gate|compare|regress|outcome|summar|exit 1|verdict|quality/i;

/** The steps and scripts as they are written. */
export class WrittenSteps {
  readonly #steps = new Map<string, StepFact>();
  readonly #jobs = new Map<string, Place>();
  readonly #lines = new Map<string, string>();

  constructor(facts: readonly Located<Fact>[]) {
    for (const fact of facts) {
      if (fact.kind === "workflow") {
        for (const job of fact.jobs) {
          const path = job.path ?? fact.path;
          if (job.toleratedAt) this.#jobs.set(placeText({ path, span: job.span }), { path, span: job.toleratedAt });
          for (const step of job.steps) this.#steps.set(placeText({ path: step.path ?? path, span: step.span }), step);
        }
      } else if (fact.kind === "composite-action") {
        for (const step of fact.steps) this.#steps.set(placeText({ path: fact.path, span: step.span }), step);
      } else if (fact.kind === "package" || fact.kind === "scripts") {
        for (const { span, command } of fact.scripts) this.#lines.set(placeText({ path: fact.path, span }), command);
      }
    }
  }

  tolerated(job: Job, command: Command): Tolerance | null {
    for (const at of [command.at, ...command.chain]) {
      const step = this.#steps.get(placeText(at));
      if (step?.toleratedAt)
        return { by: "continue-on-error", at: { path: step.path ?? at.path, span: step.toleratedAt } };
      const script = step?.run ?? this.#lines.get(placeText(at)) ?? "";
      const line = script.split("\n").find((text) => tolerating.test(text) && isRunBy(text, command));
      if (line !== undefined) return { by: "what follows its ||", at };
    }
    const whole = this.#jobs.get(placeText(job.at));
    return whole ? { by: "continue-on-error on its job", at: whole } : null;
  }

  /** Whether something after it may fail the job for it. */
  checkedAfter(job: Job, command: Command): boolean {
    const step = this.#steps.get(placeText(command.at));
    const later = job.commands.slice(job.commands.indexOf(command) + 1);
    if (later.some(({ text, names }) => checking.test(`${text} ${names.join(" ")}`))) return true;
    const id = step?.id;
    return id !== undefined && [...this.#steps.values()].some((s) => `${s.if} ${s.run}`.includes(`steps.${id}.`));
  }
}

/** Whether a line of a script is what runs this command: by its first words, or by the package script's name. */
function isRunBy(line: string, { text, names }: Command): boolean {
  const words = text.split(/\s+/).slice(0, 2).join(" ");
  return line.includes(words) || names.some((name) => name.length > 2 && line.includes(name));
}
