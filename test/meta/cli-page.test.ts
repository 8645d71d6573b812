import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { processIo } from "../../src/cli/io.ts";
import { createProgram } from "../../src/cli/program.ts";

it("docs/cli.md shows the help of every command, below a heading of its name", () => {
  const page = readFileSync("docs/cli.md", "utf8");
  const names = createProgram(processIo(), () => {}).commands.map((command) => command.name());
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, -1)).toEqual(names);
  for (const name of names) expect(page).toContain(`$ npx agent-bulkhead ${name} --help\n`);
});
