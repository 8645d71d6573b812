import type { CheckRun } from "./check-run.ts";
import type { DataFlows } from "./data-flows.ts";
import type { Detection } from "./detection.ts";
import type { Environment } from "./environment.ts";
import type { Identity } from "./identity.ts";
import type { Place } from "./location.ts";
import type { BlanketApproval, McpClient } from "./mcp-client.ts";
import type { ModelCall } from "./model-call.ts";
import type { NamedModel } from "./named-model.ts";
import type { Prompts } from "./prompts.ts";
import type { Recording } from "./recording.ts";
import type { Recovery } from "./recovery.ts";
import type { RunBounds } from "./run-bounds.ts";
import type { Ownership, Runbook } from "./runbook.ts";
import type { Sealed } from "./sealed.ts";
import type { SecretScope } from "./secret-scope.ts";
import type { ServerLaunch } from "./server-launch.ts";
import type { StopSwitch } from "./stop-switch.ts";
import type { TestCase } from "./test-case.ts";
import type { ToolDeclaration } from "./tool-declaration.ts";
import type { ToolRecord } from "./tool-record.ts";
import type { Gap } from "./tree.ts";
import type { WaivedApproval } from "./waived-approval.ts";

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

export type BoundValue =
  | { readonly kind: "literal"; readonly sealed: Sealed }
  /** Equal `reference` means one secret: it holds the store, its scope and the name. `mayFallBack`: another scope can answer for this one. */
  | {
      readonly kind: "reference";
      readonly store: string;
      readonly name: string;
      readonly scope: string | null;
      readonly reference: string;
      /** Which cluster, account or vault holds it is not said: an equal reference elsewhere need not be this secret. */
      readonly unplaced?: true;
    }
  | { readonly kind: "unresolved"; readonly reason: string };

/** A secret that opens something, followed from the places that bind it to the clients it feeds. */
export interface Credential {
  /** The variable, or the property that holds it. */
  readonly name: string;
  readonly service: string;
  /** `pinecone`, `openai`, `postgres`, …; null if unknown. */
  readonly provider: string | null;
  /** Clients, tools and MCP servers that receive it; empty if nothing in the repository was seen to read it. */
  readonly uses: readonly { readonly place: Place; readonly what: string }[];
  readonly values: readonly {
    readonly environment: string;
    readonly value: BoundValue;
    readonly at: Place /** Further places that show how it gets there. */;
    readonly via: readonly Place[];
  }[];
  readonly tag: CredentialTag | null;
  /** Environments whose whole configuration is in the repository and leaves it out: it is not there. */
  readonly absentIn?: readonly string[];
  /** Where the settings say that its value is known to everyone. */
  readonly publicAt?: Place;
  /** Where code reads the variable: all there is to show when its values stand elsewhere. */
  readonly readAt?: readonly Place[];
}

/** The environment that a credential itself carries (CONTROLS §5.1.2). */
export interface CredentialTag {
  readonly kind: "property" | "in-value" | "sibling-variable";
  readonly mandatory: boolean;
  /** Taken from the process's own environment variable, so that it says nothing of the credential. */
  readonly tautological: boolean;
  readonly at: Place;
  /** Gates that read it before the credential is used. */
  readonly readBy: readonly Place[];
  /** What it says in each environment, where a `property` or `sibling-variable` tag was followed to its value: one secret under two words is a lying tag. */
  readonly says?: readonly { readonly environment: string; readonly says: string; readonly at: Place }[];
}

export type StoreKind = "vector" | "database" | "cache" | "object" | "memory" | "search" | "queue";

export interface Store {
  /** How a person would call it: `Pinecone index (PINECONE_INDEX)`. */
  readonly name: string;
  readonly kind: StoreKind;
  readonly provider: string;
  readonly service: string;
  /** Construction of the client, or the platform binding. */
  readonly at: Place;
  /** Why its content can reach a model: retrieval, memory, ingestion, a tool that reads it; null if nothing shows that. */
  readonly feedsContext: string | null;
  /** Whether any code uses it; platform bindings may be declared and never touched. */
  readonly used: boolean;
  /** Where code reads from it. */
  readonly readAt?: readonly Place[];
  /** Whether a credential of this product can be limited to one container (CONTROLS §5.1.4). */
  readonly limitsContainers: boolean;
  readonly identities: readonly StoreIdentity[];
}

export interface StoreIdentity {
  readonly environment: string;
  readonly identity: Identity;
  /** Where the address stands for this environment. */
  readonly at: Place;
  readonly via: readonly Place[];
  readonly credential: BoundValue | null;
  /** What was taken for granted to get here: the default that answers for an unset variable, say. */
  readonly assumption: string | null;
  /** The platform may set what the assumption takes for unset (CONTROLS §5.1.11); absent means that the repository's own configuration decides. */
  readonly overridable?: boolean;
  /** Where the repository limits `credential` to this container: a grant, an access claim, a policy (CONTROLS §5.1.4). */
  readonly limitedBy?: Place;
}

