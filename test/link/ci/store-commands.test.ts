import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";

/** A Worker with one database for each environment, and an eval that a command prepares. */
function reached(command: string, more = ""): readonly string[] {
  const database = (name: string, id: string) => [{ binding: "NOTES", database_name: name, database_id: id }];
  const report = auditTree(
    memoryTree({
      "package.json": JSON.stringify({ name: "notes", scripts: { evals: "vitest run --dir evals" } }),
      "wrangler.json": JSON.stringify({
        name: "notes",
        env: {
          staging: { d1_databases: database("notes-staging", "11111111-1111-4111-8111-111111111111") },
          production: { d1_databases: database("notes", "22222222-2222-4222-8222-222222222222") },
        },
      }),
      "evals/tone.test.ts": 'import { it } from "vitest";\nit("answers", () => {});\n',
      ".github/workflows/evals.yml": `on: [pull_request]\njobs:\n  tone:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n      - run: npm run evals\n${more}`,
    }),
    { rethrow: true },
  );
  return report.stack.pipelines.flatMap(({ reaches }) =>
    reaches.flatMap(({ name, identities = [] }) =>
      identities.map(({ identity }) => `${name} ${identity.kind === "known" ? identity.address.name : "?"}`),
    ),
  );
}

describe("a command that writes to a store of the platform", () => {
  const live = "wrangler d1 execute 22222222-2222-4222-8222-222222222222";
  it.each([
    ["npx wrangler d1 execute notes --env production --remote --file seed.sql", [live]],
    ["npx wrangler d1 execute NOTES --env=production --remote --command 'DELETE FROM notes'", [live]],
    ["npx wrangler d1 execute notes --env production --remote --file seed.sql --config wrangler.json", [live]],
    ["npx wrangler d1 execute notes --env production --remote --command 'SELECT 1'", []],
    ["npx wrangler d1 execute notes --env production --file seed.sql", []],
    ["npx wrangler d1 execute notes --env production --remote=false --file seed.sql", []],
    ["npx wrangler d1 execute notes --env staging --remote --file seed.sql", []],
    ["npx wrangler d1 execute notes --remote --file seed.sql", []],
    ["npx wrangler d1 execute notes --env production --remote --file seed.sql --config other/wrangler.json", []],
  ])("%s", (command, expected) => {
    expect(reached(command)).toEqual(expected);
  });

  it("belongs to what is deployed where the job deploys", () => {
    const command = "npx wrangler d1 execute notes --env production --remote --file seed.sql";
    expect(reached(command, "      - run: npx wrangler deploy --env production\n")).toEqual([]);
  });
});
