import { describe, expect, it } from "vitest";
import { compareValues } from "../../../src/model/bound-value.ts";
import type { Files } from "../../support/program.ts";
import { shown, stackOf } from "../infrastructure/bindings.ts";

const agent =
  'import { Pinecone } from "@pinecone-database/pinecone";\nexport const index = new Pinecone({ apiKey: process.env.PINECONE_API_KEY! }).index("kb");\n';

/** What the key is in each environment, and how production's compares with the first other one. */
function keys(files: Files): readonly string[] {
  const base = { "package.json": JSON.stringify({ name: "agent", scripts: {} }), "src/agent.ts": agent };
  const credential = stackOf({ ...base, ...files }).credentials.find(({ name }) => name === "PINECONE_API_KEY");
  const values = credential?.values ?? [];
  const live = values.find(({ environment }) => /^pro?d/.test(environment));
  const other = values.find((one) => one !== live && one.environment !== "development");
  return [
    ...values.map(({ environment, value, at }) => `${environment} ${shown(value)} @ ${at.path}:${at.span.startLine}`),
    live && other ? compareValues(live.value, other.value) : "nothing to compare",
  ];
}

describe("variables that a script sets on a platform", () => {
  it("are one value in all environments of one run", () => {
    const script =
      'for env in production preview; do\n  printf %s "$PINECONE_API_KEY" | vercel env add PINECONE_API_KEY $env\ndone\n';
    expect(keys({ "ops/env.sh": script })).toEqual([
      "preview shell:*:PINECONE_API_KEY @ ops/env.sh:2",
      "production shell:*:PINECONE_API_KEY @ ops/env.sh:2",
      "same",
    ]);
  });

  it("are not known to be one value in two runs", () => {
    const scripts = { "env:production": "ops/env.sh production", "env:staging": "ops/env.sh staging" };
    const files = {
      "package.json": JSON.stringify({ name: "agent", scripts }),
      "ops/env.sh": 'vercel env add PINECONE_API_KEY "$1" <<< "$PINECONE_API_KEY"\n',
    };
    expect(keys(files).at(-1)).toBe("unresolved");
  });

  it("are not known to be one value in two branches", () => {
    const give = (env: string) => `vercel env add PINECONE_API_KEY ${env} <<< "$PINECONE_API_KEY"`;
    expect(keys({ "ops/env.sh": `if flag; then ${give("production")}; else ${give("preview")}; fi\n` }).at(-1)).toBe(
      "unresolved",
    );
  });

  it("are not known to be one value where somebody is asked for each", () => {
    const asked = (inside: string, before = "") =>
      `${before}for env in production preview; do\n  ${inside}\n  vercel env add PINECONE_API_KEY $env <<< "$KEY"\ndone\n`;
    expect(keys({ "ops/env.sh": asked("read -rs KEY") }).at(-1)).toBe("unresolved");
    expect(keys({ "ops/env.sh": asked("echo next", "read -rs KEY\n") }).at(-1)).toBe("same");
  });

  it("come from a store that the script asks", () => {
    const script =
      'case "$1" in\n  production) vault=live ;;\n  staging) vault=trial ;;\nesac\nfly secrets set -a "desk-$1" PINECONE_API_KEY="$(op read "op://$vault/pinecone/key")"\n';
    expect(keys({ "ops/secrets.sh": script })).toEqual([
      "production 1password:*:live/pinecone/key @ ops/secrets.sh:5",
      "staging 1password:*:trial/pinecone/key @ ops/secrets.sh:5",
      "different",
    ]);
  });

  it("come from an account that nobody names", () => {
    const one = (app: string) =>
      `heroku config:set -a ${app} PINECONE_API_KEY="$(aws ssm get-parameter --name /kb/key)"\n`;
    expect(keys({ "ops/secrets.sh": `${one("desk")}${one("desk-staging")}` })).toEqual([
      "production aws-ssm:*:/kb/key @ ops/secrets.sh:1",
      "staging aws-ssm:*:/kb/key @ ops/secrets.sh:2",
      "may-be-same",
    ]);
  });

  it("never tell a secret that is written out", () => {
    const files = { "ops/env.sh": 'echo "hunter2" | vercel env add PINECONE_API_KEY production\n' };
    expect(JSON.stringify(stackOf({ "package.json": "{}", "src/agent.ts": agent, ...files }))).not.toContain("hunter2");
  });
});

