import type { Tool } from "../../src/model/agent-tool.ts";
import { gatesAt } from "../../src/model/gate.ts";
import { groupBy } from "../../src/model/group.ts";
import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Sink } from "../../src/model/sink.ts";
import type { Stack } from "../../src/model/stack.ts";
import { guards } from "../../src/model/tool-effects.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "reads-and-sends";

/** PI-7: no agent that reads private data and foreign content can also send something out on its own. */
export const lethalCombination = defineCheck<FaultId>({
  id: "prompt-injection/lethal-combination",
  asks: "Is no agent able to read private data and foreign content and to send something out, without a check between?",
  references: references(
    "LLM01:2025",
    "LLM06:2025",
    "ASI01",
    "ASI02",
    "AISVS 9.2.1",
    "MANAGE 1.3",
    "A.6.2.4",
    "AML.T0051",
    "AML.T0057",
    "AML.M0032",
    "Art. 15",
  ),
  faults: {
    "reads-and-sends": {
      says: "Tools of {service} read private data ({reads}), take in foreign content ({content}) and send things out without a check ({sends}).",
      because: "One sentence in the content is then enough to have the data sent to whoever wrote it.",
      fix: "Split the tools between agents, or ask a check before the tool that sends once foreign content was read.",
    },
  },
  judge(stack) {
    const services = groupBy(stack.tools, ({ service }) => service);
    const suspected = services.flatMap((tools) => findingOf(stack, tools));
    if (stack.tools.length === 0) return notApplicable("No tool was found.");
    if (suspected.length > 0)
      return unknown(
        "One service has tools for all three; which of them one agent has in one session is not followed.",
        "Can one agent be given these tools together?",
        { suspected },
      );
    if (stack.tools.some(({ opaque }) => opaque !== null))
      return unknown("Some tools could not be followed.", "Which of the agents' tools send something out?");
    return pass(
      stack.tools.slice(0, 20).map(({ at, name }) => locate(at, "tool", name)),
      ["Taken by service: no service has tools for all three."],
    );
  },
});

function findingOf(stack: Stack, tools: readonly Tool[]): Finding<FaultId>[] {
  const having = (counts: (sink: Sink) => boolean) => tools.filter(({ sinks }) => sinks.some(counts));
  const reads = having(({ kind }) => kind === "store-read");
  const content = having(({ kind }) => kind === "external-read");
  const isOpen = ({ kind, gates }: Sink) => kind === "external-write" && !gatesAt(stack, gates).some(guards);
  const sends = having(isOpen);
  const [first] = sends;
  if (!first || reads.length === 0 || content.length === 0) return [];
  const places = (list: readonly Tool[], role: string): Location[] =>
    list.slice(0, 3).map(({ at, name }) => locate(at, role, name));
  return [
    {
      fault: "reads-and-sends",
      subject: first.service,
      members: [...new Set([...reads, ...content, ...sends].map(({ name }) => name))],
      data: {
        service: first.service,
        reads: listed(
          reads.map(({ name }) => name),
          3,
        ),
        content: listed(
          content.map(({ name }) => name),
          3,
        ),
        sends: listed(
          sends.map(({ name }) => name),
          3,
        ),
      },
      at: locate(first.at, "sends", first.name),
      related: distinctLocations([...places(sends, "sends"), ...places(reads, "reads"), ...places(content, "content")]),
      environments: [],
      failurePath: null,
      contamination: [],
    },
  ];
}
