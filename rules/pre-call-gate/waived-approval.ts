import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, unknown } from "../../src/model/rule.ts";
import type { WaivedApproval } from "../../src/model/waived-approval.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "asks-nobody" | "asks-nobody-in-ci";

/** PG-4: an agent's own approvals are not switched off where it can do harm. */
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
  },
  judge({ waivedApprovals }) {
    if (waivedApprovals.length === 0) return notApplicable("No setting was found by which an agent asks nobody.");
    const proven = waivedApprovals.filter(isHarmful);
    if (proven.length > 0) return fail(proven.map(toFinding));
    const names = listed(waivedApprovals.map(({ agent, of }) => `${agent} of ${of}`));
    return unknown(
      `${names} asks nobody, and what it can reach is not all in the repository.`,
      `What can ${names} reach, and is it kept in a sandbox without secrets?`,
      { suspected: waivedApprovals.map(toFinding) },
    );
  },
});

/** In a sandbox of its product, or in a job that holds nothing, an agent that asks nobody may be what is wanted. */
function isHarmful({ where, secrets, sandboxedAt }: WaivedApproval): boolean {
  return where === "ci" ? secrets.length > 0 : sandboxedAt === null;
}

function toFinding(waived: WaivedApproval): Finding<FaultId> {
  const { agent, setting, where, of, at, secrets, sandboxedAt } = waived;
  const sides: Location[] = [
    ...secrets.slice(0, 3).map((secret) => locate(secret.at, "secret", secret.name)),
    ...(sandboxedAt ? [locate(sandboxedAt, "sandbox")] : []),
  ];
  return {
    fault: where === "ci" ? "asks-nobody-in-ci" : "asks-nobody",
    subject: `${of}/${agent}`,
    data: {
      agent,
      setting,
      of,
      secrets: secrets.length === 0 ? "no other secret" : listed(secrets.map(({ name }) => name)),
    },
    at: locate(at, "setting", setting),
    related: distinctLocations(sides),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
