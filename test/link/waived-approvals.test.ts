import { describe, expect, it } from "vitest";
import { inventoryOfTree, memoryTree } from "../../src/audit.ts";

const manifest = JSON.stringify({ name: "scribe", dependencies: { "@anthropic-ai/claude-agent-sdk": "^0.3.0" } });

type Files = Readonly<Record<string, string>>;

function stackOf(files: Files) {
  return inventoryOfTree(memoryTree({ "package.json": manifest, ...files })).stack;
}

function keptIn(files: Files): string[] {
  return stackOf(files).keptApprovals.map(({ agent, says }) => `${agent} ${says}`);
}

function waivedIn(files: Files): string[] {
  return stackOf(files).waivedApprovals.map(
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

  it("asks somebody in another mode", () => {
    const files = { "src/agent.ts": query, "src/options.ts": options('"dontAsk"') };
    expect(waivedIn(files)).toEqual([]);
    expect(keptIn(files)).toEqual(["Claude Agent SDK permissionMode: dontAsk"]);
  });

  it.each(['process.env.MODE ?? "bypassPermissions"', 'test ? "bypassPermissions" : "default"'])(
    "may ask nobody with %s",
    (mode) => {
      const files = { "src/agent.ts": query, "src/options.ts": options(mode) };
      expect(waivedIn(files)).toEqual(['code Claude Agent SDK permissionMode: "bypassPermissions": ']);
      expect(stackOf(files).waivedApprovals.map(({ always }) => always)).toEqual([false]);
    },
  );

  it("asks nobody in CI where a profile is picked by what CI sets", () => {
    const profiles = `const profiles = { desk: { permissionMode: "default" }, runner: { permissionMode: "bypassPermissions" } };
const profileOf = (env: NodeJS.ProcessEnv) => profiles[env.GITHUB_ACTIONS === "true" ? "runner" : "desk"];
export const unattended = () => ({ maxTurns: 4, ...profileOf(process.env) });`;
    const files = { "src/agent.ts": query, "src/options.ts": profiles };
    expect(stackOf(files).waivedApprovals).toMatchObject([
      { setting: 'permissionMode: "bypassPermissions" wherever GITHUB_ACTIONS is set', always: true },
    ]);
  });

  const bypass = (more: string) => options(`"bypassPermissions", ${more}`);
  const hook = (body: string) => `hooks: { PreToolUse: [{ hooks: [async (input: any) => { ${body} }] }] }`;

  it.each([
    ["sandbox: { enabled: true }", "sandbox"],
    ["sandbox: { enabled: false }", null],
    [hook('return input.tool_name === "Bash" ? { decision: "block" } : {};'), "hook"],
    [hook("return decide(input);"), "hook"],
    [hook('return (await halted()) ? { decision: "block" } : {};'), null],
    ["hooks: { PreToolUse: [] }", null],
    ["hooks: { PreToolUse: [{ matcher: 'Read', hooks: [decide] }] }", null],
    ["hooks: { PreToolUse: [{ matcher: 'Bash|Edit', hooks: [decide] }] }", "hook"],
  ])("is held by what decides about the calls: %s", (more, held) => {
    const files = { "src/agent.ts": query, "src/options.ts": bypass(more) };
    expect(stackOf(files).waivedApprovals.map(({ heldBy }) => heldBy?.what ?? null)).toEqual([held]);
  });

  const listing = (members: string) => `export const unattended = () => ({ ${members} });`;

  it.each([
    ['allowedTools: ["Read", "Bash"]', 'allowedTools: "Bash" commands'],
    ['allowedTools: ["Bash(*)"]', 'allowedTools: "Bash(*)" commands'],
    ['allowedTools: ["Edit"]', 'allowedTools: "Edit" files'],
    ['allowedTools: ["Bash"], canUseTool', 'allowedTools: "Bash" commands'],
    [
      'allowedTools: ["Bash"], hooks: { PreToolUse: [{ matcher: "Edit", hooks: [decide] }] }',
      'allowedTools: "Bash" commands',
    ],
  ])("allows in advance with %s", (members, told) => {
    const files = { "src/agent.ts": query, "src/options.ts": listing(members) };
    expect(stackOf(files).waivedApprovals.map(({ setting, waives }) => `${setting} ${waives}`)).toEqual([told]);
  });

  it.each([
    'allowedTools: ["Read", "Bash(npm test)", "mcp__crm__find"]',
    'allowedTools: ["Bash"], disallowedTools: ["Bash"]',
    'allowedTools: ["Bash"], tools: ["Read", "Grep"]',
    'allowedTools: ["Bash"], permissionMode: "plan"',
    'allowedTools: ["Bash"], sandbox: { enabled: true }',
    'allowedTools: ["Bash"], hooks: { PreToolUse: [{ matcher: "Bash", hooks: [decide] }] }',
  ])("allows no command in advance with %s", (members) => {
    expect(waivedIn({ "src/agent.ts": query, "src/options.ts": listing(members) })).toEqual([]);
  });
});

