import type { Credential, CredentialTag } from "../model/credential.ts";
import { splitWords } from "../model/environment.ts";
import type { Expression, ModuleIR } from "../model/ir.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import type { LinkContext } from "./context.ts";
import { concretise } from "./program/concretise.ts";
import { openFrame } from "./program/parameters.ts";
import { type Frame, place, type Thunk, type Value } from "./program/value.ts";
import { eachExpressionOf } from "./program/walk.ts";
import type { LinkedGate } from "./tools/gates.ts";

const tagWords = new Set(["env", "environment", "stage", "tier", "scope", "realm", "tag"]);
const secretWords = new Set(["key", "token", "secret", "password", "credential", "value", "apikey", "bearer"]);

/** An object that joins a secret with the environment it belongs to. */
interface Joined {
  readonly variable: string;
  readonly tag: Value;
  readonly at: Place;
}

/** Gives each credential the tag that the code joins with it, and the gates that read tags before a call. */
export function withTags(
  context: LinkContext,
  credentials: readonly Credential[],
  gates: readonly LinkedGate[],
): readonly Credential[] {
  const joined = findJoined(context);
  const readers = gates.filter((g) => g.kind === "environment" && g.weakness === null && g.readsCredential !== null);
  return credentials.map((credential) => {
    const own = joined.find((j) => j.variable === credential.name && servesCredential(context, credential, j.at.path));
    // A gate before one vendor's tools says nothing of the key of another.
    const ownReaders = readers.filter((g) =>
      g.variables.length > 0 ? g.variables.includes(credential.name) : servesCredential(context, credential, g.at.path),
    );
    const readBy = ownReaders.flatMap((g) => (g.readsCredential ? [g.readsCredential, g.at] : []));
    if (own) return { ...credential, tag: tagOf(context, credential, own, readBy) };
    const [inDocument] = ownReaders
      .filter((g) => g.variables.includes(credential.name))
      .flatMap((g) => g.readsCredential ?? []);
    if (inDocument)
      return {
        ...credential,
        tag: { kind: "in-value", mandatory: true, tautological: false, at: inDocument, readBy } satisfies CredentialTag,
      };
    const inValue = credential.values.find((v) => v.value.kind === "literal" && v.value.sealed.tag !== undefined);
    if (!inValue) return credential;
    return {
      ...credential,
      tag: { kind: "in-value", mandatory: true, tautological: false, at: inValue.at, readBy } satisfies CredentialTag,
    };
  });
}

function servesCredential(context: LinkContext, credential: Credential, path: string): boolean {
  const homes = context.homesOf(path).map((h) => context.serviceName(h));
  return homes.length === 0 || homes.includes(credential.service);
}

function tagOf(context: LinkContext, credential: Credential, joined: Joined, readBy: readonly Place[]): CredentialTag {
  const { tag, at } = joined;
  const variable =
    tag.kind === "variable" && typeof tag.name === "string"
      ? tag.name
      : tag.kind === "fallback" && tag.first.kind === "variable" && typeof tag.first.name === "string"
        ? tag.first.name
        : null;
  const isSibling = variable !== null && sharesStem(variable, credential.name);
  const says = context.homesOf(at.path).flatMap((home) =>
    context.viewsOf(home).flatMap((view) => {
      const [only, ...more] = concretise(context.evaluator, tag, view);
      return only?.kind === "text" && only.text !== null && more.length === 0
        ? [{ environment: view.name, says: only.text, at: only.at }]
        : [];
    }),
  );
  return {
    kind: isSibling ? "sibling-variable" : "property",
    mandatory: tag.kind !== "fallback" && !(tag.kind === "literal" && tag.value === undefined),
    tautological: variable !== null && !isSibling && context.evaluator.namesEnvironment(variable) !== null,
    at,
    readBy,
    says,
  };
}

/** `CRM_TOKEN` and `CRM_TOKEN_ENVIRONMENT`, or `CRM_ENVIRONMENT`. */
function sharesStem(tag: string, credential: string): boolean {
  const stem = splitWords(credential).filter((w) => !secretWords.has(w) && w !== "api");
  const words = splitWords(tag);
  return stem.length > 0 && stem.every((w, i) => words[i] === w) && words.length > stem.length;
}

function findJoined(context: LinkContext): readonly Joined[] {
  const found: Joined[] = [];
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    const seen = new Set<Expression>();
    eachExpressionOf(module, (e, owner) => {
      if ((e.kind !== "object" && e.kind !== "new") || seen.has(e)) return;
      seen.add(e);
      found.push(...joinedIn(context, e, module, owner ? openFrame(module, owner) : null));
    });
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

function joinedIn(
  context: LinkContext,
  e: Extract<Expression, { kind: "object" | "new" }>,
  module: ModuleIR,
  frame: Frame | null,
): readonly Joined[] {
  const { evaluator } = context;
  const fields = e.kind === "object" ? objectFields(e, module, frame) : instanceFields(context, e, module, frame);
  const tag = fields.find(
    (f) => splitWords(f.key).some((w) => tagWords.has(w)) && !splitWords(f.key).some((w) => secretWords.has(w)),
  );
  if (!tag) return [];
  return fields
    .filter((f) => f !== tag && splitWords(f.key).some((w) => secretWords.has(w)))
    .flatMap((f) =>
      variablesIn(evaluator.force(f.thunk)).map((variable) => ({
        variable,
        tag: evaluator.force(tag.thunk),
        at: tag.at,
      })),
    );
}

interface Field {
  readonly key: string;
  readonly thunk: Thunk;
  readonly at: Place;
}

function objectFields(
  e: Extract<Expression, { kind: "object" }>,
  module: ModuleIR,
  frame: Frame | null,
): readonly Field[] {
  return e.properties.flatMap((p) =>
    p.kind === "value"
      ? [{ key: p.key, thunk: { expression: p.value, module, frame }, at: place(module, p.span) }]
      : [],
  );
}

/** `new ScopedKey(process.env.X, "staging")`: the fields that the class takes from its constructor. */
function instanceFields(
  context: LinkContext,
  e: Extract<Expression, { kind: "new" }>,
  module: ModuleIR,
  frame: Frame | null,
): readonly Field[] {
  if (e.callee.kind !== "name") return [];
  const instance = context.evaluator.evaluate(e, module, frame);
  if (instance.kind !== "instance") return [];
  const at = place(module, e.span);
  return instance.of.cls.members
    .filter((m) => m.kind === "field" && splitWords(m.name).some((w) => tagWords.has(w) || secretWords.has(w)))
    .map((m) => ({
      key: m.name,
      thunk: { expression: e, module, frame, value: context.evaluator.member(instance, m.name, at) },
      at,
    }));
}

function variablesIn(value: Value): readonly string[] {
  switch (value.kind) {
    case "variable":
      return typeof value.name === "string" ? [value.name] : [];
    case "fallback":
      return [...variablesIn(value.first), ...variablesIn(value.second)];
    case "choice":
      return value.options.flatMap((o) => variablesIn(o.value));
    case "template":
      return value.parts.flatMap(variablesIn);
    default:
      return [];
  }
}
