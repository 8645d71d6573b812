import { matches, storeMethods, storeRequests } from "../../catalog/match.ts";
import type { ArgumentPath, StoreEntry } from "../../catalog/types.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { chainOf, type ExternalValue, type Thunk, type Value } from "../program/value.ts";
import { argumentAt, isWritten } from "./arguments.ts";
import { amongAlternatives, type Handle, handlesOf, isSame, openersOf } from "./handles.ts";
import { levelsOf, merged } from "./levels.ts";

/** What a call does to a store. */
export interface Operation {
  readonly handle: Handle;
  readonly effect: "read" | "write";
  /** `pinecone upsert`. */
  readonly name: string;
  /** What in the store it is about: its SQL text, and the tables, collections and models that it names. */
  readonly about: readonly string[];
}

/** The store operations that a call is; none if its receiver is no known client or the method is not listed. */
export function operationsOf(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
  view: EnvironmentView | null = null,
): readonly Operation[] {
  if (callee.kind === "fallback") {
    const first = operationsOf(evaluator, callee.first, args, view);
    return first.length > 0 ? first : operationsOf(evaluator, callee.second, args, view);
  }
  if (callee.kind === "choice" || callee.kind === "select") {
    const found = amongAlternatives(evaluator, callee, view, (c) => operationsOf(evaluator, c, args, view));
    return found.filter((o, i) => found.findIndex((x) => x.name === o.name && isSame(x.handle, o.handle)) === i);
  }
  const method = callee.kind === "member" ? callee.property : "";
  const receiver = callee.kind === "member" ? callee.object : callee;
  if (callee.kind === "external") return operationsOfExport(evaluator, callee, args, view);
  if (method !== "" && !isListed(method)) return [];
  return handlesOf(evaluator, receiver, view).flatMap((handle) =>
    operationOn(evaluator, handle, method, args, receiver),
  );
}

/** `kv.get(…)` of a client that a package exports, `fetchMutation(…)` that opens and writes in one. */
function operationsOfExport(
  evaluator: Evaluator,
  callee: ExternalValue,
  args: readonly Thunk[],
  view: EnvironmentView | null,
): readonly Operation[] {
  const { path, at } = callee;
  const writers = openersOf(callee).filter(({ opener }) => opener.writes);
  if (writers.length > 0) {
    const applied: Value = { kind: "applied", form: "call", callee, args, at };
    return handlesOf(evaluator, applied, view).map((handle) => ({
      handle,
      effect: "write",
      name: `${handle.entries[0]?.provider ?? ""} ${path.at(-1)}`,
      about: [],
    }));
  }
  const method = path.at(-1);
  if (path.length < 2 || method === undefined || !isListed(method)) return [];
  const receiver: Value = { ...callee, path: path.slice(0, -1) };
  return handlesOf(evaluator, receiver, view).flatMap((handle) =>
    operationOn(evaluator, handle, method, args, receiver),
  );
}

/** Whether any product has a method of this name; `send` takes commands. */
function isListed(method: string): boolean {
  return method === "send" || storeMethods(method).some((m) => m.operation !== null);
}

function operationOn(
  evaluator: Evaluator,
  handle: Handle,
  method: string,
  args: readonly Thunk[],
  receiver: Value,
): readonly Operation[] {
  const provider = handle.entries[0]?.provider ?? "";
  for (const entry of [...handle.entries].reverse()) {
    const requested = requestOf(evaluator, handle, args);
    if (requested) return [requested];
    for (const operation of entry.operations) {
      if (!operation.methods.some((m) => m === method || (m.includes(".") && endsIn(receiver, method, m)))) continue;
      // A namespace that the call may name besides does not undo the one that the client was narrowed to.
      const named = (operation.levels ?? []).filter(
        ({ level, from }) => !handle.levels.has(level) || isWritten(evaluator, args, from),
      );
      const levels = levelsOf(evaluator, args, named, handle.at);
      const effect =
        (operation.statement &&
          (statementEffect(evaluator, entry, args, operation.statement) ??
            preparedEffect(evaluator, entry, receiver))) ??
        operation.effect;
      const narrowed: Handle = levels.size > 0 ? { ...handle, levels: merged(handle.levels, levels) } : handle;
      return [
        {
          handle: narrowed,
          effect,
          name: `${provider} ${method || "query"}`,
          about: subjectsOf(evaluator, receiver, args, narrowed),
        },
      ];
    }
    // A step of what this product makes, though a product under it may have an operation of the name.
    if (entry.narrows.some(({ methods }) => methods.includes(method))) return [];
  }
  return [];
}

/** Whether the properties that lead to a call end in these: `zep.memory.add` in `memory.add`. */
function endsIn(receiver: Value, method: string, dotted: string): boolean {
  const path = [method];
  for (let v = receiver; v.kind === "member"; v = v.object) path.unshift(v.property);
  return `.${path.join(".")}`.endsWith(`.${dotted}`);
}

