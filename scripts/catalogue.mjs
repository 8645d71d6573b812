// Writes what the catalogue covers into docs/catalogue.md: npm run catalogue
import { readFileSync, writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

await withSource("test/harness/catalogue.ts", ({ regenerateCatalogue }) => {
  writeFileSync("docs/catalogue.md", regenerateCatalogue(readFileSync("docs/catalogue.md", "utf8")));
});
