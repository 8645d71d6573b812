import { withDeployments } from "../../../src/link/deployments/deployments.ts";
import { readUnits } from "../../../src/link/units/units.ts";
import { viewOf } from "../../../src/link/views.ts";
import type { BindingsFact } from "../../../src/model/binding-facts.ts";
import type { BoundValue } from "../../../src/model/bound-value.ts";
import type { GapFact, Located } from "../../../src/model/facts.ts";
import { shown } from "../../support/extract.ts";
import { type Files, factsOfFiles } from "../../support/program.ts";

/** What the documents of a repository come to once they are joined. */
export function deployed(files: Files): readonly Located<BindingsFact>[] {
  const before = factsOfFiles(files);
  return withDeployments(before)
    .slice(before.length)
    .filter((fact): fact is Located<BindingsFact> => fact.kind === "bindings");
}

/** `environment service: NAME = value, …` for each workload. */
export function told(files: Files): string[] {
  return deployed(files)
    .map(({ environment, service, entries }) => `${environment} ${service}: ${shown(entries).join(", ")}`)
    .sort();
}

/** What could not be joined, as `path:line reason`. */
export function openEnds(files: Files): string[] {
  return withDeployments(factsOfFiles(files))
    .filter((fact): fact is Located<GapFact> => fact.kind === "gap")
    .map(({ path, line, reason }) => `${path}:${line} ${reason}`);
}

/** What a variable is in an environment, and where: `value @ path:line via path:line`. */
export function boundIn(files: Files, variable: string, environment: string, directory = ""): string {
  const found = viewOf(readUnits(withDeployments(factsOfFiles(files))), directory, environment).lookup(variable);
  if (found.kind !== "bound") return found.kind;
  const places = [found.at, ...found.via].map(({ path, span }) => `${path}:${span.startLine}`);
  return `${text(found.value)} @ ${places.join(" via ")}`;
}

function text(value: BoundValue): string {
  if (value.kind === "literal") return value.sealed.text ?? value.sealed.nature;
  if (value.kind === "unresolved") return `unresolved: ${value.reason}`;
  return `${value.reference}${value.unplaced ? " (unplaced)" : ""}`;
}
