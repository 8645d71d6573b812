import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { JobFact } from "../../model/workflow-facts.ts";
import { matrixContexts } from "./calls.ts";
import { type Context, meaningOfTemplate, neverHolds } from "./expression.ts";
import { cutScript } from "./holes.ts";
import { type Meaning, optionsOf, type Scope, textMeaning, textOf, truthOf } from "./meaning.ts";
import { scopeByName } from "./scopes.ts";
import { withVariables } from "./values.ts";

/** One of the environments a job may run in. */
export interface JobEnvironment {
  readonly environment: { readonly name: string; readonly at: Place; readonly from?: Place } | null;
  /** Expressions of the job mean this. */
  readonly context: Context;
  readonly notes: readonly string[];
}

/** The environments of a job: one for each matrix value that decides it, and one for each outcome of an expression. */
export function environmentsOf(job: JobFact, path: string, context: Context): readonly JobEnvironment[] {
  const written = job.environment?.expression ?? "";
  const decides = (key: string) =>
    new RegExp(`(matrix\\W{1,3}|env\\.|\\$\\{?)${key.replace(/\W/g, "\\W")}\\b`, "i").test(written) ||
    namesEnvironments(job.matrix[key] ?? []);
  return matrixContexts(job, context, decides).flatMap(({ context: here, note }) => {
    if (neverHolds(job.if, here)) return [];
    const notes = note === null ? [] : [`the matrix is at ${note}`];
    return outcomes(job, path, here).map((found) => ({
      ...found,
      context: { ...here, scope: scopeOf(job, found.environment, here) },
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
  const { name, expression, span, path: written } = job.environment;
  const at = { path: written ?? path, span };
  const text = name ?? expression ?? "";
  const template = name === null && !text.includes("${{") && !context.outside ? `\${{ ${text} }}` : text;
  const [, input] = /inputs\.([\w-]+)/i.exec(template) ?? [];
  const from = input === undefined ? undefined : context.handedAt.get(input.toLowerCase());
  const options = optionsOf(
    context.outside ? meaningOfName(template, withVariables(context, job.env)) : meaningOfTemplate(template, context),
  );
  return options.map((option) => {
    const notes = options.length > 1 ? [`the environment is one outcome of \`${template}\``] : [];
    if (truthOf(option) === false) return { environment: null, notes };
    return { environment: { name: textOf(option) ?? template, at, ...(from ? { from } : {}) }, notes };
  });
}

/** A name with variables in it. What is only known when the job runs stays as it is written. */
function meaningOfName(text: string, context: Context): Meaning {
  const cut = cutScript(text, context);
  const meaning = cut.meaningOf(cut.script);
  return optionsOf(meaning).every((option) => textOf(option) !== null) ? meaning : textMeaning(text);
}

/**
 * The name is an expression: which environment it is, is only known when the job starts. Of `review/$BRANCH` its
 * beginning tells enough.
 */
export function isPicked({ name }: { readonly name: string }): boolean {
  const variable = name.search(/\$[A-Za-z_{([]/);
  return name.includes("${{") || (variable >= 0 && classOf(name.slice(0, variable)) === "other");
}

function scopeOf(job: JobFact, environment: JobEnvironment["environment"], context: Context): Scope {
  const { outside } = context;
  // Contexts and groups are named by the job, or by what calls it; an environment hands out nothing there.
  if (outside?.scopedBy === "name") return scopeByName(job, context);
  if (!environment) return { kind: "repository" };
  if (isPicked(environment)) return { kind: "unknown", reason: `its environment is picked by \`${environment.name}\`` };
  return { kind: "environment", name: environment.name };
}
