import type { ToolParameter } from "../../model/agent-tool.ts";
import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { eachPart, inputName, isWhole } from "./dependence.ts";
import { type Choice, comparison, type Inputs, namedIn, selectorWords, spansEnvironments } from "./selections.ts";

/**
 * An environment that a request which changes something names to whoever answers it, as the model passed it: which target
 * is meant is then decided there, out of sight, and is proven only where the model is told that it picks credentials or
 * an address. What only asks may filter by it, and free text may say anything.
 */
export function remoteChoicesIn(
  evaluator: Evaluator,
  value: Value,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Choice[] {
  const spanning = parameters.filter(namesEnvironments);
  if (spanning.length === 0 || isWhole(value)) return [];
  const inputs: Inputs = { evaluator, parameters, under };
  const found = new Map<string, Choice>();
  const note = (of: Value, name: string | null | undefined): void => {
    const declared = spanning.find((p) => p.name === name);
    if (!declared || found.has(declared.name)) return;
    const targets = (declared.values ?? []).map((environment) => ({ environment, at: declared.at }));
    found.set(declared.name, { parameter: declared.name, proven: saysWhatItOpens(declared), at: of.at, targets, of });
  };
  const visit = (v: Value): boolean => {
    if (v.kind === "operation" && comparison.test(v.operator)) return false;
    // What is asked of the records of an environment is no choice of one.
    if (v.kind === "object" && [...v.entries.keys()].some((key) => filters.has(key))) {
      for (const [key, entry] of v.entries) if (!filters.has(key)) eachPart(evaluator, evaluator.force(entry), visit);
      return false;
    }
    note(v, inputName(v, under));
    // A label for each environment names none to the other side.
    if (v.kind === "select") return false;
    // `environment === "dev" ? "dev" : "prod"`
    if (v.kind === "choice" && v.options.some((o) => literalsOf(o.value).some(isEnvironmentWord)))
      for (const option of v.options) note(v, namedIn(inputs, option)?.parameter);
    return true;
  };
  eachPart(evaluator, value, visit);
  return [...found.values()];
}

/** `Which environment's system credentials to use`: told so to the model, the environment is no label of a record. */
function saysWhatItOpens({ description }: ToolParameter): boolean {
  return (description ?? "").split(/[.;!?\n]/).some((sentence) => opening.test(sentence) && using.test(sentence));
}

const opening = /\b(credentials?|api ?keys?|tokens?|endpoints?|hosts?|base ?urls?)\b/i;
const using = /\b(us(e|es|ed|ing)|calls?|connects?|reach(es)?|sends?|authenticates?)\b/i;

/** Properties of a request under which it says which records it is about. */
const filters: ReadonlySet<string> = new Set(["filter", "filters", "where", "match", "criteria", "facets"]);

/** `environment: "dev" | "prod"`: by its name, and by values that are all environments, production among them. */
function namesEnvironments({ name, values }: ToolParameter): boolean {
  const words = splitWords(name.slice(name.lastIndexOf(".") + 1));
  const all = values ?? [];
  return (
    words.some((w) => selectorWords.has(w)) &&
    all.every((v) => classOf(v) !== "other") &&
    spansEnvironments(all.map((environment) => ({ environment })))
  );
}
