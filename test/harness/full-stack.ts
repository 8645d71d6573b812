import type { BoundValue } from "../../src/model/bound-value.ts";
import type { Sealed } from "../../src/model/sealed.ts";
import type { Stack } from "../../src/model/stack.ts";
import { place, stackOf } from "./report.ts";

/** Stands for every digest in {@link fullStack}. */
export const secretDigest = "d1ge57d1ge57d1ge57d1ge57";

const sealed: Sealed = {
  digest: secretDigest,
  nature: "secret",
  shape: "sk_live_…",
  credential: secretDigest,
  tag: { says: "live", rest: secretDigest, issuedBy: "vendor" },
};
const literal: BoundValue = { kind: "literal", sealed };
const reference: BoundValue = {
  kind: "reference",
  store: "github-secret",
  name: "PINECONE_API_KEY",
  scope: "production",
  reference: `github:${secretDigest}`,
};
const unresolved: BoundValue = { kind: "unresolved", reason: "set by the platform" };
const address = { provider: "pinecone", host: null, name: "support", container: null, scope: "live" };

/** A stack with at least two of everything. */
export function fullStack(): Stack {
  return stackOf({
    agentEvidence: [place("src/agent.ts", 3), place("src/chat.ts", 9)],
    environments: [
      { name: "production", class: "production", declaredAt: [place(".env.production"), place("wrangler.toml", 4)] },
      { name: "staging", class: "staging", declaredAt: [place(".env.staging")] },
    ],
    services: [
      { name: "agent", directory: "", environments: ["production", "staging"], at: place("package.json") },
      { name: "ingest", directory: "ingest", environments: [], at: place("ingest/package.json") },
    ],
    credentials: ["PINECONE_API_KEY", "STRIPE_API_KEY"].map((name) => ({
      name,
      service: "agent",
      provider: null,
      uses: [
        { place: place("src/agent.ts", 8), what: "Pinecone client" },
        { place: place("src/agent.ts", 6), what: "tool" },
      ],
      values: [
        { environment: "staging", value: literal, at: place(".env.staging", 2), via: [] },
        { environment: "production", value: reference, at: place(".github/workflows/deploy.yml", 20), via: [] },
        { environment: "preview", value: unresolved, at: place("vercel.json", 2), via: [] },
      ],
      tag: { kind: "property", mandatory: true, tautological: false, at: place("src/agent.ts", 8), readBy: [] },
    })),
    stores: [12, 30].map((line) => ({
      name: "Pinecone index (PINECONE_INDEX)",
      kind: "vector",
      provider: "pinecone",
      service: "agent",
      at: place("src/retriever.ts", line),
      feedsContext: "retrieval",
      used: true,
      limitsContainers: false,
      identities: [
        {
          environment: "staging",
          identity: { kind: "known", address },
          at: place(".env.staging", 3),
          via: [],
          credential: literal,
          assumption: null,
        },
        {
          environment: "production",
          identity: { kind: "unresolved", reason: "set by the platform" },
          at: place("src/retriever.ts", line),
          via: [],
          credential: null,
          assumption: null,
        },
        {
          environment: "preview",
          identity: { kind: "reference", reference: "PINECONE_INDEX", address: {} },
          at: place("src/retriever.ts", line),
          via: [],
          credential: unresolved,
          assumption: "the default holds",
        },
        {
          environment: "test",
          identity: { kind: "local", address },
          at: place("docker-compose.yml", 9),
          via: [],
          credential: null,
          assumption: null,
        },
      ],
    })),
    endpoints: [
      { host: "api.billing.example", environment: "production", at: place("src/endpoints.ts", 4) },
      { host: "api.staging.billing.example", environment: null, at: place("src/endpoints.ts", 5) },
    ],
    tools: [6, 40].map((line) => ({
      name: "refund_order",
      framework: "ai",
      service: "agent",
      at: place("src/tools.ts", line),
      parameters: [
        {
          name: "environment",
          values: ["staging", "production"],
          optional: false,
          at: place("src/tools.ts", line + 1),
        },
      ],
      handlerAt: null,
      sinks: [],
      selections: [],
      opaque: null,
    })),
    gates: [3, 30].map((line) => ({
      name: "assertSameEnvironment",
      at: place("src/gate.ts", line),
      enforcedAt: place("src/tools.ts", line),
      kind: "environment",
      readsCredential: null,
      comparesTarget: null,
      pinned: null,
      logsAllow: null,
      logsToConsole: false,
      order: { refused: ["refuses"], allowed: ["calls"] },
      logsDeny: null,
      weakness: "its result is ignored",
    })),
    auditEvents: [
      {
        subject: "tool-call",
        emitter: "audit.record",
        at: place("src/audit.ts", 4),
        service: "agent",
        tag: { kind: "none", note: "session only" },
      },
      {
        subject: "retrieval",
        emitter: "logger.info",
        at: place("src/audit.ts", 9),
        service: "agent",
        tag: { kind: "environment", at: place("src/audit.ts", 9), note: "APP_ENV" },
      },
    ],
    pipelines: ["evals", "deploy"].map((job, index) => ({
      workflow: "CI",
      job,
      at: place(".github/workflows/ci.yml", 10 * (index + 1)),
      triggers: ["pull_request"],
      roles: ["eval"],
      environment: { name: "staging", at: place(".github/workflows/ci.yml", 12) },
      actsAs: null,
      commands: [],
      credentials: [
        { variable: "PINECONE_API_KEY", value: reference, at: place(".github/workflows/ci.yml", 15) },
        { variable: "OPENAI_API_KEY", value: literal, at: place(".github/workflows/ci.yml", 14) },
      ],
      reaches: [],
      ephemeral: [],
      opaque: [],
    })),
    mcpServers: ["billing-production", "billing-staging"].map((name, index) => ({
      name,
      client: "claude",
      at: place(".mcp.json", 3 + index * 8),
      target: "mcp.billing.example",
      environment: { name: "production", at: place(".mcp.json", 3) },
      credentials: [{ variable: "BILLING_TOKEN", value: literal, at: place(".mcp.json", 6) }],
    })),
    gaps: [
      { path: "src/agent.py", reason: "Python is not read." },
      { path: "src/agent.py", reason: "Python is not read.", line: 3 },
    ],
  });
}
