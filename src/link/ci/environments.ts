import { classOf } from "../../model/environment.ts";
import type { JobFact } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { matrixContexts } from "./calls.ts";
import { type Context, meaningOfTemplate, neverHolds } from "./expression.ts";
import { optionsOf, type Scope, textOf, truthOf } from "./meaning.ts";

/** One of the environments a job may run in. */
export interface JobEnvironment {
  readonly environment: { readonly name: string; readonly at: Place } | null;
  /** Expressions of the job mean this. */
  readonly context: Context;
  readonly notes: readonly string[];
}

/** The environments of a job: one for each matrix value that decides it, and one for each outcome of an expression. */
export function environmentsOf(job: JobFact, path: string, context: Context): readonly JobEnvironment[] {
  const written = job.environment?.expression ?? "";
  const decides = (key: string) =>
    new RegExp(`matrix\\W{1,3}${key.replace(/\W/g, "\\W")}\\b`, "i").test(written) ||
    namesEnvironments(job.matrix[key] ?? []);
  return matrixContexts(job, context, decides).flatMap(({ context: here, note }) => {
    if (neverHolds(job.if, here)) return [];
    const notes = note === null ? [] : [`the matrix is at ${note}`];
    return outcomes(job, path, here).map((found) => ({
      ...found,
      context: { ...here, scope: scopeOf(found.environment) },
      notes: [...notes, ...found.notes],
    }));
  });
}

/** A matrix over environments matters also where the job has no `environment:`. */
function namesEnvironments(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => classOf(value) !== "other" && classOf(value) !== "test");
}

function outcomes(
  job: JobFact,
  path: string,
  context: Context,
): readonly Pick<JobEnvironment, "environment" | "notes">[] {
  if (!job.environment) return [{ environment: null, notes: [] }];
  const { name, expression, span } = job.environment;
  const at = { path, span };
  const text = name ?? expression ?? "";
  const template = name === null && !text.includes("${{") ? `\${{ ${text} }}` : text;
  const options = optionsOf(meaningOfTemplate(template, context));
  return options.map((option) => {
    const notes = options.length > 1 ? [`the environment is one outcome of \`${template}\``] : [];
    if (truthOf(option) === false) return { environment: null, notes };
    return { environment: { name: textOf(option) ?? template, at }, notes };
  });
}

/** The name is an expression: which environment it is, is only known when the job starts. */
export function isPicked(environment: { readonly name: string }): boolean {
  return environment.name.includes("${{");
}

function scopeOf(environment: JobEnvironment["environment"]): Scope {
  if (!environment) return { kind: "repository" };
  if (isPicked(environment)) return { kind: "unknown", reason: `its environment is picked by \`${environment.name}\`` };
  return { kind: "environment", name: environment.name };
}
