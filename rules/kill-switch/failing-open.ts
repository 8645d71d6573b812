import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, subjectOf } from "./standing.ts";

type FaultId = "open-by-default" | "open-on-error";

/** KS-4: where the stop cannot be read, nothing runs. */
export const failingOpen = defineCheck<FaultId>({
  id: "kill-switch/failing-open",
  asks: "Does the agent stop where its stop cannot be read?",
  references: references(
    "LLM06:2025",
    "ASI08",
    "AISVS 9.6.1",
    "MEASURE 2.6",
    "MANAGE 2.4",
    "A.9.2",
    "Art. 14",
    "CWE-636",
  ),
  faults: {
    "open-by-default": {
      says: "Where {product} does not answer, {stop} takes the value with which {effects} goes on.",
      because: "An outage, a blocked network or a mistyped key is enough to take the stop away.",
      fix: "Give the default that stops.",
    },
    "open-on-error": {
      says: "Where {stop} cannot be read, the error is caught and {effects} goes on.",
      because: "An outage of what holds the stop is enough to take it away.",
      fix: "Stop where the reading fails: throw, or return what stops.",
    },
  },
  judge({ stops }) {
    const standing = stops.filter(({ source }) => source !== "variable");
    if (standing.length === 0) return notApplicable("No stop is read from a service or a store.");
    const open = standing.filter(({ failsOpen }) => failsOpen !== null);
    const named = open.filter(({ isNamedStop }) => isNamedStop);
    if (named.length > 0) return fail(named.map(toFinding));
    if (open.length > 0)
      return unknown(
        `${listed(open.map(({ name }) => name))} lets effects go on where it cannot be read, and its name does not say that it is a stop.`,
        "Is one of these flags what an incident relies on to stop the agent?",
        { suspected: open.map(toFinding) },
      );
    // Past a stop that does not hold on every way, an error may be one of the ways.
    const weak = standing.filter(({ weakness }) => weakness !== null);
    if (weak.length > 0)
      return unknown(
        sentences(weak.map(({ name, weakness }) => `${name} does not hold on every way: ${weakness}.`)),
        `Does the agent stop where ${listed(weak.map(({ name }) => name))} cannot be read?`,
        { evidence: distinctLocations(weak.map(locateStop)) },
      );
    return pass(distinctLocations(standing.map(locateStop)));
  },
});

function toFinding(stop: StopSwitch): Finding<FaultId> {
  const { failsOpen, name, product, before, beforeCalls } = stop;
  return {
    fault: failsOpen?.how === "default" ? "open-by-default" : "open-on-error",
    subject: subjectOf(stop),
    data: {
      stop: name,
      product,
      effects: listed(before.length > 0 ? before.map(({ operation }) => operation) : ["the model"], 2),
    },
    at: locateStop(stop),
    related: distinctLocations([
      ...(failsOpen ? [locate(failsOpen.at, failsOpen.how === "default" ? "default" : "handler")] : []),
      locate(stop.testedAt, "test", name),
      ...before.slice(0, 4).map(({ effect, operation }) => locate(effect, "effect", operation)),
      ...(before.length === 0 ? beforeCalls.slice(0, 2).map((call) => locate(call, "call")) : []),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
