import { expect, it } from "vitest";
import { deskWith } from "./repository.ts";

const files = {
  ".env.production": "APP_ENV=production\nCRM_URL=https://crm.dealdesk.example\nPOSTHOG_KEY=phc-made-up-0000\n",
  "legacy/old.ts": "",
  "src/more.ts": `import { note } from "@acme/ledger"; export const log = (id) => note({ id });`,
};

function notices(config: string): string[] {
  return deskWith({ ...files, "bulkhead.config.yaml": config }).notices.map(
    ({ kind, message, at }) => `${at?.startLine} ${kind}: ${message}`,
  );
}

it("says nothing of entries that have an effect", () => {
  expect(
    notices(
      [
        "environments: { production: { class: production } }",
        "endpoints: { '*.dealdesk.example': production }",
        "functions: { audit: [note], tools: [tool], gates: ['@acme/ledger#note'] }",
        "publicKeys: [POSTHOG_KEY]",
        "ignore: [legacy]",
      ].join("\n"),
    ),
  ).toEqual([]);
});

it("names every entry that has none, with its line", () => {
  expect(
    notices(
      [
        "environments:",
        "  blue: { class: production, aliases: [eu-*] }",
        "endpoints:",
        "  '*.elsewhere.example': production",
        "functions:",
        "  gates: [assertMay]",
        "  audit: ['@acme/other#note']",
        "  tools: [defineAction]",
        "publicKeys: [STRIPE_*]",
        "ignore: [legcy/**]",
      ].join("\n"),
    ),
  ).toEqual([
    "2 unused-setting: No environment of the repository is called blue or by one of its aliases.",
    "4 unused-setting: No host that the repository names fits *.elsewhere.example.",
    "6 unused-setting: No call of the gate assertMay was found.",
    "7 unused-setting: No call of the audit function note was found.",
    "8 unused-setting: No call of defineAction, which registers tools, was found.",
    "9 unused-setting: No variable fits the public key STRIPE_*.",
    "10 unused-setting: No file fits legcy/**, so nothing is left out by it.",
  ]);
});
