import type { ToolParameter } from "../../model/agent-tool.ts";
import { classOfTarget, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { type Option, place, type Test, thunkOf, type Value } from "../program/value.ts";
import { eachPart, inputName, isWhole, opensSomething, parametersIn } from "./dependence.ts";
import { hostEnvironment, hostIn, hostOf, settled, type Target, type Told, wordOf } from "./target-hosts.ts";

/** A choice of environment inside a value, made by what the model passes. */
export interface Choice {
  readonly parameter: string;
  readonly proven: boolean;
  readonly at: Place;
  readonly targets: readonly Target[];
  /** The value that the parameter decides. */
  readonly of: Value;
}

type Found = Omit<Choice, "of">;

export interface Inputs {
  readonly evaluator: Evaluator;
  readonly parameters: readonly ToolParameter[];
  readonly under: readonly string[];
  /** What is looked at names a target by itself: `prod` leads somewhere, as an address would. */
  readonly isName?: true;
}

/** What a parameter that picks an environment is called. */
export const selectorWords = new Set([
  "env",
  "environment",
  "stage",
  "tier",
  "deployment",
  "realm",
  "landscape",
  "target",
]);

/**
 * Whether a parameter could pick an environment at all: by its name or its closed set of values, or, where the code
 * keeps one entry an environment somewhere, whatever it is called.
 */
export function maySelect(parameter: ToolParameter, codeChooses: boolean): boolean {
  if (splitWords(parameter.name).some((w) => selectorWords.has(w) || isEnvironmentWord(w) || addressWords.has(w)))
    return true;
  return codeChooses || (parameter.values ?? []).some((v) => classOfTarget(v) !== "other");
}

const addressWords = new Set([
  "url",
  "baseurl",
  "endpoint",
  "host",
  "hostname",
  "origin",
  "server",
  "region",
  "connection",
  "database",
  "tenant",
  "network",
  "profile",
  "context",
  "instance",
  "workspace",
]);

/** Every way in which a value depends on a parameter that picks an environment. */
export function choicesIn(
  evaluator: Evaluator,
  value: Value,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Choice[] {
  if (isWhole(value)) return [];
  const memo = remember(memos, parameters, () => new WeakMap<Value, readonly Choice[]>());
  return remember(memo, value, () => {
    return choicesAmong({ evaluator, parameters, under }, value);
  });
}

/** The same of a value that is the name of a target. */
export function choicesOfName(inputs: Inputs, value: Value): readonly Choice[] {
  const found = choicesAmong({ ...inputs, isName: true }, value);
  if (found.length > 0) return found;
  const parameter = inputName(value, inputs.under);
  const declared = inputs.parameters.find((p) => p.name === parameter);
  if (!declared) return [];
  const targets = (declared.values ?? [])
    .flatMap((name) => inputs.evaluator.environmentWord(name) ?? [])
    .map((environment) => ({ environment, at: declared.at }));
  // A closed set in which there is no environment is one of something else.
  if (declared.values !== null && !spansEnvironments(targets)) return [];
  return [{ parameter: declared.name, proven: true, at: value.at, targets, of: value }];
}

function choicesAmong(inputs: Inputs, value: Value): readonly Choice[] {
  const found: Choice[] = [];
  eachPart(inputs.evaluator, value, (v) => {
    // What a target compares to is a yes or a no: whoever is handed it cannot get there.
    if (v.kind === "operation" && comparison.test(v.operator)) return false;
    const choice = choiceOf(inputs, v);
    if (choice) found.push({ ...choice, of: v });
    return true;
  });
  return found;
}

/** Operators that give a yes or a no. */
export const comparison = /^([!=]==?|[<>]=?|!|in|instanceof|typeof)$/;

// The parameters of one tool are one list, so the list stands for the tool.
const memos = new WeakMap<readonly ToolParameter[], WeakMap<Value, readonly Choice[]>>();

function choiceOf(inputs: Inputs, v: Value): Found | null {
  switch (v.kind) {
    case "select":
      return byKey(inputs, v);
    case "choice":
      return byTests(inputs, v);
    case "template":
      return byHost(inputs, v);
    case "variable":
      return typeof v.name === "string" ? null : byName(inputs, v.name, v.at);
    default:
      return null;
  }
}

/** `ENDPOINTS[args.env]`. */
function byKey(inputs: Inputs, v: Extract<Value, { kind: "select" }>): Found | null {
  const [parameter] = parametersIn(inputs.evaluator, v.key, inputs.under);
  if (parameter === undefined) return null;
  const found: Told[] = [];
  for (const [key, thunk] of v.from.entries) {
    const whole = inputs.evaluator.force(thunk);
    const entry = v.taken.reduce((x, p) => inputs.evaluator.member(x, p, v.at), whole);
    if (!inputs.isName && !opensSomething(inputs.evaluator, entry)) continue;
    const at = place(thunk.module, thunk.expression.span);
    const said = wordOfEntry(inputs.evaluator, key, whole);
    const host = hostOfEntry(inputs.evaluator, whole);
    if (said !== null) found.push({ environment: said, said: true, host, at });
    else if (host !== null) found.push({ ...hostEnvironment(inputs.evaluator, host), at });
  }
  const targets = settled(found);
  return spansEnvironments(targets) ? { parameter, proven: true, at: v.at, targets } : null;
}

/** The environment of a registry's entry, where its key or a tag it carries says it. */
function wordOfEntry(evaluator: Evaluator, key: string, entry: Value): string | null {
  const named = evaluator.environmentWord(key);
  if (named !== null) return named;
  if (entry.kind !== "object") return null;
  for (const [name, thunk] of entry.entries) {
    const [word] = splitWords(name).some((w) => tagWords.has(w)) ? literalsOf(evaluator.force(thunk)) : [];
    const meant = word === undefined ? null : evaluator.environmentWord(word);
    if (meant !== null) return meant;
  }
  return null;
}

function hostOfEntry(evaluator: Evaluator, entry: Value): string | null {
  let host: string | null = null;
  eachPart(evaluator, entry, (part) => {
    host ??= hostOf(part);
    return host === null;
  });
  return host;
}

const tagWords = new Set(["env", "environment", "stage", "tier", "scope", "realm"]);

/** `args.env === "production" ? live : test`, `if (args.live) …`, `switch (args.stage) …`. */
function byTests(inputs: Inputs, v: Extract<Value, { kind: "choice" }>): Found | null {
  const open = v.options.filter((option) => inputs.isName || opensSomething(inputs.evaluator, option.value));
  const named = open.map((option) => namedIn(inputs, option));
  const first = named.find((n) => n !== null);
  if (!first || open.length < 2) return null;
  const targets = open.flatMap((option, i): { environment: string; at: Place }[] => {
    // What stands under no test is what holds otherwise: `let url = test; if (args.live) url = live`.
    const name = named[i] ?? (option.when.length === 0 ? { ...first, same: !first.same } : null);
    if (!name) return [];
    const environment = name.same ? name.word : otherThan(inputs, name, option.value);
    return [{ environment, at: option.value.at }];
  });
  return spansEnvironments(targets) ? { parameter: first.parameter, proven: true, at: v.at, targets } : null;
}

/** What a test on a parameter says: that the environment is this one, or that it is any other. */
interface Named {
  readonly parameter: string;
  readonly word: string;
  readonly same: boolean;
}

/** The environment that the tests of an alternative name. */
export function namedIn(inputs: Inputs, option: Option): Named | null {
  for (const test of [...option.when].reverse()) {
    const named = namedBy(inputs, test);
    if (named) return named;
  }
  return null;
}

function namedBy(inputs: Inputs, test: Test): Named | null {
  const { evaluator, under } = inputs;
  const value = evaluator.force(test.thunk);
  const compared = test.equals
    ? [evaluator.force(test.equals), value]
    : value.kind === "operation" && /^[!=]==?$/.test(value.operator)
      ? value.operands
      : null;
  if (compared) {
    const [left, right] = compared;
    if (!left || !right) return null;
    const [parameter] = [...parametersIn(evaluator, left, under), ...parametersIn(evaluator, right, under)];
    const [text] = [...literalsOf(left), ...literalsOf(right)];
    const word = text === undefined ? null : evaluator.environmentWord(text);
    if (parameter === undefined || word === null) return null;
    const same =
      value.kind === "operation" && !test.equals && value.operator.startsWith("!") ? !test.holds : test.holds;
    return { parameter, word, same };
  }
  // `args.env === "production" || args.live`: what is meant by one of them may be meant.
  for (const part of test.equals ? [] : partsOf(value)) {
    const thunk = thunkOf(part);
    const named = namedBy(inputs, { thunk, holds: test.holds });
    if (named) return named;
  }
  const [parameter] = parametersIn(evaluator, value, under);
  const word = parameter === undefined ? undefined : splitWords(parameter).find(isEnvironmentWord);
  if (parameter === undefined || word === undefined || value.kind === "choice") return null;
  const negated = value.kind === "operation" && value.operator === "!";
  return { parameter, word, same: test.holds !== negated };
}

/** The conditions that `&&` and `||` put together; those of `a && b` stand as the alternatives that it comes to. */
function partsOf(value: Value): readonly Value[] {
  if (value.kind === "fallback") return [value.first, value.second];
  return value.kind === "choice" ? value.options.map((o) => o.value).filter((v) => v.kind === "operation") : [];
}

/** The environment that is meant where a parameter is not this word: the only other value, what the target itself says, or the opposite. */
function otherThan(inputs: Inputs, { parameter, word }: Named, target: Value): string {
  const values = inputs.parameters.find((p) => p.name === parameter)?.values ?? [];
  const [only, ...more] = values.filter((v) => v !== word);
  if (only !== undefined && more.length === 0 && classOfTarget(only) !== "other") return only;
  const said = wordOf(inputs.evaluator, target);
  if (said !== null && classOfTarget(said) !== classOfTarget(word)) return said;
  if (classOfTarget(word) === "production") return "non-production";
  return rehearsals.has(classOfTarget(word)) ? "production" : `not ${word}`;
}

/** Where calls are tried out; what is not one of them is the real thing. A preview may be one of a page. */
const rehearsals = new Set(["staging", "development", "test"]);

/** `https://${args.env}.example.com`: only what stands in the host picks a target, not a path or a query. */
function byHost(inputs: Inputs, v: Extract<Value, { kind: "template" }>): Found | null {
  let before = "";
  for (const part of v.parts) {
    const [parameter] = parametersIn(inputs.evaluator, part, inputs.under);
    if (parameter !== undefined && before === "") return byAddress(inputs, part, v.at);
    if (parameter !== undefined && /:\/\/[^/?#]*$/.test(before)) return byName(inputs, part, v.at);
    const [text] = literalsOf(part);
    before += text ?? "";
    if (/:\/\/[^/?#]*[/?#]/.test(before)) return null;
  }
  return null;
}

/** `${args.baseUrl}/v1`: the model passes the address itself, from a closed set or freely. */
function byAddress(inputs: Inputs, part: Value, at: Place): Found | null {
  const [parameter] = parametersIn(inputs.evaluator, part, inputs.under);
  const declared = inputs.parameters.find((p) => p.name === parameter);
  if (parameter === undefined || !declared) return null;
  const hosts = (declared.values ?? []).map(hostIn);
  const targets = settled(
    hosts.flatMap((host) => (host === null ? [] : [{ ...hostEnvironment(inputs.evaluator, host), at: declared.at }])),
  );
  if (spansEnvironments(targets)) return { parameter, proven: true, at, targets };
  const isAddress = splitWords(parameter).join(" ");
  return declared.values === null &&
    /^(base url|baseurl|endpoint|api host|host|origin|server url|api url)$/.test(isAddress)
    ? { parameter, proven: true, at, targets: describedTargets(declared) }
    : null;
}

/** What the model is told that it may pass: `Payout host, of staging or production`. Else free text may name no environment. */
function describedTargets({ description = "", at }: ToolParameter): Found["targets"] {
  const words = [...new Set(splitWords(description).filter(isEnvironmentWord))];
  const targets = words.map((environment) => ({ environment, at }));
  return spansEnvironments(targets) ? targets : [];
}

/** A name put together from a parameter: a host, or an environment variable. */
function byName(inputs: Inputs, name: Value, at: Place): Found | null {
  const [parameter] = parametersIn(inputs.evaluator, name, inputs.under);
  if (parameter === undefined) return null;
  const declared = inputs.parameters.find((p) => p.name === parameter);
  const targets = (declared?.values ?? [])
    .flatMap((text) => inputs.evaluator.environmentWord(text) ?? [])
    .map((environment) => ({ environment, at: declared?.at ?? at }));
  if (spansEnvironments(targets)) return { parameter, proven: true, at, targets };
  const isSelector = splitWords(parameter).some((w) => selectorWords.has(w));
  return isSelector && declared?.values === null ? { parameter, proven: true, at, targets: [] } : null;
}

/** Whether production is among several targets and not all there is. */
export function spansEnvironments(targets: readonly { readonly environment: string }[]): boolean {
  const live = targets.filter(
    (t) => !t.environment.startsWith("not ") && classOfTarget(t.environment) === "production",
  );
  return live.length > 0 && live.length < targets.length;
}
