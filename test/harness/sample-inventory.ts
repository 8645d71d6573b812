import type { Tool } from "../../src/model/agent-tool.ts";
import type { BoundValue } from "../../src/model/bound-value.ts";
import { classOf } from "../../src/model/environment.ts";
import type { Inventory } from "../../src/model/report.ts";
import type { Sealed } from "../../src/model/sealed.ts";
import type { Stack } from "../../src/model/stack.ts";
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

/** The inventory of a stack, of a package called support-agent. */
export function inventoryOf(stack: Stack): Inventory {
  return {
    tool: { name: "bulkhead", version: "0.0.0" },
    target: { name: "support-agent", revision: null },
    stack,
    inspected: { files: 12, modules: 7 },
    settings: null,
  };
}

/** Stands for a digest; none may leave the report. */
export const digest = (name: string) => `d1ge57${name}`;

/** A stack of two services in three environments, with something of every kind and every result of a comparison. */
export function sampleStack(): Stack {
  const environments = ["production", "staging", "preview"];
  return stackOf({
    runsIn: environments,
    services: [
      { name: "agent", directory: "", environments, at: place("package.json:2") },
      {
        name: "ingest",
        directory: "jobs/ingest",
        environments: ["production"],
        at: place("jobs/ingest/package.json:2"),
      },
    ],
    stores: stores(),
    credentials: credentials(),
    bindings: environments.map((environment) => ({
      service: "agent",
      environment,
      variable: "BILLING_URL",
      value: webAddress(environment === "production" ? "billing.example" : `billing.${environment}.example`),
      at: place(`.env.${environment}:9`),
    })),
    tools: tools(),
    gates: [
      gate({ name: "assertSameEnvironment" }),
      gate({ name: "approval", kind: "approval", at: place("src/tools/close-ticket.ts:4") }),
      gate({ name: "checkTarget", at: place("src/gate.ts:30"), weakness: "its answer is not awaited" }),
    ],
    auditEvents: [
      auditEvent(),
      auditEvent({ subject: "store-write", at: place("src/retrieval.ts:40") }),
      auditEvent({ emitter: "logger.info", at: place("src/gate.ts:12"), tag: { kind: "none", note: "session only" } }),
    ],
    pipelines: pipelines(),
    mcpServers: [
      mcpServer("billing", {
        target: "mcp.billing.example",
        environment: { name: "production", at: place(".mcp.json:5") },
        credentials: [{ variable: "BILLING_TOKEN", value: secret(digest("billing")), at: place(".mcp.json:6") }],
      }),
      mcpServer("billing", {
        client: "cursor",
        target: "mcp.billing.example",
        environment: { name: "production", at: place(".cursor/mcp.json:5") },
        at: place(".cursor/mcp.json:3"),
      }),
      mcpServer("notes", { target: null, at: place(".mcp.json:12") }),
    ],
    gaps: [
      { path: "legacy/agent.py", reason: "Python is not read." },
      { path: "src/load.ts", reason: "The module of this import() is computed.", line: 4 },
    ],
  });
}

function stores(): Stack["stores"] {
  const index = (name: string, container: string | null = null) => known({ host: null, name, container });
  return [
    store(
      {
        production: known({ name: "support", scope: "live" }),
        staging: known({ name: "support", scope: "staging" }),
        preview: { kind: "unresolved", reason: "PINECONE_INDEX is not set in the repository for preview" },
      },
      { name: "Pinecone index (PINECONE_INDEX)" },
    ),
    store(
      { production: index("desk", "live"), staging: index("desk", "staging"), preview: index("desk", "preview") },
      { name: "MongoDB collection (MONGODB_URI)", kind: "database", provider: "mongodb", feedsContext: null },
    ),
    store(
      {
        production: { identity: known({ name: "docs" }), assumption: "DOCS_INDEX is not set", overridable: true },
        staging: { identity: known({ name: "docs" }), assumption: "DOCS_INDEX is not set", overridable: true },
      },
      { name: "AI Search index (DOCS_INDEX)", used: false },
    ),
    store(
      {
        production: index("cache-live"),
        staging: index("cache-staging"),
        preview: {
          kind: "local",
          address: { provider: "redis", host: "localhost:6379", name: null, container: null, scope: null },
        },
      },
      { name: "Redis (REDIS_URL)", kind: "cache", provider: "redis", feedsContext: null },
    ),
    store(
      { production: { kind: "unresolved", reason: "QUEUE_URL is not set in the repository for production" } },
      { name: "queue (QUEUE_URL)", kind: "queue", service: "ingest" },
    ),
  ];
}

