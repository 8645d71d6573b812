import type { SwallowedError, UnreadRejections } from "../../src/model/detection.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "answered-as-success" | "unread-rejections";

/** DE-4: a tool whose effect failed says so to the model or to a log. */
export const swallowedErrors = defineCheck<FaultId>({
  id: "detection-escalation/swallowed-errors",
  asks: "Does every tool whose effect failed say so, to the model or to a log?",
  references: references(
    "LLM09:2025",
    "ASI08",
    "AISVS 12.3.1",
    "MEASURE 2.4",
    "A.6.2.6",
    "AML.M0024",
    "CWE-391",
    "CWE-755",
    "CWE-778",
  ),
  faults: {
    "answered-as-success": {
      says: "{tool} catches the failure of {effect}, tells nobody and answers {answer}.",
      because: "The model goes on as if it had worked, the call counts as a success, and no alert can ever see it.",
      fix: "Rethrow it or answer that it failed, and record the error where failures of tools are counted.",
    },
    "unread-rejections": {
      says: "How the calls of {effect} ended is read by nobody{tool}.",
      because:
        "Promise.allSettled never rejects: the round counts as done whatever failed, and no alert can ever see it.",
      fix: "Look through the results, record those that were rejected and say how many; or use Promise.all.",
    },
  },
  judge(stack) {
    const { swallowed, unread } = stack.detection;
    const byTools = unread.filter(({ tool }) => tool !== null);
    const handlers = stack.tools.filter(({ sinks }) => sinks.length > 0);
    if (handlers.length === 0) return notApplicable("No effect of a tool that could fail was seen.");
    const found = [...swallowed.map((error) => toFinding(stack, error)), ...byTools.map((one) => ofUnread(stack, one))];
    if (found.length > 0) return fail(found);
    if (unread.length > 0)
      return unknown(
        "Calls that change something are started together, and how they ended is read by nobody.",
        "Does the work of the agent depend on these calls, and where would one that failed be noticed?",
        { suspected: unread.map((one) => ofUnread(stack, one)) },
      );
    const opaque = stack.tools.filter((tool) => tool.opaque !== null);
    if (opaque.length > 0) {
      const names = listed(opaque.map(({ name }) => name));
      return unknown(
        sentences(opaque.map(({ name, opaque: why }) => `What ${name} calls could not be followed: ${why}.`)),
        `What do ${names} answer when what they call fails?`,
        { evidence: opaque.map(({ at, name }) => locate(at, "tool", name)) },
      );
    }
    return pass(
      handlers.map(({ handlerAt, at, name }) => locate(handlerAt ?? at, "handler", name)),
      [
        "No handler answers a failed effect with a constant in silence; errors that are swallowed further down are not looked for.",
      ],
    );
  },
});

function ofUnread({ tools }: Stack, { operation, at, within, tool }: UnreadRejections): Finding<FaultId> {
  const name = tool === null ? "" : (tools[tool]?.name ?? "");
  return {
    fault: "unread-rejections",
    subject: `${at.path}#${within}/${operation}`,
    data: { effect: operation, tool: name === "" ? "" : `, and ${name} answers as if all of them had worked` },
    at: locate(at, "call", operation),
    related: [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function toFinding(stack: Stack, { tool, operation, callAt, answerAt, answer }: SwallowedError): Finding<FaultId> {
  const found = stack.tools[tool];
  return {
    fault: "answered-as-success",
    subject: `${found?.service ?? ""}/${found?.name ?? ""}/${operation}`,
    data: { tool: found?.name ?? "", effect: operation, answer },
    at: locate(answerAt, "answer", answer),
    related: [locate(callAt, "call", operation), ...(found ? [locate(found.at, "tool", found.name)] : [])],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
