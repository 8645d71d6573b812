import type { Place } from "../../../model/location.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { exportOf, valueOfModule } from "../exports.ts";
import { ancestors, directoryOf, join } from "../resolve.ts";
import { environmentAt, fallbackOf, type SelectValue, type Thunk, thunkOf, type Value } from "../value.ts";

/**
 * What node-config holds: the files in the nearest `config/` folder, that of the deployment over the default, and the
 * variables that `custom-environment-variables` names over both. Null without such files.
 */
export function loadedConfig(evaluator: Evaluator, at: Place): Value | null {
  const files = filesNear(evaluator, at.path);
  if (files.size === 0) return null;
  const base = fileValue(evaluator, files.get("default"), at);
  const named = fileValue(evaluator, files.get("custom-environment-variables"), at);
  const deployments = new Map<string, Thunk>();
  for (const [stem, path] of files) {
    if (stem === "default" || stem === "custom-environment-variables" || /^local([.-]|$)/.test(stem)) continue;
    const value = fileValue(evaluator, path, at);
    const local = fileValue(evaluator, files.get(`local-${stem}`), at);
    if (value) deployments.set(stem, thunkOf(local ? fallbackOf(local, value, at) : value));
  }
  const chosen: SelectValue | null =
    deployments.size === 0
      ? null
      : {
          kind: "select",
          from: { kind: "object", entries: deployments, rest: null, at },
          taken: [],
          key: deploymentKey(at),
          at,
        };
  const layers = [named ? variablesIn(evaluator, named, at) : null, chosen, base].filter((v) => v !== null);
  return layers.reduceRight((under, over) => fallbackOf(over, under, at));
}

function deploymentKey(at: Place): Value {
  const read = (name: string): Value => ({ kind: "variable", name, at });
  const unset: Value = { kind: "literal", value: "development", at };
  return fallbackOf(read("NODE_CONFIG_ENV"), fallbackOf(read("NODE_ENV"), unset, at), at);
}

/** The files of the nearest folder called `config` that has a default, by their names without ending. */
function filesNear(evaluator: Evaluator, from: string): ReadonlyMap<string, string> {
  const paths = [...evaluator.program.modules.keys()];
  for (const directory of ancestors(directoryOf(from))) {
    const folder = join(directory, "config");
    const files = new Map<string, string>();
    for (const path of paths) {
      const stem = path.startsWith(`${folder}/`)
        ? /^([^/]+)\.(?:jsonc?|ya?ml|toml|[cm]?[jt]s)$/.exec(path.slice(folder.length + 1))?.[1]
        : undefined;
      if (stem !== undefined) files.set(stem, path);
    }
    if (files.has("default") || files.has("custom-environment-variables")) return files;
  }
  return new Map();
}

function fileValue(evaluator: Evaluator, path: string | undefined, at: Place): Value | null {
  const value = path === undefined ? null : valueOfModule(evaluator, path, at);
  return value?.kind === "namespace" ? exportOf(evaluator, value.module, "default", at) : value;
}

/** Each text of the file names a variable. */
function variablesIn(evaluator: Evaluator, names: Value, at: Place, depth = 0): Value {
  if (names.kind !== "object" || depth > 12) {
    const [name] = literalsOf(names);
    return name === undefined
      ? { kind: "literal", value: undefined, at }
      : evaluator.member(environmentAt(at), name, names.at);
  }
  const own = names.entries.get("__name");
  if (own) return variablesIn(evaluator, evaluator.force(own), at, depth + 1);
  const entries = new Map<string, Thunk>();
  for (const [key, thunk] of names.entries)
    entries.set(key, thunkOf(variablesIn(evaluator, evaluator.force(thunk), at, depth + 1)));
  return { kind: "object", entries, rest: null, at };
}
