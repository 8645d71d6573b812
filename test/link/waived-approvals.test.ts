import { describe, expect, it } from "vitest";
import { inventoryOfTree, memoryTree } from "../../src/audit.ts";

const manifest = JSON.stringify({ name: "scribe", dependencies: { "@anthropic-ai/claude-agent-sdk": "^0.3.0" } });

function waivedIn(files: Readonly<Record<string, string>>): string[] {
  const { stack } = inventoryOfTree(memoryTree({ "package.json": manifest, ...files }));
  return stack.waivedApprovals.map(
    ({ agent, where, setting, secrets }) =>
      `${where} ${agent} ${setting}: ${secrets.map(({ name }) => name).join(" ")}`,
  );
}

describe("a job that starts an agent which asks nobody", () => {
  const job = (command: string, variable: string) => ({
    ".github/workflows/agent.yml": `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n        env:\n          ${variable}\n`,
  });
  const claude = "npx -y @anthropic-ai/claude-code@2.0.1 -p go --dangerously-skip-permissions";

  it.each([
    ["CRM_TOKEN: ${{ secrets.CRM_TOKEN }}", "CRM_TOKEN"],
    ["ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}", ""],
    ["GH_TOKEN: ${{ secrets.GITHUB_TOKEN }}", ""],
    ["REGION: ${{ vars.REGION }}", ""],
    ["REGION: eu", ""],
  ])("with %s holds %j", (variable, held) => {
    expect(waivedIn(job(claude, variable))).toEqual([`ci Claude Code --dangerously-skip-permissions: ${held}`]);
  });

  it.each([
    ["claude -p go --permission-mode bypassPermissions", "Claude Code --permission-mode bypassPermissions"],
    ["claude -p go --permission-mode=bypassPermissions", "Claude Code --permission-mode bypassPermissions"],
    ["npx @openai/codex exec --yolo go", "Codex --yolo"],
    ["gemini -p go --approval-mode yolo", "Gemini CLI --approval-mode yolo"],
  ])("is told of %s", (command, told) => {
    expect(waivedIn(job(command, "REGION: eu"))).toEqual([`ci ${told}: `]);
  });

  it.each(["claude -p go", "claude -p go --permission-mode plan", "echo claude --dangerously-skip-permissions"])(
    "is none in %s",
    (command) => {
      expect(waivedIn(job(command, "REGION: eu"))).toEqual([]);
    },
  );
});

describe("an agent in code", () => {
  const query = `import { query } from "@anthropic-ai/claude-agent-sdk";
import { unattended } from "./options";
export const go = (prompt: string) => query({ prompt, options: unattended() });`;
  const options = (mode: string) => `const base = { maxTurns: 4 };
export const unattended = () => ({ ...base, permissionMode: ${mode} });`;

  it("is followed to where its options are made", () => {
    const files = { "src/agent.ts": query, "src/options.ts": options('"bypassPermissions"') };
    expect(waivedIn(files)).toEqual(['code Claude Agent SDK permissionMode: "bypassPermissions": ']);
  });

  it.each(['"dontAsk"', 'process.env.MODE ?? "bypassPermissions"', 'test ? "bypassPermissions" : "default"'])(
    "asks somebody, or may, with %s",
    (mode) => {
      expect(waivedIn({ "src/agent.ts": query, "src/options.ts": options(mode) })).toEqual([]);
    },
  );
});
