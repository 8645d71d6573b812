import type { RunbookField } from "../../model/runbook.ts";

/** Words, or beginnings of words with a star, by which a runbook is taken to speak of a field. */
export const fieldWords: Readonly<Record<RunbookField, readonly string[]>> = {
  "stop command": [
    "stop",
    "stops",
    "kill",
    "kill-switch",
    "killswitch",
    "disable",
    "halt",
    "pause",
    "shutdown",
    "suspend",
  ],
  confirmation: ["confirm*", "verify", "verif*", "expect*", "check"],
  access: ["access", "permission*", "credential*", "role", "sso", "vpn", "login", "break-glass"],
  owner: ["owner*", "owned", "on-call", "oncall", "contact*", "pagerduty", "opsgenie", "rotation"],
  "backup contact": ["secondary", "deputy", "backup", "stand-in", "unreachable"],
  escalation: ["escalat*"],
  "evidence preservation": ["preserv*", "evidence", "snapshot*", "export*", "forensic*"],
  rollback: ["rollback*", "roll-back", "revert*", "redeploy*", "restore*"],
  notification: ["notif*", "inform", "announce*", "communicat*", "status-page", "stakeholder*"],
  severity: ["severity", "severities", "sev*", "impact*", "priority"],
};

/** What agents and their parts are called, whoever wrote them. */
export const agentWords: ReadonlySet<string> = new Set(
  "agent agents llm model prompt prompts mcp chatbot assistant copilot hallucination openai anthropic gemini".split(
    " ",
  ),
);

export function meansWord(wanted: string, word: string): boolean {
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}