describe("a script that others start with arguments", () => {
  const files = (start: string, more: Files = {}): Files => ({
    "package.json": JSON.stringify({ name: "agent", scripts: {} }),
    "src/agent.ts": agent,
    "ops/start.sh": 'config="$1"\ndoppler run --config "$config" -- npm start\n',
    ...more,
    Makefile: `up-production:\n\t${start} prd\n\nup-staging:\n\t${start} stg\n`,
  });
  const expected = ["production doppler:*:prd#PINECONE_API_KEY", "staging doppler:*:stg#PINECONE_API_KEY"];

  it.each<[string, Files]>([
    ["by its path", files("./ops/start.sh")],
    ["by a shell", files("bash -eu ops/start.sh")],
    ["from another script", files("ops/outer.sh", { "ops/outer.sh": 'exec "$(dirname "$0")/start.sh" "$@"\n' })],
    [
      "through a function of a script that it takes in",
      files("ops/outer.sh", {
        "ops/outer.sh": '. ops/lib.sh\nrun_in "$1"\n',
        "ops/lib.sh": 'run_in() {\n  ops/start.sh "$1"\n}\n',
      }),
    ],
  ])("is read with them: %s", (_, repository) => {
    const [live = "", trial = "", ...rest] = keys(repository).map((line) => line.replace(/ @.*/, ""));
    expect([live.replace("prd", "production"), trial.replace("stg", "staging"), ...rest]).toEqual([
      ...expected,
      "different",
    ]);
  });

  it("hands on what its caller is handed", () => {
    const scripts = {
      start: "node a.js",
      "start:production": "doppler run -c prd -- npm start",
      "start:staging": "doppler run -c stg -- npm start",
    };
    const found = keys({ "package.json": JSON.stringify({ name: "agent", scripts }) });
    expect(found.map((line) => line.replace(/ @.*/, ""))).toEqual([...expected, "different"]);
  });
});

describe("a template that secrets are put into", () => {
  const template = (vault: string) =>
    `# filled in by ops/up.sh\nexport PINECONE_API_KEY="op://${vault}/pinecone/key"\n`;

  it("belongs to the environment that the command names", () => {
    const files = {
      "ops/keys/eu.env.tpl": template("live"),
      "ops/keys/trial.env.tpl": template("trial"),
      Makefile: "up-production:\n\tops/up.sh eu\n\nup-staging:\n\tops/up.sh trial\n",
      "ops/up.sh": 'op inject -i "ops/keys/$1.env.tpl" -o .env\nnpm start\n',
    };
    expect(keys(files)).toEqual([
      "production 1password:*:live/pinecone/key @ ops/keys/eu.env.tpl:2",
      "staging 1password:*:trial/pinecone/key @ ops/keys/trial.env.tpl:2",
      "different",
    ]);
  });

  it("takes its vault from a variable in front of the command", () => {
    const start = (env: string) => `APP_ENV=${env} op run --env-file=app.env -- node a.js`;
    const files = {
      "package.json": JSON.stringify({
        name: "agent",
        scripts: { live: start("production"), trial: start("staging") },
      }),
      "app.env": "PINECONE_API_KEY=op://$APP_ENV/pinecone/key\n",
    };
    // The file itself is a developer's, whose shell says which vault it is.
    expect(
      keys(files)
        .filter((line) => !line.startsWith("development"))
        .map((line) => line.replace(/ @.*/, "")),
    ).toEqual([
      "production 1password:*:production/pinecone/key",
      "staging 1password:*:staging/pinecone/key",
      "different",
    ]);
  });

  it("is nobody's where no command and no name says whose", () => {
    expect(keys({ ".env.tpl": template("live") })).toEqual(["nothing to compare"]);
  });
});
