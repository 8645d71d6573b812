import { z } from "zod";
import { environmentName, location } from "./document-parts.ts";

// Version 1 may gain fields, never lose or rename one: others build on it.

export const value = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("literal"),
      shape: z.string().describe("What the value looks like, never the value."),
    }),
    z.strictObject({
      kind: z.literal("reference"),
      store: z.string(),
      name: z.string(),
      scope: z.string().nullable(),
    }),
    z.strictObject({ kind: z.literal("unresolved"), reason: z.string() }),
  ])
  .meta({ id: "Value", description: "Where the value of a variable comes from." });

export type JsonValue = z.infer<typeof value>;

const identity = z.strictObject({
  environment: environmentName,
  kind: z.enum(["known", "local", "reference", "unresolved"]),
  provider: z.string().nullable(),
  host: z.string().nullable(),
  name: z.string().nullable().describe("Database, project, bucket or index."),
  container: z.string().nullable().describe("Collection, class or search index on the same connection."),
  scope: z.string().nullable().describe("Namespace, schema, prefix or tenant: a part of a container."),
  reference: z.string().nullable().describe("The variable or secret that holds the address."),
  reason: z.string().nullable().describe("Why it is unresolved."),
  assumption: z.string().nullable().describe("What was taken for granted."),
  credential: value.nullable(),
  location,
});

const gateIndices = z.array(z.number().int().min(0)).describe("Indices into `gates`: every path passes them.");

const sink = z.strictObject({
  kind: z.enum(["store-write", "store-read", "external-write", "external-read", "code-execution", "file-write"]),
  operation: z.string(),
  store: z.number().int().min(0).nullable().describe("Index into `stores`."),
  gates: gateIndices,
  location,
});

const selection = z.strictObject({
  by: z.string().describe("What the model passes to pick an environment."),
  proven: z.boolean().describe("Whether it was followed into the target, or is known by its name alone."),
  environments: z.array(environmentName),
  gates: gateIndices,
  location,
});

const gateStep = z.enum(["reads", "compares", "logs", "refuses", "calls"]);

const binding = z.strictObject({ variable: z.string(), value, location });

export const stack = z.strictObject({
  agentEvidence: z.array(location).describe("Where an agent, a tool, a model call or an MCP server was seen."),
  environments: z.array(
    z.strictObject({
      name: environmentName,
      class: z.enum(["production", "staging", "preview", "development", "test", "ci", "other"]),
      locations: z.array(location),
    }),
  ),
  services: z.array(
    z.strictObject({
      name: z.string(),
      directory: z.string(),
      environments: z.array(environmentName),
      location,
    }),
  ),
  tools: z.array(
    z.strictObject({
      name: z.string(),
      framework: z.string(),
      service: z.string(),
      parameters: z.array(z.string()),
      sinks: z.array(sink).describe("What it does to the world."),
      selections: z.array(selection).describe("Ways in which a call of it picks an environment."),
      opaque: z.string().nullable().describe("Why what it does could not be followed."),
      location,
    }),
  ),
  stores: z.array(
    z.strictObject({
      kind: z.enum(["vector", "database", "cache", "object", "memory", "search", "queue"]),
      name: z.string(),
      provider: z.string(),
      service: z.string(),
      feedsContext: z.string().nullable().describe("Why its content can reach a model."),
      used: z.boolean(),
      identities: z.array(identity),
      location,
    }),
  ),
  credentials: z.array(
    z.strictObject({
      name: z.string(),
      service: z.string(),
      provider: z.string().nullable(),
      tag: z.enum(["property", "in-value", "sibling-variable"]).nullable().describe("How it carries its environment."),
      values: z.array(z.strictObject({ environment: environmentName, value, location })),
      uses: z.array(location),
    }),
  ),
  endpoints: z.array(z.strictObject({ host: z.string(), environment: environmentName.nullable(), location })),
  gates: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(["environment", "approval", "other"]),
      sound: z.boolean().describe("Whether it compares credential and target, and is obeyed."),
      weakness: z.string().nullable().describe("Why it does not guard, though it is there."),
      location,
      enforcedAt: location,
      readsCredential: location.nullable().describe("Where it reads the environment of the credential."),
      comparesTarget: location.nullable().describe("Where it compares that with the environment of the target."),
      declaredAt: location.nullable().describe("Where the configuration says so, if that is all that tells."),
      pinned: location.nullable().describe("Where it compares with the process's own environment too."),
      logsAllow: location.nullable().describe("Where it is recorded that a call was allowed."),
      logsDeny: location.nullable().describe("Where it is recorded that a call was refused."),
      logsToConsole: z.boolean().describe("What is recorded goes to the console alone."),
      order: z
        .strictObject({ refused: z.array(gateStep), allowed: z.array(gateStep) })
        .describe("What it does in which order, on the way to a refusal and on the way to the call."),
    }),
  ),
  auditEvents: z.array(
    z.strictObject({
      subject: z.enum(["tool-call", "store-write", "retrieval", "gate-decision", "model-call", "other"]),
      emitter: z.string(),
      service: z.string(),
      tag: z
        .enum([
          "environment",
          "credential",
          "resource",
          "place",
          "node-env",
          "constant",
          "caller",
          "none",
          "unresolved",
        ])
        .describe("Where its environment tag comes from."),
      location,
    }),
  ),
  pipelines: z.array(
    z.strictObject({
      workflow: z.string(),
      job: z.string(),
      triggers: z.array(z.string()),
      roles: z.array(z.enum(["deploy", "run", "ingest", "migrate", "test", "eval", "build", "other"])),
      environment: environmentName.nullable(),
      actsAs: environmentName.nullable(),
      credentials: z.array(binding),
      reaches: z
        .array(
          z.strictObject({
            what: z.enum(["agent", "tool", "store", "endpoint"]),
            name: z.string(),
            writes: z.boolean(),
          }),
        )
        .describe("What its tests or agent can do, once each."),
      location,
    }),
  ),
  mcpServers: z.array(
    z.strictObject({
      name: z.string(),
      client: z.string(),
      target: z.string().nullable(),
      environment: environmentName.nullable(),
      credentials: z.array(binding),
      location,
    }),
  ),
});
