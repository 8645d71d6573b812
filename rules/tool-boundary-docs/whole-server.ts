import { locate } from "../../src/model/location.ts";
import type { BlanketApproval, McpClient } from "../../src/model/mcp-client.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "all-tools" | "all-servers";

/** TB-10: an agent is given the tools it needs of somebody else's server. */
export const wholeServer = defineCheck<FaultId>({
  id: "tool-boundary-docs/whole-server",
  asks: "Is an agent given only the tools it needs of a server that somebody else runs?",
  references: references(
    "LLM06:2025",
    "LLM03:2025",
    "ASI04",
    "ASI02",
    "AISVS 10.1.2",
    "AISVS 10.4.8",
    "MANAGE 3.1",
    "A.4.4",
    "AML.M0028",
    "AML.T0109",
    "CWE-1357",
  ),
  faults: {
    "all-tools": {
      says: "An agent is given every tool of {server}, whichever they are.",
      because:
        "A tool that the server adds or renames tomorrow is offered to the model by then, and nobody here has looked at it.",
      fix: "Name the tools that the agent needs: schemas of the client, a tool filter, allowedTools or activeTools.",
    },
    "all-servers": {
      says: "{setting} starts every MCP server that the project configures, without asking.",
      because: "A server that a change adds to the configuration runs on every machine that opens the project.",
      fix: "List the servers that are approved by name (enabledMcpjsonServers).",
    },
  },
  judge({ mcpClients, blanketApprovals }) {
    const foreign = mcpClients.filter(({ origin }) => origin !== "own");
    if (foreign.length === 0 && blanketApprovals.length === 0)
      return notApplicable("No client of an MCP server elsewhere was found.");
    const whole = foreign.filter(({ takenWhole }) => takenWhole !== null);
    const proven = whole.filter(({ origin }) => origin === "third-party");
    if (proven.length + blanketApprovals.length > 0)
      return fail([...proven.map(ofClient), ...blanketApprovals.map(ofSetting)]);

    const filtered = foreign.filter(({ filteredAt }) => filteredAt !== null);
    const open = foreign.filter((client) => !filtered.includes(client));
    if (open.length > 0) {
      const names = listed(open.map(nameOf));
      return unknown(
        `Whose server ${names} is, or what of it an agent is given, is not in the repository.`,
        `Are the tools of ${names} those that somebody has looked at?`,
        { suspected: whole.map(ofClient), evidence: open.map(({ at }) => locate(at, "client")) },
      );
    }
    return pass(
      distinctLocations(
        filtered.flatMap((client) => (client.filteredAt ? [locate(client.filteredAt, "filter", nameOf(client))] : [])),
      ),
    );
  },
});

function nameOf({ server }: McpClient): string {
  return server ?? "a server whose address is set elsewhere";
}

function ofClient(client: McpClient): Finding<FaultId> {
  const { at, takenWhole, service, server } = client;
  return {
    fault: "all-tools",
    subject: `${service}/${server ?? at.path}`,
    data: { server: nameOf(client), setting: "" },
    at: locate(takenWhole ?? at, "tools", nameOf(client)),
    related: distinctLocations([locate(at, "client", nameOf(client))]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function ofSetting({ setting, at }: BlanketApproval): Finding<FaultId> {
  return {
    fault: "all-servers",
    subject: at.path,
    data: { setting, server: "" },
    at: locate(at, "setting", setting),
    related: [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
