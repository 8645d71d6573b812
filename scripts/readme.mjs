// Pastes the present output below the commands in README.md: npm run readme
import { readFileSync, writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

await withSource("test/harness/readme.ts", async ({ regenerate }) => {
  const page = readFileSync("README.md", "utf8");
  writeFileSync("README.md", await regenerate(page, process.cwd()));
});
