import { stackSettings } from "../../catalog/infrastructure/pulumi-settings.ts";
import type { BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { unitName } from "./home.ts";
import type { Block } from "./unit.ts";

/** The variables that a block of a file gives by itself. */
export function blockOf(fact: Located<BindingsFact>): Block {
  const values = new Map<string, { value: BindingValue; place: Place; via?: readonly Place[] }>();
  for (const entry of fact.entries) {
    const place = { path: entry.path ?? fact.path, span: entry.span };
    // A binding to a stored secret is read like any variable; other resources are stores and not texts.
    if (entry.resource === undefined || entry.value.kind === "reference")
      values.set(entry.name, { value: entry.value, place, ...(entry.via ? { via: entry.via } : {}) });
  }
  return {
    values,
    complete: isComplete(fact),
    ...(fact.isWhole ? { isWhole: true as const } : {}),
    source: fact.source,
    scope: null,
    declared: { path: fact.path, span: fact.span },
    unit: unitName(fact),
    ...(fact.source === "compose" ? { inContainer: true as const } : {}),
    ...(fact.source === "pulumi" && !fact.platformMayAdd ? { closesUnder: stackSettings } : {}),
    ...(fact.holds ? { holds: { ...fact.holds, at: { path: fact.path, span: fact.span } } } : {}),
  };
}

/** A deployment by wrangler drops the variables that its file leaves out, unless it is told to keep them; secrets stay. */
function isComplete({ source, platformMayAdd, isWhole }: BindingsFact): Block["complete"] {
  if (source === "wrangler") return platformMayAdd === true ? false : "but-secrets";
  return source === "dotenv" || source === "compose" || isWhole === true;
}
