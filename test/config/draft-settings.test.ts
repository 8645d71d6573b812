import { describe, expect, it } from "vitest";
import { controls } from "../../rules/index.ts";
import { auditTree, inventoryOfTree, memoryTree } from "../../src/audit.ts";
import { discoveriesIn } from "../../src/config/discoveries.ts";
import { draftSettings } from "../../src/config/draft-settings.ts";
import { extendSettings } from "../../src/config/extend-settings.ts";
import { readSettings } from "../../src/config/read-settings.ts";

const key = "CRM_API_KEY=crm-key-8f2kq0z8mw2c5hxd\n";
const files = {
  "package.json": JSON.stringify({ name: "deal-desk", dependencies: { ai: "^6.0.0", stripe: "^19.0.0" } }),
  ".env.production": `APP_ENV=production\n${key}CRM_URL=https://crm.dealdesk.example/v1\nMAIL_URL=https://mail.dealdesk.example\nSTRIPE_KEY=pk_live_madeup0000000000000000\n`,
  ".env.staging": `APP_ENV=staging\n${key}CRM_URL=https://crm-lab.dealdesk.example:8443\nMAIL_URL=https://mail.dealdesk.example\nSTRIPE_KEY=pk_live_madeup0000000000000000\n`,
  ".env.blue": key,
  "src/tools.ts": `
    import { tool } from "ai";
    import { z } from "zod";
    import { record } from "./audit";
    const stripeKey = process.env.STRIPE_KEY;
    function assertAllowed(user) { if (user.role !== "agent") throw new Error("refused"); }
    export const updateDeal = tool({
      description: "Update a deal.",
      inputSchema: z.object({ id: z.string() }),
      execute: async ({ id }, user) => {
        assertAllowed(user);
        await record({ tool: "updateDeal", id });
        return fetch(\`\${process.env.CRM_URL}/deals/\${id}\`, { method: "POST", headers: { authorization: process.env.CRM_API_KEY } });
      },
    });`,
  "src/audit.ts": `
    import { pino } from "pino";
    const log = pino();
    export async function record(event) { log.info(event); }`,
};

function draftOf(tree: Readonly<Record<string, string>>): string {
  return draftSettings(discoveriesIn(inventoryOfTree(memoryTree(tree), { settings: null }), null));
}

function settingsOf(text: string) {
  return readSettings({ path: "bulkhead.config.yaml", from: "repository" }, text, controls);
}

