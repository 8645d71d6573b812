import type { ArgumentPath, SinkEntry } from "../../catalog/types.ts";
import type { SinkKind } from "../../model/stack.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Thunk } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";

/** A request with a reading method writes nothing; one without a method is a GET, unless it has a body. */
export function kindOfCall(evaluator: Evaluator, entry: SinkEntry, args: readonly Thunk[]): SinkKind {
  if (!entry.httpMethod) return entry.kind;
  const given = argumentAt(evaluator, args, methodPaths(evaluator, entry.httpMethod, args));
  if (given && given.kind !== "unknown" && given.kind !== "member") {
    const texts = literalsOf(given);
    return texts.length > 0 && texts.every((t) => /^(get|head|options)$/i.test(t)) ? "external-read" : entry.kind;
  }
  const options = args.map((t) => evaluator.force(t)).find((v) => v.kind === "object");
  if (options?.kind !== "object") return given ? entry.kind : "external-read";
  if (options.entries.has("method")) return entry.kind;
  return options.entries.has("body") ||
    options.entries.has("data") ||
    options.entries.has("json") ||
    options.rest !== null
    ? entry.kind
    : "external-read";
}

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
