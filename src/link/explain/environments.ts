import { alikeEnvironments, type InEnvironment } from "../../model/alike-environments.ts";
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
import type { Wording } from "./wording.ts";

const mostAlternatives = 3;

/** What a value is in each environment that its file runs in; nothing if no environment decides it. */
export function inEnvironments(
  context: LinkContext,
  wording: Wording,
  value: Value,
  path: string,
  names: readonly string[],
): readonly EnvironmentView[] {
  const { evaluator } = context;
  if (!dependsOnEnvironment(evaluator, value)) return [];
  const views = context.homesOf(path).flatMap((home) => context.viewsOf(home));
  const found = views.flatMap((view) => {
    const whole = alternativesIn(wording, value, view, names);
    // A text with a secret in it is never one text: its variables are told instead.
    return value.kind === "template" && whole.every((one) => one.isOpen)
      ? variablesIn(evaluator, value).flatMap((part) => alternativesIn(wording, part, view, names, `${part.name}: `))
      : whole;
  });
  return alikeEnvironments(found).map(({ environments, alternatives }) => ({
    environments,
    alternatives: alternatives.slice(0, mostAlternatives).map(({ text, places: [at = value.at] }) => ({
      says: text,
      at: locate(at, "in the environment"),
    })),
    more: Math.max(alternatives.length - mostAlternatives, 0),
  }));
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

type Variable = Extract<Value, { kind: "variable" }>;

function variablesIn(evaluator: Evaluator, value: Value): readonly Variable[] {
  const found = new Map<string, Variable>();
  eachPart(evaluator, value, (v) => {
    if (v.kind === "variable" && typeof v.name === "string") found.set(v.name, v);
    return true;
  });
  return [...found.values()].slice(0, mostAlternatives);
}

interface Alternative extends InEnvironment {
  readonly isOpen: boolean;
}

function alternativesIn(
  wording: Wording,
  value: Value,
  view: View,
  names: readonly string[],
  lead = "",
): readonly Alternative[] {
  return concretise(wording.evaluator, value, view).map((c) => ({
    environment: view.name,
    text: `${lead}${describeConcrete(c, wording, names)}${c.assumption === null ? "" : `; assumed: ${c.assumption}`}`,
    places: [c.at],
    isOpen: c.kind === "unresolved",
  }));
}

/** Where it comes from and what it looks like; the text itself only if the report shows texts like it. */
function describeConcrete(c: Concrete, wording: Wording, names: readonly string[]): string {
  switch (c.kind) {
    case "text": {
      if (c.sealed) return describeSealed(c.sealed);
      if (c.text === "") return "an empty text";
      const shown = c.text === null ? null : shownText(c.text, names);
      return shown === null ? "a text (not shown)" : `the text "${shown}"`;
    }
    case "reference":
      return describeValue(c.bound);
    case "nothing":
      return "nothing: it is not set";
    case "other":
      return phrase(c.value, wording);
    case "unresolved": {
      const instead =
        c.instead && c.instead.kind !== "unresolved"
          ? `; if it is set nowhere, ${describeConcrete(c.instead, wording, names)}`
          : "";
      return `not known: ${c.reason}${instead}`;
    }
  }
}
