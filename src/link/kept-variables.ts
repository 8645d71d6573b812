import type { BindingsFact } from "../model/binding-facts.ts";
import type { Fact, Located } from "../model/facts.ts";

/**
 * The facts with every wrangler file marked as one whose deployment keeps the variables that the platform holds, where a
 * command line of the repository says so (`wrangler deploy --keep-vars`) or hands over more of them (`--var NAME:value`).
 * Which file a command deploys is not asked: too few failures are better than a wrong one.
 */
export function withKeptVariables(
  facts: readonly Located<BindingsFact>[],
  all: readonly Located<Fact>[],
): typeof facts {
  if (!all.some(saysMore)) return facts;
  return facts.map((fact) => (fact.source === "wrangler" ? { ...fact, platformMayAdd: true } : fact));
}

const commandLines = new Set<Fact["kind"]>(["package", "scripts", "workflow"]);

function saysMore(fact: Located<Fact>): boolean {
  return commandLines.has(fact.kind) && /--(keep-vars|var)\b/.test(JSON.stringify(fact));
}
