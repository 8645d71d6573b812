import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { JobScope } from "../../src/model/secret-scope.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "runs-untrusted-code";

/** SC-9: what a stranger sends in never runs in a job that holds secrets. */
export const untrustedTrigger = defineCheck<FaultId>({
  id: "secret-scope/untrusted-trigger",
  asks: "Is code that anybody can send in kept out of the CI jobs that hold secrets?",
  references: references(
    "LLM02:2025",
    "LLM03:2025",
    "ASI03",
    "ASI04",
    "NHI6:2025",
    "MEASURE 2.7",
    "MANAGE 3.1",
    "A.6.2.5",
    "AML.T0055",
    "Art. 15",
    "CWE-522",
    "CWE-94",
  ),
  faults: {
    "runs-untrusted-code": {
      says: "Job {job} runs on {event}, checks out the code of the pull request, runs {command} and holds {secrets}.",
      because:
        "Everybody who can open a pull request decides what that command does, and it reads the secrets of the repository.",
      fix: "Run the code of a pull request under `pull_request`, which gets no secrets; where it needs them, behind an environment that a person approves.",
    },
  },
  judge({ secretScope }) {
    const open = secretScope.jobs.filter(({ openTriggers, secrets }) => openTriggers.length > 0 && secrets.length > 0);
    if (open.length === 0) return notApplicable("No job that holds secrets can be started by people without rights.");
    const exposed = open.filter(({ checksOutHead }) => checksOutHead.length > 0);
    const proven = exposed.filter(({ runsHead, guardedBy }) => runsHead.length > 0 && guardedBy.length === 0);
    if (proven.length > 0) return fail(proven.map(toFinding));
    if (exposed.length > 0) {
      const names = listed(exposed.map(({ job }) => job));
      const guards = listed(exposed.flatMap(({ guardedBy }) => guardedBy.map(({ what }) => what)));
      const reason = guards === "" ? "no command after it is known to run that code" : `before it stands ${guards}`;
      return unknown(
        `${names} checks out the code of a pull request and holds secrets; ${reason}.`,
        `Can a stranger's pull request run its code in ${names}?`,
        { evidence: distinctLocations(exposed.flatMap(evidenceOf)) },
      );
    }
    return pass(
      distinctLocations(
        open.flatMap(({ openTriggers, at, job }) => [
          ...openTriggers.map((trigger) => locate(trigger.at, "trigger", trigger.event)),
          locate(at, "job", `${job} checks out no code of a pull request`),
        ]),
      ),
    );
  },
});

function toFinding(scope: JobScope): Finding<FaultId> {
  const { workflow, job, openTriggers, checksOutHead, runsHead, secrets, at } = scope;
  return {
    fault: "runs-untrusted-code",
    subject: `${at.path}#${job}`,
    data: {
      job: `${workflow} / ${job}`,
      event: listed(openTriggers.map(({ event }) => event)),
      command: runsHead[0]?.command ?? "",
      secrets: listed(secrets.map(({ name }) => name)),
    },
    at: checksOutHead[0] ? locate(checksOutHead[0], "checkout", "of the pull request") : locate(at, "job", job),
    related: evidenceOf(scope).slice(0, 6),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function evidenceOf({ openTriggers, checksOutHead, runsHead, guardedBy, secrets }: JobScope) {
  return distinctLocations([
    ...openTriggers.map(({ event, at }) => locate(at, "trigger", event)),
    ...checksOutHead.slice(0, 1).map((at) => locate(at, "checkout", "of the pull request")),
    ...runsHead.slice(0, 1).map(({ command, at }) => locate(at, "command", command)),
    ...secrets.slice(0, 2).map(({ name, at }) => locate(at, "secret", name)),
    ...guardedBy.slice(0, 1).map(({ what, at }) => locate(at, "condition", what)),
  ]);
}
