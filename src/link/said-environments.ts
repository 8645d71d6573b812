import { classOf } from "../model/environment.ts";
import { remember } from "../model/remember.ts";
import type { Unit } from "./units/unit.ts";

/**
 * Whether the configuration gives a variable the name of the environment that it is for, in each one that sets it and in
 * production among them: then its value tells them apart, whatever it is called.
 */
export function saidEnvironments(units: readonly Unit[]): (variable: string) => boolean {
  const said = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const unit of units) {
    for (const environment of unit.environments.values()) {
      for (const { values } of environment.blocks) {
        for (const [variable, { value }] of values) {
          const text = value.kind === "literal" ? value.sealed.text : undefined;
          if (typeof text === "string" && environment.class !== "other" && classOf(text) === environment.class)
            remember(said, variable, () => new Set<string>()).add(environment.class);
          else others.add(variable);
        }
      }
    }
  }
  return (variable) => {
    const classes = said.get(variable) ?? new Set<string>();
    return classes.has("production") && classes.size > 1 && !others.has(variable);
  };
}
