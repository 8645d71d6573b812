import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { settingsJsonSchema } from "../../src/config/settings-schema.ts";

const schema = settingsJsonSchema() as Record<string, unknown>;
const isValid = new Ajv2020({ strict: false }).compile(schema);

it("is published as it is", () => {
  expect(JSON.parse(readFileSync("schema/config.v1.schema.json", "utf8"))).toEqual(schema);
});

it("describes every key", () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties") {
        for (const [name, property] of Object.entries(value as Record<string, unknown>))
          if (!JSON.stringify(property).includes('"description"')) undescribed.push(`${path}.${name}`);
      }
      visit(value, `${path}.${key}`);
    }
  };
  visit(schema, "");
  expect(undescribed).toEqual([]);
});

it("takes the configuration in the guide, and marks a key that is not known", () => {
  const [, guide = ""] = /```yaml\n([\s\S]*?)```/.exec(readFileSync("docs/configuration.md", "utf8")) ?? [];
  expect(isValid(parse(guide)), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid(parse("environments:\n  # blue: { class: production }\nignore: []\n"))).toBe(true);
  expect(isValid({ environmets: {} })).toBe(false);
  expect(isValid({ environments: { blue: { clas: "production" } } })).toBe(false);
});
