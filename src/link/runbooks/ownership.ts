import ignore from "ignore";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { CodeOwnersFact } from "../../model/operations-facts.ts";
import type { Ownership } from "../../model/runbook.ts";
import type { LinkContext } from "../context.ts";

/** Patterns come from the audited repository: a long one costs more than it could tell. */
const longest = 300;

/** Whether the files that make the agent have owners, by the one CODEOWNERS file that counts; null without one. */
export function ownershipOf(context: LinkContext, places: readonly Place[]): Ownership | null {
  // GitHub reads the first of these that there is.
  const order = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
  const facts = context.facts.filter((fact): fact is Located<CodeOwnersFact> => fact.kind === "code-owners");
  const fact = order.flatMap((path) => facts.find((one) => one.path === path) ?? [])[0];
  if (!fact) return null;
  const rules = fact.rules.flatMap(({ pattern, owners, span }) =>
    pattern.length > longest ? [] : [{ owners, span, matches: matcherOf(pattern) }],
  );
  const firsts = new Map<string, Place>();
  for (const place of places) if (!firsts.has(place.path)) firsts.set(place.path, place);
  const covered: { path: string; rule: Place }[] = [];
  const open: Place[] = [];
  for (const [path, place] of firsts) {
    const rule = rules.findLast(({ matches }) => matches(path));
    if (rule && rule.owners > 0) covered.push({ path, rule: { path: fact.path, span: rule.span } });
    else open.push(place);
  }
  return { at: { path: fact.path, span: fact.span }, covered, open };
}

function matcherOf(pattern: string): (path: string) => boolean {
  try {
    const rules = ignore().add(pattern);
    return (path) => rules.ignores(path);
  } catch {
    return () => false;
  }
}
