import { describe, expect, it } from "vitest";
import {
  auditEvent,
  credential,
  evalJob,
  gate,
  githubSecret,
  known,
  mcpServer,
  place,
  plain,
  secret,
  selection,
  sink,
  stackOf,
  store,
  tool,
  unresolved,
} from "../support/stack.ts";
import { explained, rows, told } from "./explained.ts";

describe("a binding", () => {
  const binding = (environment: string, value = plain("kb")) => ({
    service: "agent",
    environment,
    variable: "REGION",
    value,
    at: place(`.env.${environment}:2`),
  });
  const stack = stackOf({
    bindings: [
      binding("production"),
      binding("staging"),
      binding("preview", plain("other")),
      binding("qa", unresolved("it is asked for")),
    ],
  });

  it("is told with the class of its value, and how the others relate to it", () => {
    const explanation = explained(stack, ".env.production:2");
    expect(told(explanation)).toEqual(["● binding REGION in production: gives the variable its value"]);
    expect(rows(explanation)).toEqual([
      "service: agent",
      "environment: production (production)",
      "value: a literal (text)",
      "staging: a literal (text); the same value as here @ .env.staging:2",
      "preview: a literal (text); another than here @ .env.preview:2",
      "qa: it is asked for; cannot be compared with here @ .env.qa:2",
    ]);
    expect(explanation.limits).toEqual([
      "What the file says is compared, not what the process gets: a platform, a shell or a later file can set the variable again.",
    ]);
  });

  it("of a credential is told by the credential", () => {
    const both = stackOf({
      bindings: [{ ...binding("production"), variable: "PINECONE_API_KEY", at: place(".env.production:3") }],
      credentials: [credential({ production: secret("a"), staging: secret("b") })],
    });
    expect(told(explained(both, ".env.production:3"))).toEqual([
      "● credential PINECONE_API_KEY: binds it in production",
    ]);
  });
});

