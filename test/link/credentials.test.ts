import { describe, expect, test } from "vitest";
import { auditTree, memoryTree } from "../../src/audit.ts";
import type { Credential } from "../../src/model/credential.ts";
import type { Files } from "../support/program.ts";

const pkg = (name = "agent", ...dependencies: readonly string[]): string =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((d) => [d, "*"])) });
const live = "k7f2kq0z8mw2c5hxd91bq3tv";
const test1 = "r9d4wm1x6nj8p0tgs37yf5ue";

function credentials(files: Files): readonly Credential[] {
  return auditTree(memoryTree({ "package.json": pkg(), ...files })).stack.credentials;
}

/** `service/NAME provider: environment=value …`, with equal letters for equal values. */
function told(files: Files): string[] {
  const letters = new Map<string, string>();
  const letter = (digest: string): string => {
    const known = letters.get(digest) ?? String.fromCharCode(65 + letters.size);
    letters.set(digest, known);
    return known;
  };
  return credentials(files).map((c) => {
    const values = c.values.map(({ environment, value }) => {
      if (value.kind === "literal") return `${environment}=${letter(value.sealed.credential ?? value.sealed.digest)}`;
      return `${environment}=${value.kind === "reference" ? value.reference : "?"}`;
    });
    return `${c.service}/${c.name}${c.provider ? ` ${c.provider}` : ""}: ${values.join(" ")}`.trimEnd();
  });
}

function one(files: Files, name: string): Credential {
  const found = credentials(files).find((c) => c.name === name);
  if (!found) throw new Error(`no credential ${name}`);
  return found;
}

const both = (code: string, production: string, staging: string): Files => ({
  "src/main.ts": code,
  ".env.production": production,
  ".env.staging": staging,
});
const pinecone = 'import { Pinecone } from "@pinecone-database/pinecone"; ';

describe("what is a credential", () => {
  test.each<readonly [string, Files, readonly string[]]>([
    ["a key in the clear", both("", `API_KEY=${live}`, `API_KEY=${test1}`), ["agent/API_KEY: production=A staging=B"]],
    ["the same in both", both("", `API_KEY=${live}`, `API_KEY=${live}`), ["agent/API_KEY: production=A staging=A"]],
    ["a placeholder is none", both("", `API_KEY=${live}`, "API_KEY=changeme"), ["agent/API_KEY: production=A"]],
    [
      "an address without a password is none",
      both("", "HOST=https://db.example.com", "HOST=https://stg.example.com"),
      [],
    ],
    [
      "a password inside an address is",
      both(
        "",
        "DATABASE_URL=postgres://agent:s3cr3tPassw0rd9@db/docs",
        "DATABASE_URL=postgres://agent:s3cr3tPassw0rd9@stg/docs",
      ),
      ["agent/DATABASE_URL: production=A staging=A"],
    ],
    ["settings are none", both("", "LOG_LEVEL=info\nREGION=eu", "LOG_LEVEL=debug\nREGION=eu"), []],
  ])("%s", (_title, files, expected) => {
    expect(told(files)).toEqual(expected);
  });
});

