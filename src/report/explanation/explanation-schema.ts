import { z } from "zod";
import type { ValueView } from "../../model/line-view.ts";
import { fingerprint, location, status } from "../json/document-parts.ts";

// Version 1 may gain fields, never lose or rename one, as the report.

const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const zone = z.enum(["source", "test", "eval", "example", "docs", "generated", "fixture"]);

const valueView: z.ZodType<ValueView> = z
  .strictObject({
    says: z.string().describe("What the expression can be, in words; never a secret."),
    at: location,
    when: z.string().nullable().describe("The tests that lead to it, if it is one of several."),
    parts: list(z.lazy(() => valueView)),
  })
  .meta({ id: "ValueView", description: "A value with the alternatives or parts that it is made of." });

const sideView = z.strictObject({
  written: z.string(),
  says: z.string().describe("What it stands for: `what the model passes`, `the environment of a credential`."),
  at: location,
});

const expression = z.strictObject({
  written: z.string().describe("As written, texts left out unless they are plain words."),
  at: location,
  value: valueView,
  steps: list(location).describe("From the expression to where its value is written."),
  environments: list(
    z.strictObject({
      environments: list(z.string()).describe("Environments in which it is the same."),
      alternatives: list(z.strictObject({ says: z.string(), at: location })),
      more: z.number().int().describe("How many alternatives there are besides."),
    }),
  ),
  call: z
    .strictObject({
      callee: z.string(),
      definedAt: location.nullable(),
      effects: list(
        z.strictObject({
          kind: z.enum([
            "store-write",
            "store-read",
            "external-write",
            "external-read",
            "code-execution",
            "file-write",
          ]),
          operation: z.string(),
        }),
      ).describe("What the catalogue says that it does."),
      knownAs: list(z.string()).describe("What the catalogue knows the call as."),
      unknownPackage: z.string().nullable().describe("A package that no entry of the catalogue names."),
    })
    .nullable(),
});

const test = z.strictObject({
  written: z.string(),
  at: location,
  refusal: z.string().nullable().describe("What happens to those who do not pass; null if both ways go on."),
  refusesWhen: z.enum(["true", "false"]),
  reads: list(sideView),
  compares: list(z.strictObject({ left: sideView, right: sideView })),
  fault: z.string().nullable().describe("Why it is no environment gate; null if it is a sound one."),
  tools: list(z.string()).describe("Tools whose calls pass it."),
});

const code = z.strictObject({
  expressions: list(expression),
  more: z.number().int().describe("Expressions that were not looked at."),
  tests: list(test),
  around: z
    .strictObject({
      name: z.string(),
      at: location,
      callers: list(location),
      tools: list(z.string()).describe("Tools whose calls run it."),
      path: list(location).describe("How the first of them gets here."),
      followed: z.boolean().describe("Whether all that the tools do was followed."),
    })
    .nullable(),
});

const subject = z.strictObject({
  kind: z.enum([
    "binding",
    "credential",
    "environment",
    "service",
    "store",
    "endpoint",
    "tool",
    "gate",
    "audit-event",
    "pipeline",
    "mcp-server",
    "model-use",
    "gap",
  ]),
  relation: z.enum(["is", "step"]).describe("Whether the line is part of the thing, or lies on the way to it."),
  names: list(z.string()).describe("Several where the line is a step of many things in the same way."),
  roles: list(z.string()).describe("Completes the sentence `this line …`."),
  rows: list(z.strictObject({ label: z.string(), text: z.string(), places: list(location) })),
});

const judgement = z.strictObject({
  check: z.string(),
  asks: z.string(),
  status,
  attestedBy: z.string().nullable().describe("Who answers it where the repository does not."),
  citesLine: z.boolean().describe("Whether the line is among the places it names."),
  as: list(z.string()),
  findings: list(
    z.strictObject({
      fingerprint,
      confidence: z.enum(["proven", "suspected"]),
      namesLine: z.boolean(),
      says: z.string(),
      because: z.string(),
      fix: z.string(),
      suppressed: z.string().nullable().describe("Why it is not held against the build; null if it is."),
      locations: list(location),
    }),
  ).describe("Findings that name the line; if none does, those that name other lines of what it is."),
  otherFindings: z.number().int(),
  reason: z.string().nullable(),
  question: z.string().nullable(),
});

/** `bulkhead explain FILE:LINE --format json`, version 1. */
export const explanationSchema = z
  .strictObject({
    version: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    target: z.strictObject({ name: z.string(), revision: z.string().nullable() }),
    line: z.strictObject({
      path: z.string().describe("Relative to the audited root, with forward slashes."),
      line: z.number().int().min(1),
      column: z.number().int().min(1).nullable(),
    }),
    file: z.strictObject({
      zone,
      extractors: list(z.string()).describe("Extractors that read the file."),
      lines: z.number().int(),
    }),
    subjects: list(subject).describe("What the line is to the model."),
    readings: list(z.strictObject({ says: z.string(), at: location, job: location.nullable() })).describe(
      "What the extractors read on the line.",
    ),
    code: code.nullable().describe("What the program is there; null if the file is no program."),
    judgements: list(judgement).describe("Checks that name the line, then those about what it is."),
    unknownBecause: list(z.string()).describe("Why the model knows nothing of the line; empty if it does."),
    nearby: list(z.strictObject({ line: z.number().int(), says: z.string() })),
    limits: list(z.string()).describe("What all this does not establish."),
  })
  .meta({ title: "Bulkhead explanation of a line, version 1" });

export type JsonExplanation = z.infer<typeof explanationSchema>;

/** The published JSON Schema; as that of the report it allows further fields. */
export function explanationJsonSchema(): object {
  return z.toJSONSchema(explanationSchema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
      delete jsonSchema.readOnly;
    },
  });
}
