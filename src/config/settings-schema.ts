import { z } from "zod";
import { isDay } from "../model/day.ts";
import { whyNoGlob } from "../model/glob.ts";
import { hostPattern } from "./host-pattern.ts";

const glob = z
  .string()
  .refine((text) => whyNoGlob(text) === null, { error: ({ input }) => whyNoGlob(String(input)) ?? "it is no glob" });

// Every file is tried against every glob.
const maximumGlobs = 200;

const text = z.string().refine((value) => value.trim() !== "", "it is empty");

const environmentName = z
  .string()
  .regex(/^[\w.-]{1,64}$/, "it is made of letters, digits, `-`, `_` and `.`, at most 64")
  .describe("Name of an environment, as reports call it.");

const environment = z.strictObject({
  class: z
    .enum(["production", "staging", "preview", "development", "test", "ci", "other"])
    .describe("What it is: `production` is live, every other class is compared with it."),
  aliases: z
    .array(glob)
    .optional()
    .describe("Further names by which the repository knows it; globs such as `prod-*`. Case does not count."),
});

const functionName = z
  .string()
  .regex(/^(?:[^#\s]+#)?[\w$]+(?:\.[\w$]+)*$/, "write it as `name`, `package#name` or `src/**/*.ts#name`")
  .refine((name) => !name.includes("#") || whyNoGlob(name.split("#")[0] ?? "") === null, "its module is no glob")
  .describe(
    "The exported name, dotted for a method; before a `#` the package it comes from, or a glob over the file that defines it.",
  );

const gate = z.union([
  functionName,
  z.strictObject({
    name: functionName,
    async: z
      .boolean()
      .optional()
      .describe("Whether it gives a promise; needed only where its code is not in the repository."),
    refuses: z
      .enum(["throws", "answers"])
      .optional()
      .describe(
        "How it refuses, where its code is not in the repository: it throws, or it answers false. Left out, `isAllowed`, `mayTouch` and the like answer, and all others throw.",
      ),
  }),
]);

const suppression = z.strictObject({
  check: text.describe("Id of a check, its part after the slash, or `<check>/<fault>`."),
  path: glob.optional().describe("Glob over the path of the finding's first place; every path if left out."),
  subject: text.optional().describe("What the finding is about, as reports print it."),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/, "it is 16 hexadecimal digits, as the JSON report prints them")
    .optional()
    .describe("Fingerprint of one finding, from the JSON report."),
  reason: text.describe("Why the finding is lived with; printed in every report."),
  owner: text.optional().describe("Who decided, or who answers for it."),
  expires: z
    .string()
    .refine(isDay, "it is no day; write it as YYYY-MM-DD")
    .optional()
    .describe("Last day on which it holds, `YYYY-MM-DD`."),
});

/** What `bulkhead.config.yaml` may hold; the published JSON Schema is made of it. */
export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional().describe("The schema of this file, for editors."),
    environments: z
      .record(environmentName, environment)
      .optional()
      .describe("Environments by name, with their class where the name does not tell it."),
    endpoints: z
      .record(
        z
          .string()
          .refine((pattern) => !("fault" in hostPattern(pattern)), {
            error: ({ input }) => {
              const read = hostPattern(String(input));
              return "fault" in read ? read.fault : "it is no host";
            },
          })
          .describe("A host, or a glob over hosts: `*.staging.example`; with a port only if it is about that port."),
        environmentName,
      )
      .optional()
      .describe("Which environment a host belongs to. Of several patterns that fit, a host in full counts first."),
    functions: z
      .strictObject({
        gates: z
          .array(gate)
          .nullable()
          .optional()
          .describe(
            "Functions that compare the credential's environment with the target's. That is taken from here; whether they stand before every call and are obeyed is still judged.",
          ),
        audit: z
          .array(functionName)
          .nullable()
          .optional()
          .describe("Functions that write an audit event; its fields are judged."),
        tools: z.array(functionName).nullable().optional().describe("Functions that register a tool for the model."),
      })
      .optional()
      .describe("What functions of your own are, where their names and code do not tell it."),
    publicKeys: z
      .array(glob)
      .max(maximumGlobs)
      .optional()
      .describe("Variables whose value is known to everyone, by name or glob: one in two environments is not shared."),
    ignore: z
      .array(glob)
      .max(maximumGlobs)
      .optional()
      .describe("Files and folders that are left out of the audit, as globs. Each is listed as not inspected."),
    suppressions: z
      .array(suppression)
      .optional()
      .describe("Findings that are lived with. They are still counted, and no longer fail the build."),
  })
  .meta({ title: "Bulkhead configuration, version 1" });

export type SettingsData = z.infer<typeof settingsSchema>;

/** The published JSON Schema of the configuration: strict, so that an editor marks a key that is not known. */
export function settingsJsonSchema(): object {
  return z.toJSONSchema(settingsSchema, {
    override: ({ jsonSchema, path }) => {
      // A key of the file without a value says nothing, which is no mistake.
      const { type } = jsonSchema;
      if (path.length === 2 && (type === "object" || type === "array")) jsonSchema.type = [type, "null"] as never;
    },
  });
}
