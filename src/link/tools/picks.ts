import type { Selection, ToolParameter } from "../../model/agent-tool.ts";
import { remember } from "../../model/remember.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import { chainOf, type FunctionValue, type Value } from "../program/value.ts";
import { type LinkedGate, readGuard } from "./gates.ts";
import { reachable } from "./narrowing.ts";
import { type Inputs, type Premise, premiseOf } from "./premise.ts";
import { remoteChoicesIn } from "./remote-choices.ts";
import { isNeverPassed } from "./ruled-out.ts";
import { type Choice, choicesIn } from "./selections.ts";

/** A choice of environment that a call makes use of. */
export interface Pick {
  readonly choice: Choice;
  readonly visit: Visit;
  /** What of the call the choice is a part of. */
  readonly whole: Value;
  /** The client is only made here; a call on it comes later. */
  readonly opens: boolean;
}

/** Calls that only look at a value, or write it down. */
const harmless = new Set([
  "console",
  "JSON",
  "Object",
  "Array",
  "String",
  "Number",
  "Boolean",
  "Math",
  "Date",
  "Promise",
  "Error",
  "TypeError",
  "Map",
  "Set",
  "RegExp",
  "Symbol",
  "Intl",
  "encodeURIComponent",
  "encodeURI",
  "structuredClone",
  "URL",
  "URLSearchParams",
  "TextEncoder",
  "TextDecoder",
  "btoa",
  "atob",
  "parseInt",
  "parseFloat",
  "crypto",
  "process",
  "Buffer",
  "performance",
]);
const recorders =
  /^(pino|winston|bunyan|@sentry\/.*|posthog-.*|@opentelemetry\/.*|langfuse|@langfuse\/.*|zod|debug|consola|chalk|node:.*|fs|path|util|crypto)$/;

