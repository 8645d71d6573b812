import { describe, expect, it } from "vitest";
import { boundIn, jobsOf, running } from "./repository.ts";

function boundBy(script: string, more = ""): string | undefined {
  return boundIn(jobsOf({ ".github/workflows/ship.yml": running(script, more) })[0]).KEY;
}

const signIn = (role: string): string =>
  `steps:\n  - uses: aws-actions/configure-aws-credentials@v4\n    with:\n      role-to-assume: ${role}\n  - run: |\n      export KEY=$(aws ssm get-parameter --name /desk/key --query Parameter.Value --output text)\n      npx wrangler deploy\n`;

describe("a secret that a script fetches", () => {
  it.each<[script: string, expected: string]>([
    [
      'echo "KEY=$(aws ssm get-parameter --name /desk/key --with-decryption --query Parameter.Value --output text)" >> $GITHUB_ENV',
      "aws-ssm:*:/desk/key",
    ],
    [
      "export KEY=$(aws secretsmanager get-secret-value --secret-id 'desk/key' --query SecretString --output text)",
      "aws-secrets-manager:*:desk/key",
    ],
    [
      'KEY=$(aws secretsmanager get-secret-value --secret-id=desk/key | jq -r .SecretString)\necho "KEY=$KEY" >> $GITHUB_ENV',
      "aws-secrets-manager:*:desk/key",
    ],
    ["export KEY=$(aws ssm get-parameter --profile live --name /desk/key)", "aws-ssm:profile live:/desk/key"],
    [
      "export KEY=$(gcloud secrets versions access latest --secret=desk-key --project=desk-live)",
      "gcp-secret-manager:project desk-live:desk-key",
    ],
    [
      "export KEY=$(az keyvault secret show --vault-name kv-live --name key --query value -o tsv)",
      "azure-key-vault:*:kv-live/key",
    ],
    ["export KEY=$(vault kv get -field=key secret/desk)", "vault:*:key/secret/desk"],
    ["export KEY=$(op read op://desk/pinecone/key)", "1password:*:desk/pinecone/key"],
    ["export KEY=$(chamber read -q desk key)", "aws-ssm:*:desk/key"],
    ["export KEY=$(doppler secrets get KEY --plain --project desk --config prd)", "doppler:*:desk/prd/KEY"],
    ["export KEY=$(infisical secrets get KEY --env=prod --plain)", "infisical:*:prod/KEY"],
    ["export KEY=$(git rev-parse HEAD)", "? the output of a command"],
    ['export KEY=$(aws ssm get-parameter --name "/desk/$STAGE/key")', "? the output of a command"],
    ["export KEY=$(aws ssm get-parameter", "$"],
  ])("%s", (script, expected) => {
    expect(boundBy(script)).toBe(expected);
  });

  it("is run like any command as well", () => {
    const [job] = jobsOf({ ".github/workflows/ship.yml": running("URL=$(npx vercel deploy --prod)") });
    expect(job?.commands.map(({ program }) => `${program.kind} ${program.runner}`)).toEqual(["deploy vercel"]);
  });

  it("is one or the other where a script sets it twice", () => {
    const script = 'if [ $TARGET = live ]; then NAME=live; else NAME=trial; fi\necho "KEY=$NAME" >> $GITHUB_ENV';
    expect(boundBy(script)).toBe("? `$NAME` is one of several values");
  });
});

describe("the account of a secret", () => {
  it.each<[role: string, expected: string]>([
    ["arn:aws:iam::111111111111:role/ship", "aws-ssm:account 111111111111:/desk/key"],
    ["${{ secrets.ROLE }}", "aws-ssm:ROLE:/desk/key"],
  ])("is the one that the job signs in to with %s", (role, expected) => {
    const text = `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n${signIn(role).replace(/^(?=.)/gm, "    ")}`;
    expect(boundIn(jobsOf({ ".github/workflows/ship.yml": text })[0]).KEY).toBe(expected);
  });

  it("is open where the job says none", () => {
    const [job] = jobsOf({
      ".github/workflows/ship.yml": running("export KEY=$(aws ssm get-parameter --name /desk/key)"),
    });
    expect(job?.variables.find(({ variable }) => variable === "KEY")?.value).toMatchObject({ unplaced: true });
  });

  it("is the server of a vault with its namespace", () => {
    const step = (more: string): string =>
      `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: hashicorp/vault-action@v3\n        with:\n          secrets: secret/data/desk key | KEY\n${more}`;
    const keyOf = (more: string): string | undefined =>
      boundIn(jobsOf({ ".github/workflows/ship.yml": step(more) })[0]).KEY;
    expect(keyOf("          url: https://vault.example.net\n          namespace: live\n")).toBe(
      "vault:vault.example.net live:secret/data/desk key",
    );
    expect(keyOf("")).toBe("vault:*:secret/data/desk key");
  });
});
