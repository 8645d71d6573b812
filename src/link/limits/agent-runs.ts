import { type AgentRunEntry, agentRunEntries, limitingMiddleware } from "../../catalog/agent-runs.ts";
import { matches } from "../../catalog/match.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { LimitKind } from "../../model/model-call.ts";
import type { AgentRun } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { methodOf, settingOf } from "../model-calls.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { chainOf, place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";

const methods: ReadonlySet<string> = new Set(agentRunEntries.flatMap((entry) => entry.methods));
const kinds: readonly LimitKind[] = ["steps", "output-tokens", "time", "spend", "abort", "retries"];

/** The runs of agents in deployed code, and middleware that bounds every run of one. */
export function agentRunsOf(context: LinkContext): readonly AgentRun[] {
  const { program } = context;
  const found: AgentRun[] = [];
  for (const name of methods) {
    for (const site of program.sitesNamed(name)) {
      if (site.expression.kind !== "call" || !context.isDeployed(site.module.path)) continue;
      const run = runAt(context, site, name);
      if (run) found.push(run);
    }
  }
  for (const { names, limit, packages } of limitingMiddleware) {
    for (const site of names.flatMap((name) => program.sitesNamed(name))) {
      const { module, owner, expression } = site;
      if (expression.kind !== "call" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = context.evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external" || !matches({ names, packages }, callee)) continue;
      const value = argumentAt(
        context.evaluator,
        expression.args.map((arg): Thunk => ({ expression: arg, module, frame })),
        limit,
      );
      if (value === null) continue;
      const at = place(module, expression.span);
      for (const agentAt of agentsWith(context, at))
        found.push({
          operation: names[0] ?? "",
          at,
          agentAt,
          holds: "agent",
          limits: { steps: { state: "set", at: value.at, text: null } },
        });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

function runAt({ evaluator }: LinkContext, { module, owner, expression }: CallSite, name: string): AgentRun | null {
  if (expression.kind !== "call") return null;
  const frame = owner ? openFrame(module, owner) : null;
  const callee = evaluator.evaluate(expression.callee, module, frame);
  if (callee.kind !== "member" || methodOf(callee) !== name) return null;
  const made = callee.object;
  const root = chainOf(made).find((v) => v.kind === "external");
  if (made.kind !== "applied" || root?.kind !== "external") return null;
  const entry = agentRunEntries.find((e) => e.methods.includes(name) && matches(e.makes, root));
  if (!entry) return null;
  const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
  return {
    operation: name,
    at: place(module, expression.span),
    agentAt: agentOf(evaluator, entry, args, made),
    holds: name === "withConfig" ? "agent" : "run",
    limits: Object.fromEntries(
      kinds.flatMap((kind) => {
        const paths = entry.options[kind];
        return paths
          ? [[kind, settingOf(evaluator, entry, args, kind, argumentAt(evaluator, args, paths))] as const]
          : [];
      }),
    ),
  };
}

function agentOf(evaluator: Evaluator, entry: AgentRunEntry, args: readonly Thunk[], made: Value): Place | null {
  if (!entry.agent) return made.at;
  const agent = argumentAt(evaluator, args, entry.agent);
  return agent?.kind === "applied" ? agent.at : null;
}

/** The agents whose `middleware` holds what is made there. */
function agentsWith(context: LinkContext, at: Place): readonly Place[] {
  const { program, evaluator } = context;
  return program.sitesNamed("createAgent").flatMap(({ module, owner, expression }) => {
    if (expression.kind !== "call" || !context.isDeployed(module.path)) return [];
    const frame = owner ? openFrame(module, owner) : null;
    const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
    const list = argumentAt(evaluator, args, [{ index: 0, path: ["middleware"] }]);
    const held = list?.kind === "array" ? list.elements.map((one) => evaluator.force(one).at) : [];
    return held.some((one) => comparePlaces(one, at) === 0) ? [place(module, expression.span)] : [];
  });
}
