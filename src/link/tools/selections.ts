import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { ToolParameter } from "../../model/stack.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { type Option, place, type Test, type Value } from "../program/value.ts";
import { eachPart, opensSomething, parametersIn } from "./dependence.ts";

/** A choice of environment inside a value, made by what the model passes. */
export interface Choice {
  readonly parameter: string;
  readonly proven: boolean;
  readonly at: Place;
  readonly targets: readonly { readonly environment: string; readonly at: Place }[];
}

interface Inputs {
  readonly evaluator: Evaluator;
  readonly parameters: readonly ToolParameter[];
  readonly under: readonly string[];
}

const selectorWords = new Set(["env", "environment", "stage", "tier", "deployment", "realm", "landscape", "target"]);

/**
 * Whether a parameter could pick an environment at all: by its name or its closed set of values, or, where the code
 * keeps one entry an environment somewhere, any text.
 */
export function maySelect(parameter: ToolParameter, codeChooses: boolean): boolean {
  if (splitWords(parameter.name).some((w) => selectorWords.has(w) || isEnvironmentWord(w) || addressWords.has(w)))
    return true;
  if (parameter.values !== null) return parameter.values.some((v) => classOf(v) !== "other");
  return codeChooses;
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
  const memo = remember(memos, parameters, () => new WeakMap<Value, readonly Choice[]>());
  return remember(memo, value, () => {
    const inputs: Inputs = { evaluator, parameters, under };
    const found: Choice[] = [];
    eachPart(evaluator, value, (v) => {
      const choice = choiceOf(inputs, v);
      if (choice) found.push(choice);
      return true;
    });
    return found;
  });
}

// The parameters of one tool are one list, so the list stands for the tool.
const memos = new WeakMap<readonly ToolParameter[], WeakMap<Value, readonly Choice[]>>();

function choiceOf(inputs: Inputs, v: Value): Choice | null {
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
function byKey(inputs: Inputs, v: Extract<Value, { kind: "select" }>): Choice | null {
  const [parameter] = parametersIn(inputs.evaluator, v.key, inputs.under);
  if (parameter === undefined) return null;
  const found: { environment: string; at: Place; host: string | null }[] = [];
  for (const [key, thunk] of v.from.entries) {
    const whole = inputs.evaluator.force(thunk);
    const entry = v.taken.reduce((x, p) => inputs.evaluator.member(x, p, v.at), whole);
    const environment = opensSomething(inputs.evaluator, entry)
      ? environmentOfEntry(inputs.evaluator, key, whole)
      : null;
    if (environment !== null)
      found.push({
        environment,
        host: hostOfEntry(inputs.evaluator, whole),
        at: place(thunk.module, thunk.expression.span),
      });
  }
  const targets = settled(found);
  return spansEnvironments(targets) ? { parameter, proven: true, at: v.at, targets } : null;
}

/** The environment of a registry's entry: its key, a tag it carries, or a word in its address; an address beside a test's that has none is production's. */
function environmentOfEntry(evaluator: Evaluator, key: string, entry: Value): string | null {
  if (classOf(key) !== "other") return key;
  if (entry.kind === "object") {
    for (const [name, thunk] of entry.entries) {
      const [word] = splitWords(name).some((w) => tagWords.has(w)) ? literalsOf(evaluator.force(thunk)) : [];
      if (word !== undefined && classOf(word) !== "other") return word;
    }
  }
  const host = hostOfEntry(evaluator, entry);
  return host === null ? null : hostEnvironment(host);
}

function hostOfEntry(evaluator: Evaluator, entry: Value): string | null {
  let host: string | null = null;
  eachPart(evaluator, entry, (part) => {
    host ??=
      part.kind === "literal"
        ? (part.sealed?.address?.host ?? (typeof part.value === "string" ? hostIn(part.value) : null))
        : null;
    return host === null;
  });
  return host;
}

const tagWords = new Set(["env", "environment", "stage", "tier", "scope", "realm"]);

function hostIn(text: string): string | null {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(text)?.[1] ?? null;
}

/** `api.sandbox.example.com` is a sandbox; a host without such a word is what is left beside it: production. */
function hostEnvironment(host: string): string {
  const word = splitWords(host).find(isEnvironmentWord);
  return word ?? `production of ${domainOf(host)}`;
}

/** Unnamed hosts are production only beside a named one of the same domain: two vendors are not two environments. */
function settled(
  targets: readonly { readonly environment: string; readonly at: Place; readonly host?: string | null }[],
): readonly { readonly environment: string; readonly at: Place }[] {
  const domains = new Set(
    targets.flatMap((t) => (t.host && !t.environment.startsWith("production of ") ? [domainOf(t.host)] : [])),
  );
  return targets.flatMap(({ environment, at, host }) => {
    if (!environment.startsWith("production of ")) return [{ environment, at }];
    return host && domains.has(domainOf(host)) ? [{ environment: "production", at }] : [];
  });
}

function domainOf(host: string): string {
  return host.replace(/:\d+$/, "").split(".").slice(-2).join(".");
}

/** `args.env === "production" ? live : test`, `if (args.live) …`, `switch (args.stage) …`. */
function byTests(inputs: Inputs, v: Extract<Value, { kind: "choice" }>): Choice | null {
  const targets: { environment: string; at: Place }[] = [];
  let parameter: string | null = null;
  let open = 0;
  for (const option of v.options) {
    if (!opensSomething(inputs.evaluator, option.value)) continue;
    open++;
    const named = environmentOf(inputs, option);
    if (!named) continue;
    parameter ??= named.parameter;
    targets.push({ environment: named.environment, at: option.value.at });
  }
  if (parameter === null || open < 2) return null;
  return spansEnvironments(targets) ? { parameter, proven: true, at: v.at, targets } : null;
}

function environmentOf(
  inputs: Inputs,
  option: Option,
): { readonly parameter: string; readonly environment: string } | null {
  for (const test of [...option.when].reverse()) {
    const named = namedBy(inputs, test);
    if (named) return named;
  }
  return null;
}

/** The environment that a test on a parameter says, `not production` where it says only what it is not. */
function namedBy(inputs: Inputs, test: Test): { readonly parameter: string; readonly environment: string } | null {
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
    const [word] = [...literalsOf(left), ...literalsOf(right)];
    if (parameter === undefined || word === undefined || classOf(word) === "other") return null;
    const same =
      value.kind === "operation" && !test.equals && value.operator.startsWith("!") ? !test.holds : test.holds;
    return { parameter, environment: same ? word : `not ${word}` };
  }
  const [parameter] = parametersIn(evaluator, value, under);
  const word = parameter === undefined ? undefined : splitWords(parameter).find(isEnvironmentWord);
  if (parameter === undefined || word === undefined || value.kind === "choice") return null;
  const negated = value.kind === "operation" && value.operator === "!";
  return { parameter, environment: test.holds !== negated ? word : `not ${word}` };
}

