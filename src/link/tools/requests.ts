import type { ArgumentPath, SinkEntry } from "../../catalog/types.ts";
import { kindOfAction } from "../../catalog/verbs.ts";
import type { SinkKind } from "../../model/sink.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { hostOf } from "./target-hosts.ts";

/** A request with a reading method writes nothing; one without a method is a GET, unless it has a body. */
export function kindOfCall(evaluator: Evaluator, entry: SinkEntry, args: readonly Thunk[]): SinkKind {
  if (!entry.httpMethod) return entry.kind;
  if (entry.url && asksOnly(argumentAt(evaluator, args, entry.url))) return "external-read";
  const given = argumentAt(evaluator, args, methodPaths(evaluator, entry.httpMethod, args));
  if (given && given.kind !== "unknown" && given.kind !== "member") {
    const texts = literalsOf(given);
    return texts.length > 0 && texts.every((t) => /^(get|head|options)$/i.test(t)) ? "external-read" : entry.kind;
  }
  const options = args.map((t) => evaluator.force(t)).find((v) => v.kind === "object");
  if (options?.kind !== "object") return given ? entry.kind : "external-read";
  if (options.entries.has("method")) return entry.kind;
  // What code outside hands to a callback is not known, and proves no change.
  return options.entries.has("body") ||
    options.entries.has("data") ||
    options.entries.has("json") ||
    (options.rest !== null && options.rest.kind !== "input")
    ? entry.kind
    : "external-read";
}

/** Whether the path of a request ends in a question: what is too long for a query string is posted. */
function asksOnly(url: Value | null): boolean {
  const last = url?.kind === "template" ? url.parts.at(-1) : url;
  const [text, ...more] = last ? literalsOf(last) : [];
  const segment = more.length === 0 ? /\/([\w:-]+)\/?(?:[?#].*)?$/.exec(text ?? "")?.[1] : undefined;
  return segment !== undefined && questions.has(segment.toLowerCase());
}

const questions: ReadonlySet<string> = new Set([
  "search",
  "_search",
  "_msearch",
  "lookup",
  "count",
  "_count",
  "embeddings",
  "completions",
  "rerank",
  "classify",
  "moderations",
]);

/** Ways to reach anything: what is sent decides whether something changes. */
const transports = new Set(["http", "graphql", "browser", "lambda", "kubernetes", "ssh", "docker", "openapi"]);
const changing = /^(put|patch|delete|del)$/i;

/** Whether a request changes something whatever is sent: a POST may be a query. */
export function isCertainRequest(
  evaluator: Evaluator,
  entry: SinkEntry,
  args: readonly Thunk[],
  name: string,
): boolean {
  if (entry.httpMethod) {
    const given = argumentAt(evaluator, args, methodPaths(evaluator, entry.httpMethod, args));
    const texts = given ? literalsOf(given) : [];
    return texts.length > 0 && texts.every((text) => changing.test(text));
  }
  return transports.has(entry.provider) ? changing.test(name) : true;
}

export function isCertainMethod({ provider }: SinkEntry, suffix: string): boolean {
  const name = suffix.slice(suffix.lastIndexOf(".") + 1);
  return changing.test(name) || !(transports.has(provider) || asking.test(name));
}

const asking = /^(post|request|graphql|query|search|fetch|call|invoke|raw|run)$/i;

/** `fetch(address, options)`: an address that is not known is still an address, and no request with a method of its own. */
function methodPaths(
  evaluator: Evaluator,
  paths: readonly ArgumentPath[],
  [first]: readonly Thunk[],
): readonly ArgumentPath[] {
  const kind = first ? evaluator.force(first).kind : null;
  const isAddress = paths[0]?.index !== 0 && kind !== "applied" && kind !== "object";
  return isAddress ? paths.filter(({ index }) => index !== 0) : paths;
}

/** The host that a request goes to, where its address begins with one that is written out: `` `https://api.example/${path}` ``. */
export function requestHost(evaluator: Evaluator, { url = [] }: SinkEntry, args: readonly Thunk[]): string | null {
  const address = argumentAt(evaluator, args, url);
  if (!address) return null;
  const [first] = address.kind === "template" ? address.parts : [address];
  return first ? hostOf(first) : null;
}

/** What the name of the action says, where that is written out; null where it says nothing. */
export function kindByAction(
  evaluator: Evaluator,
  paths: readonly ArgumentPath[],
  args: readonly Thunk[],
): SinkKind | null {
  const name = argumentAt(evaluator, args, paths);
  const kinds = (name ? literalsOf(name) : []).map(kindOfAction);
  return kinds.find((kind) => kind !== "external-read") ?? kinds[0] ?? null;
}
