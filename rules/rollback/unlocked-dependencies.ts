import { locate } from "../../src/model/location.ts";
import type { DependencyLock } from "../../src/model/recovery.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "no-lockfile" | "loose-install";

/** RB-5: an earlier commit installs what it installed then. */
export const unlockedDependencies = defineCheck<FaultId>({
  id: "rollback/unlocked-dependencies",
  asks: "Does a lockfile in the repository decide what the agent is installed with?",
  references: references(
    "LLM03:2025",
    "ASI04",
    "AISVS 3.3.2",
    "AISVS 12.5.3",
    "MANAGE 3.1",
    "A.6.2.5",
    "CWE-494",
    "CWE-1357",
  ),
  faults: {
    "no-lockfile": {
      says: "{service} is deployed and no lockfile is committed for it.",
      because:
        "A deployment of last week's commit installs this week's packages, so going back does not undo what a package changed.",
      fix: "Commit the lockfile of the package manager, and install from it alone (`npm ci`, `--frozen-lockfile`).",
    },
    "loose-install": {
      says: "CI installs {service} with `{command}`, which may change the lockfile.",
      because: "What is tested and deployed is then not what the commit says.",
      fix: "Install from the lockfile alone (`npm ci`, `--frozen-lockfile`).",
    },
  },
  judge({ recovery: { locks } }) {
    if (locks.length === 0) return notApplicable("No package with an agent declares dependencies.");
    const bare = locks.filter(({ lockfile }) => lockfile === null);
    const proven = bare.filter(({ deployedBy, elsewhere }) => deployedBy !== null && elsewhere === null);
    if (proven.length > 0) return fail(proven.map(withoutLock));
    if (bare.length > 0) {
      const names = listed(bare.map(({ service }) => service));
      const reasons = bare.map(({ service, elsewhere }) =>
        elsewhere === null
          ? `${service} has no lockfile, and nothing in its folder says that it is deployed.`
          : `${service} has no lockfile here: ${elsewhere}.`,
      );
      return unknown(
        sentences(reasons),
        `Is ${names} deployed, and which lockfile decides what it is installed with?`,
        { evidence: bare.map(({ at, service }) => locate(at, "package", service)) },
      );
    }
    const loose = locks.filter(({ installs }) => looseInstall(installs) !== undefined);
    if (loose.length > 0) {
      return unknown(
        `A lockfile is committed, and CI installs ${listed(loose.map(({ service }) => service))} with a command that may change it.`,
        "Is what CI installs there deployed?",
        { suspected: loose.map(looselyInstalled), evidence: distinctLocations(locks.flatMap(lockEvidence)) },
      );
    }
    return pass(distinctLocations(locks.flatMap(lockEvidence)));
  },
});

type Install = DependencyLock["installs"][number];

/** A job that holds to the lockfile somewhere shows the habit; only where none does is the loose one told. */
function looseInstall(installs: readonly Install[]): Install | undefined {
  return installs.some(({ frozen }) => frozen) ? undefined : installs[0];
}

function lockEvidence({ lockfile, service, installs }: DependencyLock) {
  return [
    ...(lockfile ? [locate(lockfile, "lockfile", service)] : []),
    ...installs
      .filter(({ frozen }) => frozen)
      .slice(0, 1)
      .map(({ at, text }) => locate(at, "install", text)),
  ];
}

function withoutLock({ service, at, deployedBy }: DependencyLock): Finding<FaultId> {
  return {
    fault: "no-lockfile",
    subject: service,
    data: { service, command: "" },
    at: locate(at, "package", service),
    related: deployedBy ? [locate(deployedBy, "deployment", "deploys it")] : [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function looselyInstalled(lock: DependencyLock): Finding<FaultId> {
  const install = looseInstall(lock.installs);
  return {
    fault: "loose-install",
    subject: lock.service,
    data: { service: lock.service, command: install?.text ?? "" },
    at: install ? locate(install.at, "install", install.text) : locate(lock.at, "package", lock.service),
    related: lock.lockfile ? [locate(lock.lockfile, "lockfile", "may be changed")] : [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
