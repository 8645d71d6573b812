// Pastes the present output below the commands in README.md and docs/: npm run readme
import { readFileSync, writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

await withSource("test/harness/readme.ts", async ({ pages, regenerate }) => {
  const root = process.cwd();
  for (const path of pages(root)) writeFileSync(path, await regenerate(readFileSync(path, "utf8"), root));
});
