import { describe, expect, it } from "vitest";
import { platformVariables, unnamedIsLive } from "../../../src/link/ci/platform-variables.ts";

/** What a command gives, as `NAME=value → environments`. */
function given(line: string, input: string | null): readonly string[] {
  return platformVariables(line.split(" "), input).map(
    ({ name, value, environments }) => `${name}=${value} → ${environments.join(",") || "its own"}`,
  );
}

describe("a variable that is read", () => {
  it.each<[string, readonly string[]]>([
    ["vercel env add DATABASE_URL production", ["DATABASE_URL=$X → production"]],
    ["vercel env add DATABASE_URL preview,development --token x", ["DATABASE_URL=$X → preview,development"]],
    ["vercel --token x env add DATABASE_URL preview", ["DATABASE_URL=$X → preview"]],
    ["npx wrangler secret put KEY --env staging", ["KEY=$X → staging"]],
    ["npx --yes wrangler@4 versions secret put KEY -e staging", ["KEY=$X → staging"]],
    ["gh secret set KEY --env staging", ["KEY=$X → staging"]],
    ["wrangler secret put KEY", []],
    ["gh secret set KEY", []],
    ["vercel env add KEY", []],
    ["vercel env add KEY $TARGET", []],
    ["vercel env rm KEY production", []],
    ["wrangler secret put KEY --env $TARGET", []],
  ])("%s", (line, expected) => {
    expect(given(line, "$X")).toEqual(expected);
  });

  it("says nothing where a person types it", () => {
    expect(given("vercel env add KEY production", null)).toEqual([]);
  });

  it("may be many, one a line", () => {
    expect(given("fly secrets import -a desk-staging", "A=1\nB=$B\n# more")).toEqual([
      "A=1 → staging",
      "B=$B → staging",
    ]);
  });
});

describe("a variable on the command line", () => {
  it.each<[string, readonly string[]]>([
    ["fly secrets set A=1 B=$B -a desk-staging", ["A=1 → staging", "B=$B → staging"]],
    ["flyctl secrets set A=1 --stage --config fly.staging.toml", ["A=1 → staging"]],
    ["fly secrets set A=1", ["A=1 → its own"]],
    ["railway variables --set A=1 --set B=2 --environment staging", ["A=1 → staging", "B=2 → staging"]],
    ["railway variable set A=1 -e production", ["A=1 → production"]],
    ["gh secret set KEY --env production --body $K", ["KEY=$K → production"]],
    ["heroku config:set A=1 -a desk-prod", ["A=1 → prod"]],
    ["heroku config:set A=1 -a desk", ["A=1 → its own"]],
    ["netlify env:set KEY $K --context deploy-preview", ["KEY=$K → deploy-preview"]],
    ["gcloud run deploy desk-staging --set-env-vars=A=1,B=$B", ["A=1 → staging", "B=$B → staging"]],
    ["gcloud run services update desk --update-env-vars ^;^A=1,2;B=3", ["A=1,2 → its own", "B=3 → its own"]],
    [
      "gcloud run deploy desk-prod --set-secrets KEY=openai-key:latest --project live",
      ["KEY=$(gcloud secrets versions access latest --secret=openai-key --project=live) → prod"],
    ],
    [
      "az containerapp update -n desk-prod -g rg --image desk:1 --set-env-vars A=1 B=secretref:b-key",
      ["A=1 → prod", "B=secretref:b-key → prod"],
    ],
    ["az containerapp secret set -n desk-prod -g rg --secrets b-key=$B", ["secretref:b-key=$B → prod"]],
    ["az webapp config appsettings set --name desk-staging --settings A=1 B=$B", ["A=1 → staging", "B=$B → staging"]],
    ["heroku config:set A=1 -a $APP", []],
    ["heroku config:get A -a desk", []],
    ["fly secrets unset A -a desk", []],
  ])("%s", (line, expected) => {
    expect(given(line, null)).toEqual(expected);
  });
});

it("takes the application without a name of an environment for production's, beside one that has it", () => {
  const all = ["desk", "desk-staging", "till"].flatMap((app) =>
    platformVariables(["fly", "secrets", "set", "A=1", "-a", app], null),
  );
  expect(all.map((one) => unnamedIsLive(all, one))).toEqual([true, false, false]);
});
