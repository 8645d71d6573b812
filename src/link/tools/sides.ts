import { isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Expression, TypeIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, frameOf, isEmpty, literalsOf } from "../program/evaluate.ts";
import { lookInto } from "../program/look-ups.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { eachPart, inputName, opensSomething, parametersIn } from "./dependence.ts";
import { nameWords, originWords, secretWords, tagWords, targetWords } from "./side-words.ts";

/** What one side of a comparison in a gate stands for. */
export interface Side {
  readonly role: "credential" | "target" | "process" | "model" | "constant" | "other";
  readonly at: Place;
  /** Of what the process or the model gives, or of a constant: which it is. */
  readonly name?: string;
  /** Of a credential: the variables it is made of. */
  readonly variables?: readonly string[];
  /** Of what the process gives: it stands where a credential has its tag, and says nothing of the credential. */
  readonly isTag?: true;
  /** Of a credential: it is not its environment but what is listed for that, `hosts[key.environment]`. */
  readonly lists?: true;
}

/** What an expression that is compared stands for: followed to the object it is a property of, or to the value it takes. */
export function sideOf(evaluator: Evaluator, thunk: Thunk, under: readonly string[], depth = 0): Side {
  const { expression: e, module, frame } = thunk;
  const at = place(module, e.span);
  if (depth > 12) return { role: "other", at };
  const again = (expression: Expression, f = frame): Side =>
    sideOf(evaluator, { expression, module, frame: f }, under, depth + 1);
  if (thunk.value === undefined) {
    switch (e.kind) {
      case "await":
        return again(e.operand);
      case "logical":
        return again(e.left);
      case "index": {
        const key = again(e.index);
        if (key.role === "credential") return { ...key, at, lists: true };
        break;
      }
      case "name": {
        const binding = module.bindings[e.binding];
        const home = binding ? frameOf(frame, module, binding.owner) : null;
        if (binding?.value && binding.writes.length === 0 && binding.kind !== "import")
          return again(binding.value, home);
        break;
      }
      case "parameter": {
        const argument = frameOf(frame, module, e.function)?.args?.[e.index];
        if (argument) return sideOf(evaluator, argument, under, depth + 1);
        break;
      }
      case "member": {
        const side = propertySide(evaluator, e, thunk, at);
        if (side) return side;
        // `endpoints[key.environment].url`
        const whole = again(e.object);
        if (whole.lists) return { ...whole, at };
        break;
      }
      case "call": {
        const side = callSide(evaluator, e, thunk, under, at, depth);
        if (side) return side;
        break;
      }
      default:
    }
  }
  return valueSide(evaluator, evaluator.force(thunk), under, at);
}

/** `credential.environment`, `endpoint.env`: a tag on an object that holds a secret or an address. */
function propertySide(
  evaluator: Evaluator,
  e: Extract<Expression, { kind: "member" }>,
  thunk: Thunk,
  at: Place,
): Side | null {
  const words = splitWords(e.property);
  if (!words.some((w) => tagWords.has(w))) return null;
  const object = evaluator.evaluate(e.object, thunk.module, thunk.frame);
  const keys = keysOf(evaluator, object);
  const named = originWords(e.object, thunk);
  const holdsSecret = keys.some((k) => splitWords(k).some((w) => secretWords.has(w)));
  const holdsTarget = keys.some((k) => splitWords(k).some((w) => targetWords.has(w)));
  const variables = variablesOf(evaluator, object);
  const credential = (): Side => {
    const tag = valueSide(evaluator, evaluator.member(object, e.property, at), [], at);
    return tag.role === "process" ? { ...tag, isTag: true } : { role: "credential", at, variables };
  };
  if (holdsSecret !== holdsTarget) return holdsSecret ? credential() : { role: "target", at, variables };
  if (words.some((w) => secretWords.has(w)) || named.some((w) => secretWords.has(w))) return credential();
  if (
    words.some((w) => targetWords.has(w)) ||
    named.some((w) => targetWords.has(w) || w === "registry" || w === "registration")
  )
    return { role: "target", at };
  return null;
}

/** `environmentOf(target)`, `scopeTag(token)`: a look-up by what is passed. */
function callSide(
  evaluator: Evaluator,
  e: Extract<Expression, { kind: "call" }>,
  thunk: Thunk,
  under: readonly string[],
  at: Place,
  depth: number,
): Side | null {
  // `hosts.get(key.environment)`
  const [first] = e.args;
  if (e.callee.kind === "member" && e.callee.property === "get" && first) {
    const key = sideOf(evaluator, { ...thunk, expression: first }, under, depth + 1);
    if (key.role === "credential") return { ...key, at, lists: true };
  }
  const value = evaluator.force(thunk);
  const side = valueSide(evaluator, value, under, at);
  if (side.role !== "other" && side.role !== "constant") return side;
  const words = new Set([...nameWords(e.callee), ...e.args.flatMap(nameWords)]);
  const aboutTag = [...nameWords(e.callee)].some((w) => tagWords.has(w)) || literalsOf(value).some(isEnvironmentWord);
  if (!aboutTag) return null;
  if ([...words].some((w) => secretWords.has(w)))
    return {
      role: "credential",
      at,
      variables: e.args.flatMap((a) => variablesOf(evaluator, evaluator.evaluate(a, thunk.module, thunk.frame))),
    };
  return [...words].some((w) => targetWords.has(w) || w === "registry") ? { role: "target", at } : null;
}

