import { describe, expect, it } from "vitest";
import { excessPrivilege } from "../../../rules/secret-scope/excess-privilege.ts";
import { longLivedCloudKey } from "../../../rules/secret-scope/long-lived-cloud-key.ts";
import { printedEnvironment } from "../../../rules/secret-scope/printed-environment.ts";
import { secretInContext } from "../../../rules/secret-scope/secret-in-context.ts";
import { secretInImage } from "../../../rules/secret-scope/secret-in-image.ts";
import { secretInRepository } from "../../../rules/secret-scope/secret-in-repository.ts";
import { sharedSecret } from "../../../rules/secret-scope/shared-secret.ts";
import { untrustedTrigger } from "../../../rules/secret-scope/untrusted-trigger.ts";
import { wholeEnvironment } from "../../../rules/secret-scope/whole-environment.ts";
import type { Check } from "../../../src/model/rule.ts";
import type { Sealed } from "../../../src/model/sealed.ts";
import { type JobScope, noSecretScope, type SecretScope, type WrittenSecret } from "../../../src/model/secret-scope.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { credential, githubSecret, judgeWith, place, secret, stackOf, told } from "../../support/stack.ts";

function judged<Id extends string>(check: Check<Id>, scope: Partial<SecretScope>, parts: Partial<Stack> = {}) {
  const verdict = judgeWith(check, stackOf({ secretScope: { ...noSecretScope, ...scope }, ...parts }));
  if (verdict.status === "fail") return [verdict.status, told(verdict.findings)];
  return [verdict.status, verdict.status === "unknown" ? told(verdict.suspected) : []];
}

function written(sealed: Partial<Sealed>, more: Partial<WrittenSecret> = {}): WrittenSecret {
  return {
    name: "CRM_TOKEN",
    where: "dotenv",
    sealed: { digest: "a", nature: "secret", shape: "32 to 63 characters", ...sealed },
    environment: "production",
    isDefault: false,
    at: place(".env.production:3"),
    ...more,
  };
}

const job: JobScope = {
  workflow: "evals",
  job: "evals",
  at: place("evals.yml:5"),
  openTriggers: [],
  checksOutHead: [],
  runsHead: [],
  guardedBy: [],
  secrets: [{ name: "OPENAI_API_KEY", at: place("evals.yml:15") }],
  runsAgent: true,
  cloudKeys: [],
  federated: [],
  allRights: null,
  inheritsAll: [],
};

describe("secret-in-repository", () => {
  const judge = (...secrets: WrittenSecret[]) => judged(secretInRepository, { written: secrets });
  const remote = { provider: "postgres", host: "db.crm.dev", name: "crm", container: null, scope: null };

  it("fails for what is known by its form, wherever it stands", () => {
    expect(judge(written({ form: "vendor-key" }, { where: "code", at: place("src/crm.ts:4") }))).toEqual([
      "fail",
      ["written-out src/crm.ts#CRM_TOKEN @ src/crm.ts:4 ↔ "],
    ]);
    expect(judge(written({ form: "private-key" }, { environment: "development" }))[0]).toBe("fail");
  });

  it("tells one secret in two places once", () => {
    const again = written({ form: "generated" }, { at: place(".env.staging:3"), environment: "staging" });
    expect(judge(written({ form: "generated" }), again)).toEqual([
      "fail",
      ["written-out .env.production#CRM_TOKEN @ .env.production:3 ↔ .env.staging:3"],
    ]);
  });

  it("fails for a default", () => {
    const isDefault = written({ form: "generated" }, { isDefault: true, where: "mcp-config", environment: null });
    expect(judge(isDefault)[1]).toEqual(["written-as-default .env.production#CRM_TOKEN @ .env.production:3 ↔ "]);
  });

  it.each<[string, Partial<Sealed>, Partial<WrittenSecret>, string]>([
    ["a random value of a development file", { form: "generated" }, { environment: "development" }, "unknown"],
    ["a random value of a compose file", { form: "generated" }, { where: "configuration" }, "unknown"],
    [
      "a random value beside local addresses",
      { form: "generated" },
      { environment: null, besideLocal: true },
      "unknown",
    ],
    ["a vendor's key beside them", { form: "vendor-key" }, { environment: null, besideLocal: true }, "fail"],
    ["a token that may have ended", { form: "token" }, {}, "unknown"],
    ["a random text in code", { form: "generated" }, { where: "code" }, "not-applicable"],
    ["a secret by its name alone", { form: "named" }, {}, "not-applicable"],
    [
      "a vendor's test key",
      { form: "vendor-key", tag: { says: "test", rest: "b", issuedBy: "vendor" } },
      {},
      "not-applicable",
    ],
    [
      "a database on the same machine",
      { form: "login", address: { ...remote, host: "localhost:5432" } },
      {},
      "not-applicable",
    ],
    ["a database of a compose network", { form: "login", address: { ...remote, host: "db" } }, {}, "not-applicable"],
    ["a database elsewhere", { form: "login", address: remote }, {}, "fail"],
    [
      "a web address in code",
      { form: "login", address: { ...remote, provider: "http" } },
      { where: "code" },
      "not-applicable",
    ],
  ])("judges %s", (_, sealed, more, status) => {
    expect(judge(written(sealed, more))[0]).toBe(status);
  });

  it("passes on what is referred to", () => {
    expect(judged(secretInRepository, {}, { credentials: [credential({ production: githubSecret("K") })] })[0]).toBe(
      "pass",
    );
  });
});

