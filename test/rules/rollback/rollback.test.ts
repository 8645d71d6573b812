import { describe, expect, it } from "vitest";
import { missingRevert } from "../../../rules/rollback/missing-revert.ts";
import { overwrittenIndex } from "../../../rules/rollback/overwritten-index.ts";
import { scatteredModelName } from "../../../rules/rollback/scattered-model-name.ts";
import { unlockedDependencies } from "../../../rules/rollback/unlocked-dependencies.ts";
import { unpinnedModel } from "../../../rules/rollback/unpinned-model.ts";
import { unversionedPrompt } from "../../../rules/rollback/unversioned-prompt.ts";
import type { ModelCall } from "../../../src/model/model-call.ts";
import type { NamedModel } from "../../../src/model/named-model.ts";
import type { DependencyLock, Recovery, RegistryPrompt } from "../../../src/model/recovery.ts";
import type { Check, Verdict } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { judgeWith, known, place, stackOf, store, told } from "../../support/stack.ts";

function judged<Id extends string>(check: Check<Id>, parts: Partial<Stack>): [Verdict<Id>["status"], string[]] {
  const verdict = judgeWith(check, stackOf(parts));
  if (verdict.status === "fail") return [verdict.status, told(verdict.findings)];
  return [verdict.status, verdict.status === "unknown" ? told(verdict.suspected) : []];
}

const absent = { state: "absent" } as const;
const call: ModelCall = {
  sdk: "openai",
  operation: "chat.completions.create",
  service: "agent",
  at: place("src/answer.ts:9"),
  models: [],
  hasTools: false,
  limits: { steps: absent, "output-tokens": absent, time: absent, spend: absent, abort: absent, retries: absent },
  stepsByDefault: 1,
  telemetry: absent,
  system: null,
};

function model(name: string, pin: NamedModel["pin"], more: Partial<NamedModel> = {}): NamedModel {
  return {
    service: "agent",
    provider: "openai",
    name,
    variable: null,
    source: "code",
    pin,
    because: "dated",
    at: place("src/answer.ts:5"),
    calls: [call.at],
    ...more,
  };
}

function recovery(parts: Partial<Recovery>): Partial<Stack> {
  return { recovery: { locks: [], reverts: [], indexWrites: [], indexReverts: [], prompts: [], ...parts } };
}

describe("unpinned-model", () => {
  const judge = (models: readonly NamedModel[], calls = [call]) => judged(unpinnedModel, { models, modelCalls: calls });

  it("fails for a name that the vendor may move, once for each name", () => {
    expect(judge([model("gpt-4o", "alias"), model("gpt-4o", "alias", { at: place("src/title.ts:3") })])).toEqual([
      "fail",
      ["alias agent/gpt-4o @ src/answer.ts:5 ↔ src/title.ts:3 src/answer.ts:9"],
    ]);
  });

  it("only suspects what stands in place of a variable", () => {
    expect(judge([model("gpt-4o", "alias", { source: "default", variable: "MODEL" })])[0]).toBe("unknown");
  });

  it("takes what configuration sets as proven", () => {
    expect(judge([model("gpt-4o", "alias", { source: "configuration", variable: "MODEL" })])[0]).toBe("fail");
  });

  it("is unknown for a name outside the table, passes for pinned ones, and does not apply without calls", () => {
    expect(judge([model("support", "outside")])[0]).toBe("unknown");
    expect(judge([])[0]).toBe("unknown");
    expect(judge([model("gpt-4o-2024-08-06", "pinned")])[0]).toBe("pass");
    expect(judge([], [])[0]).toBe("not-applicable");
  });
});

describe("scattered-model-name", () => {
  const judge = (models: readonly NamedModel[]) => judged(scatteredModelName, { models });

  it("suspects one name in two files, and neither two names nor what configuration says", () => {
    const again = model("gpt-4o", "alias", { at: place("src/title.ts:3") });
    expect(judge([model("gpt-4o", "alias"), again])).toEqual([
      "unknown",
      ["many-places agent/gpt-4o @ src/answer.ts:5 ↔ src/title.ts:3"],
    ]);
    expect(judge([model("gpt-4o", "alias"), { ...again, name: "gpt-5" }])[0]).toBe("pass");
    expect(judge([{ ...again, source: "configuration" }])[0]).toBe("not-applicable");
  });
});

