import type { Gate } from "../../src/model/gate.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "unlogged" | "console-only";

/** PG-2, third step: a gate writes its decision down whether it allows or refuses. */
export const unloggedDecision = defineCheck<FaultId>({
  id: "pre-call-gate/unlogged-decision",
  asks: "Does every environment gate record its decision, allowed as well as refused?",
  references: references(
    "LLM06:2025",
    "ASI03",
    "AISVS 12.1.2",
    "AISVS 9.4.2",
    "MEASURE 2.8",
    "A.6.2.8",
    "AML.M0024",
    "Art. 12",
    "CWE-778",
    "CWE-223",
  ),
  faults: {
    unlogged: {
      says: "{gate} leaves no record when it {decisions} a call.",
      because:
        "A refusal is the first sign that an agent tries the wrong environment, and nobody learns of it; what was allowed cannot be shown afterwards.",
      fix: "Write decision, reason, the environment of the credential and that of the target to the audit trail before the gate allows or refuses.",
    },
    "console-only": {
      says: "{gate} writes its decisions to the console alone.",
      because: "Whether a console line is kept is up to whoever runs the process.",
      fix: "Send the decision to the audit trail that records the calls.",
    },
  },
  judge({ gates }) {
    const environmental = gates.filter(({ kind, weakness }) => kind === "environment" && weakness === null);
    if (environmental.length === 0) return notApplicable("No gate that compares environments was found.");
    const quiet = distinctGates(environmental).filter((gate) => silent(gate).length > 0);
    const proven = quiet.filter(({ isElsewhere }) => !isElsewhere).flatMap(silent);
    if (proven.length > 0) return fail(proven);

    // What is declared of a package says what it compares, not what it writes down.
    if (quiet.length > 0) {
      const names = listed(quiet.map(({ name }) => name));
      return unknown(
        `The code of ${names} is not in the repository, and nothing around it records what it decides.`,
        `Does ${names} record what it allows and what it refuses?`,
        { suspected: quiet.flatMap(silent) },
      );
    }

    const shown = environmental.filter(({ logsToConsole }) => logsToConsole);
    if (shown.length > 0) {
      const names = listed(shown.map(({ name }) => name));
      return unknown(
        `${names} writes to the console, and whether that is kept is not in the repository.`,
        `Are the console lines of ${names} kept with the audit trail?`,
        {
          suspected: distinctGates(shown).map((gate) => toFinding(gate, "console-only", [])),
        },
      );
    }
    return pass(
      distinctLocations(
        environmental.flatMap(({ logsAllow, logsDeny, name }) => [
          ...(logsAllow ? [locate(logsAllow, "record", `${name} allows`)] : []),
          ...(logsDeny ? [locate(logsDeny, "record", `${name} refuses`)] : []),
        ]),
      ),
    );
  },
});

function silent(gate: Gate): Finding<FaultId>[] {
  const decisions = [...(gate.logsAllow ? [] : ["allows"]), ...(gate.logsDeny ? [] : ["refuses"])];
  return decisions.length === 0 ? [] : [toFinding(gate, "unlogged", decisions)];
}

function toFinding(gate: Gate, fault: FaultId, decisions: readonly string[]): Finding<FaultId> {
  return {
    fault,
    subject: `${gate.at.path}#${gate.name}`,
    data: { gate: gate.name, decisions: decisions.join(" or ") },
    at: locate(gate.at, "gate", gate.name),
    related: distinctLocations([
      locate(gate.enforcedAt, "enforcement"),
      ...(gate.logsDeny ? [locate(gate.logsDeny, "record", "of what it refuses")] : []),
      ...(gate.logsAllow ? [locate(gate.logsAllow, "record", "of what it allows")] : []),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

/** One gate is listed once for each call that it stands before. */
function distinctGates(gates: readonly Gate[]): Gate[] {
  const seen = new Set<string>();
  return gates.filter(({ at, name, logsAllow, logsDeny }) => {
    const key = [at.path, at.span.startLine, name, logsAllow === null, logsDeny === null].join(" ");
    return !seen.has(key) && seen.add(key);
  });
}
