import type { ModuleIR } from "../../../model/ir.ts";
import { type Place, samePlace } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import { activationsOf } from "../changes.ts";
import { type Evaluator, isSelfReference, literalsOf } from "../evaluate.ts";
import { indexValue } from "../index-value.ts";
import type { CallSite } from "../program.ts";
import { type AppliedValue, choiceOf, type Frame, type Option, type Thunk, type Value } from "../value.ts";
import { fromEntries } from "./objects.ts";

/** Packages whose caches are maps that forget. */
const caches = /^(lru-cache|quick-lru|@isaacs\/ttlcache|node-cache|tiny-lru|ttlcache)$/;

/** `new Map(…)`, also behind calls of `set`, which give the map back; null for anything else. */
export function mapOf(value: Value): { readonly made: AppliedValue; readonly sets: readonly AppliedValue[] } | null {
  const sets: AppliedValue[] = [];
  let current = value;
  while (current.kind === "applied" && current.callee.kind === "member" && current.callee.property === "set") {
    sets.unshift(current);
    current = current.callee.object;
  }
  if (current.kind !== "applied" || current.form !== "new" || current.callee.kind !== "external") return null;
  const { package: pkg, path } = current.callee;
  const isMap = pkg === "" ? /^(Map|WeakMap)$/.test(path[0] ?? "") : caches.test(pkg);
  return isMap ? { made: current, sets } : null;
}

/** What `map.get(key)` gives: of what the map is made with, and of what is put into it anywhere in its module. */
export function mapGet(
  evaluator: Evaluator,
  map: NonNullable<ReturnType<typeof mapOf>>,
  key: Value,
  at: Place,
  frame: Frame | null,
): Value | null {
  const entries = new Map<string, Thunk>();
  const others: Option[] = [];
  const [first] = map.made.args;
  const start = first ? fromEntries(evaluator, evaluator.force(first), at) : null;
  if (start?.kind === "object") for (const [k, thunk] of start.entries) entries.set(k, thunk);
  if (first && start?.kind !== "object" && map.made.callee.kind === "external" && map.made.callee.package === "")
    return null;
  const put = (k: Value | null, value: Thunk): void => {
    const keys = k ? literalsOf(k) : [];
    for (const text of keys) entries.set(text, value);
    if (keys.length === 0) others.push({ value: evaluator.force(value), when: [] });
  };
  for (const { args } of map.sets) if (args[0] && args[1]) put(evaluator.force(args[0]), args[1]);
  const module = evaluator.program.modules.get(map.made.at.path);
  if (module) {
    const sites = evaluator.program.sitesIn(module, "set");
    evaluator.guarded(tokenOf(module, map.made.at), () => putAt(evaluator, map.made, sites, frame, put), undefined);
  }
  const known = others.filter((o) => !isSelfReference(o.value));
  if (entries.size === 0) return known.length === 0 ? null : choiceOf(known, at);
  const picked = indexValue(evaluator, { kind: "object", entries, rest: null, at }, key, at);
  return known.length === 0 ? picked : choiceOf([{ value: picked, when: [] }, ...known], at);
}

function putAt(
  evaluator: Evaluator,
  map: AppliedValue,
  sites: readonly CallSite[],
  frame: Frame | null,
  put: (key: Value | null, value: Thunk) => void,
): void {
  for (const { expression, module, owner } of sites) {
    if (expression.kind !== "call" || expression.callee.kind !== "member") continue;
    const [key, value] = expression.args;
    if (!key || !value) continue;
    const { object } = expression.callee;
    for (const f of activationsOf(evaluator, module, { expression, owner }, frame)) {
      const receiver = mapOf(evaluator.evaluate(object, module, f));
      if (receiver && samePlace(receiver.made.at, map.at))
        put(evaluator.evaluate(key, module, f), { expression: value, module, frame: f });
    }
  }
}

/** An object that stands for one map, to tell when following it leads back to it. */
function tokenOf(module: ModuleIR, { span }: Place): object {
  const known = remember(tokens, module, () => new Map<string, object>());
  return remember(known, `${span.startLine}:${span.startColumn}`, () => ({}));
}

const tokens = new WeakMap<ModuleIR, Map<string, object>>();
