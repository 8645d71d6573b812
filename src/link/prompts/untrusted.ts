import { type Place, samePlace } from "../../model/location.ts";
import type { UntrustedPart, UntrustedSource } from "../../model/prompts.ts";
import type { LinkContext } from "../context.ts";
import { lastName } from "../program/models/names.ts";
import { schemasOf } from "../program/models/schemas.ts";
import { type AppliedValue, chainOf, type ExternalValue, type InputValue, type Value } from "../program/value.ts";
import { operationsOf } from "../stores/operations.ts";
import { isClosed } from "./closed.ts";
import { type Requests, writtenBySender } from "./requests.ts";

const maximumDepth = 14;
const maximumNodes = 400;

/** What is done to a text, or to a list of them, and leaves it what somebody wrote. */
const keeping =
  /^(trim(Start|End)?|slice|substring|substr|replace(All)?|toLowerCase|toUpperCase|toString|normalize|padEnd|padStart|concat|split|join|map|filter|flatMap|flat|reverse|sort|slice|at|find|reduce|then|catch|values|get|getAll|json|text|content|arrayBuffer|blob|toArray)$/;

/** Functions that give what they are given in another form. */
const passing =
  /^(JSON\.(stringify|parse)|String|Array\.from|Promise\.all|decodeURIComponent|encodeURIComponent|atob|btoa|Buffer\.from|structuredClone|URL|URLSearchParams|Object\.(values|entries))$/;

/** Names by which somebody is meant to write instructions of their own. */
const ownInstructions =
  /(^|\.)(system|instructions?|(system|custom|base|agent|user)_?(prompt|instructions?|message)s?|persona|prompt|prefix|suffix)$/i;

/** Who is told of each kind of model input: tools with the functions that are called for them. */
export interface Sources {
  readonly context: LinkContext;
  readonly requests: Requests;
  /** The tool whose call fills in a parameter, with the values it allows; null if none does. */
  readonly toolOf: (
    input: InputValue,
  ) => { readonly name: string; readonly isClosed: (path: string) => boolean } | null;
}

/** What a text is made of beside what the repository says itself. */
export interface Origins {
  /** The parts that somebody outside wrote, each once. */
  readonly untrusted: readonly UntrustedPart[];
  /** Where parts come from something that was not followed. */
  readonly open: readonly Place[];
}

/** Where the parts of a text come from. */
export function originsOf(sources: Sources, text: Value): Origins {
  const found: UntrustedPart[] = [];
  const open: Place[] = [];
  const { evaluator } = sources.context;
  const seen = new Set<Value>();
  let budget = maximumNodes;
  const go = (value: Value, depth: number): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const part = depth > maximumDepth || budget-- <= 0 ? "open" : sourceOf(sources, value);
    if (typeof part === "object") {
      if (!found.some((f) => f.name === part.name && samePlace(f.at, part.at))) found.push(part);
    } else if (part === "open") open.push(value.at);
    else if (part === "made") for (const inner of partsOf(sources, value)) go(inner, depth + 1);
  };
  go(text, 0);
  return {
    untrusted: found.map((part) =>
      part.excuse === null && isWhole(text, part.at) ? { ...part, excuse: whole } : part,
    ),
    open,
  };

  function partsOf({ context }: Sources, v: Value): readonly Value[] {
    switch (v.kind) {
      case "template":
        return v.parts;
      case "fallback":
        return [v.first, v.second];
      case "choice":
        return v.options.map((o) => o.value);
      case "select":
        return [...v.from.entries.values()].map((t) => evaluator.force(t));
      case "object":
        return [...v.entries.values()].map((t) => evaluator.force(t));
      case "array":
        return v.elements.map((t) => evaluator.force(t));
      case "function":
        return [context.evaluator.call(v, [], v.at)];
      case "member":
        return v.property === "length" ? [] : [v.object];
      case "applied":
        return passedOn(v);
      default:
        return [];
    }
  }

  function passedOn({ callee, args }: AppliedValue): readonly Value[] {
    if (callee.kind === "member") return keeping.test(callee.property) ? [callee.object] : [];
    if (callee.kind !== "external") return [];
    return passes(callee) ? args.map((t) => evaluator.force(t)) : [];
  }
}

/** Whether a function gives what it is given, in another form. */
function passes({ package: name, path }: ExternalValue): boolean {
  return name === "" ? passing.test(path.join(".")) : /^(node:)?util$|dedent|outdent|endent/.test(name);
}

const whole = "the whole text is what is passed";

function isWhole(text: Value, at: Place): boolean {
  if (text.kind === "fallback") return isWhole(text.first, at) || isWhole(text.second, at);
  if (text.kind === "choice") return text.options.some((o) => isWhole(o.value, at));
  return text.kind !== "template" && text.kind !== "applied" && text.kind !== "function" && samePlace(text.at, at);
}

