import { variableSettings } from "../../catalog/infrastructure/module-settings.ts";
import { valuesAt } from "./block-value.ts";
import { isVariable, type WrittenVariable } from "./provisions.ts";
import { isNull, type TerraformValue, textOf } from "./value.ts";

const deepest = 8;

/**
 * Variables among settings whose meaning is not known, those of a chart or of a module from elsewhere: maps and lists
 * under a name such as `environment_variables`, of which only names in capitals count.
 */
export function looseVariables(value: TerraformValue, depth = 0): readonly WrittenVariable[] {
  if (depth > deepest) return [];
  if (value.kind === "encoded") return looseVariables(value.value, depth + 1);
  if (value.kind === "list") return value.items.flatMap((item) => looseVariables(item, depth + 1));
  if (value.kind !== "object") return [];
  return [...value.entries].flatMap(([key, inner]) =>
    variableSettings.test(key) ? variablesIn(inner) : looseVariables(inner, depth + 1),
  );
}

function variablesIn(value: TerraformValue): readonly WrittenVariable[] {
  if (value.kind === "list") return value.items.flatMap(listed);
  if (value.kind !== "object") return [];
  return [...value.entries].flatMap(([variable, inner]): readonly WrittenVariable[] =>
    isVariable(variable) && !isNull(inner)
      ? [{ variable, value: inner, at: value.places?.get(variable) ?? null, item: value }]
      : [],
  );
}

/** `{ name = "…", value = "…" }`. */
function listed(item: TerraformValue): readonly WrittenVariable[] {
  const [name] = [...valuesAt(item, ["name"]), ...valuesAt(item, ["key"])].flatMap((one) => textOf(one) ?? []);
  const value = [...valuesAt(item, ["value"]), ...valuesAt(item, ["valueFrom"])].find((one) => !isNull(one));
  return name !== undefined && isVariable(name) && value ? [{ variable: name, value, at: item.at, item }] : [];
}
