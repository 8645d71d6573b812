import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, isSelfReference } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import type { Program } from "./program.ts";
import { choiceOf, type ExternalValue, type Option, type Thunk, type Value } from "./value.ts";
import { eachExpressionOf } from "./walk.ts";

const objects = new Set(["globalThis", "global", "window", "self"]);

/** What code of the repository keeps under a name of the global object, where singletons survive a reload; null if nothing. */
export function keptGlobally(evaluator: Evaluator, object: ExternalValue, property: string, at: Place): Value | null {
  const [name, ...more] = object.path;
  if (object.package !== "" || name === undefined || more.length > 0 || !objects.has(name)) return null;
  const { program } = evaluator;
  const kept = indexOf(program).kept.get(property);
  if (!kept) return null;
  const options = kept
    .map((thunk): Option => ({ value: evaluator.force(thunk), when: [] }))
    .filter((o) => !isSelfReference(o.value));
  // What is only ever put there after it was read from there was not there at first.
  return options.length === 0 ? { kind: "literal", value: undefined, at } : choiceOf(options, at);
}

/** What code puts where a variable of the environment is not set: `process.env.INDEX ??= "docs"`; null if nothing. */
export function writtenDefault(evaluator: Evaluator, variable: string): Value | null {
  const [only, ...more] = indexOf(evaluator.program).defaults.get(variable) ?? [];
  return only && more.length === 0 ? evaluator.force(only) : null;
}

interface Index {
  readonly kept: ReadonlyMap<string, readonly Thunk[]>;
  readonly defaults: ReadonlyMap<string, readonly Thunk[]>;
}

const indexes = new WeakMap<Program, Index>();

function indexOf(program: Program): Index {
  return remember(indexes, program, () => {
    const kept = new Map<string, Thunk[]>();
    const defaults = new Map<string, Thunk[]>();
    for (const module of program.modules.values()) {
      const isGlobal = (e: Expression): boolean => {
        if (e.kind === "global") return objects.has(e.name);
        const value = e.kind === "name" ? module.bindings[e.binding]?.value : null;
        return value?.kind === "global" && objects.has(value.name);
      };
      eachExpressionOf(module, (e, owner) => {
        if (e.kind !== "assign" || e.target.kind !== "member") return;
        const { object, property } = e.target;
        const thunk: Thunk = { expression: e.value, module, frame: owner ? openFrame(module, owner) : null };
        if (isGlobal(object)) remember(kept, property, (): Thunk[] => []).push(thunk);
        const isDefault = object.kind === "environment" && /^(\?\?|\|\|)=$/.test(e.operator);
        if (isDefault && program.isDeployed(module.path)) remember(defaults, property, (): Thunk[] => []).push(thunk);
      });
    }
    return { kept, defaults };
  });
}
