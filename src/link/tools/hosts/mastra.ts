import { samePlace } from "../../../model/location.ts";
import type { LinkContext } from "../../context.ts";
import { functionsOf } from "../../program/flow.ts";
import { openFrame } from "../../program/parameters.ts";
import type { Value } from "../../program/value.ts";
import { type Approval, approvalOf } from "../approvals.ts";
import { agentsOf, type Host, heldIn, type Layer, type Made, memberOf } from "./host.ts";

const mastra = ["@mastra/core", "@mastra/core/*"];

/** Agents of Mastra, with the processors that see the calls of their tools and what says that a person is asked. */
export function mastraHosts(context: LinkContext): readonly Host[] {
  return agentsOf(context, ["Agent"], mastra).map((made) => agentHost(context, made));
}

function agentHost(context: LinkContext, { options, made: agent, at }: Made): Host {
  const tools = memberOf(context, options, "tools");
  const layers = processorLayers(context, memberOf(context, options, "outputProcessors"));
  let approvals: readonly Approval[] | null = null;
  return {
    at,
    isOpen: false,
    offer: (definition) => {
      const held = heldIn(context, tools, definition);
      if (!held) return null;
      approvals ??= [...ownApproval(context, options), ...runApproval(context, agent)];
      return { name: definition.name, layers, approvals };
    },
  };
}

/** A processor sees the calls that the model asks for before they are made, and may abort. */
function processorLayers(context: LinkContext, processors: Value): readonly Layer[] {
  if (processors.kind !== "array") return [];
  return processors.elements.flatMap((thunk) => {
    const processor = context.evaluator.force(thunk);
    return functionsOf(memberOf(context, processor, "processOutputStep")).map(
      (fn): Layer => ({ form: "processor", given: fn, at: fn.at, covers: true }),
    );
  });
}

const defaults = ["defaultOptions", "defaultGenerateOptions", "defaultStreamOptions"];

function ownApproval(context: LinkContext, options: Value): readonly Approval[] {
  return defaults.flatMap(
    (key) => approvalOf(context.evaluator, memberOf(context, options, key, "requireToolApproval")) ?? [],
  );
}

/** `agent.stream(prompt, { requireToolApproval: true })`: only where every run says so is somebody always asked. */
function runApproval(context: LinkContext, agent: Value): readonly Approval[] {
  const { evaluator, program } = context;
  const runs = ["generate", "stream"].flatMap((name) =>
    program.sitesNamed(name).flatMap(({ module, owner, expression }) => {
      if (expression.kind !== "call" || expression.callee.kind !== "member" || !context.isDeployed(module.path))
        return [];
      const frame = owner ? openFrame(module, owner) : null;
      const receiver = evaluator.evaluate(expression.callee.object, module, frame);
      if (!samePlace(receiver.at, agent.at)) return [];
      const [, options] = expression.args;
      const given = options ? evaluator.evaluate(options, module, frame) : null;
      return [given ? approvalOf(evaluator, memberOf(context, given, "requireToolApproval")) : null];
    }),
  );
  const asked = runs.filter((a) => a !== null);
  const [first] = asked;
  if (!first) return [];
  return [asked.length < runs.length ? { ...first, weakness: "some runs of the agent ask nobody" } : first];
}