/** An outbound target with the environment it belongs to. */
export interface Endpoint {
  readonly host: string;
  readonly environment: string | null;
  readonly at: Place;
}

export interface Tool {
  readonly name: string;
  readonly framework: string;
  readonly service: string;
  readonly at: Place;
  readonly parameters: readonly ToolParameter[];
  readonly handlerAt: Place | null;
  readonly sinks: readonly Sink[];
  /** Ways in which a call of this tool picks an environment. */
  readonly selections: readonly Selection[];
  /** Absent where the tool stands for those of a server elsewhere. */
  readonly declaration?: ToolDeclaration;
  /** Why what it does could not be followed; null if it could. */
  readonly opaque: string | null;
  /** What a table of policies says of it by its name; whoever looks into the table was not followed. */
  readonly policyAt?: Place;
}

export interface ToolParameter {
  readonly name: string;
  /** The values a closed set allows; null for free text and other types. */
  readonly values: readonly string[] | null;
  readonly optional: boolean;
  readonly at: Place;
  /** What the model is told of it, where that is written out. */
  readonly description?: string;
  /** Where the set of values is written, if not in the tool itself. */
  readonly valuesAt?: Place;
}

export type SinkKind =
  | "store-write"
  | "store-read"
  | "external-write"
  | "external-read"
  | "code-execution"
  | "file-write";

/** Something a tool does to the world, and how it gets there. */
export interface Sink {
  readonly kind: SinkKind;
  /** `pinecone upsert`, `fetch POST`, … */
  readonly operation: string;
  /** Of a request: where it goes to, if its address is written out. */
  readonly host?: string;
  readonly at: Place;
  /** Calls from the handler to the sink, outermost first. */
  readonly path: readonly Place[];
  /** Index into {@link Stack.stores}; null for anything else. */
  readonly store: number | null;
  /** Gates that every path to this sink passes; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
  /** Code is run on a machine that is made for it (E2B, Vercel Sandbox): it holds nothing of the process. */
  readonly isolated?: true;
}

