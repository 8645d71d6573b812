import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import type { RegistryPrompt } from "../../src/model/recovery.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "latest" | "by-label";

/** RB-3: a prompt of a registry is the one that this release was tested with. */
export const unversionedPrompt = defineCheck<FaultId>({
  id: "rollback/unversioned-prompt",
  asks: "Does every prompt that is fetched from a registry name its version?",
  references: references("LLM03:2025", "ASI04", "AISVS 3.3.2", "AISVS 12.5.3", "MANAGE 4.1", "A.6.2.5", "Clause 8.1"),
  faults: {
    latest: {
      says: "{service} fetches {prompt} from {registry} as it was last saved.",
      because: "Every save is live at once, and a rollback of the code leaves the prompt as it is.",
      fix: "Fetch it by version or commit, or by a label that is moved in a step of its own.",
    },
    "by-label": {
      says: "{service} fetches {prompt} from {registry} by the label {label}.",
      because: "Whoever moves the label changes the agent, and a rollback of the code does not move it back.",
      fix: "Fetch it by version, or write down with each release which version the label stood for.",
    },
  },
  judge({ recovery: { prompts } }) {
    if (prompts.length === 0) return notApplicable("No prompt is fetched from a registry that is known.");
    const latest = prompts.filter(({ by }) => by === "latest");
    if (latest.length > 0) return fail(byName(latest).map(toFinding));
    const open = prompts.filter(({ by }) => by !== "version");
    if (open.length > 0) {
      const names = listed(open.map(nameOf));
      return unknown(
        `${names} is not fetched by a version that is written in the code.`,
        `Is it recorded which version of ${names} each release ran with, and who may move it?`,
        {
          suspected: byName(open.filter(({ by }) => by === "label")).map(toFinding),
          evidence: distinctLocations(open.map((prompt) => locate(prompt.at, "prompt", nameOf(prompt)))),
        },
      );
    }
    return pass(distinctLocations(prompts.map((prompt) => locate(prompt.at, "prompt", nameOf(prompt)))));
  },
});

function nameOf({ prompt }: RegistryPrompt): string {
  return prompt ?? "a prompt";
}

function byName(prompts: readonly RegistryPrompt[]): readonly RegistryPrompt[][] {
  return groupBy(prompts, ({ service, registry, prompt, label }) => [service, registry, prompt, label].join("\n"));
}

function toFinding(group: readonly RegistryPrompt[]): Finding<FaultId> {
  const [first, ...others] = group;
  if (!first) throw new Error("a finding needs a prompt");
  const prompt = nameOf(first);
  return {
    fault: first.by === "latest" ? "latest" : "by-label",
    subject: `${first.service}/${prompt}`,
    data: { service: first.service, prompt, registry: first.registry, label: first.label ?? "" },
    at: locate(first.at, "prompt", prompt),
    related: distinctLocations(others.map(({ at }) => locate(at, "prompt", prompt))),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
