import type { Place } from "../../model/location.ts";
import { bounded, unresolved } from "./concrete.ts";
import type { Concrete } from "./concretise.ts";
import type { Evaluator } from "./evaluate.ts";
import { constantsIn, methodOfText } from "./models/texts.ts";
import type { AppliedValue, ObjectValue, Value } from "./value.ts";

type Text = Extract<Concrete, { kind: "text" }>;
type Go = (value: Value) => readonly Concrete[];

/** What a method makes of a text that is known in an environment; null for what is no such method. */
export function methodIn(evaluator: Evaluator, { callee, args, at }: AppliedValue, go: Go): readonly Concrete[] | null {
  if (callee.kind !== "member" || !isTextMethod(callee.property)) return null;
  const constants = constantsIn(evaluator, args);
  if (!constants) return null;
  return go(callee.object).map((c) => {
    if (c.kind !== "text") return c;
    const made = c.text === null ? null : methodOfText(c.text, callee.property, constants);
    return typeof made === "string" ? derived(c, made) : unresolved("it is cut out of a text that is not known", at);
  });
}

/** `list.split(",")[0]`: a piece of a text that is known; null for anything else. */
export function pieceIn(evaluator: Evaluator, object: Value, index: string, go: Go): readonly Concrete[] | null {
  if (object.kind !== "applied" || object.callee.kind !== "member" || object.callee.property !== "split") return null;
  const constants = constantsIn(evaluator, object.args);
  if (!constants || !/^\d+$/.test(index)) return null;
  return go(object.callee.object).map((c) => {
    if (c.kind !== "text") return c;
    const pieces = c.text === null ? null : methodOfText(c.text, "split", constants);
    const piece = Array.isArray(pieces) ? pieces[Number(index)] : undefined;
    return piece === undefined ? unresolved("it is cut out of a text that is not known", object.at) : derived(c, piece);
  });
}

function isTextMethod(name: string): boolean {
  return methodOfText("", name, ["", ""]) !== null || methodOfText("", name, [0, 0]) !== null;
}

const partNames = ["host", "hostname", "port", "pathname", "protocol", "origin", "href"] as const;
type PartName = (typeof partNames)[number];

/** `new URL(address).hostname`: a part of an address that is known; null for anything else. */
export function partIn(object: Value, property: string, go: Go): readonly Concrete[] | null {
  const name = partNames.find((p) => p === property);
  if (!name || object.kind !== "applied" || !isUrl(object)) return null;
  return go(object).map((c) => {
    if (c.kind !== "text") return c;
    const part = c.text === null ? hostIn(c, name) : partOf(c.text, name);
    return part === null ? unresolved("it is a part of an address that is not known", object.at) : derived(c, part);
  });
}

/** The host is known where the rest of an address is secret. */
function hostIn({ sealed }: Text, name: PartName): string | null {
  const host = sealed?.address?.host ?? null;
  if (name === "host") return host;
  return name === "hostname" ? (host?.replace(/:\d+$/, "") ?? null) : null;
}

function partOf(text: string, name: PartName): string | null {
  try {
    return new URL(text)[name];
  } catch {
    return null;
  }
}

export function isUrl({ callee }: AppliedValue): boolean {
  return callee.kind === "external" && callee.package === "" && /^URL(\.parse)?$/.test(callee.path.join("."));
}

const addressParts = ["protocol", "host", "hostname", "port", "pathname"] as const;

/** A URL as a text after parts of it were written; what is written of its user and query leaves the address as it is. */
export function writtenUrl(
  evaluator: Evaluator,
  { entries, at }: ObjectValue,
  base: readonly Concrete[],
  go: Go,
): readonly Concrete[] {
  const written = addressParts.flatMap((name) => {
    const thunk = entries.get(name);
    return thunk ? [{ name, values: go(evaluator.force(thunk)) }] : [];
  });
  const results = written.reduce<readonly Concrete[]>(
    (urls, { name, values }) => urls.flatMap((url) => values.map((value) => withPart(url, name, value, at))),
    base,
  );
  return bounded(results, at);
}

function withPart(url: Concrete, name: (typeof addressParts)[number], value: Concrete, at: Place): Concrete {
  if (url.kind !== "text" || url.text === null) return url;
  if (value.kind !== "text" || value.text === null)
    return unresolved(value.kind === "unresolved" ? value.reason : "a part of it is not known", at);
  try {
    const parsed = new URL(url.text);
    parsed[name] = value.text;
    const assumption = [url.assumption, value.assumption].filter((a) => a !== null).join("; ") || null;
    return { ...derived(url, parsed.href), via: [...url.via, value.at, ...value.via], assumption };
  } catch {
    return unresolved("its address is no URL", at);
  }
}

function derived(c: Text, text: string): Concrete {
  return c.text === text ? c : { ...c, text, sealed: null };
}
