import type { BindingEntry, BindingValue } from "../../model/binding-facts.ts";
import { listed } from "../../model/wording.ts";
import { describeSealed } from "./shown-text.ts";

/** A variable or resource as configuration gives it: its name and the class of its value. */
export function describeEntry({ name, value, resource }: BindingEntry): string {
  const what = resource === undefined ? `the variable ${name}` : `the ${resource} resource ${name}`;
  return `${what}: ${describeBindingValue(value)}`;
}

/** Where a value comes from or what it looks like, never the value. */
function describeBindingValue(value: BindingValue): string {
  switch (value.kind) {
    case "literal":
      return describeSealed(value.sealed);
    case "reference": {
      const otherwise = value.default === null ? "" : `, else ${describeSealed(value.default)}`;
      return `${value.store} ${value.name}${otherwise}`;
    }
    case "template": {
      const names = value.parts.flatMap((part) => ("digest" in part ? [] : [`${part.store} ${part.name}`]));
      return `a text${names.length === 0 ? "" : ` with ${listed(names)} in it`}`;
    }
    case "expression": {
      const names = value.mentions.map(({ store, name }) => `${store} ${name}`);
      return `an expression${names.length === 0 ? "" : ` that mentions ${listed(names)}`}`;
    }
  }
}
