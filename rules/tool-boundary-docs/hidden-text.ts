import type { Tool } from "../../src/model/agent-tool.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "hidden-characters" | "secret-order" | "asks-for-silence";

/** TB-8: what a model reads of a tool is what a reviewer reads. */
export const hiddenText = defineCheck<FaultId>({
  id: "tool-boundary-docs/hidden-text",
  asks: "Is every description of a tool free of characters that nobody sees, and of orders to keep something from the user?",
  references: references(
    "LLM03:2025",
    "LLM01:2025",
    "ASI04",
    "AISVS 10.4.8",
    "MAP 4.2",
    "A.6.2.7",
    "AML.T0110",
    "AML.T0109",
    "CWE-1427",
  ),
  faults: {
    "hidden-characters": {
      says: "The {parts} of {tool} has hidden characters: {characters}.",
      because: "The model reads them and a reviewer does not, which is how instructions are hidden in a tool.",
      fix: "Remove the characters, find out who put them there, and check definitions for them in CI.",
    },
    "secret-order": {
      says: "The {parts} of {tool} orders “{orders}” and asks for silence: “{words}”.",
      because: "The model obeys what a description says, and the person it works for is not to notice.",
      fix: "Remove the order, find out who put it there, and have changes of definitions reviewed.",
    },
    "asks-for-silence": {
      says: "The {parts} of {tool} asks the model to keep something from the user: “{words}”.",
      because: "What a tool does and nobody is told of is not noticed when it goes wrong.",
      fix: "Say what may not be shown, and why, where the answer is made and not in the tool.",
    },
  },
  judge({ tools }) {
    const read = tools.filter(({ declaration }) => declaration !== undefined);
    if (read.length === 0) return notApplicable("No tool is defined in the repository.");
    const hiding = read.filter(({ declaration }) => (declaration?.hidden.length ?? 0) > 0);
    const proven = [...hiding.map(toFinding), ...read.flatMap((tool) => secretive(tool, true))];
    if (proven.length > 0) return fail(proven);
    const suspected = read.flatMap((tool) => secretive(tool, false));
    if (suspected.length > 0)
      return unknown(
        `${listed(suspected.map(({ data }) => data.tool ?? ""))} asks the model to keep something from the user.`,
        "What is the user not to be told there, and who decided it?",
        { suspected },
      );
    return pass(distinctLocations(read.slice(0, 20).map(({ at, name }) => locate(at, "tool", name))));
  },
});

function toFinding(tool: Tool): Finding<FaultId> {
  const hidden = tool.declaration?.hidden ?? [];
  const [first] = hidden;
  // The name itself may be what hides them.
  const name = tool.name.replace(/[^\x20-\x7e]/gu, "");
  return {
    fault: "hidden-characters",
    subject: `${tool.service}/${name}`,
    data: {
      tool: name,
      parts: listed([...new Set(hidden.map(({ of }) => of.replace(/[^\x20-\x7e]/gu, "")))]),
      characters: listed([...new Set(hidden.map(({ what }) => what))]),
    },
    at: locate(first?.at ?? tool.at, "text", first?.what ?? ""),
    related: distinctLocations([
      locate(tool.at, "tool", name),
      ...hidden.slice(1, 4).map(({ at, what }) => locate(at, "text", what)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

/** Texts that ask for silence; `orders`: those that order something beyond their tool as well. */
function secretive(tool: Tool, orders: boolean): Finding<FaultId>[] {
  const texts = (tool.declaration?.secretive ?? []).filter((text) => (text.orders !== null) === orders);
  const [first] = texts;
  if (!first) return [];
  return [
    {
      fault: orders ? "secret-order" : "asks-for-silence",
      subject: `${tool.service}/${tool.name}`,
      data: { tool: tool.name, parts: first.of, words: first.words, orders: first.orders ?? "" },
      at: locate(first.at, "text", first.words),
      related: distinctLocations([
        locate(tool.at, "tool", tool.name),
        ...texts.slice(1, 4).map(({ at, words }) => locate(at, "text", words)),
      ]),
      environments: [],
      failurePath: null,
      contamination: [],
    },
  ];
}
