/** A coding agent that is started by a command, and how it is told to ask nobody. */
export interface CodingAgent {
  readonly name: string;
  /** The command, and the package that `npx` is given. */
  readonly commands: readonly string[];
  /** Options by which no call is asked for; with a value, written `option value`. */
  readonly waivers: readonly string[];
  /** Options that list tools which are called without asking, and those that take tools away. */
  readonly lists?: { readonly allow: readonly string[]; readonly deny: readonly string[] };
}

/** By the help texts of the published command lines. */
export const codingAgents: readonly CodingAgent[] = [
  {
    name: "Claude Code",
    commands: [
      "claude",
      "@anthropic-ai/claude-code",
      "anthropics/claude-code-action",
      "anthropics/claude-code-base-action",
    ],
    waivers: ["--dangerously-skip-permissions", "--permission-mode bypassPermissions"],
    lists: {
      allow: ["--allowedTools", "--allowed-tools"],
      deny: ["--disallowedTools", "--disallowed-tools"],
    },
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

/** Tools of Claude Code and its SDK that run whatever command they are given, and those that write files. */
export const commandTools: ReadonlySet<string> = new Set(["Bash"]);
export const fileTools: ReadonlySet<string> = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

/** The tool that a rule is about as a whole: `Bash`, `Bash(*)`; null where it names some calls of it: `Bash(npm test)`. */
export function wholeTool(rule: string): string | null {
  return /^([A-Za-z]+)(?:\(\*\))?$/.exec(rule.trim())?.[1] ?? null;
}

/**
 * Where a client of MCP is told which tools of a server it calls without asking. Read in the published schemas of Roo
 * Code (`alwaysAllow`) and Cline (`autoApprove`; `alwaysAllow` in older versions) and in the documentation of Kiro.
 */
export const autoApproveKeys: Readonly<Record<string, { readonly agent: string; readonly keys: readonly string[] }>> = {
  roo: { agent: "Roo Code", keys: ["alwaysAllow"] },
  cline: { agent: "Cline", keys: ["autoApprove", "alwaysAllow"] },
  kiro: { agent: "Kiro", keys: ["autoApprove"] },
};

/** Variables that a CI system sets for every job: code that looks at them does what it does there in every run. */
export const ciVariables: ReadonlySet<string> = new Set([
  ...["CI", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TF_BUILD", "BITBUCKET_BUILD_NUMBER", "JENKINS_URL"],
]);
