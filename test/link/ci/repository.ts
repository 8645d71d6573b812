import { extractFile } from "../../../src/extract/extract.ts";
import { createSeal } from "../../../src/extract/seal.ts";
import type { Job } from "../../../src/link/ci/job.ts";
import { readJobs } from "../../../src/link/ci/jobs.ts";
import type { BoundValue } from "../../../src/model/bound-value.ts";
import type { Fact, Located } from "../../../src/model/facts.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

/** The facts of a repository written as path → text; an object is a JSON file. */
export function factsOf(files: Readonly<Record<string, string | object>>): readonly Located<Fact>[] {
  return Object.entries(files).flatMap(([path, content]) => {
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    return extractFile({ path, zone: "source", bytes: text.length }, { read: () => text }, seal);
  });
}

export function jobsOf(files: Readonly<Record<string, string | object>>): readonly Job[] {
  return readJobs(factsOf(files));
}

/** A workflow of one job with these lines below it. */
export function workflow(job: string, head = "on: push"): string {
  return `name: CI\n${head}\njobs:\n  work:\n    runs-on: ubuntu-latest\n${indented(job, 4)}\n`;
}

/** A workflow of one job that runs a script. */
export function running(script: string, more = ""): string {
  return workflow(`${more}steps:\n  - run: |\n${indented(script, 6)}`);
}

function indented(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : " ".repeat(by) + line))
    .join("\n");
}

/** A bound value on one line. */
export function told(value: BoundValue | undefined): string {
  if (!value) return "not bound";
  if (value.kind === "reference") return value.reference;
  if (value.kind === "unresolved") return `? ${value.reason}`;
  return value.sealed.text ?? `[${value.sealed.shape}]`;
}

/** The variables of a job by name; the last one counts. */
export function boundIn(job: Job | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((job?.variables ?? []).map(({ variable, value }) => [variable, told(value)]));
}

/** The commands of a job as `kind runner [folder] files and filters`. */
export function ranIn(job: Job | undefined): readonly string[] {
  return (job?.commands ?? []).map(({ program: p }) =>
    [p.kind, p.runner, `[${p.cwd ?? "?"}]`, ...p.entryFiles, ...p.testFilters].join(" "),
  );
}
