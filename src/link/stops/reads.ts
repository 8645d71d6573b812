import { type FlagEntry, flagEntries, namesStop, namesSwitch } from "../../catalog/flags.ts";
import { matches } from "../../catalog/match.ts";
import { splitWords } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { StopSwitch } from "../../model/stop-switch.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { AppliedValue, Thunk, Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { operationsOf } from "../stores/operations.ts";
import { eachPart, isWhole } from "../tools/dependence.ts";

/** A reading of what may stop an agent. */
export interface StopRead extends Pick<StopSwitch, "name" | "source" | "product" | "at" | "isNamedStop"> {
  /** What is taken where the service does not answer. */
  readonly otherwise: { readonly value: boolean; readonly at: Place } | null;
}

/** The readings that a value is made of: flags of a service, entries of a store and variables with the name of a switch. */
export function stopReadsIn(evaluator: Evaluator, value: Value): readonly StopRead[] {
  if (isWhole(value)) return [];
  const known = remember(reads, evaluator, () => new WeakMap<Value, readonly StopRead[]>());
  return remember(known, value, () => findReads(evaluator, value));
}

// What is tested is tested before many calls.
const reads = new WeakMap<Evaluator, WeakMap<Value, readonly StopRead[]>>();

function findReads(evaluator: Evaluator, value: Value): readonly StopRead[] {
  const found: StopRead[] = [];
  eachPart(evaluator, value, (part) => {
    const read = part.kind === "variable" ? ofVariable(part) : part.kind === "applied" ? ofCall(evaluator, part) : null;
    if (read) found.push(read);
    return read === null;
  });
  return found;
}

function ofVariable(value: Extract<Value, { kind: "variable" }>): StopRead | null {
  if (typeof value.name !== "string") return null;
  const words = splitWords(value.name);
  if (!namesSwitch(words) || namesPlace.test(words.at(-1) ?? "")) return null;
  return {
    name: value.name,
    source: "variable",
    product: "the environment",
    at: value.at,
    isNamedStop: namesStop(words),
    otherwise: null,
  };
}

/** `HALT_REDIS_URL` says where a stop is kept, and is none. */
const namesPlace = /^(url|uri|host|hostname|port|dsn|address|endpoint|key|token|secret|password|user|path|file|id)$/;

function ofCall(evaluator: Evaluator, call: AppliedValue): StopRead | null {
  if (call.form !== "call") return null;
  return ofService(evaluator, call) ?? ofStore(evaluator, call);
}

function ofService(evaluator: Evaluator, call: AppliedValue): StopRead | null {
  for (const entry of flagEntries) {
    const args = askedBy(entry, call);
    if (!args) continue;
    const key = argumentAt(evaluator, args, entry.key);
    const [name] = key ? literalsOf(key) : [];
    const given = entry.otherwise ? argumentAt(evaluator, args, entry.otherwise) : null;
    return {
      name: name ?? "a flag",
      source: "flag",
      product: entry.product,
      at: call.at,
      isNamedStop: name !== undefined && namesStop(splitWords(name)),
      otherwise:
        given?.kind === "literal" && typeof given.value === "boolean" ? { value: given.value, at: given.at } : null,
    };
  }
  return null;
}

/** The arguments that name the flag, where a call asks this service; null for any other call. */
function askedBy({ symbol, methods, makes }: FlagEntry, { callee, args }: AppliedValue): readonly Thunk[] | null {
  if (methods) {
    if (callee.kind !== "member" || !methods.includes(callee.property)) return null;
    return isMadeBy(symbol, callee.object) ? args : null;
  }
  if (makes) return callee.kind === "applied" && isMadeBy(symbol, callee) ? callee.args : null;
  return callee.kind === "external" && matches(symbol, callee) ? args : null;
}

function isMadeBy(symbol: FlagEntry["symbol"], made: Value): boolean {
  const callee = made.kind === "applied" ? made.callee : null;
  return callee?.kind === "external" && matches(symbol, callee);
}

function ofStore(evaluator: Evaluator, call: AppliedValue): StopRead | null {
  const [operation] = operationsOf(evaluator, call.callee, call.args);
  if (operation?.effect !== "read") return null;
  const name = keyIn(evaluator, call.args);
  if (name === null) return null;
  return { name, source: "store", product: operation.name, at: call.at, isNamedStop: true, otherwise: null };
}

/** The text among arguments that names a stop: `redis.get("agent:halted")`, `where: { key: "agent_paused" }`. */
export function keyIn(evaluator: Evaluator, args: readonly Thunk[]): string | null {
  let key: string | null = null;
  for (const arg of args)
    eachPart(evaluator, evaluator.force(arg), (part) => {
      const texts = part.kind === "literal" || part.kind === "template" ? literalsOf(part) : [];
      key ??= texts.flatMap(keysIn).find((text) => text.length < 80 && namesStop(splitWords(text))) ?? null;
      return key === null;
    });
  return key;
}

/** What a statement asks for by a word in quotes is named by that word; any other text by itself. */
function keysIn(text: string): readonly string[] {
  if (!/^\s*(select|update|insert|delete|with)\b/i.test(text)) return [text];
  return [...[...text.matchAll(/'([^']{1,79})'/g)].flatMap(([, word]) => word ?? []), text];
}
