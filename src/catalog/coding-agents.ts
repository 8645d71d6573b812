/** A coding agent that is started by a command, and how it is told to ask nobody. */
export interface CodingAgent {
  readonly name: string;
  /** The command, and the package that `npx` is given. */
  readonly commands: readonly string[];
  /** Options by which no call is asked for; with a value, written `option value`. */
  readonly waivers: readonly string[];
}

/** By the help texts of the published command lines. */
export const codingAgents: readonly CodingAgent[] = [
  {
    name: "Claude Code",
    commands: ["claude", "@anthropic-ai/claude-code"],
    waivers: ["--dangerously-skip-permissions", "--permission-mode bypassPermissions"],
  },
  {
    name: "Codex",
    commands: ["codex", "@openai/codex"],
    waivers: ["--dangerously-bypass-approvals-and-sandbox", "--yolo"],
  },
  {
    name: "Gemini CLI",
    commands: ["gemini", "@google/gemini-cli"],
    waivers: ["--yolo", "-y", "--approval-mode yolo"],
  },
  { name: "Cursor", commands: ["cursor-agent"], waivers: ["--force", "-f"] },
  { name: "Copilot", commands: ["copilot", "@github/copilot"], waivers: ["--allow-all-tools"] },
  { name: "aider", commands: ["aider"], waivers: ["--yes-always"] },
];

/** The mode of the Claude Agent SDK, and of the settings of Claude Code, in which nothing is asked. */
export const bypassMode = "bypassPermissions";
