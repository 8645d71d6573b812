import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import type { NamedModel } from "../../src/model/named-model.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "floating" | "alias";

/** RB-1: the name of a model says which model runs, today and after a rollback. */
export const unpinnedModel = defineCheck<FaultId>({
  id: "rollback/unpinned-model",
  asks: "Does every name of a model mean one model, which its vendor does not exchange?",
  references: references(
    "LLM03:2025",
    "ASI04",
    "AISVS 3.1.1",
    "AISVS 3.2.3",
    "MANAGE 3.2",
    "MANAGE 4.1",
    "A.6.2.5",
    "AML.M0014",
    "Art. 15",
    "CWE-1357",
  ),
  faults: {
    floating: {
      says: "{service} runs {model}: {reason}.",
      because:
        "The code of last week does not bring back the model of last week, so a rollback restores half of the agent.",
      fix: "Name a model by its date or number, and move to the next one by a commit that an evaluation has passed.",
    },
    alias: {
      says: "{service} runs {model}, an alias: {reason}.",
      because: "When the vendor moves the alias, behaviour changes with no commit, and no commit brings it back.",
      fix: "Name the dated or numbered model that the alias stands for now.",
    },
  },
  judge({ models, modelCalls }) {
    if (modelCalls.length === 0) return notApplicable("No call of a model was found.");
    if (models.length === 0) {
      return unknown("No call says which model it runs.", "Which models run in production, and is each pinned?");
    }
    const loose = models.filter(({ pin }) => pin === "floating" || pin === "alias");
    // What the platform may set is not proven by what stands in its place.
    const proven = loose.filter(({ source }) => source !== "default");
    const open = models.filter(({ pin, source }) => pin === "outside" || (pin !== "pinned" && source === "default"));
    const reasons = reasonsOf(open);
    if (proven.length > 0) return fail(byName(proven).map(toFinding), reasons);
    if (open.length > 0) {
      const named = open.flatMap(({ name, variable }) => name ?? variable ?? []);
      return unknown(
        sentences(reasons),
        named.length > 0
          ? `Is what ${listed(named)} stands for one model that is not exchanged?`
          : "Which models are passed in, and is each pinned?",
        {
          suspected: byName(loose).map(toFinding),
          evidence: distinctLocations(
            open.slice(0, 10).map(({ at, name }) => locate(at, "model", name ?? "not known")),
          ),
        },
      );
    }
    return pass(
      distinctLocations(models.map(({ at, name, because }) => locate(at, "model", `${name ?? ""}: ${because}`))),
      defaultsOf(models),
    );
  },
});

function defaultsOf(models: readonly NamedModel[]): string[] {
  return models.flatMap(({ source, variable, name }) =>
    source === "default" ? [`${variable ?? ""} was taken for unset, so that ${name ?? ""} runs.`] : [],
  );
}

/** One sentence for each reason, with all names that it is about. */
function reasonsOf(open: readonly NamedModel[]): string[] {
  const unset = open.filter(({ source, pin }) => source === "default" && pin !== "outside");
  const rest = open.filter((model) => !unset.includes(model));
  return [
    ...unset.map(({ name, variable }) => `${name} runs where ${variable} is not set.`),
    ...groupBy(rest, ({ because, name }) => `${name === null} ${because}`).map((group) => {
      const because = group[0]?.because ?? "";
      const names = listed(group.flatMap(({ name }) => name ?? []));
      return names === "" ? `A model is not known: ${because}.` : `${names} may be pinned or not: ${because}.`;
    }),
  ];
}

/** One name in one service is one thing to repair, wherever it stands. */
function byName(models: readonly NamedModel[]): readonly NamedModel[][] {
  return groupBy(models, ({ service, name }) => `${service}/${name}`);
}

function toFinding(group: readonly NamedModel[]): Finding<FaultId> {
  const [first, ...others] = group;
  if (!first) throw new Error("a finding needs a model");
  const { service, because, pin } = first;
  const name = first.name ?? "";
  const calls = group.flatMap((model) => model.calls).slice(0, 5);
  return {
    fault: pin === "floating" ? "floating" : "alias",
    subject: `${service}/${name}`,
    data: { service, model: name, reason: because },
    at: locate(first.at, "model", name),
    related: distinctLocations([
      ...others.map(({ at }) => locate(at, "model", name)),
      ...calls.map((call) => locate(call, "call", "runs it")),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