/** `https://${args.env}.example.com`: only what stands in the host picks a target, not a path or a query. */
function byHost(inputs: Inputs, v: Extract<Value, { kind: "template" }>): Choice | null {
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
function byAddress(inputs: Inputs, part: Value, at: Place): Choice | null {
  const [parameter] = parametersIn(inputs.evaluator, part, inputs.under);
  const declared = inputs.parameters.find((p) => p.name === parameter);
  if (parameter === undefined || !declared) return null;
  const hosts = (declared.values ?? []).map(hostIn);
  const targets = settled(
    hosts.flatMap((host) => (host === null ? [] : [{ environment: hostEnvironment(host), at: declared.at, host }])),
  );
  if (spansEnvironments(targets)) return { parameter, proven: true, at, targets };
  const isAddress = splitWords(parameter).join(" ");
  return declared.values === null &&
    /^(base url|baseurl|endpoint|api host|host|origin|server url|api url)$/.test(isAddress)
    ? { parameter, proven: true, at, targets: [] }
    : null;
}

/** A name put together from a parameter: a host, or an environment variable. */
function byName(inputs: Inputs, name: Value, at: Place): Choice | null {
  const [parameter] = parametersIn(inputs.evaluator, name, inputs.under);
  if (parameter === undefined) return null;
  const declared = inputs.parameters.find((p) => p.name === parameter);
  const targets = (declared?.values ?? [])
    .filter((x) => classOf(x) !== "other")
    .map((environment) => ({ environment, at: declared?.at ?? at }));
  if (spansEnvironments(targets)) return { parameter, proven: true, at, targets };
  const isSelector = splitWords(parameter).some((w) => selectorWords.has(w));
  return isSelector && declared?.values === null ? { parameter, proven: true, at, targets: [] } : null;
}

function spansEnvironments(targets: readonly { readonly environment: string }[]): boolean {
  const live = targets.filter((t) => !t.environment.startsWith("not ") && classOf(t.environment) === "production");
  return live.length > 0 && live.length < targets.length;
}
