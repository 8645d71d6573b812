import { expect, it } from "vitest";
import { guardOrder } from "../../../rules/prompt-injection/guard-order.ts";
import { hiddenCharacters } from "../../../rules/prompt-injection/hidden-characters.ts";
import { inputGuard } from "../../../rules/prompt-injection/input-guard.ts";
import { lethalCombination } from "../../../rules/prompt-injection/lethal-combination.ts";
import { untrustedSystemPrompt } from "../../../rules/prompt-injection/untrusted-system-prompt.ts";
import { type InputGuard, noPrompts, type SystemPrompt, type UntrustedPart } from "../../../src/model/prompts.ts";
import { place, stackOf } from "../../support/stack.ts";

const prompt = (more: Partial<SystemPrompt> = {}): SystemPrompt => ({
  operation: "generateText",
  service: "agent",
  at: place("src/agent.ts:3"),
  textAt: place("src/agent.ts:5"),
  untrusted: [],
  open: [],
  ...more,
});
const part = (excuse: string | null): UntrustedPart => ({
  source: "request",
  name: "body.notes",
  at: place("src/agent.ts:2"),
  excuse,
});
const systems = (...list: SystemPrompt[]) => stackOf({ prompts: { ...noPrompts, systems: list } });

it("fails where untrusted text is proven, asks where it may be meant, and does not pass what was not followed", () => {
  const judge = (more: Partial<SystemPrompt>) => untrustedSystemPrompt.judge(systems(prompt(more))).status;
  expect(judge({})).toBe("pass");
  expect(judge({ untrusted: [part(null)] })).toBe("fail");
  expect(judge({ untrusted: [part("it is meant so")] })).toBe("unknown");
  expect(judge({ open: [place("src/agent.ts:4")] })).toBe("unknown");
  expect(untrustedSystemPrompt.judge(stackOf({ agentEvidence: [] })).status).toBe("not-applicable");
});

it("tells one text that several calls share once", () => {
  const verdict = untrustedSystemPrompt.judge(
    systems(prompt({ untrusted: [part(null)] }), prompt({ untrusted: [part(null)], at: place("src/other.ts:1") })),
  );
  expect(verdict.status === "fail" && verdict.findings.length).toBe(1);
});

const guard = (more: Partial<InputGuard> = {}): InputGuard => ({
  name: "injections",
  product: "OpenAI Agents SDK",
  at: place("src/agent.ts:8"),
  wiredAt: place("src/agent.ts:6"),
  passesAt: null,
  skippedBy: null,
  races: null,
  ...more,
});

it("holds guards to their order", () => {
  const judge = (...guards: InputGuard[]) => guardOrder.judge(stackOf({ prompts: { ...noPrompts, guards } })).status;
  expect(judge()).toBe("not-applicable");
  expect(judge(guard())).toBe("pass");
  expect(judge(guard({ skippedBy: { what: "SKIP", at: place("src/agent.ts:7") } }))).toBe("fail");
  expect(judge(guard({ races: { installed: "0.3.5", tools: [{ name: "refund", at: place("src/t.ts:1") }] } }))).toBe(
    "fail",
  );
});

it("takes the absence of a guard for no proof", () => {
  expect(inputGuard.judge(stackOf()).status).toBe("unknown");
  expect(inputGuard.judge(stackOf({ agentEvidence: [] })).status).toBe("not-applicable");
});

it("fails what hides characters, and passes what does not", () => {
  const judge = (count: number) =>
    hiddenCharacters.judge(
      stackOf({
        prompts: {
          ...noPrompts,
          texts: [
            {
              name: "AGENTS.md",
              at: place("AGENTS.md:1"),
              hidden: count > 0 ? [{ kind: "tag", count, at: place("AGENTS.md:4") }] : [],
            },
          ],
        },
      }),
    ).status;
  expect([judge(0), judge(3)]).toEqual(["pass", "fail"]);
});

it("needs a tool to judge a combination of tools", () => {
  expect(lethalCombination.judge(stackOf()).status).toBe("not-applicable");
});
