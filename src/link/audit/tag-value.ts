import type { EnvironmentTag } from "../../model/audit-event.ts";
import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, frameOf, isEmpty } from "../program/evaluate.ts";
import { chainOf, type InputValue, place, type Test, type Thunk, type Value } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { variableKind } from "./environment-variable.ts";
import { textOf } from "./expression-names.ts";

const maximumDepth = 16;
/** Alternatives inside alternatives multiply: more values than this are not looked at for one field. */
const maximumValues = 400;
const credentialName = /(cred(ential)?s?|token|secret|api_?key|^key|scope)$/i;
const sessionName = /^(session|thread|conversation|chat|user|account|tenant|profile|run)s?$/i;

/** Weakest first: of several values an event may carry, the one that says least counts. */
const order: readonly EnvironmentTag["kind"][] = [
  "none",
  "caller",
  "constant",
  "node-env",
  "unresolved",
  "place",
  "resource",
  "credential",
  "environment",
];

export function weakest(tags: readonly EnvironmentTag[]): EnvironmentTag | null {
  return [...tags].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0] ?? null;
}

/** Where the value of an environment field comes from. `none`: it is left empty. */
export function tagOfField(evaluator: Evaluator, thunk: Thunk): EnvironmentTag {
  const tag = tagOfValue({ evaluator, left: maximumValues }, evaluator.force(thunk), 0);
  const follows = tag.kind === "caller" || tag.kind === "unresolved";
  const credential = follows || tag.kind === "constant" ? credentialSource(thunk.expression, thunk, 0) : null;
  // One literal in one object is the same in every environment, even if the object is a credential.
  if (credential !== null && (follows || evaluator.force(thunk).kind !== "literal"))
    return { kind: "credential", at: placeOf(tag, thunk, evaluator), note: `from the credential (${credential})` };
  return tag;
}

/** The same, shown where the field stands: that is what puts the environment on the event. */
export function placedTag(evaluator: Evaluator, thunk: Thunk): EnvironmentTag {
  const tag = tagOfField(evaluator, thunk);
  if ((tag.kind !== "environment" && tag.kind !== "credential") || thunk.module.path === "") return tag;
  return { ...tag, at: place(thunk.module, thunk.expression.span) };
}

function placeOf(tag: EnvironmentTag, thunk: Thunk, evaluator: Evaluator): Place {
  return "at" in tag ? tag.at : evaluator.force(thunk).at;
}

interface Reading {
  readonly evaluator: Evaluator;
  left: number;
}

function tagOfValue(reading: Reading, value: Value, depth: number): EnvironmentTag {
  const go = (v: Value): EnvironmentTag => tagOfValue(reading, v, depth + 1);
  if (depth > maximumDepth || reading.left-- <= 0) return { kind: "unresolved", note: "it is nested too deeply" };
  switch (value.kind) {
    case "literal":
      if (isEmpty(value) && !value.sealed) return { kind: "none", note: "left empty" };
      return {
        kind: "constant",
        at: value.at,
        note: value.sealed ? "a constant" : `the constant "${String(value.value)}"`,
      };
    case "variable":
      return typeof value.name === "string"
        ? tagOfVariable(value.name, value.at)
        : { kind: "unresolved", note: "the name of the environment variable is computed" };
    case "template":
      return (
        weakest(value.parts.filter((p) => p.kind !== "literal").map(go)) ?? {
          kind: "constant",
          at: value.at,
          note: "a constant",
        }
      );
    case "fallback":
      return tagOfFallback(go(value.first), go(value.second));
    case "choice":
      return tagOfChoice(reading, value, depth);
    case "select":
      return tagOfSelect(go(value.key), value);
    case "operation":
      return (
        weakest(value.operands.filter((o) => o.kind !== "literal").map(go)) ?? {
          kind: "constant",
          at: value.at,
          note: "a constant",
        }
      );
    case "member":
      return tagOfMember(reading.evaluator, value);
    case "input":
      return tagOfInput(value, value.at);
    case "applied":
      return tagOfCall(reading, value, depth);
    case "unknown":
      return { kind: "unresolved", note: value.reason };
    default:
      return { kind: "unresolved", note: "its value could not be followed" };
  }
}

function tagOfVariable(name: string, at: Place): EnvironmentTag {
  const kind = variableKind(name);
  if (kind === "node-env") return { kind: "node-env", at, note: name };
  if (kind === "credential") return { kind: "credential", at, note: `from ${name}` };
  return { kind: "environment", at, note: kind === "environment" ? name : `${name}, taken to name the environment` };
}

/** A default answers for what is left out; what a caller may pass decides only if there is none. */
function tagOfFallback(first: EnvironmentTag, second: EnvironmentTag): EnvironmentTag {
  if (first.kind === "none") return second;
  const open = first.kind === "caller" || first.kind === "unresolved";
  return open && (second.kind === "environment" || second.kind === "credential" || second.kind === "node-env")
    ? second
    : first;
}

