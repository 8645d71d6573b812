import { z } from "zod";
import { day, environmentName, fingerprint, gaps, heading, location, settings, status } from "./document-parts.ts";
import { publishedSchema } from "./published-schema.ts";
import { stack } from "./stack-schema.ts";

// Version 1 may gain fields, never lose or rename one: others build on it.

const failurePathNumber = z.number().int().min(1).max(4);

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

/** The published JSON Schema of the report. */
export function reportJsonSchema(): object {
  return publishedSchema(reportSchema);
}