function credentials(): Stack["credentials"] {
  return [
    credential({ production: secret(digest("pinecone")), staging: secret(digest("pinecone")) }),
    credential(
      { production: githubSecret("OPENAI_KEY", "production"), staging: githubSecret("OPENAI_KEY") },
      { name: "OPENAI_API_KEY", provider: "openai" },
    ),
    credential(
      {
        production: secret(digest("stripe-live"), { shape: "sk_live_…" }),
        staging: secret(digest("stripe-test"), { shape: "sk_test_…" }),
        preview: secret(digest("stripe-test"), { shape: "sk_test_…" }),
      },
      { name: "STRIPE_KEY", provider: "stripe" },
    ),
    credential({ production: secret(digest("courier")) }, { name: "COURIER_KEY", absentIn: ["staging", "preview"] }),
    credential({ staging: secret(digest("courier")) }, { name: "COURIER_SANDBOX_KEY" }),
    credential({ production: unresolved("set by the platform") }, { name: "QUEUE_TOKEN", service: "ingest" }),
  ];
}

function tools(): Stack["tools"] {
  return [
    tool({ name: "refund_order", sinks: [sink({ gates: [0] })], selections: [selection({ gates: [0] })] }),
    tool({
      name: "save_answer",
      at: place("src/tools/save-answer.ts:7"),
      sinks: [sink({ kind: "store-write", operation: "pinecone upsert", at: place("src/retrieval.ts:28"), store: 0 })],
    }),
    tool({ name: "close_ticket", at: place("src/tools/close-ticket.ts:3"), sinks: [sink({ gates: [1] })] }),
    tool({
      name: "look_up",
      at: place("src/tools/look-up.ts:3"),
      sinks: [sink({ kind: "external-read", operation: "fetch GET" })],
    }),
    tool({ name: "add_numbers", at: place("src/tools/add.ts:3"), sinks: [] }),
    tool({ name: "run_report", at: place("src/tools/report.ts:3"), sinks: [], opaque: "its handler is in a package" }),
  ];
}

function pipelines(): Stack["pipelines"] {
  const quiet = { roles: ["build"], reaches: [], commands: [] } as const;
  return [
    evalJob({
      credentials: [
        {
          variable: "PINECONE_API_KEY",
          value: githubSecret("PINECONE_KEY"),
          at: place(".github/workflows/evals.yml:22"),
        },
      ],
      ephemeral: [{ what: "service container postgres:17", at: place(".github/workflows/evals.yml:14") }],
    }),
    evalJob({
      ...quiet,
      workflow: "deploy.yml",
      job: "deploy",
      roles: ["deploy"],
      at: place(".github/workflows/deploy.yml:4"),
      environment: { name: "production", at: place(".github/workflows/deploy.yml:5") },
      actsAs: "production",
    }),
    evalJob({ ...quiet, job: "lint", at: place(".github/workflows/lint.yml:4") }),
  ];
}

/** The sample with as many more tools and environments as asked for. */
export function crowdedStack({
  tools: many,
  environments: names,
}: {
  readonly tools: number;
  readonly environments: readonly string[];
}): Stack {
  const sample = sampleStack();
  const runsIn = ["production", ...names];
  return {
    ...sample,
    environments: runsIn.map((name) => ({ name, class: classOf(name), declaredAt: [place(`.env.${name}:1`)] })),
    services: sample.services.map((service) => ({ ...service, environments: runsIn })),
    credentials: [
      ...sample.credentials,
      credential(Object.fromEntries(runsIn.map((name) => [name, secret(digest(name))])), { name: "WIDE_KEY" }),
    ],
    tools: [...sample.tools, ...Array.from({ length: many }, (_, index) => writingTool(index))],
  };
}

function writingTool(index: number): Tool {
  return tool({
    name: `write_${index}`,
    at: place(`src/tools/write-${index}.ts:3`),
    sinks: [sink({ at: place(`src/tools/write-${index}.ts:9`) })],
  });
}

function webAddress(host: string): BoundValue {
  const address: Sealed["address"] = { provider: "http", host, name: null, container: null, scope: null };
  return plain(`https://${host}`, { shape: "http URL", address });
}