describe("followed from the client", () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      "the key that it is given",
      both(
        `${pinecone}new Pinecone({ apiKey: process.env.VECTOR_KEY }).index("docs").query({});`,
        `VECTOR_KEY=${live}`,
        `VECTOR_KEY=${test1}`,
      ),
      ["agent/VECTOR_KEY pinecone: production=A staging=B"],
    ],
    [
      "the key that it reads itself",
      both(
        `${pinecone}new Pinecone().index("docs").query({});`,
        `PINECONE_API_KEY=${live}`,
        `PINECONE_API_KEY=${test1}`,
      ),
      ["agent/PINECONE_API_KEY pinecone: production=A staging=B"],
    ],
    [
      "of a model",
      both('import OpenAI from "openai"; new OpenAI();', `OPENAI_API_KEY=${live}`, `OPENAI_API_KEY=${live}`),
      ["agent/OPENAI_API_KEY openai: production=A staging=A"],
    ],
    [
      "picked for the environment by name",
      both(
        `${pinecone}new Pinecone({ apiKey: process.env.APP_ENV === "production" ? process.env.LIVE_KEY : process.env.TEST_KEY }).index("docs").query({});`,
        `LIVE_KEY=${live}`,
        `TEST_KEY=${test1}`,
      ),
      ["agent/LIVE_KEY pinecone: production=A staging=B", "agent/TEST_KEY: staging=B"],
    ],
    [
      "a default for one that is not set",
      both(
        `${pinecone}new Pinecone({ apiKey: process.env.STAGING_KEY ?? process.env.MAIN_KEY }).index("docs").query({});`,
        `MAIN_KEY=${live}`,
        `MAIN_KEY=${live}`,
      ),
      ["agent/MAIN_KEY: production=A staging=A", "agent/STAGING_KEY pinecone: production=A staging=A"],
    ],
    [
      "in another module",
      {
        ...both("", `VECTOR_KEY=${live}`, `VECTOR_KEY=${live}`),
        "src/env.ts": "export const env = { key: process.env.VECTOR_KEY };",
        "src/main.ts": `${pinecone}import { env } from "./env"; new Pinecone({ apiKey: env.key }).index("docs").query({});`,
      },
      ["agent/VECTOR_KEY pinecone: production=A staging=A"],
    ],
    [
      "in a header, picked from the settings of an environment",
      {
        "config/default.yaml": "desk:\n  token: unused\n",
        "config/production.yaml": `desk:\n  token: ${live}\n`,
        "config/staging.yaml": `desk:\n  token: ${live}\n`,
        ...both("", "NODE_CONFIG_ENV=production", "NODE_CONFIG_ENV=staging"),
        "src/main.ts": `import config from "config"; fetch("https://desk.example.net", { headers: { authorization: \`Bearer \${config.get("desk.token")}\` } });`,
      },
      ["agent/desk.token: production=A staging=A", "agent/the key sent by main.ts: production=A staging=A"],
    ],
    [
      "where a client is only signed in if there is one",
      {
        ...both("", `VECTOR_KEY=${live}`, `VECTOR_KEY=${live}`),
        "src/main.ts": `import weaviate, { ApiKey } from "weaviate-client"; const key = process.env.VECTOR_KEY; const client = await weaviate.connectToCustom({ httpHost: "kb.example.net", authCredentials: key ? new ApiKey(key) : undefined }); client.collections.use("Kb").query.bm25("q");`,
      },
      ["agent/VECTOR_KEY weaviate: production=A staging=A"],
    ],
    [
      "not in tests",
      {
        ...both("", `A_KEY=${live}`, `A_KEY=${test1}`),
        "src/main.test.ts": `${pinecone}new Pinecone({ apiKey: process.env.TEST_ONLY_KEY });`,
      },
      ["agent/A_KEY: production=A staging=B"],
    ],
  ])("%s", (_title, files, expected) => {
    expect(told(files)).toEqual(expected);
  });

  test("the client that takes it, and where it is read", () => {
    const files = both(
      `${pinecone}const key = process.env.VECTOR_KEY;\nnew Pinecone({ apiKey: key }).index("docs").query({});`,
      `VECTOR_KEY=${live}`,
      `VECTOR_KEY=${live}`,
    );
    const { uses, readAt } = one(files, "VECTOR_KEY");
    expect(uses.map((u) => `${u.what} ${u.place.path}:${u.place.span.startLine}`)).toContain(
      "Pinecone index client src/main.ts:2",
    );
    expect(readAt?.map((p) => p.span.startLine)).toContain(1);
  });

  test("one that only CI hands over is a reference", () => {
    const files = {
      "src/main.ts": 'import OpenAI from "openai"; new OpenAI();',
      ".github/workflows/deploy.yml":
        "on: push\njobs:\n  production:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: fly deploy\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n",
    };
    expect(told(files)).toEqual(["agent/OPENAI_API_KEY openai: production=github-secret:production:OPENAI_API_KEY"]);
  });

  test("a compose service without it does not have it", () => {
    const files = {
      "src/main.ts": 'import OpenAI from "openai"; new OpenAI();',
      "compose.yaml": `services:\n  agent-production:\n    build: .\n    environment:\n      OPENAI_API_KEY: ${live}\n  agent-staging:\n    build: .\n    environment:\n      A: "1"\n`,
    };
    expect(one(files, "OPENAI_API_KEY").absentIn).toEqual(["staging"]);
  });
});

