import type { EnvironmentView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import { describeValue } from "../../model/wording.ts";
import type { LinkContext } from "../context.ts";
import { type Concrete, concretise, type EnvironmentView as View } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { eachPart } from "../tools/dependence.ts";
import { describeSealed, shownText } from "./shown-text.ts";
import { phrase } from "./value-view.ts";

const mostAlternatives = 3;

/** What a value is in each environment that its file runs in; nothing if no environment decides it. */
export function inEnvironments(
  context: LinkContext,
  value: Value,
  path: string,
  names: readonly string[],
): readonly EnvironmentView[] {
  const { evaluator } = context;
  if (!dependsOnEnvironment(evaluator, value)) return [];
  const views = context.homesOf(path).flatMap((home) => context.viewsOf(home));
  return views.flatMap((view) => alternativesIn(evaluator, value, view, names));
}

/** Whether a variable or a secret has a part in it. Clients made with one are told by their arguments. */
function dependsOnEnvironment(evaluator: Evaluator, value: Value): boolean {
  const isText = ["variable", "template", "fallback", "choice", "select", "stored", "operation"].includes(value.kind);
  if (!isText) return false;
  let found = false;
  eachPart(evaluator, value, (v) => {
    found ||= v.kind === "variable" || v.kind === "stored";
    return !found && v.kind !== "function" && v.kind !== "instance";
  });
  return found;
}

function alternativesIn(
  evaluator: Evaluator,
  value: Value,
  view: View,
  names: readonly string[],
): readonly EnvironmentView[] {
  const all = concretise(evaluator, value, view);
  const shown = all.slice(0, mostAlternatives).map((c) => ({
    environment: view.name,
    says: describeConcrete(c, names),
    at: locate(c.at, view.name),
    assumption: c.assumption,
  }));
  const more = all.length - shown.length;
  const [first] = shown;
  return more === 0 || !first ? shown : [...shown, { ...first, says: `or one of ${more} more`, assumption: null }];
}

/** Where it comes from and what it looks like; the text itself only if the report shows texts like it. */
function describeConcrete(c: Concrete, names: readonly string[]): string {
  switch (c.kind) {
    case "text": {
      if (c.sealed) return describeSealed(c.sealed);
      const shown = c.text === null ? null : shownText(c.text, names);
      return shown === null ? "a text (not shown)" : `the text "${shown}"`;
    }
    case "reference":
      return describeValue(c.bound);
    case "nothing":
      return "nothing: it is not set";
    case "other":
      return phrase(c.value);
    case "unresolved": {
      const instead = c.instead ? `; if it is set nowhere, ${describeConcrete(c.instead, names)}` : "";
      return `not known: ${c.reason}${instead}`;
    }
  }
}