describe("a server that the model's vendor calls", () => {
  const hosted = (members: string) => ({
    "package.json": JSON.stringify({ name: "desk", dependencies: { "@openai/agents": "0.20.0" } }),
    "src/agent.ts": `import { Agent, hostedMcpTool } from "@openai/agents";
const crm = hostedMcpTool({ serverLabel: "crm", serverUrl: "https://mcp.crm.example/mcp", ${members} });
export const desk = new Agent({ name: "Desk", tools: [crm] });`,
  });

  it.each([
    ["", "no requireApproval for crm: "],
    ['allowedTools: ["find_contact", "update_contact"]', "no requireApproval for crm: update_contact"],
    ['requireApproval: "never"', 'requireApproval: "never" for crm: '],
    ['requireApproval: { never: { toolNames: ["delete_contact"] } }', "requireApproval.never for crm: delete_contact"],
  ])("is called without asking with %j", (members, told) => {
    expect(
      stackOf(hosted(members)).waivedApprovals.map(({ setting, tools }) => `${setting}: ${tools.join(" ")}`),
    ).toEqual([told]);
  });

  it.each([
    ['requireApproval: "always"', ['OpenAI Agents SDK requireApproval: "always"']],
    ['requireApproval: { never: { toolNames: ["find_contact"] } }', ["OpenAI Agents SDK requireApproval by name"]],
    ['allowedTools: ["find_contact"], requireApproval: "never"', []],
    ["requireApproval: rules()", []],
  ])("is not with %j", (members, kept) => {
    expect(waivedIn(hosted(members))).toEqual([]);
    expect(keptIn(hosted(members))).toEqual(kept);
  });
});

describe("a job that starts Claude Code with a list of what it may do", () => {
  const step = (lines: string) => ({
    ".github/workflows/agent.yml": `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n      - ${lines}\n        env:\n          CRM_TOKEN: \${{ secrets.CRM_TOKEN }}\n`,
  });

  it.each([
    ["run: claude -p go --allowedTools Bash", "--allowedTools Bash"],
    ['run: claude -p go --allowedTools "Read,Bash"', "--allowedTools Bash"],
    ["run: claude -p go --allowed-tools Read Bash --max-turns 4", "--allowed-tools Bash"],
    [
      "uses: anthropics/claude-code-action@v1\n        with:\n          claude_args: |\n            --max-turns 4\n            --allowedTools Bash",
      "--allowedTools Bash",
    ],
    [
      'uses: anthropics/claude-code-action@beta\n        with:\n          allowed_tools: "Edit,Bash"',
      "--allowedTools Bash",
    ],
    [
      "uses: anthropics/claude-code-action@v1\n        with:\n          claude_args: --dangerously-skip-permissions",
      "--dangerously-skip-permissions",
    ],
  ])("is told of %s", (lines, told) => {
    expect(waivedIn(step(lines))).toEqual([`ci Claude Code ${told}: CRM_TOKEN`]);
  });

  it.each([
    'run: claude -p go --allowedTools "Read,Bash(npm test)"',
    'run: claude -p go --allowedTools "Bash(git log:*),Bash(git diff *)"',
    "run: claude -p go --allowedTools Read --append-system-prompt Bash",
    "run: claude -p go --allowedTools Bash --disallowedTools Bash",
    "uses: anthropics/claude-code-action@v1\n        with:\n          prompt: run Bash",
  ])("is none in %s", (lines) => {
    expect(waivedIn(step(lines))).toEqual([]);
  });
});

describe("tools of a server that a client approves of in advance", () => {
  const roo = (tools: readonly string[]) => ({
    ".roo/mcp.json": JSON.stringify({ mcpServers: { crm: { command: "crm-server", alwaysAllow: tools } } }),
  });

  it("are told where their names say that they change something", () => {
    expect(stackOf(roo(["find_contact", "delete_contact"])).waivedApprovals).toMatchObject([
      { agent: "Roo Code", waives: "server-tools", tools: ["delete_contact"], setting: "alwaysAllow for crm" },
    ]);
    expect(waivedIn(roo(["find_contact"]))).toEqual([]);
  });

  it("are known by what they do where they are the repository's own", () => {
    const server = `import { writeFile } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "crm", version: "1.0.0" });
server.registerTool("contact", { description: "x" }, async () => { await fetch("https://crm.example/contacts", { method: "POST" }); return { content: [] }; });`;
    const files = {
      ...roo(["contact"]),
      "package.json": JSON.stringify({ name: "crm", dependencies: { "@modelcontextprotocol/sdk": "1.32.2" } }),
      "src/server.ts": server,
    };
    expect(stackOf(files).waivedApprovals).toMatchObject([{ waives: "own-writes", tools: ["contact"] }]);
  });
});