/** What a value is by itself: text of somebody else, the operator's own, made of other values, or not followed. */
type Origin = UntrustedPart | "own" | "made" | "open";

function sourceOf(sources: Sources, value: Value): Origin {
  const root = rootOf(value);
  if (root) return fromInput(sources, root, value);
  if (isArguments(value.kind === "applied" ? value.callee : value))
    return part("arguments", "process.argv", value.at, argued);
  if (value.kind === "applied") return fromCall(sources, value);
  return value.kind === "unknown" || value.kind === "stored" || value.kind === "instance" ? "open" : "made";
}

function fromInput({ context, requests, toolOf }: Sources, root: Root, value: Value): Origin {
  const path = root.path.filter((p) => p !== "[]");
  const named = path.join(".");
  if (isClosed(context.evaluator, root.chain, schemasOf)) return "own";
  const tool = toolOf(root.input);
  const own = ownInstructions.test(named) ? "it is named as instructions of its sender's own" : null;
  if (tool) {
    if (tool.isClosed(named)) return "own";
    return part(
      "tool-input",
      named === "" ? `what the model passes to ${tool.name}` : `${tool.name}(${named})`,
      value.at,
      own,
    );
  }
  if (!requests.isRequest(root.input)) return "open";
  const written = writtenBySender(path);
  return written === null ? "own" : part("request", written, value.at, own);
}

interface Root {
  readonly input: InputValue;
  readonly path: readonly string[];
  /** The input first, then each part of a part. */
  readonly chain: readonly Value[];
}

/** `body.notes.trim()` of what a caller outside passes: the input with the way to the part; null for anything else. */
function rootOf(value: Value): Root | null {
  const path: string[] = [];
  const chain: Value[] = [];
  let current = value;
  for (;;) {
    chain.unshift(current);
    if (current.kind === "input") return { input: current, path, chain };
    if (current.kind === "member") {
      if (current.property === "length") return null;
      path.unshift(current.property);
      current = current.object;
    } else if (current.kind === "applied" && current.callee.kind === "member") {
      if (changes.test(current.callee.property)) current = current.callee.object;
      else if (reading.test(current.callee.property)) current = current.callee;
      else return null;
    } else return null;
  }
}

/** Methods of a request that give a part of it. */
const reading = /^(json|text|formData|parseBody|query|param|valid|get|getAll|queries)$/;
/** Methods of a text or a list that leave its sender's words in it. */
const changes =
  /^(trim(Start|End)?|slice|substring|substr|replace(All)?|toLowerCase|toUpperCase|toString|normalize|split|join|map|filter|flatMap|at|concat|reverse|sort|find)$/;

const argued = "whoever starts the program writes it";

function isArguments(value: Value): boolean {
  return value.kind === "external" && value.package === "" && value.path.slice(0, 2).join(".") === "process.argv";
}

function fromCall(sources: Sources, value: AppliedValue): Origin {
  const { context } = sources;
  const { callee, args } = value;
  const operation = operationsOf(context.evaluator, callee, args).find(
    ({ effect, handle }) => effect === "read" && /^(vector|search)$/.test(handle.entries[0]?.kind ?? ""),
  );
  if (operation) return part("retrieval", operation.name, value.at, null);
  if (callee.kind === "member") return keeping.test(callee.property) ? "made" : isOwn(callee) ? "own" : "open";
  if (callee.kind !== "external") return "open";
  const name = callee.path.join(".");
  const [first] = args;
  const chosen = (): boolean =>
    first !== undefined && originsOf(sources, context.evaluator.force(first)).untrusted.length > 0;
  if (callee.package === "" && /^(globalThis\.)?fetch$/.test(name))
    return choosable("response", "fetch", value.at, chosen());
  if (/^(node:)?fs(\/promises)?$/.test(callee.package) && /^(promises\.)?readFile(Sync)?$/.test(name))
    return choosable("file", lastName(callee), value.at, chosen());
  if (isOwn(callee)) return "own";
  return passes(callee) ? "made" : "open";
}

/** What the runtime itself tells: the date, a random number, a path. */
function isOwn(value: Value): boolean {
  const root = chainOf(value).find((v) => v.kind === "external");
  if (root?.kind !== "external") return false;
  if (root.package === "")
    return /^(Date|Math|Intl|crypto|process|performance|Number|Boolean|Object|Symbol)$/.test(root.path[0] ?? "");
  return /^(node:)?(path|os|url|crypto)$|^(date-fns|dayjs|luxon|moment|nanoid|uuid)(\/|$)/.test(root.package);
}

/** What is always read from one place is as much the operator's as that place is. */
function choosable(source: UntrustedSource, name: string, at: Place, isChosen: boolean): Origin {
  return isChosen ? part(source, name, at, null) : "open";
}

function part(source: UntrustedSource, name: string, at: Place, excuse: string | null): UntrustedPart {
  return { source, name, at, excuse };
}
