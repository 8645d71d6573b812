import { z } from "zod";
import { environmentName, gaps, heading, location, settings } from "../json/document-parts.ts";
import { publishedSchema } from "../json/published-schema.ts";
import { stack } from "../json/stack-schema.ts";

// Version 1 may gain fields, never lose or rename one, as the report.

const environments = z.tuple([environmentName, environmentName]).describe("The one closer to production first.");
const sides = z.tuple([location, location]).describe("What it is in each of them; `role` is the environment.");

const comparison = z.strictObject({
  name: z.string(),
  service: z.string(),
  pairs: z.array(
    z.strictObject({
      environments,
      result: z
        .enum([
          "same",
          "same-with-sub-scope",
          "other-container",
          "same-password",
          "relabelled",
          "may-be-same",
          "same-public",
          "different",
          "unresolved",
        ])
        .describe(
          "Of addresses, `same-with-sub-scope` is one container told apart by a namespace, schema or prefix, and `other-container` one connection. Of credentials, `same-password` is one password in two connection strings, `relabelled` one secret under two tags, and `same-public` one text that is no secret. `may-be-same` holds unless a platform sets another value.",
        ),
      locations: sides,
    }),
  ),
  complete: z.boolean().describe("False where there are too many environments to list every pair of them."),
});

/** The JSON inventory, version 1. */
export const inventorySchema = z
  .strictObject({
    ...heading,
    settings,
    summary: z.strictObject({
      agentStackFound: z.boolean(),
      files: z.number().describe("Files that were inspected."),
      gaps: z.number(),
    }),
    stack,
    comparisons: z
      .strictObject({
        stores: z.array(comparison),
        credentials: z.array(comparison),
        endpoints: z.array(comparison).describe("Variables that hold a web address."),
        aliases: z
          .array(
            z.strictObject({
              kind: z.enum(["store", "credential"]),
              service: z.string(),
              names: z.tuple([z.string(), z.string()]),
              environments,
              locations: sides,
            }),
          )
          .describe("What production knows by one name and another environment by another."),
      })
      .describe("What is one thing, and what is not, in every two environments of a service."),
    gaps,
  })
  .meta({ title: "Bulkhead inventory, version 1" });

export type JsonInventory = z.infer<typeof inventorySchema>;

/** The published JSON Schema of the inventory. */
export function inventoryJsonSchema(): object {
  return publishedSchema(inventorySchema);
}
