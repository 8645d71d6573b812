import { matches } from "../../../catalog/match.ts";
import { symbols } from "../../../catalog/shorthand.ts";
import type { Place } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { isEmpty } from "../../program/evaluate.ts";
import { functionsOf } from "../../program/flow.ts";
import { chainOf, place, type Value } from "../../program/value.ts";
import { type Approval, approvalOf } from "../approvals.ts";
import { agentsOf, type Host, heldIn, type Layer, memberOf, textsIn } from "./host.ts";

const langchain = ["langchain", "langchain/*", "@langchain/*"];
const humanInTheLoop = symbols(langchain, "humanInTheLoopMiddleware");

/** Agents of LangChain and LangGraph, with the middleware around their tools and the interrupts before them. */
export function langchainHosts(context: LinkContext): readonly Host[] {
  const agents = agentsOf(context, ["createAgent", "createReactAgent"], langchain);
  return [...agents.map(({ options, at }) => agentHost(context, options, at)), ...graphHosts(context)];
}

function agentHost(context: LinkContext, options: Value, at: Place): Host {
  const { evaluator } = context;
  const tools = memberOf(context, options, "tools");
  const middleware = memberOf(context, options, "middleware");
  const given = middleware.kind === "array" ? middleware.elements.map((t) => evaluator.force(t)) : [];
  const layers = given.flatMap((made) => wrappers(context, made));
  const before = interruptBefore(context, options);
  return {
    at,
    isOpen: middleware.kind === "array" ? middleware.open : !isEmpty(middleware),
    offer: (definition) => {
      const held = heldIn(context, tools, definition);
      if (!held) return null;
      const asked = given.flatMap((made) => askedBy(context, made, definition.name));
      return { name: definition.name, layers, approvals: [...asked, ...before] };
    },
  };
}

function wrappers(context: LinkContext, made: Value): readonly Layer[] {
  const own = madeWith(context, made);
  if (own.kind !== "object") return [];
  return functionsOf(memberOf(context, own, "wrapToolCall")).map((fn) => ({
    form: "middleware",
    given: fn,
    at: fn.at,
    covers: true,
  }));
}

/** What a middleware is made with, or the middleware itself where it is written as an object. */
function madeWith({ evaluator }: LinkContext, made: Value): Value {
  return made.kind === "applied" && made.args[0] ? evaluator.force(made.args[0]) : made;
}

/** `humanInTheLoopMiddleware({ interruptOn: { refund: true } })`. */
function askedBy(context: LinkContext, made: Value, tool: string): readonly Approval[] {
  if (made.kind !== "applied" || made.callee.kind !== "external") return [];
  if (!matches(humanInTheLoop, made.callee)) return [];
  const asked = approvalOf(context.evaluator, memberOf(context, madeWith(context, made), "interruptOn", tool));
  return asked ? [asked] : [];
}

function interruptBefore(context: LinkContext, options: Value): readonly Approval[] {
  const nodes = memberOf(context, options, "interruptBefore");
  return textsIn(context, nodes).includes("tools") ? [{ at: nodes.at, weakness: null }] : [];
}

const toolNodes = symbols(["@langchain/langgraph", "@langchain/langgraph/*"], "ToolNode");

/** `new StateGraph(…).addNode("tools", new ToolNode(tools)).compile({ interruptBefore: ["tools"] })`. */
function graphHosts(context: LinkContext): readonly Host[] {
  const { evaluator, program } = context;
  return program.sitesNamed("compile").flatMap(({ module, expression }): readonly Host[] => {
    if (expression.kind !== "call" || !context.isDeployed(module.path)) return [];
    const callee = evaluator.evaluate(expression.callee, module, null);
    const nodes = chainOf(callee).flatMap((step) => nodeOf(context, step));
    const [first] = expression.args;
    const options = first ? evaluator.evaluate(first, module, null) : null;
    const paused = options ? memberOf(context, options, "interruptBefore") : null;
    const names = paused ? textsIn(context, paused) : [];
    return nodes.map(({ name, tools }) => ({
      at: place(module, expression.span),
      isOpen: false,
      offer: (definition) =>
        heldIn(context, tools, definition)
          ? {
              name: definition.name,
              layers: [],
              approvals: paused && names.includes(name) ? [{ at: paused.at, weakness: null }] : [],
            }
          : null,
    }));
  });
}

/** A node of a graph that runs tools. */
function nodeOf({ evaluator }: LinkContext, step: Value): readonly { readonly name: string; readonly tools: Value }[] {
  if (step.kind !== "applied" || step.callee.kind !== "member" || step.callee.property !== "addNode") return [];
  const [name, node] = step.args.map((t) => evaluator.force(t));
  if (name?.kind !== "literal" || node?.kind !== "applied" || node.callee.kind !== "external") return [];
  const isToolNode = matches(toolNodes, node.callee);
  return isToolNode && node.args[0] ? [{ name: String(name.value), tools: evaluator.force(node.args[0]) }] : [];
}