describe("unversioned-prompt", () => {
  const prompt = (by: RegistryPrompt["by"], label: string | null = null): RegistryPrompt => ({
    registry: "Langfuse",
    service: "agent",
    prompt: "answers",
    by,
    label,
    at: place("src/answer.ts:3"),
  });
  const judge = (...prompts: readonly RegistryPrompt[]) => judged(unversionedPrompt, recovery({ prompts }));

  it("tells what was last saved from what is moved on purpose", () => {
    expect(judge(prompt("latest"))).toEqual(["fail", ["latest agent/answers @ src/answer.ts:3 ↔ "]]);
    expect(judge(prompt("label", "production"))).toEqual(["unknown", ["by-label agent/answers @ src/answer.ts:3 ↔ "]]);
    expect(judge(prompt("unresolved"))).toEqual(["unknown", []]);
    expect(judge(prompt("version"))[0]).toBe("pass");
    expect(judge()[0]).toBe("not-applicable");
  });
});

describe("unlocked-dependencies", () => {
  const lock = (more: Partial<DependencyLock>): DependencyLock => ({
    service: "agent",
    at: place("package.json:2"),
    deployedBy: place("Dockerfile:1"),
    lockfile: null,
    elsewhere: null,
    installs: [],
    ...more,
  });
  const judge = (...locks: readonly DependencyLock[]) => judged(unlockedDependencies, recovery({ locks }));
  const install = (frozen: boolean) => ({ text: frozen ? "npm ci" : "npm install", at: place("ci.yml:4"), frozen });

  it("fails for a deployed package without a lockfile", () => {
    expect(judge(lock({}))).toEqual(["fail", ["no-lockfile agent @ package.json:2 ↔ Dockerfile:1"]]);
  });

  it("is unknown where nothing deploys it, or its lockfile may be elsewhere", () => {
    expect(judge(lock({ deployedBy: null }))).toEqual(["unknown", []]);
    expect(judge(lock({ elsewhere: "its root was not audited" }))[0]).toBe("unknown");
  });

  it("suspects a loose installation only where no other holds to the lockfile", () => {
    const lockfile = place("package-lock.json:1");
    expect(judge(lock({ lockfile, installs: [install(false)] }))[0]).toBe("unknown");
    expect(judge(lock({ lockfile, installs: [install(false), install(true)] }))[0]).toBe("pass");
  });
});

describe("missing-revert", () => {
  it("passes with a command, and asks without", () => {
    const reverts = [{ tool: "wrangler rollback", text: "wrangler rollback", at: place("undo.yml:8") }];
    expect(judged(missingRevert, recovery({ reverts }))[0]).toBe("pass");
    expect(judged(missingRevert, recovery({}))[0]).toBe("unknown");
  });
});

describe("overwritten-index", () => {
  const stores = [store({ production: known() })];
  const indexWrites = [{ store: 0, operation: "upsert", at: place("src/ingest.ts:7") }];

  it("suspects an index that is written in place", () => {
    expect(judged(overwrittenIndex, { stores, ...recovery({ indexWrites }) })).toEqual([
      "unknown",
      ["in-place agent/Pinecone index (PINECONE_INDEX) @ src/ingest.ts:7 ↔ src/retrieval.ts:4"],
    ]);
  });

  it("passes where its earlier state is kept by the same product", () => {
    const kept = (provider: string) => [{ provider, operation: "createBackup", at: place("src/ingest.ts:5") }];
    const judge = (provider: string) =>
      judged(overwrittenIndex, { stores, ...recovery({ indexWrites, indexReverts: kept(provider) }) })[0];
    expect(judge("pinecone")).toBe("pass");
    expect(judge("qdrant")).toBe("unknown");
    expect(judged(overwrittenIndex, {})[0]).toBe("not-applicable");
  });
});
