import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { WaivedApproval } from "../../src/model/waived-approval.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "asks-nobody" | "asks-nobody-in-ci" | "commands-in-advance" | "files-in-advance" | "tools-in-advance";

/** PG-4, PG-5: an agent's own approvals are not switched off, or given in advance, where it can do harm. */
export const waivedApproval = defineCheck<FaultId>({
  id: "pre-call-gate/waived-approval",
  asks: "Does every agent whose product asks before it acts still do so?",
  references: references(
    "LLM06:2025",
    "ASI02",
    "ASI05",
    "AISVS 9.2.1",
    "AISVS 9.6.2",
    "MAP 3.5",
    "A.9.2",
    "AML.M0029",
    "CWE-424",
  ),
  faults: {
    "asks-nobody": {
      says: "{agent} of {of} runs with {setting}: it makes every call, commands and edits among them, without asking.",
      because:
        "One instruction in a file, a page or a tool's answer is then enough for any command that the process may run.",
      fix: "Allow the calls it needs by name (`allowedTools`, `permissions.allow`, a `canUseTool` or `PreToolUse` that decides), and keep the rest to be asked for.",
    },
    "asks-nobody-in-ci": {
      says: "{agent} runs in the CI job {of} with {setting}, and the job holds {secrets}.",
      because:
        "Whatever the agent reads on the way can make it run a command, and that command reads what the job holds.",
      fix: "Give the job no secret but the model's key, or allow the calls it needs by name.",
    },
    "commands-in-advance": {
      says: "{agent} of {of} runs any command of a shell without asking: {setting}.",
      because:
        "One instruction in a file, a page or a tool's answer is then enough for any command that the process may run.",
      fix: "Name the commands it needs, such as `Bash(npm test)`, switch the sandbox on, or let a `PreToolUse` hook decide about each.",
    },
    "files-in-advance": {
      says: "{agent} of {of} writes files without asking: {setting}.",
      because: "Files it writes are run, built or read as instructions later, by people and by other agents.",
      fix: "Name the folders it may write to, such as `Edit(docs/**)`, or let a `PreToolUse` hook decide about each.",
    },
    "tools-in-advance": {
      says: "{agent} of {of} calls {tools} without asking: {setting}.",
      because: "A model that was talked into such a call by what it read makes it with all the rights of the server.",
      fix: "Ask for every tool that changes something (`requireApproval`), and allow in advance those that only read.",
    },
  },
  judge({ waivedApprovals, keptApprovals }) {
    const kept = distinctLocations(
      keptApprovals.map(({ at, agent, of, says }) => locate(at, "approval", `${agent} of ${of}: ${says}`)),
    );
    if (waivedApprovals.length === 0) {
      if (kept.length > 0) return pass(kept);
      return notApplicable("No setting was found by which an agent asks nobody.");
    }
    const proven = waivedApprovals.filter(isHarmful);
    if (proven.length > 0) return fail(proven.map(toFinding));
    const names = listed([...new Set(waivedApprovals.map(({ agent, of }) => `${agent} of ${of}`))]);
    return unknown(
      `${names} makes calls without asking, and what it can reach by them is not all in the repository.`,
      `What can ${names} reach, and what keeps the calls that nobody is asked about in bounds?`,
      { suspected: waivedApprovals.map(toFinding), evidence: kept },
    );
  },
});

/** In a sandbox, before a hook that decides, or in a job that holds nothing, an agent that asks nobody may be what is wanted. */
function isHarmful({ where, secrets, heldBy, waives, always }: WaivedApproval): boolean {
  if (!always || heldBy !== null || waives === "files" || waives === "server-tools") return false;
  return where !== "ci" || secrets.length > 0;
}

const faults: Readonly<Record<WaivedApproval["waives"], FaultId>> = {
  everything: "asks-nobody",
  commands: "commands-in-advance",
  files: "files-in-advance",
  "own-writes": "tools-in-advance",
  "server-tools": "tools-in-advance",
};

function toFinding(waived: WaivedApproval): Finding<FaultId> {
  const { agent, setting, where, of, at, secrets, heldBy, waives, tools } = waived;
  const sides: Location[] = [
    ...secrets.slice(0, 3).map((secret) => locate(secret.at, "secret", secret.name)),
    ...(heldBy ? [locate(heldBy.at, heldBy.what)] : []),
  ];
  return {
    fault: where === "ci" ? "asks-nobody-in-ci" : faults[waives],
    subject: waives === "everything" ? `${of}/${agent}` : `${of}/${agent}/${setting}`,
    data: {
      agent,
      setting,
      of,
      tools: tools.length === 0 ? "every tool of it" : listed(tools),
      secrets: secrets.length === 0 ? "no other secret" : listed(secrets.map(({ name }) => name)),
    },
    at: locate(at, "setting", setting),
    related: distinctLocations(sides),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
