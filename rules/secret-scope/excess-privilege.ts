import { isLiveIn } from "../../src/model/across-environments.ts";
import { isLocalAddress } from "../../src/model/identity.ts";
import { locate, samePlace } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { JobScope, WideGrant } from "../../src/model/secret-scope.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "all-actions" | "all-rights" | "all-secrets" | "superuser";

/** SC-6: what the agent runs as may do what its tools need, and not everything. */
export const excessPrivilege = defineCheck<FaultId>({
  id: "secret-scope/excess-privilege",
  asks: "Is what the agent runs as limited to what its tools need?",
  references: references(
    "LLM06:2025",
    "ASI03",
    "NHI5:2025",
    "AISVS 5.1.2",
    "AISVS 9.3.3",
    "MAP 4.2",
    "MANAGE 1.3",
    "A.6.2.5",
    "AML.M0028",
    "Art. 15",
    "CWE-250",
    "CWE-732",
  ),
  faults: {
    "all-actions": {
      says: "{name} allows every action on every resource{taker}.",
      because: "Whatever a prompt injection makes the program do, the account allows it.",
      fix: "Name the actions that the tools call and the resources that they call them on.",
    },
    "all-rights": {
      says: "Job {job} runs an agent or a model with `permissions: write-all`.",
      because: "Its token may push code, change releases and approve pull requests, whatever the job was meant to do.",
      fix: "Give the job the scopes that it needs, and `contents: read` otherwise.",
    },
    "all-secrets": {
      says: "Job {job} passes every secret of the repository on.",
      because: "The called workflow can read secrets that it has nothing to do with, and so can what it runs.",
      fix: "Pass on by name what the called workflow asks for.",
    },
    superuser: {
      says: "{store} of {environment} is opened as {user}, who may do everything on that server.",
      because:
        "A prompt injection that reaches this connection can read every database, change rights and drop what it likes.",
      fix: "Give the agent a role that owns nothing, with the rights on the tables that its tools use.",
    },
  },
  judge(stack) {
    const { grants, jobs } = stack.secretScope;
    const agentJobs = jobs.filter(({ runsAgent }) => runsAgent);
    const proven = [
      ...grants.filter(({ takenOnBy }) => takenOnBy !== null).map(ofGrant),
      ...agentJobs.flatMap(ofRights),
      ...superusers(stack),
    ];
    if (proven.length > 0) return fail(proven);
    const open = [...grants.map(ofGrant), ...jobs.flatMap(ofInherited)];
    if (open.length > 0) {
      return unknown(
        sentences([
          ...(grants.length > 0 ? [`Who takes on ${listed(grants.map(({ name }) => name))} was not followed.`] : []),
          ...(jobs.some(({ inheritsAll }) => inheritsAll.length > 0)
            ? ["A called workflow is handed all secrets, and which of them it needs is not compared."]
            : []),
        ]),
        "Does the agent, or a job that runs it, get any of this?",
        { suspected: open },
      );
    }
    const limited = agentJobs.map(({ at, job }) => locate(at, "job", `${job} has no right to everything`));
    return limited.length > 0 ? pass(distinctLocations(limited)) : notApplicable("No grant to the agent was found.");
  },
});

/**
 * Stores that the code opens in production as the account above all rights. What only migrations or a shell connect with is
 * no client of the code; a server on the machine itself, or beside the process, is for whoever runs it.
 */
function superusers(stack: Stack): readonly Finding<FaultId>[] {
  const logins = stack.bindings.filter(({ environment }) => isLiveIn(stack, environment));
  const found = stack.stores
    .filter(({ used }) => used)
    .flatMap((store) =>
      store.identities.flatMap(({ environment, identity, at }): readonly Finding<FaultId>[] => {
        if (identity.kind !== "known" || isLocalAddress(identity.address) || !isLiveIn(stack, environment)) return [];
        const login = logins.find((b) => samePlace(b.at, at) && b.environment === environment);
        const user = login?.value.kind === "literal" ? login.value.sealed.superuser : undefined;
        if (user === undefined) return [];
        return [
          {
            ...plain,
            fault: "superuser",
            subject: `${store.service}/${store.name}#${environment}`,
            data: { store: store.name, environment, user },
            at: locate(at, environment, `logs in as ${user}`),
            related: [locate(store.at, "store", store.name)],
            environments: [environment],
          },
        ];
      }),
    );
  return found.filter(
    ({ at, data }, i) =>
      found.findIndex((o) => o.at.path === at.path && o.at.startLine === at.startLine && o.data.user === data.user) ===
      i,
  );
}

function ofGrant({ name, at, takenOnBy }: WideGrant): Finding<FaultId> {
  return {
    ...plain,
    fault: "all-actions",
    subject: `${at.path}#${name}`,
    data: { name, taker: takenOnBy ? ` to what runs on ${takenOnBy.service}` : "" },
    at: locate(at, "grant", name),
    related: takenOnBy ? [locate(takenOnBy.at, "role", takenOnBy.service)] : [],
  };
}

function ofRights({ workflow, job, at, allRights, secrets }: JobScope): readonly Finding<FaultId>[] {
  if (!allRights) return [];
  return [
    {
      ...plain,
      fault: "all-rights",
      subject: `${at.path}#${job}`,
      data: { job: `${workflow} / ${job}` },
      at: locate(allRights, "permissions", "write-all"),
      related: distinctLocations([
        locate(at, "job", job),
        ...secrets.slice(0, 2).map((secret) => locate(secret.at, "secret", secret.name)),
      ]),
    },
  ];
}

function ofInherited({ workflow, job, at, inheritsAll }: JobScope): readonly Finding<FaultId>[] {
  return inheritsAll.map((place) => ({
    ...plain,
    fault: "all-secrets",
    subject: `${at.path}#${job}`,
    data: { job: `${workflow} / ${job}` },
    at: locate(place, "call", "secrets: inherit"),
    related: [],
  }));
}

const plain = { environments: [], failurePath: null, contamination: [] } as const;