function tagOfChoice(reading: Reading, choice: Extract<Value, { kind: "choice" }>, depth: number): EnvironmentTag {
  const decided = tagOfTests(
    reading,
    choice.options.flatMap((o) => o.when),
    depth,
  );
  const values = choice.options.map((o) => o.value);
  // `isProduction ? "production" : "staging"` says what its test says.
  if (decided && values.every((v) => v.kind === "literal")) return decided;
  const tags = values.map((v) => tagOfValue(reading, v, depth + 1));
  // `...(APP_ENV ? { environment: APP_ENV } : {})`: absent only where the variable is.
  const kept = decided ? tags.filter((t) => t.kind !== "none") : tags;
  return weakest(kept) ?? { kind: "unresolved", note: "no alternative is known" };
}

function tagOfTests(reading: Reading, tests: readonly Test[], depth: number): EnvironmentTag | null {
  const tags = tests
    .flatMap((t) => [t.thunk, ...(t.equals ? [t.equals] : [])])
    .map((t) => tagOfValue(reading, reading.evaluator.force(t), depth + 1));
  return tags.find((t) => t.kind === "environment") ?? tags.find((t) => t.kind === "node-env") ?? null;
}

function tagOfSelect(key: EnvironmentTag, value: Extract<Value, { kind: "select" }>): EnvironmentTag {
  if (key.kind === "environment" || key.kind === "node-env" || key.kind === "credential") return key;
  return { kind: "caller", at: value.at, note: "an entry that what is passed picks" };
}

function tagOfMember(evaluator: Evaluator, value: Extract<Value, { kind: "member" }>): EnvironmentTag {
  const names = chainOf(value).flatMap((v) =>
    v.kind === "member" ? [v.property] : v.kind === "input" ? [inputName(v)] : [],
  );
  // Bindings of a worker reach the code as a parameter: `env.APP_ENV`.
  const isSaid = variableKind(value.property) !== "other" || evaluator.saysEnvironment(value.property);
  if (/^[A-Z][A-Z0-9_]+$/.test(value.property) && isSaid) return tagOfVariable(value.property, value.at);
  const owner = names.at(-2) ?? "";
  if (credentialName.test(owner))
    return { kind: "credential", at: value.at, note: `from the credential (${owner}.${value.property})` };
  if (names.slice(0, -1).some((n) => sessionName.test(n)))
    return { kind: "caller", at: value.at, note: "copied from the session or user, which is not where the code runs" };
  const [root] = chainOf(value);
  if (root?.kind === "input") return tagOfInput(root, value.at);
  return { kind: "unresolved", note: `its source (.${value.property}) is not in the repository` };
}

function tagOfInput(value: InputValue, at: Place): EnvironmentTag {
  if (value.tool !== undefined) return { kind: "caller", at, note: "what the model passes" };
  return isHandedIn(value)
    ? { kind: "unresolved", note: "it is handed in with the context, which the repository does not build" }
    : { kind: "caller", at, note: "what the caller passes" };
}

/** Settings and contexts are put together by whoever runs the code; everything else that is passed is data. */
export function isHandedIn(value: InputValue): boolean {
  return (
    !value.tool &&
    /^(config|cfg|settings|options|opts|ctx|context|runtime|deps|dependencies|services|container|extra|app|fastify|server|bindings|env)$/i.test(
      inputName(value),
    )
  );
}

/** Whether a value is an argument of a tool call, or a part of one. */
export function isPassedByModel(value: Value): boolean {
  const [root] = chainOf(value);
  return root?.kind === "input" && root.tool !== undefined;
}

function inputName(value: InputValue): string {
  return value.fn.parameters[value.index]?.name ?? "";
}

function tagOfCall(reading: Reading, value: Extract<Value, { kind: "applied" }>, depth: number): EnvironmentTag {
  const given = value.args.map((t) => tagOfValue(reading, reading.evaluator.force(t), depth + 1));
  if (value.callee.kind === "member") given.push(tagOfValue(reading, value.callee.object, depth + 1));
  const source = given.find((t) => t.kind === "environment" || t.kind === "node-env" || t.kind === "credential");
  return source ?? { kind: "unresolved", note: "the result of a call outside the repository" };
}

/** `credential.env`, `key.scope`, also through names and parameters: what of the credential the value is. */
function credentialSource(e: Expression, thunk: Thunk, depth: number): string | null {
  if (depth > 8) return null;
  const { module, frame } = thunk;
  switch (e.kind) {
    case "await":
      return credentialSource(e.operand, thunk, depth + 1);
    case "member": {
      const owner = textOf(e.object);
      const isTag = isEnvironmentField(e.property) || e.property === "scope";
      return isTag && credentialName.test(owner.slice(owner.lastIndexOf(".") + 1)) ? `${owner}.${e.property}` : null;
    }
    case "logical":
      return credentialSource(e.left, thunk, depth + 1) ?? credentialSource(e.right, thunk, depth + 1);
    case "name": {
      const binding = module.bindings[e.binding];
      return binding?.value && binding.kind !== "import" ? credentialSource(binding.value, thunk, depth + 1) : null;
    }
    case "parameter": {
      const given = frameOf(frame, module, e.function)?.args?.[e.index];
      return given ? credentialSource(given.expression, given, depth + 1) : null;
    }
    default:
      return null;
  }
}