function valueSide(evaluator: Evaluator, value: Value, under: readonly string[], at: Place): Side {
  const input = inputName(value, under);
  if (input !== null) return { role: "model", name: input, at };
  switch (value.kind) {
    case "variable": {
      if (typeof value.name !== "string") return { role: "other", at };
      const words = splitWords(value.name);
      if (words.some((w) => secretWords.has(w)) && words.some((w) => tagWords.has(w)))
        return { role: "credential", at };
      return evaluator.namesEnvironment(value.name) === null
        ? { role: "other", at }
        : { role: "process", name: value.name, at };
    }
    case "fallback":
      return valueSide(evaluator, value.first, under, at);
    case "literal":
      return { role: "constant", name: String(value.value), at };
    case "select": {
      // An entry of a registry that says which environment a target belongs to.
      const words = [...value.from.entries.values()].flatMap((t) =>
        literalsOf(value.taken.reduce((v, p) => evaluator.member(v, p, value.at), evaluator.force(t))),
      );
      if (words.length > 0 && words.every(isEnvironmentWord))
        return { role: isSecretMap(value.from.entries.keys()) ? "credential" : "target", at };
      return { role: "other", at };
    }
    case "choice": {
      // What is not registered is nothing, and nothing is the environment of no credential.
      const known = value.options.filter((o) => !isEmpty(o.value));
      const sides = known.map((o) => valueSide(evaluator, o.value, under, at));
      const [first] = sides;
      if (!first || sides.some((s) => s.role !== first.role)) return { role: "other", at };
      return sides.every((s) => s.name === first.name) ? first : { role: first.role, at };
    }
    case "applied":
    case "operation":
    case "template": {
      if (isAskedByAddress(evaluator, value)) return { role: "target", at };
      const names = parametersIn(evaluator, value, under);
      return names.length > 0 ? { role: "model", name: names.join(), at } : { role: "other", at };
    }
    default:
      return { role: "other", at };
  }
}

/** `owners.get(new URL(address).host)`: what is registered for an address is the target's, whoever chose the address. */
function isAskedByAddress(evaluator: Evaluator, value: Value): boolean {
  if (value.kind !== "applied" || value.callee.kind !== "member" || value.callee.property !== "get") return false;
  const [key] = value.args;
  return key !== undefined && holdsAddress(evaluator, evaluator.force(key));
}

function holdsAddress(evaluator: Evaluator, value: Value): boolean {
  let found = false;
  eachPart(evaluator, value, (part) => {
    const entries = part.kind === "select" ? [...part.from.entries.values()].map((t) => evaluator.force(t)) : [part];
    found ||= entries.some((entry) => entry.kind === "literal" && opensSomething(evaluator, entry));
    return !found;
  });
  return found;
}

/** The environment variables that a value is made of. */
function variablesOf(evaluator: Evaluator, value: Value): readonly string[] {
  const found = new Set<string>();
  eachPart(evaluator, value, (v) => {
    if (v.kind === "variable" && typeof v.name === "string") found.add(v.name);
    return true;
  });
  return [...found];
}

function isSecretMap(keys: Iterable<string>): boolean {
  return [...keys].some((k) => splitWords(k).some((w) => secretWords.has(w)));
}

/** The properties that an object is known to have: its own, those of its class, or those of its declared type. */
function keysOf(evaluator: Evaluator, value: Value): readonly string[] {
  switch (value.kind) {
    case "object":
      return [...value.entries.keys(), ...(value.rest ? keysOf(evaluator, value.rest) : [])];
    case "instance":
      return value.of.cls.members.map((m) => m.name);
    case "choice":
      return [...new Set(value.options.flatMap((o) => keysOf(evaluator, o.value)))];
    case "fallback":
      return [...keysOf(evaluator, value.first), ...keysOf(evaluator, value.second)];
    case "select":
      return [
        ...new Set(
          lookInto(evaluator, value, () =>
            [...value.from.entries.values()].flatMap((t) =>
              keysOf(
                evaluator,
                value.taken.reduce((v, p) => evaluator.member(v, p, value.at), evaluator.force(t)),
              ),
            ),
          ),
        ),
      ];
    case "input": {
      const type = value.fn.parameters[value.index]?.type;
      return type ? membersOf(value.module.types, type, 0) : [];
    }
    default:
      return [];
  }
}

function membersOf(
  types: readonly { readonly name: string; readonly type: TypeIR; readonly extends: readonly TypeIR[] }[],
  type: TypeIR,
  depth: number,
): readonly string[] {
  if (depth > 6) return [];
  switch (type.kind) {
    case "object":
      return type.members.map((m) => m.name);
    case "named": {
      const declared = types.find((t) => t.name === type.name);
      return declared
        ? [declared.type, ...declared.extends].flatMap((t) => membersOf(types, t, depth + 1))
        : type.args.flatMap((t) => membersOf(types, t, depth + 1));
    }
    case "intersection":
      return type.parts.flatMap((t) => membersOf(types, t, depth + 1));
    case "union":
      return type.options.flatMap((t) => membersOf(types, t, depth + 1));
    default:
      return [];
  }
}
