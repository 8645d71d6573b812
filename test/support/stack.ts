import type { Selection, Tool } from "../../src/model/agent-tool.ts";
import type { AuditEvent } from "../../src/model/audit-event.ts";
import type { BoundValue } from "../../src/model/bound-value.ts";
import type { Credential } from "../../src/model/credential.ts";
import { noDataFlows } from "../../src/model/data-flows.ts";
import { noDetection } from "../../src/model/detection.ts";
import { classOf } from "../../src/model/environment.ts";
import type { Gate } from "../../src/model/gate.ts";
import type { Identity } from "../../src/model/identity.ts";
import type { Location, Place } from "../../src/model/location.ts";
import type { McpServer } from "../../src/model/mcp-server.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import { noPrompts } from "../../src/model/prompts.ts";
import { noRecording } from "../../src/model/recording.ts";
import type { Check, Finding, Verdict } from "../../src/model/rule.ts";
import type { Address, Sealed } from "../../src/model/sealed.ts";
import { noSecretScope } from "../../src/model/secret-scope.ts";
import type { Sink } from "../../src/model/sink.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store, StoreIdentity } from "../../src/model/store.ts";
import type { Expectation, TestCase } from "../../src/model/test-case.ts";

/** A place as `path:line` or `path:line:column`. */
export function place(text: string): Place {
  const [path = "", line = "1", column = "1"] = text.split(":");
  const [startLine, startColumn] = [Number(line), Number(column)];
  return { path, span: { startLine, startColumn, endLine: startLine, endColumn: startColumn + 1 } };
}

/** A Stack of one service, `agent`, that runs in production and staging, with the given parts. */
export function stackOf(parts: Partial<Stack> & { readonly runsIn?: readonly string[] } = {}): Stack {
  const { runsIn = ["production", "staging"], ...given } = parts;
  return {
    agentEvidence: [place("src/agent.ts:1")],
    environments: runsIn.map((name) => ({ name, class: classOf(name), declaredAt: [place(`.env.${name}:1`)] })),
    services: [{ name: "agent", directory: "", environments: runsIn, at: place("package.json:2") }],
    bindings: [],
    credentials: [],
    stores: [],
    endpoints: [],
    tools: [],
    gates: [],
    auditEvents: [],
    modelCalls: [],
    models: [],
    recovery: { locks: [], reverts: [], indexWrites: [], indexReverts: [], prompts: [] },
    runbooks: [],
    ownership: null,
    runBounds: { runs: [], loops: [], retries: [], entryLimits: [], deadlines: [] },
    stops: [],
    prompts: noPrompts,
    dataFlows: noDataFlows,
    pipelines: [],
    mcpServers: [],
    mcpClients: [],
    blanketApprovals: [],
    waivedApprovals: [],
    keptApprovals: [],
    toolRecords: [],
    recording: noRecording,
    detection: noDetection,
    secretScope: noSecretScope,
    tests: [],
    checkRuns: [],
    gaps: [],
    ...given,
  };
}

/** A secret written out; equal `digest` means an equal value. */
export function secret(digest: string, more: Partial<Sealed> = {}): BoundValue {
  return { kind: "literal", sealed: { digest, nature: "secret", shape: "32 characters", ...more } };
}

export function plain(text: string, more: Partial<Sealed> = {}): BoundValue {
  return { kind: "literal", sealed: { digest: text, nature: "plain", shape: "text", text, ...more } };
}

export function placeholder(): BoundValue {
  return { kind: "literal", sealed: { digest: "changeme", nature: "placeholder", shape: "placeholder" } };
}

export function githubSecret(name: string, scope: string | null = null): BoundValue {
  return { kind: "reference", store: "github-secret", name, scope, reference: `github-secret:${scope ?? ""}:${name}` };
}

export function unresolved(reason: string): BoundValue {
  return { kind: "unresolved", reason };
}

/** A Pinecone key of `agent` with its value in each environment, bound in `.env.<environment>:3`. */
export function credential(values: Readonly<Record<string, BoundValue>>, more: Partial<Credential> = {}): Credential {
  return {
    name: "PINECONE_API_KEY",
    service: "agent",
    provider: "pinecone",
    uses: [{ place: place("src/retrieval.ts:4"), what: "the Pinecone client" }],
    values: Object.entries(values).map(([environment, value]) => ({
      environment,
      value,
      at: place(`.env.${environment}:3`),
      via: [],
    })),
    tag: null,
    ...more,
  };
}

export function address(parts: Partial<Address> = {}): Address {
  return { provider: "pinecone", host: "kb.svc.io", name: null, container: null, scope: null, ...parts };
}

export function known(parts: Partial<Address> = {}): Identity {
  return { kind: "known", address: address(parts) };
}

/** A vector store of `agent` with what it opens in each environment, named in `.env.<environment>:4`. */
export function store(
  identities: Readonly<Record<string, Identity | (Partial<StoreIdentity> & { readonly identity: Identity })>>,
  more: Partial<Store> = {},
): Store {
  return {
    name: "Pinecone index (PINECONE_INDEX)",
    kind: "vector",
    provider: "pinecone",
    service: "agent",
    at: place("src/retrieval.ts:4"),
    feedsContext: "the tool search_docs retrieves from it",
    used: true,
    limitsContainers: true,
    identities: Object.entries(identities).map(([environment, given]) => ({
      environment,
      at: place(`.env.${environment}:4`),
      via: [],
      credential: null,
      assumption: null,
      ...("kind" in given ? { identity: given } : given),
    })),
    ...more,
  };
}

