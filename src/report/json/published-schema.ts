import { z } from "zod";

/** The schema as others get it: it allows further fields, so that a consumer of today accepts a document of tomorrow. */
export function publishedSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
}
