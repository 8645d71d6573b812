import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Handover } from "../../src/model/secret-scope.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "given-to-server" | "open-to-model" | "given-to-program";

/** SC-3: a server or program gets the variables that it needs, and not all there are. */
export const wholeEnvironment = defineCheck<FaultId>({
  id: "secret-scope/whole-environment",
  asks: "Is every program that the agent starts given only the variables it needs?",
  references: references(
    "LLM02:2025",
    "LLM06:2025",
    "ASI03",
    "NHI5:2025",
    "AISVS 9.3.1",
    "AISVS 9.3.3",
    "MAP 4.2",
    "MANAGE 1.3",
    "A.6.2.5",
    "AML.T0055",
    "AML.M0028",
    "Art. 15",
    "CWE-522",
    "CWE-526",
    "CWE-250",
  ),
  faults: {
    "given-to-server": {
      says: "{call} hands the whole environment of the process to an MCP server{program}.",
      because:
        "The server gets every secret of the agent, those of other tools included; many clients hand on a short safe list if they are told nothing.",
      fix: "Name the variables that this server needs in `env`, and nothing else.",
    },
    "open-to-model": {
      says: "{tools} runs what the model writes with the whole environment of the process.",
      because: "One command, `env`, puts every secret of the process into the model's context.",
      fix: "Start it with an `env` of its own that holds no secret.",
    },
    "given-to-program": {
      says: "{tools} starts {program} with the whole environment of the process.",
      because: "The program can read every secret of the agent, whatever it needs.",
      fix: "Start it with an `env` that holds what it needs.",
    },
  },
  judge({ secretScope, tools, mcpServers }) {
    const { handovers } = secretScope;
    const proven = handovers.filter(({ to, runsModelInput }) => to === "mcp-server" || runsModelInput);
    if (proven.length > 0) return fail(proven.map(toFinding));
    if (handovers.length > 0) {
      const names = listed(handovers.flatMap((one) => one.tools));
      return unknown(
        `${names} starts a program of the repository's choice, which gets the whole environment.`,
        `Does what ${names} starts need every secret of the process?`,
        { suspected: handovers.map(toFinding) },
      );
    }
    const starts = tools.flatMap(({ name, sinks }) =>
      sinks.filter(({ kind }) => kind === "code-execution").map(({ at }) => locate(at, "program", name)),
    );
    const served = mcpServers.map(({ at, name }) => locate(at, "MCP server", name));
    if (starts.length === 0 && served.length === 0) return notApplicable("The agent starts no program.");
    return pass(distinctLocations([...starts, ...served]));
  },
});

function toFinding({ call, to, program, runsModelInput, at, environmentAt, tools }: Handover): Finding<FaultId> {
  const who = listed(tools);
  return {
    fault: to === "mcp-server" ? "given-to-server" : runsModelInput ? "open-to-model" : "given-to-program",
    subject: `${at.path}#${to === "mcp-server" ? `${call} ${program ?? ""}`.trim() : who}`,
    data: { call, tools: who, program: to === "program" ? (program ?? "a program") : program ? ` (${program})` : "" },
    at: locate(environmentAt, "environment", "all variables"),
    related: [locate(at, "start", call)],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