describe("a new configuration", () => {
  it("holds what was discovered, with where it is seen", () => {
    expect(draftOf(files)).toMatchInlineSnapshot(`
      "# What Bulkhead cannot tell from the repository alone. Its keys are described in docs/configuration.md.
      # Everything here was discovered, so nothing changes until it is edited. Every report names this file.

      # Environments and their classes: production, staging, preview, development, test, ci or other.
      # An environment that goes by several names takes them as aliases; globs are allowed.
      environments:
        production: { class: production } # .env.production:1
        staging: { class: staging } # .env.staging:1
        # blue: { class: production } # .env.blue:1, what is it?

      # The environment that a host belongs to, by host or glob. Written down is where each one is configured today:
      # where staging is configured with a host of production, say so here.
      endpoints:
        crm-lab.dealdesk.example:8443: staging # .env.staging:3
        crm.dealdesk.example: production # .env.production:3
        # mail.dealdesk.example: production # named in production, staging

      # Functions of your own, as \`name\`, \`package#name\` or \`src/**/*.ts#name\`. A gate is one that compares the
      # credential's environment with the target's; whether it stands before every call and is obeyed is still judged.
      # Listed are checks and records that were seen.
      functions:
        gates:
          # - assertAllowed # src/tools.ts:6
        audit:
          # - record # src/tools.ts:12
        tools: []

      # Variables whose value is known to everyone: one value in two environments is not shared.
      publicKeys:
        - STRIPE_KEY # .env.production:5

      # Files and folders that are left out of the audit; each is listed as not inspected.
      ignore: []

      # Findings that are lived with. They are still counted, and no longer fail the build.
      # - check: shared-context-store
      #   path: src/retrieval/**
      #   reason: one index until the migration
      #   owner: platform
      #   expires: 2027-01-31
      suppressions: []
      "
    `);
  });

  it("keeps to the schema, and changes no verdict", () => {
    const text = draftOf(files);
    expect(settingsOf(text).environments.map(({ name }) => name)).toEqual(["production", "staging"]);
    const verdicts = (tree: Readonly<Record<string, string>>) => {
      const report = auditTree(memoryTree(tree), { key: new Uint8Array(32) });
      return {
        checks: report.controls.flatMap(({ checks }) => checks.map(({ id, status, reason }) => [id, status, reason])),
        findings: report.findings.map(({ fingerprint, confidence }) => [fingerprint, confidence]),
        files: report.inspected.files,
      };
    };
    expect(verdicts({ ...files, "bulkhead.config.yaml": text })).toEqual(verdicts(files));
  });

  it("names what is unused nowhere", () => {
    const report = auditTree(memoryTree({ ...files, "bulkhead.config.yaml": draftOf(files) }));
    expect(report.notices).toEqual([]);
  });

  it("is empty, and valid, for an empty repository", () => {
    expect(settingsOf(draftOf({ "README.md": "" }))).toMatchObject({ environments: [], endpoints: [], ignore: [] });
  });

  it("is not steered by names of the repository", () => {
    const text = draftOf({ ...files, ".env.prod\nignore: ['**']\n#": key, "src/a\nb.ts": files["src/tools.ts"] });
    expect(settingsOf(text).ignore).toEqual([]);
  });

  it("holds no secret", () => {
    expect(draftOf(files)).not.toContain("8f2kq0z8mw2c5hxd");
    expect(draftOf(files)).not.toContain("madeup");
  });
});

describe("a configuration that is there", () => {
  const found = (settings: string | null) =>
    discoveriesIn(
      inventoryOfTree(memoryTree(files), { settings: settings === null ? null : settingsOf(settings) }),
      settings === null ? null : settingsOf(settings),
    );

  it("keeps edits and comments, and gains what is new", () => {
    const text = `# ours
environments:
  live: # the one that counts
    class: production
    aliases: [prod*]
endpoints: {}
ignore:
  - legacy # until June
`;
    const { text: extended, added } = extendSettings(text, found(text), "yaml");
    expect(added).toEqual([
      "environments.staging",
      "endpoints.crm-lab.dealdesk.example:8443",
      "endpoints.crm.dealdesk.example",
      "publicKeys: STRIPE_KEY",
    ]);
    // The comment of a key that holds a mapping moves below it.
    expect(extended).toBe(`# ours
environments:
  live:
    # the one that counts
    class: production
    aliases: [ prod* ]
  staging:
    class: staging
endpoints:
  crm-lab.dealdesk.example:8443: staging
  crm.dealdesk.example: live
ignore:
  - legacy # until June
publicKeys:
  - STRIPE_KEY
`);
  });

  it("is left as it is, byte for byte, once nothing is new", () => {
    const text = draftOf(files);
    expect(extendSettings(text, found(text), "yaml")).toEqual({ text, added: [] });
  });

  it("keeps the comments of a key without a value", () => {
    const text = "endpoints:\n  # mail.dealdesk.example: production # named in both\n\n# ours\nignore: []\n";
    const { text: extended } = extendSettings(text, found(text), "yaml");
    expect(extended).toContain("# mail.dealdesk.example: production # named in both");
    expect(extended).toContain("# ours");
    expect(settingsOf(extended).endpoints).toHaveLength(2);
  });

  it("may be JSON", () => {
    const { text } = extendSettings('{ "ignore": ["legacy"] }', found('{ "ignore": ["legacy"] }'), "json");
    expect(JSON.parse(text)).toMatchObject({
      ignore: ["legacy"],
      environments: { production: { class: "production" }, staging: { class: "staging" } },
      publicKeys: ["STRIPE_KEY"],
    });
    expect(settingsOf(text).environments).toHaveLength(2);
  });
});