describe("whole-environment", () => {
  const handover = {
    call: "StdioClientTransport",
    to: "mcp-server" as const,
    program: "npx",
    runsModelInput: false,
    at: place("src/servers.ts:7"),
    environmentAt: place("src/servers.ts:10"),
    tools: [],
  };

  it("fails for an MCP server", () => {
    expect(judged(wholeEnvironment, { handovers: [handover] })).toEqual([
      "fail",
      ["given-to-server src/servers.ts#StdioClientTransport npx @ src/servers.ts:10 ↔ src/servers.ts:7"],
    ]);
  });

  it("fails for a shell of the model and suspects a program of the repository", () => {
    const program = { ...handover, to: "program" as const, call: "spawn", tools: ["shell"] };
    expect(judged(wholeEnvironment, { handovers: [{ ...program, runsModelInput: true }] })[0]).toBe("fail");
    expect(judged(wholeEnvironment, { handovers: [program] })).toEqual([
      "unknown",
      ["given-to-program src/servers.ts#shell @ src/servers.ts:10 ↔ src/servers.ts:7"],
    ]);
    expect(judged(wholeEnvironment, {})[0]).toBe("not-applicable");
  });
});

describe("shared-secret", () => {
  const judge = (one: ReturnType<typeof credential>) => judged(sharedSecret, {}, { credentials: [one] });
  const same = { production: secret("a"), staging: secret("a") };

  it("fails for one secret in two environments, with a tag that a gate reads as well", () => {
    expect(judge(credential(same))[1]).toEqual([
      "shared agent/PINECONE_API_KEY @ .env.production:3 ↔ .env.staging:3 src/retrieval.ts:4",
    ]);
    const tag = {
      kind: "property" as const,
      mandatory: true,
      tautological: false,
      at: place("src/a.ts:1"),
      readBy: [place("src/b.ts:1")],
    };
    expect(judge(credential(same, { tag }))[1]?.[0]).toMatch(/^shared-with-tag/);
  });

  it("passes for secrets that differ, and asks where one side is not shown", () => {
    expect(judge(credential({ production: secret("a"), staging: secret("b") }))[0]).toBe("pass");
    expect(judge(credential({ production: secret("a") }))[0]).toBe("unknown");
  });
});

describe("secret-in-context", () => {
  const prompt = { call: "generateText", at: place("src/agent.ts:9"), secrets: [], open: [] };

  it("fails for a secret, asks about what was not followed, and passes for the rest", () => {
    const secrets = [{ variable: "CRM_TOKEN", option: "system", at: place("src/agent.ts:11") }];
    expect(judged(secretInContext, { prompts: [{ ...prompt, secrets }] })).toEqual([
      "fail",
      ["put-into-prompt src/agent.ts#CRM_TOKEN @ src/agent.ts:11 ↔ src/agent.ts:9"],
    ]);
    expect(judged(secretInContext, { prompts: [{ ...prompt, open: [place("src/agent.ts:12")] }] })[0]).toBe("unknown");
    expect(judged(secretInContext, { prompts: [prompt] })[0]).toBe("pass");
    expect(judged(secretInContext, {})[0]).toBe("not-applicable");
  });
});

