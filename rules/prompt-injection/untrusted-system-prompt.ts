import { locate, placeText } from "../../src/model/location.ts";
import type { SystemPrompt, UntrustedPart, UntrustedSource } from "../../src/model/prompts.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { runsModels } from "../../src/model/runs-models.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "untrusted-text" | "passed-instructions";

const described: Readonly<Record<UntrustedSource, string>> = {
  request: "the request",
  "tool-input": "the input of a tool, which a model writes",
  retrieval: "retrieved content",
  response: "a page that is fetched",
  file: "a file that is named at run time",
  arguments: "the arguments of the program",
};

/** PI-1: no text that others write stands among the instructions. */
export const untrustedSystemPrompt = defineCheck<FaultId>({
  id: "prompt-injection/untrusted-system-prompt",
  asks: "Are the system instructions of every model call free of text that others write?",
  references: references(
    "LLM01:2025",
    "LLM07:2025",
    "ASI01",
    "AISVS 2.1.1",
    "MEASURE 2.7",
    "A.6.2.4",
    "AML.T0051",
    "Art. 15",
    "CWE-1427",
  ),
  faults: {
    "untrusted-text": {
      says: "{operation} is given {names} from {source} among its system instructions.",
      because:
        "A model takes its system text for the word of its operator, so whoever writes that part can give the agent orders.",
      fix: "Keep the system text fixed; pass what others write in a message of the user or as a tool result, marked as data.",
    },
    "passed-instructions": {
      says: "{operation} takes {names} from {source} for its system instructions.",
      because: "Whoever may write the instructions decides what the agent does with its tools.",
      fix: "Choose among instructions of your own by a name, or give such an agent no rights beyond those of its caller.",
    },
  },
  judge(stack) {
    const { systems } = stack.prompts;
    if (systems.length === 0 && stack.modelCalls.length === 0 && runsModels(stack))
      return unknown(
        "Models are run here, and no call of one was followed to its instructions.",
        "Which texts do the system instructions of the models hold?",
      );
    if (systems.length === 0) return notApplicable("No model call with system instructions was found.");
    const proven = systems.flatMap((prompt) => findingOf(prompt, ({ excuse }) => excuse === null));
    const suspected = systems.flatMap((prompt) => findingOf(prompt, ({ excuse }) => excuse !== null));
    if (proven.length > 0) return fail(once(proven), suspected.length > 0 ? [reasonOf(suspected)] : []);
    if (suspected.length > 0)
      return unknown(
        reasonOf(suspected),
        "Is everybody who can send these instructions allowed to instruct the agent?",
        {
          suspected: once(suspected),
        },
      );
    const open = systems.filter((prompt) => prompt.open.length > 0);
    if (open.length > 0)
      return unknown(
        sentences(
          open.map(
            ({ operation, textAt }) =>
              `A part of the instructions of ${operation} at ${placeText(textAt)} comes from something that was not followed.`,
          ),
        ),
        "Who writes what the database, the caller or the service adds to these instructions?",
        {
          evidence: distinctLocations(
            open.flatMap(({ textAt, operation, open: parts }) => [
              locate(textAt, "system text", operation),
              ...parts.slice(0, 3).map((place) => locate(place, "not followed")),
            ]),
          ),
        },
      );
    return pass(distinctLocations(systems.map(({ textAt, operation }) => locate(textAt, "system text", operation))));
  },
});

function reasonOf(suspected: readonly Finding<FaultId>[]): string {
  return sentences(
    suspected.map(({ data: { operation, names } }) => `${operation} is given ${names} as instructions.`),
  );
}

function findingOf(
  { operation, at, textAt, untrusted, service }: SystemPrompt,
  counts: (part: UntrustedPart) => boolean,
): Finding<FaultId>[] {
  const parts = untrusted.filter(counts);
  const [first] = parts;
  if (!first) return [];
  const isExcused = first.excuse !== null;
  return [
    {
      fault: isExcused ? "passed-instructions" : "untrusted-text",
      subject: `${service}/${operation}: ${parts.map(({ name }) => name).join(", ")}`,
      data: {
        operation,
        names: listed(parts.map(({ name }) => name)),
        source: listed(parts.map(({ source }) => described[source])),
      },
      at: locate(textAt, "system text", operation),
      related: distinctLocations([
        ...parts.map((part) => locate(part.at, "untrusted", `${part.name}, from ${described[part.source]}`)),
        locate(at, "model call", operation),
      ]),
      environments: [],
      failurePath: null,
      contamination: [],
    },
  ];
}

/** One text that several calls share is repaired once. */
function once(findings: readonly Finding<FaultId>[]): Finding<FaultId>[] {
  const kept: Finding<FaultId>[] = [];
  for (const finding of findings) {
    const same = kept.findIndex(
      ({ at, fault }) =>
        fault === finding.fault &&
        at.path === finding.at.path &&
        at.startLine === finding.at.startLine &&
        at.startColumn === finding.at.startColumn,
    );
    const known = kept[same];
    if (known) kept[same] = { ...known, related: distinctLocations([...known.related, ...finding.related]) };
    else kept.push(finding);
  }
  return kept;
}
