import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Reading } from "../../model/line-view.ts";
import { type Location, locate, type Span } from "../../model/location.ts";
import { describeEntry } from "./entry-text.ts";
import { workflowReadings } from "./workflow-readings.ts";

/** What the extractors read on a line, in the order of the facts. */
export function readingsOn(facts: readonly Located<Fact>[], path: string, line: number): readonly Reading[] {
  return facts.filter((fact) => fact.path === path).flatMap((fact) => readingsIn(fact, line));
}

function readingsIn(fact: Located<Fact>, line: number): readonly Reading[] {
  const { path } = fact;
  const on = (span: Span): boolean => span.startLine <= line && line <= span.endLine;
  const reading = (says: string, span: Span): Reading => ({ says, at: located(path, span), job: null });
  const entries = (list: readonly BindingEntry[], of: string): Reading[] =>
    list.filter((e) => on(e.span)).map((e) => reading(`${describeEntry(e)}${of}`, e.span));
  switch (fact.kind) {
    case "bindings":
      return [
        ...entries(fact.entries, `, for ${blockName(fact)}`),
        ...fact.includes
          .filter((i) => on(i.span))
          .map((i) => reading(`takes in the variables of ${i.path}, for ${blockName(fact)}`, i.span)),
        ...(startsOn(fact.span, line) && fact.source !== "dotenv"
          ? [reading(`declares ${blockName(fact)}`, fact.span)]
          : []),
      ];
    case "workflow":
    case "composite-action":
      return workflowReadings(fact, line);
    case "gitlab":
      return [
        ...entries(fact.variables, ", handed to every job of the pipeline"),
        ...fact.jobs.flatMap((job) => [
          ...(startsOn(job.span, line) ? [reading(`the job ${job.id} of GitLab's CI`, job.span)] : []),
          ...entries([...job.variables, ...job.secrets], `, handed to the job ${job.id}`),
          ...Object.entries(job.scripts)
            .filter(([, script]) => on(script.span))
            .map(([key, script]) => reading(`the ${key} of the job ${job.id}`, script.span)),
        ]),
      ];
    case "package":
      return [
        ...fact.scripts.filter((s) => on(s.span)).map((s) => reading(`the package script ${s.name}`, s.span)),
        ...fact.dependencies
          .filter((d) => on(d.span))
          .map((d) => reading(`a ${d.group} dependency on ${d.name}`, d.span)),
      ];
    case "mcp-server":
      return [
        ...(startsOn(fact.span, line) ? [reading(`the MCP server ${fact.name} of ${fact.client}`, fact.span)] : []),
        ...entries([...fact.env, ...fact.headers], `, handed to the MCP server ${fact.name}`),
      ];
    case "datasource":
      return on(fact.span) ? [reading(`the Prisma datasource of ${fact.provider}`, fact.span)] : [];
    default:
      return [];
  }
}

/** A block of variables as a person would call it: `the environment staging of the service web (compose)`. */
function blockName({ environment, service, source, layer }: BindingsFact): string {
  const where = environment === null ? "no environment by name" : `the environment ${environment}`;
  const unit = service === null ? "" : ` of the service ${service}`;
  const how =
    layer === "base" ? ", as a base that others are laid over" : layer === "override" ? ", laid over a base" : "";
  return `${where}${unit} (${source}${how})`;
}

function located(path: string, span: Span): Location {
  return locate({ path, span }, "read");
}

function startsOn(span: Span, line: number): boolean {
  return span.startLine === line;
}
