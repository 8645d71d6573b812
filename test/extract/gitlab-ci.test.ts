import { describe, expect, it } from "vitest";
import { gitlabCi } from "../../src/extract/gitlab-ci.ts";
import type { GitlabFact, GitlabJobFact } from "../../src/model/gitlab-facts.ts";
import { factsOf, gapsOf, ofKind, seal, shown, showSpan } from "../support/extract.ts";

const path = ".gitlab-ci.yml";
const read = (text: string): GitlabFact => {
  const [fact] = ofKind(factsOf(path, text), "gitlab");
  if (!fact) throw new Error("no configuration of GitLab");
  return fact;
};
const job = (body: string): GitlabJobFact => {
  const [first] = read(`evals:\n${body.replace(/^/gm, "  ")}\n`).jobs;
  if (!first) throw new Error("no job");
  return first;
};

describe("which files", () => {
  it.each([
    [".gitlab-ci.yml", true],
    ["ci/deploy.yml", true],
    [".gitlab/ci/test.yaml", true],
    ["templates/agent.gitlab-ci.yml", true],
    [".gitlab-ci.yml.disabled", false],
    ["ci/deploy.sh", false],
    ["src/cities/deploy.yml", false],
  ])("%s: %s", (file, wanted) => {
    expect(gitlabCi.wants(file, "source")).toBe(wanted);
  });
});

describe("variables", () => {
  it.each<[string, string[]]>([
    ["variables:\n  A: plain\n  B: $KEY\n  C: ${KEY}", ["A = plain", "B = environment:KEY", "C = environment:KEY"]],
    ["variables:\n  A:\n    value: staging\n    description: where", ["A = staging"]],
    ["variables:\n  A:\n    value: $KEY\n    expand: false", ["A = $KEY"]],
    ["variables:\n  A: https://$HOST/v1", ["A = https:// + {environment:HOST} + /v1"]],
    ["variables: text", []],
  ])("%s", (body, expected) => {
    expect(shown(job(body).variables)).toEqual(expected);
  });

  it("come from vaults and are signed for the job", () => {
    const { secrets } = job(
      "secrets:\n  A:\n    vault: agent/production/qdrant/key@kv\n  B:\n    vault:\n      engine: {name: kv-v2, path: kv}\n      path: agent/b\n      field: key\n  C:\n    gcp_secret_manager:\n      name: c\n  D: {file: false}\nid_tokens:\n  TOKEN:\n    aud: https://vault.example",
    );
    expect(shown(secrets)).toEqual([
      "A = vault:agent/production/qdrant/key@kv",
      "B = vault:agent/b/key@kv",
      "C = gcp-secret-manager:c",
      "D = a secret of a store that is not known <>",
      "TOKEN = gitlab-id-token:TOKEN",
    ]);
  });
});

describe("scripts", () => {
  it("are lines, nested lists of anchors, and references", () => {
    const [first] = read(
      ".setup: &setup\n  - npm ci\nevals:\n  script:\n    - *setup\n    - !reference [.base, script]\n    - npm run eval\n",
    ).jobs.filter(({ id }) => id === "evals");
    expect(first?.scripts.script?.parts).toEqual([
      { kind: "text", text: "npm ci" },
      { kind: "reference", job: ".base", key: "script" },
      { kind: "text", text: "npm run eval" },
    ]);
    expect(showSpan(first?.scripts.script?.span ?? job("").span)).toBe("5:5-7:19");
  });

  it("never hold a secret", () => {
    const text = JSON.stringify(job("script:\n  - export OPENAI_API_KEY=sk-proj-Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa"));
    expect(text).not.toContain("Zq8vT1mLx0WcR5uYb7NdKe3HfJs9GpAa");
  });
});

describe("what starts a job", () => {
  it.each<[string, string[] | null, boolean]>([
    ['rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"', ["merge_request_event"], false],
    ["rules:\n  - when: never", [], true],
    ["rules:\n  - if: $A\n    when: never\n  - when: manual", ["manual"], false],
    ["only: [merge_requests, main]", ["merge_request_event"], false],
    ["stage: test", null, false],
  ])("%s", (body, triggers, never) => {
    expect([job(body).triggers, job(body).never]).toEqual([triggers, never]);
  });
});