/** The choices that a request which changes something leaves to whoever answers it. */
export function remotePicksAt(
  evaluator: Evaluator,
  visit: Visit,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Pick[] {
  return visit.args.flatMap((t) => {
    const whole = evaluator.force(t);
    const choices = remoteChoicesIn(evaluator, whole, parameters, under);
    return choices.map((choice) => ({ choice, visit, whole, opens: false }));
  });
}

/** The choices that a call makes use of. */
export function picksAt(
  evaluator: Evaluator,
  visit: Visit,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Pick[] {
  if (functionsOf(visit.callee).length > 0 || visit.callee.kind === "class") return [];
  const [root] = chainOf(visit.callee);
  const opens = visit.site.kind === "new" || visit.callee.kind === "external";
  if (visit.callee.kind === "member") {
    const receiver = withoutRow(visit.callee.object);
    const inReceiver = choicesIn(evaluator, receiver, parameters, under);
    if (
      inReceiver.length > 0 &&
      !(root?.kind === "external" && root.package === "" && harmless.has(root.path[0] ?? ""))
    )
      return inReceiver.map((choice) => ({ choice, visit, whole: receiver, opens: false }));
  }
  if (isCarrying(visit.callee)) return [];
  if (
    root?.kind === "external" &&
    (root.package === "" ? harmless.has(root.path[0] ?? "") : recorders.test(root.package))
  )
    return [];
  if (root?.kind !== "external" && isLookedUp(visit.site)) return [];
  if (root?.kind === "literal" || root?.kind === "array" || root?.kind === "template" || root?.kind === "object")
    return [];
  const isRequest =
    root?.kind === "external" &&
    root.package === "" &&
    /^(fetch|WebSocket|EventSource|XMLHttpRequest)$/.test(root.path[0] ?? "");
  return visit.args.flatMap((t) => {
    const whole = evaluator.force(t);
    const parts = isRequestTo(visit.callee) ? leading(evaluator, whole) : inRequest(evaluator, whole);
    return parts
      .flatMap((part) => choicesIn(evaluator, part, parameters, under))
      .map((choice) => ({ choice, visit, whole, opens: opens && !isRequest }));
  });
}

/** `db.prepare("insert …").bind(row)`, `db.insert(table).values(row)`: a statement that is given what it writes. */
function isCarrying(callee: Value): callee is Extract<Value, { kind: "member" }> {
  if (callee.kind !== "member" || !/^(bind|values)$/.test(callee.property)) return false;
  const made = callee.object;
  return (
    made.kind === "applied" &&
    made.callee.kind === "member" &&
    /^(prepare|insert|insertInto|into|update)$/.test(made.callee.property)
  );
}

/** The statement without what it writes: that is told to a store, and leads nowhere. */
function withoutRow(receiver: Value): Value {
  return receiver.kind === "applied" && isCarrying(receiver.callee) ? receiver.callee.object : receiver;
}

/** `new PutRecordCommand(input)` of AWS. */
function isRequestTo(callee: Value): boolean {
  return (
    callee.kind === "external" &&
    /^@aws-sdk\/(client|lib)-/.test(callee.package) &&
    (callee.path.at(-1) ?? "").endsWith("Command")
  );
}

function inRequest(evaluator: Evaluator, value: Value): readonly Value[] {
  if (value.kind !== "applied" || value.form !== "new" || !isRequestTo(value.callee)) return [value];
  return value.args.flatMap((t) => leading(evaluator, evaluator.force(t)));
}

/**
 * What in a request can lead somewhere: all but what it carries, since what stands in a record that is put on a stream is
 * told there, and not called.
 */
function leading(evaluator: Evaluator, input: Value): readonly Value[] {
  if (input.kind !== "object") return [input];
  return [...input.entries].flatMap(([key, thunk]) => (carried.test(key) ? [] : [evaluator.force(thunk)]));
}

const carried = /^(Records?|Data|MessageBody|Message|Item|Body|logEvents)$/;

/** `hosts[key.environment].includes(target.host)`: a target that is looked for in a list is not called. */
function isLookedUp(site: Visit["site"]): boolean {
  return (
    site.kind === "call" &&
    site.callee.kind === "member" &&
    /^(includes|has|indexOf|startsWith|endsWith|some|every|find|test|match)$/.test(site.callee.property)
  );
}

/** A selection before gates have their numbers. */
export type LinkedSelection = Omit<Selection, "gates"> & { readonly gates: readonly LinkedGate[] };

/** The parameter of this name, or the one that it is a part of: what a list holds is declared with the list. */
function declaredFor(name: string, parameters: readonly ToolParameter[]): ToolParameter | undefined {
  const own = parameters.find((p) => p.name === name);
  const at = name.lastIndexOf(".");
  return own || at < 0 ? own : declaredFor(name.slice(0, at), parameters);
}

/** One selection a parameter, with the gates on the weakest path: one that stands on some paths to the target does not guard it. */
export function selectionsOf(
  evaluator: Evaluator,
  picks: readonly Pick[],
  inputs: Inputs,
  handler: FunctionValue,
  gatesBefore: (visit: Visit, premise: Premise) => readonly LinkedGate[],
): readonly LinkedSelection[] {
  const { parameters, under } = inputs;
  const premises = new Map<Choice, Map<Value, Premise>>();
  const premise = ({ choice, whole }: Pick): Premise =>
    remember(
      remember(premises, choice, () => new Map<Value, Premise>()),
      whole,
      () => premiseOf(evaluator, inputs, choice, whole),
    );
  const groups = new Map<string, Pick[]>();
  for (const pick of picks) {
    const given = premise(pick);
    const isDead = pick.visit.guards.some((g) =>
      isNeverPassed(evaluator, g, readGuard(evaluator, g, under).ways, given),
    );
    if (!isDead) remember(groups, pick.choice.parameter, (): Pick[] => []).push(pick);
  }
  return [...groups.values()].flatMap((list): readonly LinkedSelection[] => {
    const used = list.filter((p) => !p.opens);
    const decisive = used.length > 0 ? used : list;
    const each = decisive.map((p) => gatesBefore(p.visit, premise(p)));
    const [first] = decisive;
    const weakest = each.find((g) => !g.some((x) => x.weakness === null && x.kind === "environment")) ?? each[0] ?? [];
    const pick = decisive[each.indexOf(weakest)] ?? first;
    if (!pick) return [];
    const { choice, visit } = pick;
    const declared = declaredFor(choice.parameter, parameters);
    const isOpen = weakest.some((g) => g.isUncertain);
    return [
      {
        by: choice.parameter,
        proven: choice.proven && !isOpen,
        parameterAt: declared?.at ?? { path: handler.module.path, span: handler.fn.span },
        chosenAt: choice.at,
        targets: reachable(evaluator, choice, visit.guards, under),
        path: [...visit.path, visit.at],
        gates: weakest,
      },
    ];
  });
}