/** `client.send(new PutCommand({ TableName }))`: the command says what is done, and to what. */
function requestOf(evaluator: Evaluator, handle: Handle, args: readonly Thunk[]): Operation | null {
  const command = args[0] ? evaluator.force(args[0]) : null;
  if (command?.kind !== "applied" || command.callee.kind !== "external") return null;
  const { path } = command.callee;
  for (const { entry, request } of storeRequests(path.at(-1) ?? "")) {
    if (!matches(request, command.callee) || !handle.entries.includes(entry)) continue;
    const levels = levelsOf(evaluator, command.args, request.levels ?? [], handle.at);
    const narrowed: Handle = { ...handle, levels: merged(handle.levels, levels) };
    return {
      handle: narrowed,
      effect: request.effect,
      name: `${entry.provider} ${path.at(-1)}`,
      about: textsIn(evaluator, narrowed),
    };
  }
  return null;
}

/** The words that say what an operation works on: SQL, names passed to the calls of its chain, the chain's own properties. */
function subjectsOf(evaluator: Evaluator, receiver: Value, args: readonly Thunk[], handle: Handle): readonly string[] {
  const words: string[] = [];
  const take = (value: Value): void => {
    const text = fixedText(evaluator, value);
    if (text.trim() !== "" && text.length < 4000) words.push(text);
    // `db.insert(auditEvents)`: the table is what `pgTable("audit_events", …)` made.
    if (value.kind === "applied" && value.form !== "tagged" && value.args[0]) {
      const named = literalsOf(evaluator.force(value.args[0]));
      if (named.length === 1 && named[0]) words.push(named[0]);
    }
  };
  for (const part of chainOf(receiver)) {
    if (part.kind === "member") words.push(part.property);
    if (part.kind === "applied" && part.callee.kind === "member")
      for (const t of part.args.slice(0, 2)) take(evaluator.force(t));
  }
  for (const t of args.slice(0, 2)) take(evaluator.force(t));
  return [...words, ...textsIn(evaluator, handle)];
}

function textsIn(evaluator: Evaluator, handle: Handle): readonly string[] {
  const container = handle.levels.get("container");
  const text = container ? fixedText(evaluator, container) : "";
  return text.trim() === "" ? [] : [text];
}

const writes =
  /^\s*(\/\*.*?\*\/\s*|--[^\n]*\n\s*)*(insert|update|delete|merge|upsert|replace|truncate|create|drop|alter|grant|copy|call|with\b[\s\S]*\b(insert\s+into|update\s+\w+\s+set|delete\s+from))\b/i;
const reads = /^\s*(\/\*.*?\*\/\s*|--[^\n]*\n\s*)*(select|with|show|explain|values|pragma|describe|fetch)\b/i;

type Effect = Operation["effect"];

function statementEffect(
  evaluator: Evaluator,
  entry: StoreEntry,
  args: readonly Thunk[],
  paths: readonly ArgumentPath[],
): Effect | null {
  const value = argumentAt(evaluator, args, paths) ?? (args[0] ? evaluator.force(args[0]) : null);
  if (value?.kind !== "array") return value ? textEffect(evaluator, value) : null;
  const each = value.elements.map((t) => {
    const element = evaluator.force(t);
    return textEffect(evaluator, element) ?? preparedEffect(evaluator, entry, element);
  });
  if (each.includes("write")) return "write";
  return each.length > 0 && each.every((effect) => effect === "read") ? "read" : null;
}

function textEffect(evaluator: Evaluator, value: Value): Effect | null {
  const text = fixedText(evaluator, value);
  if (writes.test(text)) return "write";
  return reads.test(text) ? "read" : null;
}

/** `db.prepare("INSERT …").run()`, `db.batch([db.prepare("INSERT …"), …])`: the SQL stands in a call before. */
function preparedEffect(evaluator: Evaluator, entry: StoreEntry, statement: Value): Effect | null {
  for (const part of [...chainOf(statement)].reverse()) {
    if (part.kind !== "applied" || part.callee.kind !== "member") continue;
    const { property } = part.callee;
    const prepares = entry.narrows.find((n) => n.statement && n.methods.includes(property))?.statement;
    const sql = prepares ? argumentAt(evaluator, part.args, prepares) : null;
    const effect = sql ? textEffect(evaluator, sql) : null;
    if (effect) return effect;
  }
  return null;
}

/** The fixed parts of a text, with a blank for what is filled in. */
export function fixedText(evaluator: Evaluator, value: Value): string {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? value.value : "";
    case "template":
      return value.parts.map((p) => fixedText(evaluator, p) || " ? ").join("");
    case "applied": {
      // sql`…`: the first argument is the tagged template itself.
      const [first] = value.args;
      return value.form === "tagged" && first?.expression.kind === "tagged" ? first.expression.strings.join(" ? ") : "";
    }
    case "object": {
      const text = value.entries.get("text") ?? value.entries.get("sql");
      return text ? fixedText(evaluator, evaluator.force(text)) : "";
    }
    default:
      return "";
  }
}
