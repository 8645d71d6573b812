// Generates schema/*.json: npm run schema
import { mkdirSync, writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

await withSource("src/report/json/report-schema.ts", ({ reportJsonSchema }) => {
  mkdirSync("schema", { recursive: true });
  writeFileSync("schema/report.v1.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
});

await withSource("src/report/inventory/inventory-schema.ts", ({ inventoryJsonSchema }) => {
  writeFileSync("schema/inventory.v1.schema.json", `${JSON.stringify(inventoryJsonSchema(), null, 2)}\n`);
});

await withSource("src/report/explanation/explanation-schema.ts", ({ explanationJsonSchema }) => {
  writeFileSync("schema/explanation.v1.schema.json", `${JSON.stringify(explanationJsonSchema(), null, 2)}\n`);
});

await withSource("src/config/settings-schema.ts", ({ settingsJsonSchema }) => {
  writeFileSync("schema/config.v1.schema.json", `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`);
});

await withSource("src/config/attestations.ts", ({ attestationsJsonSchema }) => {
  writeFileSync("schema/attestations.v1.schema.json", `${JSON.stringify(attestationsJsonSchema(), null, 2)}\n`);
});

await withSource("src/config/baseline.ts", ({ baselineJsonSchema }) => {
  writeFileSync("schema/baseline.v1.schema.json", `${JSON.stringify(baselineJsonSchema(), null, 2)}\n`);
});
