import { classIn, isLiveIn, isNonLiveIn } from "../../src/model/across-environments.ts";
import type { Selection, Tool } from "../../src/model/agent-tool.ts";
import { type Gate, gatesAt, isSoundGate, whyNotSound } from "../../src/model/gate.ts";
import { type Location, locate, type Place, samePlace } from "../../src/model/location.ts";
import type { Stack } from "../../src/model/stack.ts";

/** A way for the model to pick where a call goes, with what stands between the choice and the target. */
export interface Choice {
  readonly tool: Tool;
  readonly selection: Selection;
  /** `crosses` production and another environment, stays `within` one side, or cannot be told. */
  readonly reach: "crosses" | "within" | "unclear";
  readonly guards: readonly Gate[];
}

export function choicesOf(stack: Stack): Choice[] {
  return stack.tools.flatMap((tool) =>
    tool.selections.map((selection) => ({
      tool,
      selection,
      reach: reachOf(stack, selection),
      guards: gatesAt(stack, selection.gates).filter(isSoundGate),
    })),
  );
}

/** Whether the parameters of the tool decide, followed into the client; message text and headers only suggest it. */
export function isDecidedByParameter({ selection }: Choice): boolean {
  return selection.proven && !outsideTheSchema.has(selection.by);
}

/** Environments that can be chosen, production first. */
export function targetsOf(stack: Stack, { targets }: Selection): string[] {
  const names = [...new Set(targets.map(({ environment }) => environment))];
  return [...names.filter((name) => isLiveIn(stack, name)), ...names.filter((name) => !isLiveIn(stack, name))];
}

/** From the parameter through the call to the targets, and the gates that do not count. */
export function choiceLocations(stack: Stack, { tool, selection }: Choice): Location[] {
  return [
    locate(selection.parameterAt, "choice", `${tool.name} is passed ${selection.by}`),
    ...valuesLocation(tool, selection),
    ...selection.path.slice(0, 5).map((place) => locate(place, "leads there")),
    locate(selection.chosenAt, "target chosen"),
    ...selection.targets.map(({ environment, at }) => locate(at, environment, "can be chosen")),
    ...selection.targets.flatMap(({ environment, declaredAt }) =>
      declaredAt ? [locate(declaredAt, "declared here", `that the host belongs to ${environment}`)] : [],
    ),
    ...gatesAt(stack, selection.gates).flatMap(weakGateLocations),
  ];
}

/** Where the values that a parameter allows are written, if that is elsewhere. */
function valuesLocation(tool: Tool, selection: Selection): Location[] {
  const declared = tool.parameters.find(({ name }) => name === selection.by);
  const isElsewhere = declared?.valuesAt && !samePlace(declared.valuesAt, selection.parameterAt);
  return isElsewhere && declared?.valuesAt ? [locate(declared.valuesAt, "values", `what ${selection.by} can be`)] : [];
}

/** Where a gate that does not count is called, and what it compares. */
function weakGateLocations(gate: Gate): Location[] {
  const why = whyNotSound(gate);
  if (why === null) return [];
  const called = gate.askedAt ?? gate.enforcedAt;
  return [
    locate(called, "gate", `${gate.name} ${why}`),
    ...[gate.enforcedAt, gate.at]
      .filter((place) => !samePlace(place, called))
      .map((place) => locate(place, "gate", `${gate.name} takes effect`)),
    ...(gate.declaredAt ? [declaredLocation(gate, gate.declaredAt)] : []),
    ...(gate.readsCredential && !gate.declaredAt
      ? [locate(gate.readsCredential, "credential", "reads the environment of the credential")]
      : []),
    ...(gate.comparedFrom ? [locate(gate.comparedFrom, "comparison", "takes the target that it compares")] : []),
  ];
}

/** The parts of a sound gate. */
export function gateLocations(gate: Gate): Location[] {
  if (gate.declaredAt)
    return [
      locate(gate.enforcedAt, "gate", `${gate.name} must allow the call`),
      declaredLocation(gate, gate.declaredAt),
    ];
  return [
    locate(gate.enforcedAt, "gate", `${gate.name} must allow the call`),
    ...(gate.readsCredential
      ? [locate(gate.readsCredential, "credential", "reads the environment of the credential")]
      : []),
    ...(gate.comparesTarget
      ? [locate(gate.comparesTarget, "comparison", "compares it with the environment of the target")]
      : []),
  ];
}

/** What the code does not show is taken from the settings, and the reader sees where. */
function declaredLocation({ name }: Gate, declaredAt: Place): Location {
  return locate(declaredAt, "declared here", `that ${name} compares the credential's environment with the target's`);
}

const outsideTheSchema = new Set(["message content", "header", "thread state"]);

function reachOf(stack: Stack, { targets }: Selection): Choice["reach"] {
  const names = targets.map(({ environment }) => environment);
  const live = names.some((name) => isLiveIn(stack, name));
  const nonLive = names.some((name) => isNonLiveIn(stack, name));
  if (live && nonLive) return "crosses";
  const isTold = names.length > 0 && names.every((name) => classIn(stack, name) !== "other");
  return isTold && live !== nonLive ? "within" : "unclear";
}
