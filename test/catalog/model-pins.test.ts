import { expect, it } from "vitest";
import { pinOf } from "../../src/catalog/model-pins.ts";
import { vendorOf } from "../../src/catalog/model-vendors.ts";
import { installOf, revertCommands } from "../../src/catalog/reverts.ts";

it.each([
  ["openai", "gpt-4o-2024-08-06", "pinned"],
  ["openai", "gpt-4-0613", "pinned"],
  ["openai", "ft:gpt-4o-mini-2024-07-18:acme::abc", "pinned"],
  ["openai", "text-embedding-3-small", "pinned"],
  ["openai", "gpt-4o", "alias"],
  ["openai", "gpt-5-chat-latest", "floating"],
  ["openai", "gpt-5.6-sol", "outside"],
  ["anthropic", "claude-sonnet-4-5-20250929", "pinned"],
  ["anthropic", "claude-sonnet-4@20250514", "pinned"],
  ["anthropic", "claude-opus-4-6", "pinned"],
  ["anthropic", "claude-sonnet-5", "pinned"],
  ["anthropic", "claude-sonnet-4-5", "alias"],
  ["anthropic", "claude-3-7-sonnet-latest", "floating"],
  ["anthropic", "claude-mythos-preview", "outside"],
  ["google", "gemini-2.0-flash-001", "pinned"],
  ["google", "gemini-2.0-flash", "alias"],
  ["google", "gemini-2.0-flash-exp", "floating"],
  ["google", "gemini-flash-latest", "floating"],
  ["google", "gemini-3-pro-preview", "outside"],
  ["bedrock", "us.anthropic.claude-sonnet-4-20250514-v1:0", "pinned"],
  ["openrouter", "openrouter/auto", "floating"],
  ["ai-gateway", "openai/gpt-4o", "outside"],
  ["ai-gateway", "chat-latest", "outside"],
  ["azure-openai", "gpt-4o", "outside"],
  ["openai-compatible", "gpt-4o", "outside"],
  ["constructor", "gpt-4o", "outside"],
  [null, "gpt-4o", "outside"],
])("tells that %s %s is %s", (provider, name, kind) => {
  expect(pinOf(provider, name).kind).toBe(kind);
});

it("knows whose model a call names", () => {
  expect(vendorOf("openai", "chat.completions.create", "gpt-4o").provider).toBe("openai");
  expect(vendorOf("langchain", "AzureChatOpenAI", "gpt-4o").provider).toBe("azure-openai");
  expect(vendorOf("mastra", "Agent", "openai/gpt-4o")).toEqual({ provider: "openai", name: "gpt-4o" });
  expect(vendorOf("ai-sdk", "generateText", "openai/gpt-4o").provider).toBe("ai-gateway");
});

it.each([
  ["npx wrangler rollback", "wrangler rollback"],
  ["kubectl -n agents rollout undo deployment/agent", "kubectl rollout undo"],
  ["fly deploy --app agent --image registry/agent:v41", "fly deploy --image"],
  ["helm rollback agent 3", "helm rollback"],
  ["npm run typeorm migration:rollback", undefined],
  ["vercel deploy --prod", undefined],
])("takes %s for %s", (line, tool) => {
  expect(revertCommands.find(({ command }) => command.test(line))?.tool).toBe(tool);
});

it.each([
  ["npm ci", true],
  ["npm install", false],
  ["npm install -g wrangler", undefined],
  ["npm install left-pad", undefined],
  ["pnpm install", true],
  ["pnpm install --no-frozen-lockfile", false],
  ["bun install", false],
])("reads %s", (line, frozen) => {
  expect(installOf(line)?.frozen).toBe(frozen);
});
