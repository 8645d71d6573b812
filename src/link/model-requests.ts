import { matches, sinkCalls } from "../catalog/match.ts";
import type { ModelCallEntry } from "../catalog/model-calls.ts";
import { modelHosts } from "../catalog/models/hosts.ts";
import { askingPath, bodyArgument, bodyPaths, requestEntry } from "../catalog/models/requests.ts";
import type { ArgumentPath, SinkEntry } from "../catalog/types.ts";
import type { Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { LinkContext } from "./context.ts";
import { type Evaluator, literalsOf } from "./program/evaluate.ts";
import { openFrame } from "./program/parameters.ts";
import type { CallSite } from "./program/program.ts";
import { place, type Thunk, thunkOf, type Value } from "./program/value.ts";
import { argumentAt } from "./stores/arguments.ts";
import { eachPart } from "./tools/dependence.ts";

/** A request to the API of a model, which an agent without an SDK makes. */
interface Request {
  readonly site: CallSite;
  readonly sink: SinkEntry;
  readonly args: readonly Thunk[];
  readonly url: Value;
  readonly host: string;
}

/** A request that asks a model, read as a call of one: what its body says first, then what the client was given. */
export interface ModelPost {
  readonly site: CallSite;
  readonly operation: string;
  readonly entry: Omit<ModelCallEntry, "symbol">;
  readonly args: readonly Thunk[];
}

const known = new WeakMap<LinkContext, readonly Request[]>();
const posts = new WeakMap<LinkContext, readonly ModelPost[]>();

/** Where deployed code makes requests to the API of a model. */
export function modelRequests(context: LinkContext): readonly Place[] {
  return requestsIn(context).map(({ site }) => place(site.module, site.expression.span));
}

/** Those among them that ask a model for an answer. */
export function modelPosts(context: LinkContext): readonly ModelPost[] {
  return remember(posts, context, () =>
    requestsIn(context).flatMap(({ site, sink, args, url, host }): readonly ModelPost[] => {
      if (sink.kind === "external-read" || !asksModel(context.evaluator, url)) return [];
      const isByItself = sink.operation === "axios write";
      const body = argumentAt(context.evaluator, args, isByItself ? bodyArgument : bodyPaths);
      const sent = body ? sentIn(context.evaluator, body) : noBody(site);
      return [{ site, operation: sink.operation, entry: requestEntry(host), args: [thunkOf(sent), ...args] }];
    }),
  );
}

function requestsIn(context: LinkContext): readonly Request[] {
  return remember(known, context, () => findRequests(context));
}

function findRequests(context: LinkContext): readonly Request[] {
  const { program, evaluator } = context;
  return [...program.siteNames].flatMap((name) => {
    const calls = sinkCalls(name).filter(({ entry }) => entry.provider === "http" && entry.url !== undefined);
    if (calls.length === 0) return [];
    return program.sitesNamed(name).flatMap((site): readonly Request[] => {
      const { module, owner, expression } = site;
      if (expression.kind !== "call" || !context.isDeployed(module.path)) return [];
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const sink = callee.kind === "external" ? calls.find(({ call }) => matches(call, callee))?.entry : undefined;
      if (!sink) return [];
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const asked = (sink.url ?? []).flatMap((path) => modelUrl(evaluator, args, path) ?? []);
      return asked.slice(0, 1).map(({ url, host }) => ({ site, sink, args, url, host }));
    });
  });
}

function modelUrl(
  evaluator: Evaluator,
  args: readonly Thunk[],
  { index, path }: ArgumentPath,
): Pick<Request, "url" | "host"> | null {
  const argument = args[index];
  if (!argument) return null;
  const url = path.reduce((v, p) => evaluator.member(v, p, v.at), evaluator.force(argument));
  let host: string | null = null;
  eachPart(evaluator, url, (part) => {
    host ??= modelHostOf(part);
    return host === null;
  });
  return host === null ? null : { url, host };
}

function modelHostOf(part: Value): string | null {
  if (part.kind !== "literal") return null;
  const host = part.sealed?.address?.host ?? (typeof part.value === "string" ? hostIn(part.value) : null);
  const small = host?.toLowerCase() ?? "";
  return modelHosts.some((pattern) => pattern.test(small)) ? small : null;
}

function hostIn(text: string): string | null {
  return /^https?:\/\/([^/?#:]+)/i.exec(text)?.[1] ?? null;
}

/** By the path, where it is known: a helper that several paths pass through asks a model with some of them only. */
function asksModel(evaluator: Evaluator, url: Value): boolean {
  const whole = literalsOf(url);
  if (whole.length > 0) return whole.every((text) => askingPath.test(text));
  if (url.kind === "choice") return url.options.every((o) => asksModel(evaluator, o.value));
  if (url.kind !== "template") return false;
  const text = url.parts.map((part) => (part.kind === "literal" ? String(part.value ?? "") : "*")).join("");
  return askingPath.test(text);
}

/** What a body says before it is made a text. */
function sentIn(evaluator: Evaluator, body: Value): Value {
  const isText =
    body.kind === "applied" && body.callee.kind === "external" && body.callee.path.join(".") === "JSON.stringify";
  const [first] = isText ? body.args : [];
  return first ? evaluator.force(first) : body;
}

function noBody({ module, expression }: CallSite): Value {
  return { kind: "unknown", reason: "its body was not followed", at: place(module, expression.span) };
}
