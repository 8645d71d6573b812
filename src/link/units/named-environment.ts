import type { BindingsFact } from "../../model/binding-facts.ts";
import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import type { EnvironmentNames } from "../environment-variables.ts";

/** What tells that a variable, or its value, names an environment. */
export interface Naming {
  readonly namesEnvironment: EnvironmentNames;
  readonly isDeclared: (name: string) => boolean;
}

/** The environment that a block says it is, by its own variables first, then by names around it. */
export function environmentOf(fact: Located<BindingsFact>, { namesEnvironment, isDeclared }: Naming): string | null {
  if (fact.environment !== null) return fact.environment.toLowerCase();
  for (const entry of fact.entries) {
    if (namesEnvironment(entry.name) !== "environment" || entry.value.kind !== "literal") continue;
    const text = entry.value.sealed.text;
    if (text && (classOf(text) !== "other" || isDeclared(text))) return text.toLowerCase();
  }
  const names = [
    ...fact.hints.filter((h) => h.kind === "profile").map((h) => h.text),
    ...fact.includes.map((i) => i.path.slice(i.path.lastIndexOf("/") + 1)),
    fact.service ?? "",
  ];
  for (const name of names) {
    const word = splitWords(name).find(isEnvironmentWord);
    if (word && classOf(name) !== "other") return word;
  }
  return fact.source === "platform" ? modeThatTells(fact, namesEnvironment) : null;
}

/** `NODE_ENV=staging` is no mode of any runtime, so it says where the program runs; `production` says only how. */
function modeThatTells(fact: Located<BindingsFact>, namesEnvironment: EnvironmentNames): string | null {
  for (const { name, value } of fact.entries) {
    const text = value.kind === "literal" ? value.sealed.text : undefined;
    if (text === undefined || namesEnvironment(name) !== "runtime-mode") continue;
    if (/^(?:staging|preview)$/.test(classOf(text))) return text.toLowerCase();
  }
  return null;
}
