import { noDataFlows } from "../../src/model/data-flows.ts";
import { noDetection } from "../../src/model/detection.ts";
import type { Location, Place } from "../../src/model/location.ts";
import { noPrompts } from "../../src/model/prompts.ts";
import { noRecording } from "../../src/model/recording.ts";
import type { Report } from "../../src/model/report.ts";
import type { Check, Control, Finding } from "../../src/model/rule.ts";
import { noSecretScope } from "../../src/model/secret-scope.ts";
import type { Stack } from "../../src/model/stack.ts";

/** A place on one line of a file. */
export function place(path: string, startLine = 1, startColumn = 1): Place {
  return { path, span: { startLine, startColumn, endLine: startLine, endColumn: startColumn + 1 } };
}

export function location(path: string, startLine: number, role: string, note = ""): Location {
  return { path, startLine, startColumn: 1, endLine: startLine, endColumn: 2, role, note };
}

/** A stack with one agent and nothing else, unless told. */
export function stackOf(parts: Partial<Stack> = {}): Stack {
  return {
    agentEvidence: [place("src/agent.ts", 3)],
    environments: [],
    services: [],
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
    ...parts,
  };
}

export function findingOf(parts: Partial<Finding> = {}): Finding {
  return {
    fault: "same-secret",
    subject: "PINECONE_API_KEY",
    data: { name: "PINECONE_API_KEY" },
    at: location(".env.production", 3, "production binding"),
    related: [
      location("src/retriever.ts", 12, "use", "Pinecone client"),
      location(".env.staging", 4, "staging binding"),
    ],
    environments: ["production", "staging"],
    failurePath: 2,
    contamination: [
      location(".env.staging", 4, "staging binding"),
      location("src/retriever.ts", 12, "use", "Pinecone client"),
      location(".env.production", 3, "production binding"),
    ],
    ...parts,
  };
}

export function checkOf(parts: Partial<Check> = {}): Check {
  return {
    id: "sandbox-separation/unscoped-credential",
    asks: "Does every credential differ between environments?",
    signal: 1,
    references: [],
    faults: {
      "same-secret": {
        says: "{name} is one secret in production and staging.",
        because: "A call of the staging agent is billed and executed as if production had made it.",
        fix: "Issue a key of its own to each environment.",
      },
    },
    judge: () => ({ status: "not-applicable", reason: "No credential was found." }),
    ...parts,
  };
}

export function controlOf(checks: readonly Check[], parts: Partial<Control> = {}): Control {
  return {
    slug: "sandbox-separation",
    number: 4,
    numberCertainty: "stated",
    title: "Sandbox separation",
    question: "Can anything that a test run does reach production?",
    checks,
    ...parts,
  };
}

export function reportOf(parts: Partial<Report> = {}): Report {
  return {
    tool: { name: "bulkhead", version: "0.0.0" },
    target: { name: "support-agent", revision: null },
    controls: [],
    findings: [],
    failurePaths: [],
    notices: [],
    stack: stackOf(),
    inspected: { files: 12, modules: 7 },
    settings: null,
    ...parts,
  };
}
