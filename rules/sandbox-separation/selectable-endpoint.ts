import { classIn } from "../../src/model/across-environments.ts";
import type { Tool } from "../../src/model/agent-tool.ts";
import { gatesAt, isSoundGate } from "../../src/model/gate.ts";
import { groupBy } from "../../src/model/group.ts";
import { type Location, locate } from "../../src/model/location.ts";
import type { McpServer } from "../../src/model/mcp-server.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { isOfferedOverMcp } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { throughChoice, throughServers } from "./contamination.ts";
import {
  type Choice,
  choiceLocations,
  choicesOf,
  gateLocations,
  isDecidedByParameter,
  targetsOf,
} from "./selections.ts";
import { environmentOfServer, liveEnvironmentOf, type Twins, twinServers, twinTools } from "./twins.ts";

type FaultId = "ungated-choice" | "possible-choice" | "twin-servers" | "twin-tools";

/** Signal 3: which environment a call reaches is settled outside the model, or a gate compares it with the credential. */
export const selectableEndpoint = defineCheck<FaultId>({
  id: "sandbox-separation/selectable-endpoint",
  asks: "Is the environment a tool call reaches settled outside the model, or checked against the credential by a gate?",
  signal: 3,
  references: references(
    "LLM06:2025",
    "ASI02",
    "ASI03",
    "NHI8:2025",
    "AISVS 3.4.1",
    "AISVS 9.5.3",
    "MANAGE 1.3",
    "Clause 8.1",
    "AML.T0053",
    "AML.M0028",
    "Art. 15",
    "CWE-653",
    "CWE-863",
  ),
  faults: {
    "ungated-choice": {
      says: "{tool} lets the model choose between {targets} by {by}, and no gate compares the choice with the credential.",
      because: "A prompt, or text injected into one, is all it takes for a test run to act on production.",
      fix: "Take the target from the environment of the process before the agent is built, or compare the credential's environment with the target's before every call and refuse a mismatch.",
    },
    "possible-choice": {
      says: "{by} of {tool} is what the model passes, and may decide the environment that the call reaches{targets}.",
      because: "If it does, a prompt is all it takes for a test run to act on production.",
      fix: "Take the target from the environment of the process, or restrict the parameter to targets of one environment.",
    },
    "twin-servers": {
      says: "{live} and {other} offer one agent the same server for {liveEnvironment} and {otherEnvironment}.",
      because: "Which of them a call goes to is the model's choice, and no gate stands in a client configuration.",
      fix: "Keep one of them in the shared configuration and start the other from a profile of its own.",
    },
    "twin-tools": {
      says: "{live} and {other} are one tool registered for two environments, and no gate stands before both.",
      because: "Which of them a call goes to is the model's choice, so a test run can pick production's.",
      fix: "Register the tool once and bind it to the environment of the process, or put a gate before both that compares credential and target.",
    },
  },
  judge(stack) {
    const { tools, mcpServers } = stack;
    if (tools.length === 0 && mcpServers.length === 0) return notApplicable("No tool and no MCP server was found.");

    const ungated = choicesOf(stack).filter(({ reach, guards }) => reach !== "within" && guards.length === 0);
    const isProven = (choice: Choice) => choice.reach === "crosses" && isDecidedByParameter(choice);
    const servers = twinServers(stack);
    const twins = twinTools(stack);
    const opaque = tools.filter((tool) => tool.opaque !== null);
    const untold = mcpServers.filter(({ target, environment }) => target === null && environment === null);
    const proven = [
      ...ungated.filter(isProven).map((choice) => toFinding(stack, choice, "ungated-choice")),
      ...servers.filter(({ certain }) => certain).map((pair) => toServerFinding(pair)),
      ...twins.filter(({ certain }) => certain).map((pair) => toToolFinding(stack, pair)),
    ];
    if (proven.length > 0) return fail(proven, [...opaque.map(opaqueReason), ...untold.map(untoldReason)]);

    const suspected = [
      ...byParameter(ungated).map((choices) => toPossibleFinding(stack, choices)),
      ...servers.map((pair) => toServerFinding(pair)),
      ...twins.map((pair) => toToolFinding(stack, pair)),
    ];
    if (suspected.length > 0 || opaque.length > 0 || untold.length > 0) {
      return unknown(
        sentences([...suspected.map(suspicionReason), ...opaque.map(opaqueReason), ...untold.map(untoldReason)]),
        sentences([...suspected.map(suspicionQuestion), ...opaque.map(opaqueQuestion), ...untold.map(untoldQuestion)]),
        {
          suspected,
          evidence: [...opaque.map(({ at, name }) => locate(at, "tool", name)), ...untold.map(serverLocation)],
        },
      );
    }

    return pass(distinctLocations(evidenceOf(stack)), notesOn(stack));
  },
});

function toFinding(stack: Stack, choice: Choice, fault: "ungated-choice" | "possible-choice"): Finding<FaultId> {
  const { tool, selection } = choice;
  const targets = targetsOf(stack, selection);
  const [at, ...related] = choiceLocations(stack, choice);
  return {
    fault,
    subject: `${tool.service}/${tool.name}#${selection.by}`,
    data: {
      tool: tool.name,
      by: selection.by,
      targets: fault === "ungated-choice" || targets.length === 0 ? listed(targets) : ` (${listed(targets)})`,
    },
    at: at ?? locate(selection.parameterAt, "choice"),
    related: distinctLocations([...related, locate(tool.at, "tool", tool.name)]),
    environments: targets,
    // Over MCP it is the seed's path 4.
    failurePath: isOfferedOverMcp(tool) ? 4 : 1,
    contamination: throughChoice(stack, choice),
  };
}

