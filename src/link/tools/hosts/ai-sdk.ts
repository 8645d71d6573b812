import { matches } from "../../../catalog/match.ts";
import { symbols } from "../../../catalog/shorthand.ts";
import type { Place } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { literalsOf } from "../../program/evaluate.ts";
import { functionsOf } from "../../program/flow.ts";
import type { FunctionValue, Value } from "../../program/value.ts";
import { type Approval, sometimes } from "../approvals.ts";
import { agentsOf, type Held, type Host, heldIn, type Layer, memberOf } from "./host.ts";

const ai = ["ai", "ai/*"];
const calls = ["generateText", "streamText", "ToolLoopAgent", "Agent", "Experimental_Agent"];
const wrapping = symbols(ai, "wrapLanguageModel", "experimental_wrapLanguageModel");

/** Calls of the AI SDK that are given tools, with the approval rules and the model middleware that stand before them. */
export function aiHosts(context: LinkContext): readonly Host[] {
  return agentsOf(context, calls, ai).map(({ options, at }) => callHost(context, options, at));
}

function callHost(context: LinkContext, options: Value, at: Place): Host {
  const tools = memberOf(context, options, "tools");
  const approval = memberOf(context, options, "toolApproval");
  const watching = modelLayers(context, memberOf(context, options, "model"));
  return {
    at,
    isOpen: false,
    offer: (definition) => {
      const held = heldIn(context, tools, definition);
      if (!held) return null;
      const handler = copyOf(context, held);
      return {
        name: held.name,
        layers: [...watching, ...statusLayers(context, approval, held.name)],
        approvals: askedBy(context, approval, held.name),
        ...(handler ? { handler } : {}),
      };
    },
  };
}

/** `{ ...tool, execute: async (input) => … }`: a copy of the tool with a handler of its own. */
function copyOf(context: LinkContext, { value }: Held): FunctionValue | null {
  if (value.kind !== "object" || !value.entries.has("execute")) return null;
  return functionsOf(memberOf(context, value, "execute"))[0] ?? null;
}

/** `toolApproval`: a function for every call, or one for each tool. Without one for this tool it does not stand before it. */
function statusLayers(context: LinkContext, approval: Value, tool: string): readonly Layer[] {
  const { at } = approval;
  const every = functionsOf(approval).map((given): Layer => ({ form: "call-status", given, at, covers: true }));
  if (every.length > 0 || approval.kind !== "object") return every;
  const own = functionsOf(memberOf(context, approval, tool));
  if (own.length > 0) return own.map((given) => ({ form: "status", given, at: given.at, covers: true }));
  if (approval.entries.has(tool)) return [];
  // What stands before the others would stand before this one too.
  const others = [...approval.entries.values()].flatMap((t) => functionsOf(context.evaluator.force(t)));
  return others.slice(0, 1).map((given) => ({ form: "status", given, at, covers: false }));
}

const asks = "user-approval";

/** `toolApproval: { refund: "user-approval" }`, or a function that says so. */
function askedBy(context: LinkContext, approval: Value, tool: string): readonly Approval[] {
  const { evaluator } = context;
  const own = approval.kind === "object" ? memberOf(context, approval, tool) : approval;
  const [decides] = functionsOf(own);
  if (!decides) return isAsking(context, own) ? [{ at: own.at, weakness: null }] : [];
  const answer = evaluator.call(decides, [], decides.at);
  const all = answer.kind === "choice" ? answer.options.map((o) => o.value) : [answer];
  if (!all.some((v) => isAsking(context, v))) return [];
  const always = all.every((v) => isAsking(context, v));
  return [always ? { at: decides.at, weakness: null } : { at: decides.at, weakness: sometimes, isConditional: true }];
}

function isAsking(context: LinkContext, status: Value): boolean {
  return [status, memberOf(context, status, "type")].some((v) => literalsOf(v).includes(asks));
}

/** `wrapLanguageModel({ model, middleware })`: what is done with the calls that the model asks for before they are made. */
function modelLayers(context: LinkContext, model: Value): readonly Layer[] {
  const { evaluator } = context;
  if (model.kind !== "applied" || model.callee.kind !== "external") return [];
  if (!matches(wrapping, model.callee)) return [];
  const [options] = model.args.map((t) => evaluator.force(t));
  const given = options ? memberOf(context, options, "middleware") : null;
  const list = given?.kind === "array" ? given.elements.map((t) => evaluator.force(t)) : given ? [given] : [];
  return list.flatMap((middleware) =>
    functionsOf(memberOf(context, middleware, "wrapGenerate")).map(
      (fn): Layer => ({ form: "model", given: fn, at: fn.at, covers: true }),
    ),
  );
}