it("tells environments, fixed and by variable", () => {
  expect(job("environment: staging").environment?.name).toBe("staging");
  expect(job("environment:\n  name: review/$CI_COMMIT_REF_SLUG\n  action: stop").environment?.expression).toBe(
    "review/$CI_COMMIT_REF_SLUG",
  );
});

it("tells services by alias or image", () => {
  const { services } = job("services:\n  - postgres:16\n  - name: registry.io/qdrant/qdrant:v1\n    alias: vectors");
  expect(services?.map(({ name, image }) => `${name} ${image}`)).toEqual([
    "postgres postgres:16",
    "vectors registry.io/qdrant/qdrant:v1",
  ]);
});

describe("what is included", () => {
  it("from the repository", () => {
    expect(read("include:\n  - local: /ci/*.yml\n  - ci/x.yml\n").includes.map((one) => one.path)).toEqual([
      "ci/*.yml",
      "ci/x.yml",
    ]);
    expect(read("include: ci/x.yml").includes.map((one) => one.path)).toEqual(["ci/x.yml"]);
  });

  it.each([
    ["- project: harbourline/ci\n    file: /agent.yml", "the project harbourline/ci (/agent.yml)"],
    ["- remote: https://ci.example/agent.yml", "a URL"],
    ["- https://ci.example/agent.yml", "a URL"],
    ["- template: Jobs/SAST.gitlab-ci.yml", "the template Jobs/SAST.gitlab-ci.yml"],
    ["- component: gitlab.com/x/y@1", "the template gitlab.com/x/y@1"],
  ])("from elsewhere is a gap: %s", (item, where) => {
    const gaps = gapsOf(path, `include:\n  ${item}\n`);
    expect(gaps).toEqual([
      { kind: "gap", reason: `includes CI configuration from ${where}, which is not read`, line: 2, path },
    ]);
  });
});

describe("hostile input", () => {
  it("reads CRLF and a byte order mark as without", () => {
    const text = "evals:\n  variables:\n    A: $KEY\n  script:\n    - npm test\n";
    const plain = read(text);
    expect(read(text.replaceAll("\n", "\r\n"))).toEqual(plain);
    expect(read(`\uFEFF${text}`)).toEqual(plain);
  });

  it.each(["", "# evals:\n#   script: x\n", "- a\n- b\n", "text", "evals: [\n", "evals:\n  script: !reference [\n"])(
    "gives no job for %j",
    (text) => {
      expect(
        ofKind(factsOf(path, text), "gitlab").flatMap(({ jobs }) =>
          jobs.filter((one) => one.scripts.script?.parts.length),
        ),
      ).toEqual([]);
    },
  );

  it("tells where a file is cut off", () => {
    expect(gapsOf(path, 'evals:\n  script: "npm run').map(({ line }) => line)).toEqual([2]);
  });

  it("says nothing of a chart in a folder called ci", () => {
    const text = "{{ if .x }}\na: {{ .Values.x }\n";
    const facts = gitlabCi.extract({ path: "ci/values.yaml", text }, { seal });
    expect(facts.filter(({ kind }) => kind === "gap")).toEqual([]);
  });

  it("shares aliases of aliases", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `.a${i + 1}: &a${i + 1}\n  variables: {X: *a${i}, Y: *a${i}}`);
    expect(read(`.a0: &a0 text\n${lines.join("\n")}\nevals:\n  <<: *a40\n  script: npm test\n`).jobs.length).toBe(41);
  });

  it("bounds lists of aliases of lists", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `.a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const fact = read(`.a0: &a0 [npm test]\n${lines.join("\n")}\nevals:\n  script: *a40\n`);
    expect(JSON.stringify(fact).length).toBeLessThan(1_000_000);
  });
});