describe("services", () => {
  test("two packages with a variable of one name have two credentials", () => {
    expect(
      told({
        "a/package.json": pkg("a"),
        "a/.env.production": `API_KEY=${live}`,
        "b/package.json": pkg("b"),
        "b/.env.staging": `API_KEY=${test1}`,
      }),
    ).toEqual(["a/API_KEY: production=A", "b/API_KEY: staging=B"]);
  });
});

describe("tags", () => {
  const files = (code: string, production = "", staging = ""): Files =>
    both(
      code,
      `CRM_TOKEN=${live}\nCRM_TOKEN_ENVIRONMENT=production\n${production}`,
      `CRM_TOKEN=${test1}\nCRM_TOKEN_ENVIRONMENT=staging\n${staging}`,
    );

  test.each<readonly [string, string, object | null]>([
    ["none", "export const crm = { token: process.env.CRM_TOKEN };", null],
    [
      "a constant property",
      'export const crm = { token: process.env.CRM_TOKEN, environment: "staging" };',
      { kind: "property", mandatory: true, tautological: false },
    ],
    [
      "a sibling variable joined by the code",
      "export const crm = { token: process.env.CRM_TOKEN, environment: process.env.CRM_TOKEN_ENVIRONMENT };",
      { kind: "sibling-variable", mandatory: true, tautological: false },
    ],
    ["a sibling variable that nothing joins", "export const crm = process.env.CRM_TOKEN;", null],
    [
      "from the process: it says nothing of the credential",
      "export const crm = { token: process.env.CRM_TOKEN, environment: process.env.APP_ENV };",
      { tautological: true },
    ],
    [
      "with a default: not mandatory",
      'export const crm = { token: process.env.CRM_TOKEN, environment: process.env.CRM_TOKEN_ENVIRONMENT ?? "staging" };',
      { mandatory: false },
    ],
    [
      "in a class",
      'class Scoped { constructor(readonly token, readonly scope) {} } export const crm = new Scoped(process.env.CRM_TOKEN, "staging");',
      { kind: "property", tautological: false },
    ],
    ["beside another secret", 'export const other = { token: process.env.OTHER_TOKEN, environment: "staging" };', null],
  ])("%s", (_title, code, expected) => {
    const { tag } = one(files(code), "CRM_TOKEN");
    if (expected === null) expect(tag).toBeNull();
    else expect(tag).toMatchObject(expected);
  });

  test("what it says in each environment", () => {
    const { tag } = one(
      files("export const crm = { token: process.env.CRM_TOKEN, environment: process.env.CRM_TOKEN_ENVIRONMENT };"),
      "CRM_TOKEN",
    );
    expect(tag?.says?.map(({ environment, says }) => `${environment}: ${says}`)).toEqual([
      "production: production",
      "staging: staging",
    ]);
  });

  test("in the value, by the vendor", () => {
    const key = (scope: string): string => `STRIPE_SECRET_KEY=sk_${scope}_${live}`;
    expect(one(both("", key("live"), key("test")), "STRIPE_SECRET_KEY").tag).toMatchObject({
      kind: "in-value",
      mandatory: true,
    });
  });
});