describe("untrusted-trigger", () => {
  const exposed: JobScope = {
    ...job,
    openTriggers: [{ event: "pull_request_target", at: place("evals.yml:3") }],
    checksOutHead: [place("evals.yml:9")],
    runsHead: [{ command: "npm ci", at: place("evals.yml:12") }],
  };

  it.each<[string, Partial<JobScope>, string]>([
    ["runs it unasked", {}, "fail"],
    ["stands behind a condition", { guardedBy: [{ what: "a label", at: place("evals.yml:4") }] }, "unknown"],
    ["runs nothing of it", { runsHead: [] }, "unknown"],
    ["checks out the base", { checksOutHead: [], runsHead: [] }, "pass"],
    ["holds no secret", { secrets: [] }, "not-applicable"],
    ["is started by those with rights", { openTriggers: [] }, "not-applicable"],
  ])("judges a job that %s", (_, more, status) => {
    expect(judged(untrustedTrigger, { jobs: [{ ...exposed, ...more }] })[0]).toBe(status);
  });
});

describe("excess-privilege", () => {
  const grant = {
    name: "agent",
    at: place("infra/iam.tf:17"),
    takenOnBy: { service: "lambda", at: place("infra/iam.tf:1") },
  };

  it("fails for the role of a program and for an agent's job with every right", () => {
    expect(judged(excessPrivilege, { grants: [grant] })[0]).toBe("fail");
    expect(judged(excessPrivilege, { grants: [{ ...grant, takenOnBy: null }] })[0]).toBe("unknown");
    expect(judged(excessPrivilege, { jobs: [{ ...job, allRights: place("evals.yml:4") }] })[0]).toBe("fail");
    expect(judged(excessPrivilege, { jobs: [{ ...job, inheritsAll: [place("evals.yml:9")] }] })[0]).toBe("unknown");
    expect(judged(excessPrivilege, { jobs: [job] })[0]).toBe("pass");
  });

  it("is silent about a job that runs no agent", () => {
    const other = { ...job, runsAgent: false, allRights: place("evals.yml:4") };
    expect(judged(excessPrivilege, { jobs: [other] })[0]).toBe("not-applicable");
  });
});

describe("the others", () => {
  it("suspects a stored cloud key, and passes for a role", () => {
    const cloudKeys = [{ name: "AWS_SECRET_ACCESS_KEY", cloud: "AWS", at: place("deploy.yml:9") }];
    expect(judged(longLivedCloudKey, { jobs: [{ ...job, cloudKeys }] })).toEqual([
      "unknown",
      ["static-key evals.yml#AWS_SECRET_ACCESS_KEY @ deploy.yml:9 ↔ "],
    ]);
    expect(judged(longLivedCloudKey, { jobs: [{ ...job, federated: [place("deploy.yml:7")] }] })[0]).toBe("pass");
    expect(judged(longLivedCloudKey, { jobs: [job] })[0]).toBe("not-applicable");
  });

  it("fails once for one instruction that takes two files along", () => {
    const copy = (file: string) => ({ at: place("Dockerfile:3"), file, fileAt: place(`${file}:2`), named: false });
    expect(judged(secretInImage, { images: [copy(".env"), copy(".env.production")] })).toEqual([
      "fail",
      ["taken-along Dockerfile#folder @ Dockerfile:3 ↔ .env:2 .env.production:2"],
    ]);
  });

  it("fails for a log in code and suspects one in CI", () => {
    const print = { by: "console.log", where: "code" as const, job: null, at: place("src/start.ts:3") };
    expect(judged(printedEnvironment, { prints: [print] })[0]).toBe("fail");
    expect(judged(printedEnvironment, { prints: [{ ...print, where: "ci", job: "evals" }] })[0]).toBe("unknown");
  });
});