/** An environment picked by what the model passes. */
export interface Selection {
  /** The parameter, or what else decides: `message content`, `header`. */
  readonly by: string;
  /** How sure it is that the parameter decides the target: followed into the client, or by its name alone. */
  readonly proven: boolean;
  readonly parameterAt: Place;
  /** Where the choice becomes a target: the map that is indexed, the URL that is built. */
  readonly chosenAt: Place;
  readonly targets: readonly {
    readonly environment: string;
    readonly at: Place;
    /** Where the settings say that it belongs to that environment. */
    readonly declaredAt?: Place;
  }[];
  readonly path: readonly Place[];
  /** Gates that stand on every path to the chosen target; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
}

/** A check before a call, with what it does of the seed's three steps (CONTROLS PG-2, §5.1.8). */
export interface Gate {
  readonly name: string;
  readonly at: Place;
  /** Where it is called or where its refusal takes effect. */
  readonly enforcedAt: Place;
  /** Where it is asked, if its answer takes effect elsewhere: `const allowed = gate.permits(…)`. */
  readonly askedAt?: Place;
  readonly kind: "environment" | "approval" | "other";
  readonly readsCredential: Place | null;
  readonly comparesTarget: Place | null;
  /** Where the settings say that it reads and compares, if that is all that tells. */
  readonly declaredAt?: Place;
  /** Its code is not in the repository: whether it records its decisions, or looks at the process, is not known. */
  readonly isElsewhere?: true;
  /** Where that target is taken from, if it is not the one that the call will use. */
  readonly comparedFrom?: Place;
  readonly pinned: Place | null;
  /** Where the decision is recorded when it allows the call, and when it refuses it: in the gate or around it. */
  readonly logsAllow: Place | null;
  readonly logsDeny: Place | null;
  /** What is recorded goes to the console, where nobody keeps it; false where nothing is. */
  readonly logsToConsole: boolean;
  /** What it does in which order, on the way to a refusal and on the way to the call. */
  readonly order: { readonly refused: readonly GateStep[]; readonly allowed: readonly GateStep[] };
  /** Why it does not guard (result ignored, not awaited, allows on error, compares what the model passed, …); null if sound. */
  readonly weakness: string | null;
}

/** Reads the credential's environment, compares it with the target's, records the decision, refuses, and makes the call. */
export type GateStep = "reads" | "compares" | "logs" | "refuses" | "calls";

export type AuditSubject = "tool-call" | "store-write" | "retrieval" | "gate-decision" | "model-call" | "other";

export interface AuditEvent {
  readonly subject: AuditSubject;
  /** What is called to emit it: `audit.record`, `logger.info`, `posthog capture`. */
  readonly emitter: string;
  readonly at: Place;
  readonly service: string;
  readonly tag: EnvironmentTag;
  /** The tools whose calls it is emitted in, as indices into {@link Stack.tools}; absent where it was not tied to single tools (a dispatcher). */
  readonly records?: readonly number[];
  /** Where the record is finally written; null if that is outside the repository. */
  readonly recordedAt?: Place | null;
  /** Where the logger is made that the record goes through: what that puts on every record stands there. */
  readonly preparedAt?: Place;
  /** Names of the tools whose calls it records, as far as the code that emits it was followed; empty if none is known. */
  readonly covers?: readonly string[];
  /** What keeps the record, as far as it was followed: `console` is nobody; `span` is subject to sampling. */
  readonly keptBy?: "console" | "span" | "other";
  /** The product that takes it: `sentry`, `opentelemetry`, `ai-sdk`. */
  readonly product?: string;
  /** Names of the fields of the record; absent where there may be further ones. */
  readonly fields?: readonly string[];
  /** Where the settings say that its emitter keeps a trail. */
  readonly declaredAt?: Place;
  /** Nothing waits for it to be written. */
  readonly isFloating?: true;
}

/** Where the environment on an audit event comes from (CONTROLS AT-4, §5.1.6 and 7). */
export type EnvironmentTag =
  | { readonly kind: "environment" | "credential" | "resource"; readonly at: Place; readonly note: string }
  | { readonly kind: "node-env"; readonly at: Place; readonly note: string }
  | { readonly kind: "constant" | "caller"; readonly at: Place; readonly note: string }
  /** The record says nothing; each environment keeps its records under a name of its own. */
  | { readonly kind: "place"; readonly at: Place; readonly note: string; readonly sides: readonly TagSide[] }
  /** `sides`: the one place in which records of several environments are kept. */
  | { readonly kind: "none"; readonly note: string; readonly sides?: readonly TagSide[] }
  /** `at`: where the emitter is made whose code the repository does not hold. */
  | { readonly kind: "unresolved"; readonly note: string; readonly at?: Place };

/** Where the records of one environment are kept. */
export interface TagSide {
  readonly environment: string;
  readonly at: Place;
  readonly note: string;
}

export type PipelineRole = "deploy" | "run" | "ingest" | "migrate" | "test" | "eval" | "build" | "other";

/** A CI job: what starts it, what it runs, and what it is handed. */
export interface Pipeline {
  readonly workflow: string;
  readonly job: string;
  readonly at: Place;
  readonly triggers: readonly string[];
  readonly roles: readonly PipelineRole[];
  /** GitHub `environment:`, resolved; null if there is none. */
  /** `from` is where a caller names it, if the job leaves that to its callers. */
  readonly environment: { readonly name: string; readonly at: Place; readonly from?: Place } | null;
  /** The environment a deploying, migrating or ingesting job acts as. */
  readonly actsAs: string | null;
  /** From the job to the tests or the agent it runs: step, package script, config, file. */
  readonly commands: readonly { readonly text: string; readonly at: Place }[];
  readonly credentials: readonly {
    readonly variable: string;
    readonly value: BoundValue;
    readonly at: Place;
    readonly via?: readonly Place[];
  }[];
  /** What its tests or agent can do, if its command was followed into code. */
  readonly reaches: readonly {
    readonly what: "agent" | "tool" | "store" | "endpoint";
    readonly name: string;
    readonly at: Place;
    readonly writes: boolean;
    readonly path: readonly Place[] /** Index into {@link Stack.stores}. */;
    readonly store: number | null;
    /** What that store is by the variables the job sets itself, where they decide. */
    readonly identities?: readonly StoreIdentity[];
  }[];
  /** Service containers, mocks, emulators, vendor test keys. */
  readonly ephemeral: readonly { readonly what: string; readonly at: Place }[];
  /** What could not be followed: reusable workflow elsewhere, ambient credentials of a self-hosted runner. */
  readonly opaque: readonly { readonly reason: string; readonly at: Place }[];
}

export interface McpServer {
  readonly name: string;
  readonly client: string;
  readonly at: Place;
  /** Host or package it runs; null if it cannot be told. */
  readonly target: string | null;
  /** Where its address is written. */
  readonly targetAt?: Place;
  /** What is fetched to run it; absent where it runs elsewhere, or from the repository. */
  readonly launch?: ServerLaunch;
  readonly environment: { readonly name: string; readonly at: Place } | null;
  readonly credentials: readonly { readonly variable: string; readonly value: BoundValue; readonly at: Place }[];
}
