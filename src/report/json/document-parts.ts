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

export type JsonLocation = z.infer<typeof location>;

export const status = z.enum(["pass", "fail", "unknown", "not-applicable"]);

export const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe("Identifies a finding across edits; made from check, fault, subject and path.");

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const environmentName = z.string().describe("Name of an environment.");

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
