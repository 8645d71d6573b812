// Writes docs/gates.md from the variants that the tests audit: npm run gates
import { writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

await withSource("test/link/gates/table.ts", ({ gatesPage }) => writeFileSync("docs/gates.md", gatesPage()));
