import type { Tool } from "./agent-tool.ts";
import type { AuditEvent } from "./audit-event.ts";
import type { BoundValue } from "./bound-value.ts";
import type { CheckRun } from "./check-run.ts";
import type { Credential } from "./credential.ts";
import type { DataFlows } from "./data-flows.ts";
import type { Detection } from "./detection.ts";
import type { Environment } from "./environment.ts";
import type { Gate } from "./gate.ts";
import type { Place } from "./location.ts";
import type { BlanketApproval, McpClient } from "./mcp-client.ts";
import type { McpServer } from "./mcp-server.ts";
import type { ModelCall } from "./model-call.ts";
import type { NamedModel } from "./named-model.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Prompts } from "./prompts.ts";
import type { Recording } from "./recording.ts";
import type { Recovery } from "./recovery.ts";
import type { RunBounds } from "./run-bounds.ts";
import type { Ownership, Runbook } from "./runbook.ts";
import type { SecretScope } from "./secret-scope.ts";
import type { StopSwitch } from "./stop-switch.ts";
import type { Store } from "./store.ts";
import type { TestCase } from "./test-case.ts";
import type { ToolRecord } from "./tool-record.ts";
import type { Gap } from "./tree.ts";
import type { KeptApproval, WaivedApproval } from "./waived-approval.ts";

/** One model of the audited agent stack, joined from the facts of all its files. Rules see this and nothing else. */
export interface Stack {
  /** Where an agent, a tool, a model call or an MCP server was seen; empty means there is nothing to audit. */
  readonly agentEvidence: readonly Place[];
  readonly environments: readonly Environment[];
  readonly services: readonly Service[];
  readonly bindings: readonly Binding[];
  readonly credentials: readonly Credential[];
  readonly stores: readonly Store[];
  readonly endpoints: readonly Endpoint[];
  readonly tools: readonly Tool[];
  readonly gates: readonly Gate[];
  readonly auditEvents: readonly AuditEvent[];
  readonly modelCalls: readonly ModelCall[];
  readonly models: readonly NamedModel[];
  readonly recovery: Recovery;
  readonly runbooks: readonly Runbook[];
  /** Null without a CODEOWNERS file. */
  readonly ownership: Ownership | null;
  readonly runBounds: RunBounds;
  readonly stops: readonly StopSwitch[];
  readonly prompts: Prompts;
  readonly dataFlows: DataFlows;
  readonly pipelines: readonly Pipeline[];
  readonly mcpServers: readonly McpServer[];
  readonly mcpClients: readonly McpClient[];
  readonly blanketApprovals: readonly BlanketApproval[];
  readonly waivedApprovals: readonly WaivedApproval[];
  readonly keptApprovals: readonly KeptApproval[];
  readonly toolRecords: readonly ToolRecord[];
  readonly recording: Recording;
  readonly detection: Detection;
  readonly secretScope: SecretScope;
  readonly tests: readonly TestCase[];
  readonly checkRuns: readonly CheckRun[];
  readonly gaps: readonly Gap[];
}

/** A deployable unit of the repository: a package, a compose service, a worker. */
export interface Service {
  readonly name: string;
  /** Folder relative to the audited root; "" for the root. */
  readonly directory: string;
  readonly environments: readonly string[];
  readonly at: Place;
}

/** The value of a variable in one environment of one service. */
export interface Binding {
  readonly service: string;
  readonly environment: string;
  readonly variable: string;
  readonly value: BoundValue;
  readonly at: Place;
}

/** An outbound target with the environment it belongs to. */
export interface Endpoint {
  readonly host: string;
  readonly environment: string | null;
  readonly at: Place;
}