describe("a credential", () => {
  it("is told with its values, and which are the same as on the line", () => {
    const stack = stackOf({
      credentials: [credential({ production: secret("a"), staging: secret("a"), qa: secret("b") })],
    });
    expect(rows(explained(stack, ".env.staging:3"))).toEqual([
      "service: agent",
      "opens: pinecone",
      "production: a literal (32 characters); the same as staging @ .env.production:3",
      "staging: a literal (32 characters) @ .env.staging:3",
      "qa: a literal (32 characters); another than staging @ .env.qa:3",
      "used by: the Pinecone client @ src/retrieval.ts:4",
      "tag: none: nothing on it says which environment it is for",
    ]);
  });

  it("is only served by the code that hands it on", () => {
    const stack = stackOf({ credentials: [credential({ production: githubSecret("KEY") })] });
    const explanation = explained(stack, "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["→ credential PINECONE_API_KEY: hands it to the Pinecone client"]);
    expect(rows(explanation)).toContain("compared: no: a value is known for production only");
    expect(explanation.limits[0]).toMatch(/^Equal secret names are one reference, not one value/);
  });

  it("tells what is wrong with its tag", () => {
    const tag = {
      kind: "property",
      mandatory: false,
      tautological: true,
      at: place("src/config.ts:7"),
      readBy: [],
    } as const;
    const stack = stackOf({ credentials: [credential({ production: secret("a"), staging: secret("b") }, { tag })] });
    expect(told(explained(stack, "src/config.ts:7"))).toEqual([
      "→ credential PINECONE_API_KEY: tags it with its environment",
    ]);
    expect(rows(explained(stack, ".env.staging:3"))).toContain(
      "tag: a property beside it, but it can be left out, it is the environment of the process, so it says nothing of the secret and no gate reads it @ src/config.ts:7",
    );
  });

  it("that is published is not compared", () => {
    const key = secret("a", { nature: "public-key" });
    const stack = stackOf({ credentials: [credential({ production: key, staging: key })] });
    expect(rows(explained(stack, ".env.staging:3"))).toContain("compared: no: it is published by design");
  });

  it("tells environments together of which the same is not known", () => {
    const stack = stackOf({
      credentials: [
        credential({
          production: unresolved("KEY is not set in the repository for production"),
          staging: unresolved("KEY is not set in the repository for staging"),
        }),
      ].map((c) => ({ ...c, values: c.values.map((v) => ({ ...v, at: place("src/retrieval.ts:9") })) })),
    });
    const explanation = explained(stack, "src/retrieval.ts:9");
    expect(told(explanation)).toEqual([
      "→ credential PINECONE_API_KEY: is as far as it could be followed in production and staging",
    ]);
    expect(rows(explanation)).toContain(
      "production and staging: not known (KEY is not set in the repository for it) @ src/retrieval.ts:9",
    );
  });
});

describe("a store", () => {
  const stack = stackOf({
    stores: [
      store({
        production: {
          identity: known(),
          at: place(".env.production:4"),
          via: [place("src/config.ts:9")],
          credential: githubSecret("KEY"),
        },
        staging: known({ scope: "test" }),
        preview: known({ host: "other.svc.io" }),
        qa: { kind: "unresolved", reason: "QA_HOST is not set in the repository for qa" },
      }),
    ],
  });

  it("is told with what it opens in each environment, how that was reached and how it relates to production", () => {
    const explanation = explained(stack, "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["● store Pinecone index (PINECONE_INDEX): opens it"]);
    expect(rows(explanation)).toEqual([
      "is: vector store of pinecone, in agent @ src/retrieval.ts:4",
      "context: feeds the model: the tool search_docs retrieves from it",
      "production: pinecone kb.svc.io; opened with github-secret KEY @ .env.production:4 src/config.ts:9",
      "staging: pinecone kb.svc.io / test; but for a part inside it the same as production @ .env.staging:4",
      "preview: pinecone other.svc.io; another than production @ .env.preview:4",
      "qa: not known (QA_HOST is not set in the repository for qa) @ .env.qa:4",
    ]);
    expect(explanation.limits[0]).toMatch(/^Two addresses do not prove two clusters/);
  });

  it("is served by where its address stands and by what leads there", () => {
    expect(told(explained(stack, ".env.staging:4"))).toEqual([
      "→ store Pinecone index (PINECONE_INDEX): holds what it opens in staging",
    ]);
    expect(told(explained(stack, "src/config.ts:9"))).toEqual([
      "→ store Pinecone index (PINECONE_INDEX): leads to what it opens in production",
    ]);
  });

  it("that feeds no context says why it is not compared", () => {
    const cache = stackOf({
      stores: [store({ production: known() }, { kind: "cache", feedsContext: null, used: false })],
    });
    expect(rows(explained(cache, "src/retrieval.ts:4"))).toEqual(
      expect.arrayContaining([
        "context: nothing shows that its content reaches a model",
        "used: no code was seen to use it",
        "compared: no: a store that feeds no context is not asked for separation",
      ]),
    );
  });

  it("says what was taken for granted", () => {
    const identity = known();
    const assumed = { identity, assumption: "PINECONE_HOST is not set", overridable: true };
    const { limits } = explained(
      stackOf({ stores: [store({ production: assumed, staging: assumed })] }),
      "src/retrieval.ts:4",
    );
    expect(limits).toContain(
      "In production and staging it was taken for granted that PINECONE_HOST is not set; the platform may say otherwise.",
    );
  });

  it("of several services is told once", () => {
    const shared = ["web", "worker", "api"].map((service) => store({ production: known() }, { service }));
    const explanation = explained(stackOf({ stores: shared }), "src/retrieval.ts:4");
    expect(told(explanation)).toEqual(["● store Pinecone index (PINECONE_INDEX): opens it"]);
    expect(rows(explanation)[0]).toBe("also in: worker and api");
  });
});

describe("a tool", () => {
  const refund = tool({
    parameters: [
      { name: "environment", values: ["staging", "production"], optional: false, at: place("src/tools/refund.ts:10") },
      { name: "note", values: null, optional: true, at: place("src/tools/refund.ts:11") },
    ],
    sinks: [
      sink({ path: [place("src/send.ts:4")], gates: [0] }),
      sink({ operation: "pinecone upsert", kind: "store-write", store: 0, at: place("src/kb.ts:7") }),
    ],
    selections: [selection({ gates: [0] })],
  });
  const stack = stackOf({ tools: [refund], gates: [gate()], stores: [store({ production: known() })] });

  it("is told with parameters, effects, the gates before them and what it chooses", () => {
    expect(rows(explained(stack, "src/tools/refund.ts:8"))).toEqual([
      "framework: ai, in agent @ src/tools/refund.ts:8",
      'parameters: environment ("staging" or "production"); note?',
      "handler: begins there @ src/tools/refund.ts:15",
      "does: fetch POST, which changes something outside; before it: assertSameEnvironment (sound) @ src/send.ts:4 src/tools/refund.ts:20",
      "does: pinecone upsert, which writes to a store, on Pinecone index (PINECONE_INDEX); no gate found before it @ src/kb.ts:7",
      "chooses: environment chooses between staging and production (followed into the call); before it: assertSameEnvironment (sound) @ src/tools/refund.ts:10 src/tools/refund.ts:18",
    ]);
  });

  it.each([
    ["src/tools/refund.ts:10", "● tool refund: declares its parameter environment; lets the model pass environment"],
    ["src/tools/refund.ts:15", "→ tool refund: runs when it is called"],
    ["src/tools/refund.ts:18", "→ tool refund: turns environment into a target"],
    ["src/endpoints.ts:2", "→ tool refund: holds what environment can choose: production"],
    ["src/send.ts:4", "→ tool refund: leads on to fetch POST"],
    ["src/kb.ts:7", "→ tool refund: calls pinecone upsert"],
  ])("has %s as a step", (at, expected) => {
    expect(told(explained(stack, at))).toEqual([expected]);
  });

  it("on the way to one effect tells that one only", () => {
    const explanation = explained(stack, "src/kb.ts:7");
    expect(rows(explanation).filter((r) => r.startsWith("does"))).toEqual([
      "does: pinecone upsert, which writes to a store, on Pinecone index (PINECONE_INDEX); no gate found before it @ src/kb.ts:7",
    ]);
    expect(explanation.limits).toContain(
      "That no gate was found in the code does not prove that nothing refuses the call: a proxy, a gateway or the vendor may.",
    );
  });

  it("that chooses nothing says so, and that this proves nothing", () => {
    const explanation = explained(
      stackOf({ tools: [{ ...refund, selections: [] }], gates: [gate()] }),
      "src/tools/refund.ts:10",
    );
    expect(rows(explanation)).toContain(
      "chooses: nothing: no parameter was followed into a choice between production and elsewhere",
    );
    expect(explanation.limits.join(" ")).toContain("does not prove that none can make one");
  });

  it("that could not be followed says why", () => {
    const opaque = stackOf({ tools: [tool({ opaque: "it reaches more code than was followed", sinks: [] })] });
    expect(rows(explained(opaque, "src/tools/refund.ts:8"))).toContain(
      "not seen: it reaches more code than was followed",
    );
  });

  it("tells many that one line serves together", () => {
    const many = Array.from({ length: 5 }, (_, i) =>
      tool({
        name: `tool_${i}`,
        at: place(`src/tools/${i}.ts:1`),
        handlerAt: null,
        sinks: [sink({ path: [place("src/send.ts:4")] })],
      }),
    );
    const { subjects } = explained(stackOf({ tools: many }), "src/send.ts:4");
    expect(subjects).toEqual([
      {
        kind: "tool",
        relation: "step",
        names: ["tool_0", "tool_1", "tool_2", "tool_3", "tool_4"],
        roles: ["leads on to fetch POST"],
        rows: [],
      },
    ]);
  });

  it("a line inside its definition says where that begins", () => {
    const at = { path: "src/tools/refund.ts", span: { startLine: 8, startColumn: 1, endLine: 30, endColumn: 2 } };
    expect(
      told(explained(stackOf({ tools: [tool({ at, handlerAt: null, sinks: [] })] }), "src/tools/refund.ts:12")),
    ).toEqual(["→ tool refund: is part of what defines it, beginning on line 8"]);
  });
});

describe("a gate", () => {
  const stack = (more = {}) =>
    stackOf({ gates: [gate(more)], tools: [tool({ handlerAt: null, sinks: [sink({ gates: [0] })] })] });

  it("is told with what it reads and what it stands before", () => {
    expect(rows(explained(stack(), "src/gate.ts:5"))).toEqual([
      "is: an environment gate @ src/gate.ts:5",
      "reads credential: yes @ src/gate.ts:6",
      "reads target: yes @ src/gate.ts:8",
      "reads process: yes @ src/gate.ts:7",
      "verdict: sound: it compares credential and target, and is obeyed",
      "stands before: what is done by refund",
    ]);
  });

  it("that does not guard says why", () => {
    const weak = stack({ weakness: "it is not awaited", comparesTarget: null });
    expect(rows(explained(weak, "src/gate.ts:5"))).toEqual(
      expect.arrayContaining([
        "reads target: no: the target's environment is not looked at",
        "verdict: does not guard: it is not awaited",
      ]),
    );
  });

  it("by a person compares nothing", () => {
    expect(rows(explained(stack({ kind: "approval" }), "src/gate.ts:5"))).toEqual(
      expect.arrayContaining([
        "is: an approval by a person @ src/gate.ts:5",
        "verdict: recorded; it counts as no environment gate",
      ]),
    );
  });

  it("has its parts as steps", () => {
    expect(told(explained(stack(), "src/gate.ts:8"))).toEqual([
      "→ gate assertSameEnvironment: gives it the environment of the target",
    ]);
    expect(told(explained(stack(), "src/tools/refund.ts:17"))).toEqual([
      "→ gate assertSameEnvironment: obeys its refusal",
    ]);
  });
});

describe("an audit event", () => {
  it("is told with where its environment comes from", () => {
    const stack = stackOf({ auditEvents: [auditEvent({ covers: ["refund"], recordedAt: place("src/audit.ts:9") })] });
    expect(rows(explained(stack, "src/dispatch.ts:30"))).toEqual([
      "records: a tool call, in agent @ src/dispatch.ts:30",
      "environment: on the event: APP_ENV @ src/config.ts:2",
      "covers: refund",
      "written by: code of the repository @ src/audit.ts:9",
    ]);
    expect(told(explained(stack, "src/config.ts:2"))).toEqual([
      "→ audit-event audit.record (tool call): gives it its environment",
    ]);
    expect(told(explained(stack, "src/audit.ts:9"))).toEqual([
      "→ audit-event audit.record (tool call): writes it down",
    ]);
  });

  it("without one says so, and that a collector may add it", () => {
    const stack = stackOf({ auditEvents: [auditEvent({ tag: { kind: "none", note: "session only" } })] });
    const explanation = explained(stack, "src/dispatch.ts:30");
    expect(rows(explanation)).toContain("environment: none: session only");
    expect(explanation.limits).toContain(
      "A collector may add an environment after the event has left the process; nothing in the repository shows that.",
    );
  });
});

describe("a CI job", () => {
  const job = evalJob({
    credentials: [
      {
        variable: "PINECONE_API_KEY",
        value: githubSecret("PINECONE_API_KEY"),
        at: place(".github/workflows/evals.yml:22"),
      },
    ],
    opaque: [{ reason: "a self-hosted runner", at: place(".github/workflows/evals.yml:9") }],
  });
  const stack = stackOf({ pipelines: [job], stores: [store({ production: known() })] });

  it("is told with what starts it, what it runs, is handed and reaches", () => {
    expect(rows(explained(stack, ".github/workflows/evals.yml:9"))).toEqual([
      "started by: pull_request @ .github/workflows/evals.yml:9",
      "does: eval",
      "environment: no GitHub environment, so its secrets are those of the repository",
      "runs: npm run eval @ .github/workflows/evals.yml:20",
      "is handed: PINECONE_API_KEY: github-secret PINECONE_API_KEY @ .github/workflows/evals.yml:22",
      "reaches: the store Pinecone index on Pinecone index (PINECONE_INDEX), which writes @ src/retrieval.ts:9",
      "not seen: a self-hosted runner @ .github/workflows/evals.yml:9",
    ]);
  });

  it.each([
    [".github/workflows/evals.yml:20", "→ pipeline evals.yml/eval: leads from the job to npm run eval"],
    [".github/workflows/evals.yml:22", "● pipeline evals.yml/eval: hands it PINECONE_API_KEY"],
    ["src/retrieval.ts:9", "→ pipeline evals.yml/eval: is reached by it: Pinecone index, which writes"],
  ])("has %s as a part", (at, expected) => {
    expect(told(explained(stack, at))).toEqual([expected]);
  });

  it("is what a line of it is, though nothing of the model stands there", () => {
    const job = {
      path: ".github/workflows/evals.yml",
      startLine: 9,
      startColumn: 1,
      endLine: 9,
      endColumn: 2,
      role: "read",
      note: "",
    };
    const view = {
      readings: [{ says: "step 1 uses the action actions/checkout@v5", at: { ...job, startLine: 14 }, job }],
      code: null,
    };
    const explanation = explained(stack, ".github/workflows/evals.yml:14", { view });
    expect(told(explanation)).toEqual(["→ pipeline evals.yml/eval: is a line of it"]);
    expect(rows(explanation)).toContain("runs: npm run eval @ .github/workflows/evals.yml:20");
  });
});

describe("the rest", () => {
  it("an MCP server", () => {
    const server = mcpServer("crm", {
      target: "crm.example.net",
      targetAt: place(".mcp.json:5"),
      environment: { name: "staging", at: place(".mcp.json:3") },
    });
    const stack = stackOf({ mcpServers: [server] });
    expect(told(explained(stack, ".mcp.json:5"))).toEqual(["● mcp-server crm: holds its address"]);
    expect(rows(explained(stack, ".mcp.json:3"))).toEqual([
      "client: claude @ .mcp.json:3",
      "runs: crm.example.net @ .mcp.json:5",
      "environment: staging @ .mcp.json:3",
      "is handed: no credential",
    ]);
  });

  it("an endpoint, an environment and a service", () => {
    const stack = stackOf({
      endpoints: [{ host: "api.example.net", environment: "production", at: place(".env.production:7") }],
    });
    expect(told(explained(stack, ".env.production:7"))).toEqual(["● endpoint api.example.net: names it"]);
    expect(told(explained(stack, ".env.production:1"))).toEqual(["● environment production: declares it"]);
    expect(told(explained(stack, "package.json:2"))).toEqual([
      "● service agent: is the first to declare where it runs",
    ]);
  });

  it("a model call, but no tool under another name", () => {
    const stack = stackOf({
      agentEvidence: [place("src/agent.ts:1"), place("src/tools/refund.ts:8")],
      tools: [tool({ sinks: [] })],
    });
    expect(told(explained(stack, "src/agent.ts:1"))).toEqual([
      "● model-use a model call or an agent: calls a model, or makes an agent or a model client",
    ]);
    expect(told(explained(stack, "src/tools/refund.ts:8"))).toEqual(["● tool refund: defines it"]);
  });

  it("a gap, on its line and as a limit elsewhere in the file", () => {
    const stack = stackOf({ gaps: [{ path: "src/a.ts", reason: "a syntax error", line: 3 }] });
    expect(told(explained(stack, "src/a.ts:3"))).toEqual(["● gap something that was not read: is where it begins"]);
    expect(explained(stack, "src/a.ts:9").limits).toEqual(["Not all of this file is known (line 3): a syntax error."]);
  });
});

it("a column keeps to what stands there", () => {
  const at = (column: number) => ({
    path: "src/a.ts",
    span: { startLine: 3, startColumn: column, endLine: 3, endColumn: column + 4 },
  });
  const stack = stackOf({
    endpoints: [
      { host: "one.example", environment: null, at: at(1) },
      { host: "two.example", environment: null, at: at(10) },
    ],
  });
  expect(told(explained(stack, "src/a.ts:3"))).toHaveLength(2);
  expect(told(explained(stack, "src/a.ts:3:11"))).toEqual(["● endpoint two.example: names it"]);
  expect(told(explained(stack, "src/a.ts:3:40"))).toEqual([]);
});
