import type { BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import type { Injector } from "../ci/wrappers.ts";
import type { Start } from "./starts.ts";

/** Stores that hand a command all variables of a configuration, by what the command in front of it is called. */
const stores: Readonly<Record<string, string>> = {
  doppler: "doppler",
  infisical: "infisical",
  phase: "phase",
  railway: "railway",
  chamber: "aws-ssm",
};

/**
 * What commands are handed by a secret store as a whole, `doppler run --config prd -- npm start`: the environment is what the
 * command is called, else what the configuration is, and every variable that no file sets is the store's.
 */
export function handedOver(
  starts: readonly Start[],
  called: (name: string) => string,
): readonly Located<BindingsFact>[] {
  const found = new Map<string, Located<BindingsFact>>();
  for (const { command, environment, at } of starts) {
    const injector = command.injectors?.findLast(({ vault }) => Object.hasOwn(stores, vault));
    const place = injector ? placeOf(injector) : null;
    if (!injector || place === null) continue;
    const said = environment ?? configured(injector);
    if (said === null || classOf(said) === "other") continue;
    const name = called(said.toLowerCase());
    const store = stores[injector.vault] ?? injector.vault;
    const key = `${at.path}\0${name}\0${place}`;
    if (!found.has(key))
      found.set(key, {
        ...{ kind: "bindings", source: "platform", path: at.path, environment: name, service: null, layer: "whole" },
        ...{ entries: [], includes: [], hints: [] },
        holds: { store, name: place, ...(store === "aws-ssm" ? { unplaced: true } : {}) },
        span: { ...at.span },
      });
  }
  return [...found.values()];
}

function placeOf({ configuration, project }: Injector): string | null {
  if (configuration === null || /[$`\uE000]/.test(`${configuration}${project ?? ""}`)) return null;
  return project === undefined ? configuration : `${project}/${configuration}`;
}

/** `prd`, `stg_eu`: the first word of a configuration of Doppler is the environment that it belongs to. */
function configured({ configuration }: Injector): string | null {
  return configuration !== null && classOf(configuration) !== "other" ? configuration : null;
}