export function sink(more: Partial<Sink> = {}): Sink {
  return {
    kind: "external-write",
    operation: "fetch POST",
    at: place("src/tools/refund.ts:20"),
    path: [],
    store: null,
    gates: [],
    ...more,
  };
}

/** A tool of `agent` with one effect and nothing that decides where it goes. */
export function tool(more: Partial<Tool> = {}): Tool {
  return {
    name: "refund",
    framework: "ai",
    service: "agent",
    at: place("src/tools/refund.ts:8"),
    parameters: [],
    handlerAt: place("src/tools/refund.ts:15"),
    sinks: [sink()],
    selections: [],
    opaque: null,
    ...more,
  };
}

/** A parameter `environment` that is followed into the URL of production or staging. */
export function selection(more: Partial<Selection> = {}): Selection {
  return {
    by: "environment",
    proven: true,
    parameterAt: place("src/tools/refund.ts:10"),
    chosenAt: place("src/tools/refund.ts:18"),
    targets: [
      { environment: "staging", at: place("src/endpoints.ts:3") },
      { environment: "production", at: place("src/endpoints.ts:2") },
    ],
    path: [],
    gates: [],
    ...more,
  };
}

/** A gate that compares credential and target and is obeyed. */
export function gate(more: Partial<Gate> = {}): Gate {
  return {
    name: "assertSameEnvironment",
    at: place("src/gate.ts:5"),
    enforcedAt: place("src/tools/refund.ts:17"),
    kind: "environment",
    readsCredential: place("src/gate.ts:6"),
    comparesTarget: place("src/gate.ts:8"),
    pinned: place("src/gate.ts:7"),
    logsAllow: null,
    logsToConsole: false,
    order: { refused: ["refuses"], allowed: ["calls"] },
    logsDeny: null,
    weakness: null,
    ...more,
  };
}

export function auditEvent(more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    subject: "tool-call",
    emitter: "audit.record",
    at: place("src/dispatch.ts:30"),
    service: "agent",
    tag: { kind: "environment", at: place("src/config.ts:2"), note: "APP_ENV" },
    ...more,
  };
}

/** A job that runs an eval which writes to the store at index 0. */
export function evalJob(more: Partial<Pipeline> = {}): Pipeline {
  return {
    workflow: "evals.yml",
    job: "eval",
    at: place(".github/workflows/evals.yml:9"),
    triggers: ["pull_request"],
    roles: ["eval"],
    environment: null,
    actsAs: null,
    commands: [{ text: "npm run eval", at: place(".github/workflows/evals.yml:20") }],
    credentials: [],
    reaches: [
      { what: "store", name: "Pinecone index", at: place("src/retrieval.ts:9"), writes: true, path: [], store: 0 },
    ],
    ephemeral: [],
    opaque: [],
    ...more,
  };
}

export function mcpServer(name: string, more: Partial<McpServer> = {}): McpServer {
  return {
    name,
    client: "claude",
    at: place(".mcp.json:3"),
    target: null,
    environment: null,
    credentials: [],
    ...more,
  };
}

/** Findings as `fault subject @ place ↔ places`, for assertions that read as the report does. */
export function told<Id extends string>(findings: readonly Finding<Id>[]): string[] {
  return findings.map(
    ({ fault, subject, at, related }) => `${fault} ${subject} @ ${text(at)} ↔ ${related.map(text).join(" ")}`,
  );
}

/** The verdict of a check, with a proof that every finding fills the placeholders of its fault. */
export function judgeWith<Id extends string>(check: Check<Id>, stack: Stack): Verdict<Id> {
  const verdict = check.judge(stack);
  const findings = verdict.status === "fail" ? verdict.findings : verdict.status === "unknown" ? verdict.suspected : [];
  for (const { fault, data } of findings) {
    const { says, because, fix } = check.faults[fault];
    for (const [, name = ""] of `${says}${because}${fix}`.matchAll(/\{(\w+)\}/g)) {
      if (!Object.hasOwn(data, name)) throw new Error(`${fault} lacks data for {${name}}`);
    }
  }
  return verdict;
}

function text({ path, startLine }: Location): string {
  return `${path}:${startLine}`;
}

/** An expectation of a refusal of `src/gate.ts:4`, unless told otherwise. */
export function expectation(more: Partial<Expectation> = {}): Expectation {
  return {
    kind: "refuses",
    at: place("test/gate.test.ts:7"),
    of: [place("src/gate.ts:4")],
    gates: [],
    reaches: [],
    spied: [],
    fields: [],
    count: null,
    lists: [],
    byNameOnly: false,
    ...more,
  };
}

/** A test at `test/gate.test.ts:5` with these expectations. */
export function testCase(expects: readonly Expectation[], more: Partial<TestCase> = {}): TestCase {
  const at = place("test/gate.test.ts:5");
  return { name: "refuses", at, runner: "vitest", calls: [], expects, gives: [], fakes: [], ...more };
}
