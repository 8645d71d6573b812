import { z } from "zod";

// Version 1 may gain fields, never lose or rename one: others build on it.

const line = z.number().int().min(1);

export const location = z
  .strictObject({
    path: z.string().describe("Relative to the audited root, with forward slashes."),
    startLine: line,
    startColumn: line,
    endLine: line,
    endColumn: line.describe("Exclusive."),
    role: z.string().describe("What the place is to the claim."),
    note: z.string().describe("What is to be seen there; may be empty."),
  })
  .meta({ id: "Location", description: "A span of source text; lines and columns count from 1." });

export const status = z.enum(["pass", "fail", "unknown", "not-applicable"]);
export const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe("Identifies a finding across edits; made from check, fault, subject and path.");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const failurePathNumber = z.number().int().min(1).max(4);
export const environmentName = z.string().describe("Name of an environment.");

const value = z
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

/** Who says it of which repository: the beginning of every document. */
export const heading = {
  version: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  target: z.strictObject({
    name: z.string(),
    revision: z.string().nullable().describe("Commit that is checked out, if the audited folder is a git checkout."),
  }),
};

/** Settings that the audited party may have written say so in every document. */
export const settings = z
  .strictObject({
    path: z.string().describe("Relative to the audited root; the bare file name where it lies outside."),
    from: z
      .enum(["repository", "caller"])
      .describe("Found at the root of what is audited, or handed in by whoever ran the audit."),
  })
  .nullable()
  .describe("The configuration that was applied; null if there was none.");

export const gaps = z
  .array(z.strictObject({ path: z.string(), reason: z.string(), line: line.nullable() }))
  .describe("What was not inspected or not resolved.");

/** The JSON report, version 1. */
export const reportSchema = z
  .strictObject({
    ...heading,
    settings,
    summary: z.strictObject({
      agentStackFound: z.boolean(),
      checks: z.strictObject({ pass: z.number(), fail: z.number(), unknown: z.number(), notApplicable: z.number() }),
      controls: z.strictObject({ ready: z.number(), gap: z.number(), unknown: z.number(), notApplicable: z.number() }),
      findings: z.strictObject({ proven: z.number(), suspected: z.number(), suppressed: z.number() }),
      attested: z.number().describe("Checks that an attestation answers."),
      openFailurePaths: z.array(failurePathNumber),
      gaps: z.number(),
      files: z.number().describe("Files that were inspected."),
    }),
    signals: z
      .array(
        z.strictObject({
          number: z.number().int().min(1).max(5),
          check: z.string(),
          status,
          findings: z.array(fingerprint),
        }),
      )
      .describe("The five-signal checklist of sandbox separation."),
    controls: z.array(
      z.strictObject({
        slug: z.string(),
        number: z.number().int(),
        numberCertainty: z.enum(["stated", "inferred", "proposed"]),
        title: z.string(),
        readiness: z.enum(["ready", "gap", "unknown", "not-applicable"]),
        reason: z.string().nullable(),
        checks: z.array(
          z.strictObject({
            id: z.string(),
            asks: z.string(),
            status,
            findings: z.array(fingerprint),
            evidence: z.array(location),
            reason: z.string().nullable(),
            question: z.string().nullable(),
            notes: z.array(z.string()),
            attestation: z
              .strictObject({
                answer: z.enum(["yes", "no", "not-applicable"]),
                evidence: z.string(),
                by: z.string(),
                date: day,
                expires: day.describe("Last day on which it holds."),
                location,
              })
              .nullable()
              .describe("The statement that answers it where the repository does not."),
            testLeg: z.boolean().describe("Whether it looks for a test that shows the control at work."),
            references: z
              .array(z.strictObject({ framework: z.string(), id: z.string(), title: z.string() }))
              .describe("What the check bears on in public frameworks."),
          }),
        ),
      }),
    ),
    findings: z.array(
      z.strictObject({
        fingerprint,
        check: z.string(),
        fault: z.string(),
        confidence: z.enum(["proven", "suspected"]),
        message: z.string().describe("What is the case."),
        because: z.string().describe("Why it matters."),
        remediation: z.string().describe("What to do."),
        subject: z.string(),
        members: z
          .array(z.string())
          .describe("What it stands for beside its subject (tools, calls of a model), sorted; often empty."),
        environments: z.array(environmentName),
        failurePath: failurePathNumber.nullable(),
        contamination: z
          .array(location)
          .describe("From the actor that is not production's through what is shared to production's reader."),
        locations: z.array(location).min(1).describe("The primary location first."),
        suppressed: z.boolean().describe("Whether it is not held against the build."),
        suppression: z
          .strictObject({
            by: z.enum(["config", "inline", "baseline"]),
            reason: z.string(),
            owner: z.string().nullable(),
            expires: day.nullable().describe("Last day on which it holds."),
            location: location.nullable().describe("Where it is written; null for a baseline."),
          })
          .nullable(),
      }),
    ),
    stack,
    failurePaths: z.array(
      z.strictObject({
        number: failurePathNumber,
        title: z.string(),
        open: z.boolean(),
        findings: z.array(fingerprint).describe("The proven findings that open it."),
        steps: z.array(location).describe("The chain of the first of them."),
      }),
    ),
    gaps,
    notices: z
      .array(
        z.strictObject({
          kind: z.enum([
            "unused-suppression",
            "expired-suppression",
            "malformed-suppression",
            "ignored-attestation",
            "unused-setting",
            "stale-baseline",
            "outgrown-baseline",
          ]),
          message: z.string(),
          location: location.nullable(),
        }),
      )
      .describe("What of the user's own settings had no effect, or soon will have none."),
  })
  .meta({ title: "Bulkhead report, version 1" });

export type JsonReport = z.infer<typeof reportSchema>;
export type JsonLocation = z.infer<typeof location>;
export type JsonValue = z.infer<typeof value>;

/** The published JSON Schema of the report. */
export function reportJsonSchema(): object {
  return publishedSchema(reportSchema);
}

/** The schema as others get it: it allows further fields, so that a consumer of today accepts a document of tomorrow. */
export function publishedSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
}
