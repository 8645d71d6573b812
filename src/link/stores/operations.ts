import { matches, storeMethods, storeRequests } from "../../catalog/match.ts";
import type { ArgumentPath } from "../../catalog/types.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { argumentAt } from "./arguments.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import { type Handle, handlesOf, levelsOf, merged } from "./handles.ts";

/** What a call does to a store. */
export interface Operation {
  readonly handle: Handle;
  readonly effect: "read" | "write";
  /** `pinecone upsert`. */
  readonly name: string;
}

/** The store operations that a call is; none if its receiver is no known client or the method is not listed. */
export function operationsOf(evaluator: Evaluator, callee: Value, args: readonly Thunk[], view: EnvironmentView | null = null): readonly Operation[] {
  const method = callee.kind === "member" ? callee.property : "";
  const receiver = callee.kind === "member" ? callee.object : callee;
  if (callee.kind === "external" || (method !== "" && !isListed(method))) return [];
  return handlesOf(evaluator, receiver, view).flatMap((handle) => operationOn(evaluator, handle, method, args));
}

/** Whether any product has a method of this name; `send` takes commands. */
function isListed(method: string): boolean {
  return method === "send" || storeMethods(method).some((m) => m.operation !== null);
}

function operationOn(evaluator: Evaluator, handle: Handle, method: string, args: readonly Thunk[]): readonly Operation[] {
  const provider = handle.entries[0]?.provider ?? "";
  for (const entry of [...handle.entries].reverse()) {
    const requested = requestOf(evaluator, handle, args);
    if (requested) return [requested];
    for (const operation of entry.operations) {
      if (!operation.methods.includes(method)) continue;
      const levels = levelsOf(evaluator, args, operation.levels ?? [], handle.at);
      const effect = (operation.statement && statementEffect(evaluator, args, operation.statement)) ?? operation.effect;
      const narrowed: Handle = levels.size > 0 ? { ...handle, levels: merged(handle.levels, levels) } : handle;
      return [{ handle: narrowed, effect, name: `${provider} ${method || "query"}` }];
    }
  }
  return [];
}

/** `client.send(new PutCommand({ TableName }))`: the command says what is done, and to what. */
function requestOf(evaluator: Evaluator, handle: Handle, args: readonly Thunk[]): Operation | null {
  const command = args[0] ? evaluator.force(args[0]) : null;
  if (command?.kind !== "applied" || command.callee.kind !== "external") return null;
  const { package: packageName, path } = command.callee;
  for (const { entry, request } of storeRequests(path.at(-1) ?? "")) {
    if (!matches(request, packageName, path) || !handle.entries.includes(entry)) continue;
    const levels = levelsOf(evaluator, command.args, request.levels ?? [], handle.at);
    return { handle: { ...handle, levels: merged(handle.levels, levels) }, effect: request.effect, name: `${entry.provider} ${path.at(-1)}` };
  }
  return null;
}

const writes = /^\s*(\/\*.*?\*\/\s*|--[^\n]*\n\s*)*(insert|update|delete|merge|upsert|replace|truncate|create|drop|alter|grant|copy|call|with\b[\s\S]*\b(insert\s+into|update\s+\w+\s+set|delete\s+from))\b/i;
const reads = /^\s*(\/\*.*?\*\/\s*|--[^\n]*\n\s*)*(select|with|show|explain|values|pragma|describe|fetch)\b/i;

function statementEffect(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[]): "read" | "write" | null {
  const value = argumentAt(evaluator, args, paths) ?? (args[0] ? evaluator.force(args[0]) : null);
  const text = value ? fixedText(evaluator, value) : "";
  if (writes.test(text)) return "write";
  return reads.test(text) ? "read" : null;
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
