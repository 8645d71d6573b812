import { type Location, locate, type Place, samePlace } from "../../src/model/location.ts";
import type { LimitKind, ModelCall, Setting } from "../../src/model/model-call.ts";
import type { Stack } from "../../src/model/stack.ts";

/** A call that an SDK repeats by itself as long as the model calls tools, with what is set at it or at the runs of it. */
export interface AgentLoop {
  readonly call: ModelCall;
  readonly steps: Bound;
  readonly spend: Setting;
  readonly time: Setting;
  readonly abort: Setting;
}

export type Bound =
  | { readonly state: "set"; readonly at: readonly Place[] }
  | { readonly state: "removed"; readonly at: Place; readonly by: string; readonly sometimes: boolean }
  /** Nothing is set: what the SDK takes by itself; null if that is nothing. */
  | { readonly state: "default"; readonly steps: number | null; readonly at: Place }
  | { readonly state: "unresolved"; readonly reason: string; readonly at: Place };

/** The calls that an SDK repeats by itself. Agents of a runner that sets the limit are judged where it is called. */
export function agentLoops(stack: Stack): readonly AgentLoop[] {
  return stack.modelCalls.filter(repeats).map((call) => {
    const { spend, time, abort } = call.limits;
    return { call, steps: boundOf(stack, call), spend, time, abort };
  });
}

/** What a call says of itself where the model decides whether there is another. */
function repeats({ operation, sdk, hasTools, limits, stepsByDefault }: ModelCall): boolean {
  // Its runs are calls of `run`, which is where the limit stands.
  if (sdk === "openai-agents" && operation !== "run") return false;
  const always = operation === "run" || sdk === "claude-agent-sdk";
  if (hasTools === false && !always) return false;
  return stepsByDefault !== 1 || (limits.steps.state !== "absent" && limits.steps.state !== "unresolved");
}

function boundOf({ runBounds }: Stack, call: ModelCall): Bound {
  const own = toBound(call.limits.steps, call.at);
  if (own !== null) return own;
  const runs = runBounds.runs.filter(({ agentAt }) => agentAt !== null && samePlace(agentAt, call.at));
  const bounds = runs.map(({ holds, limits, at }) => ({
    holds,
    at,
    bound: toBound(limits.steps ?? { state: "absent" }, at),
  }));
  const always = bounds.find(({ holds, bound }) => holds === "agent" && bound?.state === "set");
  if (always?.bound) return always.bound;
  const each = bounds.filter(({ holds }) => holds === "run");
  const broken = each.find(({ bound }) => bound?.state === "removed");
  if (broken?.bound) return broken.bound;
  const open = each.find(({ bound }) => bound === null);
  const vague = each.find(({ bound }) => bound?.state === "unresolved");
  if (each.length > 0 && !open && vague?.bound) return vague.bound;
  if (each.length > 0 && !open)
    return { state: "set", at: each.flatMap(({ bound }) => (bound?.state === "set" ? bound.at : [])) };
  return { state: "default", steps: call.stepsByDefault, at: open?.at ?? call.at };
}

function toBound(setting: Setting, at: Place): Bound | null {
  switch (setting.state) {
    case "set":
      return { state: "set", at: [setting.at] };
    case "removed":
      return { state: "removed", at: setting.at, by: setting.by ?? "null", sometimes: setting.sometimes ?? false };
    case "unresolved":
      return { state: "unresolved", reason: setting.reason, at };
    default:
      return null;
  }
}

/** Calls at which a limit can be set. */
export function callsThatTake({ modelCalls }: Stack, kind: LimitKind): readonly ModelCall[] {
  return modelCalls.filter(({ settable }) => settable === undefined || settable.includes(kind));
}

/** What identifies a call across edits: its file and what is called. */
export function subjectOf({ at, operation }: ModelCall): string {
  return `${at.path}#${operation}`;
}

export function locateCall({ at, operation }: ModelCall): Location {
  return locate(at, "call", operation);
}

/** The calls of one service together: one habit, one thing to repair. */
export function byService(calls: readonly ModelCall[]): readonly (readonly [ModelCall, ...ModelCall[]])[] {
  const groups = new Map<string, [ModelCall, ...ModelCall[]]>();
  for (const call of calls) {
    const group = groups.get(call.service);
    if (group) group.push(call);
    else groups.set(call.service, [call]);
  }
  return [...groups.values()];
}