/** One parameter that many tools of a service have alike is one question. */
function byParameter(choices: readonly Choice[]): (readonly Choice[])[] {
  return groupBy(choices, ({ tool, selection }) =>
    JSON.stringify([
      tool.service,
      selection.by,
      selection.targets.map(({ environment }) => environment),
      selection.proven,
    ]),
  );
}

/** Further tools beyond these are not listed. */
const maximumTools = 5;

function toPossibleFinding(stack: Stack, choices: readonly Choice[]): Finding<FaultId> {
  const [first, ...more] = choices;
  if (!first) throw new TypeError("a group has a member");
  const finding = toFinding(stack, first, "possible-choice");
  return {
    ...finding,
    data: { ...finding.data, tool: listed(choices.map(({ tool }) => tool.name)) },
    related: distinctLocations([
      ...finding.related,
      ...more
        .slice(0, maximumTools)
        .map(({ tool, selection }) =>
          locate(selection.chosenAt, "target chosen", `by ${selection.by} of ${tool.name}`),
        ),
    ]),
  };
}

function toServerFinding(twins: Twins<McpServer>): Finding<FaultId> {
  const { live, other } = twins;
  return {
    fault: "twin-servers",
    subject: `${live.client}/${live.name}+${other.name}`,
    data: {
      live: live.name,
      other: other.name,
      liveEnvironment: liveEnvironmentOf(twins),
      otherEnvironment: environmentOfServer(other),
    },
    at: serverSide(live, liveEnvironmentOf(twins)),
    related: distinctLocations([
      serverSide(other, environmentOfServer(other)),
      ...[live, other].flatMap(targetLocation),
      ...[live, other].flatMap(environmentLocation),
    ]),
    environments: [liveEnvironmentOf(twins), environmentOfServer(other)],
    failurePath: 4,
    contamination: throughServers(twins),
  };
}

function toToolFinding(stack: Stack, { live, other }: Twins<Tool>): Finding<FaultId> {
  // A twin without a word in its name is production's, as its host is.
  const named = classIn(stack, live.name);
  const environments = [named === "other" ? "production" : named, classIn(stack, other.name)];
  const sides = [live, other].map((tool, i) => locate(tool.at, environments[i] ?? "", tool.name));
  const sinks = [live, other].flatMap((tool) =>
    tool.sinks.slice(0, 2).map(({ at, operation }) => locate(at, "effect", operation)),
  );
  return {
    fault: "twin-tools",
    subject: `${live.service}/${live.name}+${other.name}`,
    data: { live: live.name, other: other.name },
    at: sides[0] ?? locate(live.at, "production", live.name),
    related: distinctLocations([...sides.slice(1), ...sinks]),
    environments,
    failurePath: isOfferedOverMcp(live) ? 4 : 1,
    contamination: distinctLocations([...sides.slice(1), ...sinks.slice(0, 1), ...sides.slice(0, 1)]),
  };
}

function serverSide(server: McpServer, environment: string): Location {
  return locate(server.at, environment, [server.name, server.target].filter((part) => part !== null).join(" → "));
}

function targetLocation({ targetAt, target, name }: McpServer): Location[] {
  return targetAt ? [locate(targetAt, "address", `${name} → ${target ?? "elsewhere"}`)] : [];
}

function environmentLocation({ environment, name }: McpServer): Location[] {
  return environment ? [locate(environment.at, environment.name, `the environment of ${name}`)] : [];
}

function serverLocation(server: McpServer): Location {
  return locate(server.at, "MCP server", server.name);
}

function suspicionReason({ fault, data }: Finding<FaultId>): string {
  if (fault === "possible-choice")
    return `Whether ${data.by} of ${data.tool} decides the environment cannot be told from the repository.`;
  return `${data.live} and ${data.other} may be one function for two environments, by their names.`;
}

function suspicionQuestion({ fault, data }: Finding<FaultId>): string {
  if (fault === "possible-choice")
    return `Can ${data.by} of ${data.tool} make a call reach production from another environment?`;
  return `Does one of ${data.live} and ${data.other} reach production, and the other another environment?`;
}

function opaqueReason({ name, opaque }: Tool): string {
  return `What ${name} calls could not be followed: ${opaque}.`;
}

function opaqueQuestion({ name }: Tool): string {
  return `Can what the model passes to ${name} decide which environment it reaches?`;
}

function untoldReason({ name }: McpServer): string {
  return `What the MCP server ${name} reaches cannot be told from its configuration.`;
}

function untoldQuestion({ name }: McpServer): string {
  return `Can the model make the MCP server ${name} reach more than one environment?`;
}

function evidenceOf(stack: Stack): Location[] {
  const choices = choicesOf(stack);
  return [
    ...choices.flatMap(({ tool, selection, guards }) => [
      locate(selection.chosenAt, "target chosen", `by ${selection.by} of ${tool.name}`),
      ...guards.flatMap(gateLocations),
    ]),
    ...stack.tools
      .filter(({ selections }) => selections.length === 0)
      .flatMap(({ at, name, sinks }) => [
        locate(at, "tool", `nothing passed to ${name} decides where its call goes`),
        ...sinks.slice(0, 2).map((sink) => locate(sink.at, "effect", sink.operation)),
        ...gatesAt(
          stack,
          sinks.flatMap(({ gates }) => gates),
        )
          .filter(isSoundGate)
          .flatMap(gateLocations),
      ]),
    ...stack.mcpServers.map(serverLocation),
  ];
}

function notesOn(stack: Stack): string[] {
  const guards = new Set(choicesOf(stack).flatMap((choice) => choice.guards));
  return [...guards]
    .filter(({ pinned }) => pinned === null)
    .map(
      ({ name }) =>
        `${name} does not compare with the environment of the process, so a production credential given to staging by mistake passes it; pre-call-gate judges that.`,
    );
}
