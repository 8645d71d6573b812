import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyShapes } from "../../src/catalog/key-shapes.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { seal, showAddress } from "../support/extract.ts";

// Made when the test runs: a key that looks real and is committed is found by every scanner.
const random = (length: number) => randomBytes(64).toString("base64url").replace(/[-_]/g, "7").slice(0, length);
const hex = (length: number) => `a1${randomBytes(64).toString("hex")}`.slice(0, length);
const jwt = (claims: object) => `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}.${random(40)}`;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const pem = `-----BEGIN PRIVATE KEY-----\n${random(60)}\n-----END PRIVATE KEY-----`;

describe("the nature of a value", () => {
  it.each<[string, string | undefined, string]>([
    ["", "API_KEY", "empty"],
    ["   ", "API_KEY", "empty"],
    ["changeme", "DB_PASSWORD", "placeholder"],
    ["your-api-key", "API_KEY", "placeholder"],
    ["your_openai_key_here", "API_KEY", "placeholder"],
    ["<token>", "API_TOKEN", "placeholder"],
    ["xxxxxxxx", "API_TOKEN", "placeholder"],
    ["xxx", "CLIENT", "placeholder"],
    ["sk-...", "OPENAI_API_KEY", "placeholder"],
    ["sk_test_xxxxxxxxxxxxxxxx", "STRIPE_KEY", "placeholder"],
    ["TODO", "API_TOKEN", "placeholder"],
    ["replace-me", "API_TOKEN", "placeholder"],
    ["dummy", "OPENAI_API_KEY", "placeholder"],
    ["test-key", "OPENAI_API_KEY", "placeholder"],
    ["test-cookie-secret-at-least-32-chars", "COOKIE_SECRET", "placeholder"],
    ["postgres", "POSTGRES_PASSWORD", "placeholder"],
    ["postgres://user:your-password@db.acme.io/app", "DATABASE_URL", "placeholder"],
    ["https://your-project.supabase.co", "SUPABASE_URL", "placeholder"],
    [`sk-${random(40)}`, undefined, "secret"],
    [`ghp_${random(36)}`, undefined, "secret"],
    [`AKIA${random(40).toUpperCase().slice(0, 16)}`, "AWS_ACCESS_KEY_ID", "secret"],
    [jwt({ sub: "1" }), undefined, "secret"],
    [jwt({ role: "service_role", ref: "abcdefghijklmnop" }), "NEXT_PUBLIC_KEY", "secret"],
    [jwt({ role: "anon", ref: "abcdefghijklmnop" }), "SUPABASE_ANON_KEY", "public-key"],
    [pem, "SIGNING_KEY", "secret"],
    [`sk_live_${random(24)}`, "NEXT_PUBLIC_STRIPE", "secret"],
    [`pk_live_${random(24)}`, "STRIPE_KEY", "public-key"],
    [`phc_${random(40)}`, undefined, "public-key"],
    [`AIza${random(35)}`, "GOOGLE_API_KEY", "secret"],
    [`AIza${random(35)}`, "NEXT_PUBLIC_FIREBASE_API_KEY", "public-key"],
    [random(40), "VITE_ANALYTICS_KEY", "public-key"],
    [random(40), "POSTHOG_PROJECT_KEY", "public-key"],
    [random(40), "POSTHOG_PERSONAL_API_KEY", "secret"],
    [random(40), "STRIPE_PUBLISHABLE_KEY", "public-key"],
    [hex(24), "LAUNCHDARKLY_CLIENT_SIDE_KEY", "public-key"],
    [`https://${hex(32)}@o42.ingest.sentry.io/4501`, "SENTRY_DSN", "public-key"],
    [`postgres://app:${random(20)}@db.acme.io/app`, "SENTRY_DSN", "secret"],
    [`https://api.acme.io/v1?api_key=${random(32)}`, "URL", "secret"],
    [`https://hooks.slack.com/services/T00/B00/${random(24)}`, "WEBHOOK", "secret"],
    [random(32), undefined, "secret"],
    ["correct-horse-battery", "JWT_SECRET", "secret"],
    [randomUUID(), "API_TOKEN", "secret"],
    [hex(32), "AZURE_OPENAI_API_KEY", "secret"],
    [hex(32), "CLOUDFLARE_ACCOUNT_ID", "plain"],
    ["12345678", "DB_PASSWORD", "placeholder"],
    ["83749261", "DB_PASSWORD", "secret"],
    [`Bearer ${random(32)}`, "Authorization", "secret"],
    [`--api-key=${random(32)}`, "", "secret"],
    [`X-Api-Key: ${random(32)}`, "", "secret"],
    ["3600", "TOKEN", "plain"],
    ["true", "AUTH", "plain"],
    ["production", "APP_ENV", "plain"],
    ["test", "NODE_ENV", "plain"],
    ["docs-test", "PINECONE_INDEX", "plain"],
    ["eu-south-1", "AWS_REGION", "plain"],
    ["text-embedding-3-large", undefined, "plain"],
    ["claude-sonnet-4-5-20250929", undefined, "plain"],
    ["llama-3.1-70b-badge-f2e28e86", undefined, "plain"],
    ["getUserById2FromTheDatabase", undefined, "plain"],
    ["M320 224V352H192V224H320ZM384 416H128V96H384V416Z", undefined, "plain"],
    ["access_token", "token", "plain"],
    ["replace_in_file", undefined, "plain"],
    ["./service-account.json", "GOOGLE_APPLICATION_CREDENTIALS", "plain"],
    ["https://api.openai.com/v1", "OPENAI_API_KEY", "plain"],
    ["120", "MAX_TOKENS", "plain"],
    ["orders", "CACHE_KEY", "plain"],
    ["staging", "STRIPE_TOKEN_ENVIRONMENT", "plain"],
  ])("%s as %s is %s", (text, name, nature) => {
    expect(seal(text, name === undefined ? {} : { name }).nature).toBe(nature);
  });
});

describe("what a seal keeps", () => {
  it("is the text of plain values only", () => {
    expect(seal("eu-south-1", { name: "REGION" }).text).toBe("eu-south-1");
    expect(seal(random(40), { name: "API_KEY" })).not.toHaveProperty("text");
    expect(seal("changeme", { name: "API_KEY" })).not.toHaveProperty("text");
    expect(seal("word ".repeat(200)).nature).toBe("plain");
    expect(seal("word ".repeat(200))).not.toHaveProperty("text");
  });

  it("tells equal from different within a run, and nothing between runs", () => {
    const value = random(40);
    const other = createSeal(randomBytes(32));
    expect(seal(value).digest).toBe(seal(` ${value}\n`).digest);
    expect(seal(value).digest).not.toBe(seal(`${value}x`).digest);
    expect(seal(value).digest).not.toBe(other(value).digest);
    expect(seal(value).digest).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(keyShapes.map((shape) => [shape.prefix, shape.rest] as const))(
    "shows %s and no more of the key",
    (prefix, rest) => {
      const body = bodyFor(rest);
      const sealed = seal(`${prefix}${body}`);
      expect(sealed.shape.startsWith(`${prefix}…`)).toBe(true);
      expect(JSON.stringify(sealed)).not.toContain(body.slice(0, 12));
    },
  );

  it("is no part of any secret, wherever in the text it stands", () => {
    const value = random(40);
    const texts = [
      value,
      `sk-${value}`,
      `postgres://user:${value}@db.acme.io:5432/app?schema=public`,
      `postgres://user:${value}#x/y@db.acme.io/app`,
      `redis://:${value}@cache:6379/1`,
      `mongodb+srv://u:${value}@c0.abcde.mongodb.net/app`,
      `https://${value}@api.acme.io/x`,
      `https://api.acme.io/${value}/x`,
      `https://api.acme.io/x?token=${value}`,
      `https://a.io,https://u:${value}@b.io`,
      `Server=db;Database=app;User Id=sa;Password=${value};`,
      `host=db dbname=app user=u password=${value}`,
      `sqlserver://db:1433;database=app;user=sa;password=${value}`,
      `--token=${value}`,
      `insert into t values ('${value}')`,
      `{"private_key":"${pem}"}`,
      `ftp://user:${value}@files.acme.io`,
    ];
    for (const text of texts) {
      const kept = JSON.stringify(seal(text, { name: "SOMETHING" }));
      expect(kept, text.replace(value, "…")).not.toContain(value.slice(0, 10));
      expect(kept).not.toContain(pem.slice(30, 50));
    }
  });
});

describe("the environment that a secret names", () => {
  it("is that of the vendor's prefix", () => {
    const rest = random(24);
    const test = seal(`sk_test_${rest}`).tag;
    const live = seal(`sk_live_${rest}`).tag;
    expect(test).toMatchObject({ says: "test", issuedBy: "vendor" });
    expect(live).toMatchObject({ says: "live", issuedBy: "vendor" });
    expect(test?.rest).toBe(live?.rest);
  });

  it.each(["prd.", "prod_", "stg-", "staging:", "dev_"])("is that of the project's own prefix %s", (prefix) => {
    const rest = random(32);
    const sealed = seal(`${prefix}${rest}`, { name: "API_KEY" });
    expect(sealed.tag).toMatchObject({ says: prefix.slice(0, -1), issuedBy: "project" });
    expect(sealed.tag?.rest).toBe(seal(rest).digest);
  });

  it("is found before a vendor's key too", () => {
    expect(seal(`prd.sk-${random(40)}`, { name: "API_KEY" }).tag?.says).toBe("prd");
  });

  it("is none for a name that happens to begin with one", () => {
    expect(seal("staging-documents", { name: "INDEX_NAME" })).not.toHaveProperty("tag");
  });
});

describe("the address of a store", () => {
  const pw = random(16);
  it.each<[string, string | null]>([
    [`postgres://app:${pw}@DB.acme.io:5432/support`, "postgres db.acme.io support - -"],
    [`postgresql://app:${pw}@db.acme.io:6000/support?schema=staging`, "postgres db.acme.io:6000 support - staging"],
    [`postgres://app:${pw}@db/support?options=-c%20search_path%3Dtenant`, "postgres db support - tenant"],
    ["postgresql:///support?host=/cloudsql/acme:eu:main", "postgres /cloudsql/acme:eu:main support - -"],
    [`postgresql+asyncpg://app:${pw}@db/support`, "postgres db support - -"],
    [
      `postgres://app:${pw}@ep-cool-sun-123-pooler.eu.aws.neon.tech/app`,
      "postgres ep-cool-sun-123.eu.aws.neon.tech app - -",
    ],
    [
      `postgres://postgres.abcdefghij:${pw}@aws-0-eu.pooler.supabase.com:6543/postgres`,
      "postgres db.abcdefghij.supabase.co postgres - -",
    ],
    [
      `postgres://postgres:${pw}@db.abcdefghij.supabase.co:5432/postgres`,
      "postgres db.abcdefghij.supabase.co postgres - -",
    ],
    [`postgres://app:${pw}@aws-0-eu.pooler.supabase.com:6543/postgres`, null],
    [`jdbc:postgresql://db/support?user=app&password=${pw}`, "postgres db support - -"],
    [`mysql://root:${pw}@aws.connect.psdb.cloud/app`, null],
    [`mysql://root:${pw}@db:3306/app`, "mysql db app - -"],
    [`mongodb+srv://u:${pw}@Main.abcde.mongodb.net/chat?retryWrites=true`, "mongodb main.abcde.mongodb.net chat - -"],
    ["mongodb://b:27017,a:27018/chat", "mongodb a:27018,b chat - -"],
    ["redis://cache:6379/0", "redis cache - - -"],
    ["redis://cache:6379/3", "redis cache - - 3"],
    [`rediss://default:${pw}@eu-1.upstash.io:6379`, "upstash eu-1.upstash.io eu-1 - -"],
    ["https://eu-1.upstash.io", "upstash eu-1.upstash.io eu-1 - -"],
    ["https://abcdefghij.supabase.co", "supabase abcdefghij.supabase.co abcdefghij - -"],
    [
      "https://docs-ab12cd3.svc.aped-4627-b74a.pinecone.io",
      "pinecone docs-ab12cd3.svc.aped-4627-b74a.pinecone.io docs - -",
    ],
    ["docs-ab12cd3.svc.aped-4627-b74a.pinecone.io", "pinecone docs-ab12cd3.svc.aped-4627-b74a.pinecone.io docs - -"],
    [
      "https://4f3a2b1c-1111-4222-8333-944445555666.eu-west-1-0.aws.cloud.qdrant.io:6333",
      "qdrant 4f3a2b1c-1111-4222-8333-944445555666.eu-west-1-0.aws.cloud.qdrant.io 4f3a2b1c-1111-4222-8333-944445555666 - -",
    ],
    ["http://localhost:6333", "http localhost:6333 - - -"],
    ["https://qdrant.acme.io/staging", "http qdrant.acme.io - - staging"],
    ["libsql://main-acme.turso.io", "libsql main-acme.turso.io - - -"],
    ["amqp://rabbit:5672/jobs", "amqp rabbit jobs - -"],
    ["clickhouse://ch:9000/events", "clickhouse ch events - -"],
    ["s3://acme-docs/prod", "s3 - acme-docs - prod"],
    ["https://acme-docs.s3.eu-west-1.amazonaws.com/x", "s3 - acme-docs - x"],
    ["file:./data/dev.db", "sqlite ./data/dev.db - - -"],
    ["sqlite:///data/dev.db", "sqlite /data/dev.db - - -"],
    ["./memory.sqlite", "sqlite ./memory.sqlite - - -"],
    [":memory:", "sqlite :memory: - - -"],
    [
      `Server=tcp:acme.database.windows.net,1433;Initial Catalog=app;Password=${pw};`,
      "sqlserver acme.database.windows.net app - -",
    ],
    [`host=db port=5432 dbname=app user=u password=${pw}`, "postgres db app - -"],
    [`AccountName=acme;AccountKey=${pw};EndpointSuffix=core.windows.net`, "azure-storage acme - - -"],
    ["https://x.com/a,https://y.com/b", null],
    ["see https://x.com for more", null],
  ])("%s", (text, expected) => {
    const { address } = seal(text, { name: "STORE_URL" });
    expect(address ? showAddress(address) : null).toBe(expected);
  });

  it("comes with the digest of its password, which is that of the password alone", () => {
    const a = seal(`postgres://app:${pw}@staging/app`);
    const b = seal(`postgres://other:${pw}@production/app`);
    expect(a.credential).toBe(b.credential);
    expect(a.credential).toBe(seal(pw).digest);
    expect(a.digest).not.toBe(b.digest);
  });

  it("has no credential where everyone knows the password", () => {
    const sealed = seal("postgres://postgres:postgres@localhost:5432/app");
    expect(sealed).toMatchObject({ nature: "plain", address: { host: "localhost", name: "app" } });
    expect(sealed).not.toHaveProperty("credential");
    expect(sealed).not.toHaveProperty("text");
  });

  it("opens no file that a connection string points to", () => {
    expect(() => seal(`postgres://u:${pw}@db/app?sslrootcert=/does/not/exist`)).not.toThrow();
    expect(seal(`postgres://u:${pw}@db/app?sslrootcert=/does/not/exist`).address?.name).toBe("app");
  });
});

describe("hostile values", () => {
  it.each([
    "a".repeat(2_000_000),
    `${"test-".repeat(60)}\n!`,
    `test${"1".repeat(150)}x`,
    `postgres://${"@".repeat(4000)}`,
    `${"a=".repeat(2000)};`,
    "\u0000\ud800",
    `eyJ${"A".repeat(100_000)}`,
  ])("are sealed in good time", (text) => {
    const start = performance.now();
    for (const name of ["", "API_KEY", "id"]) expect(() => seal(text, { name })).not.toThrow();
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** Any text that the pattern of a key shape accepts. */
function bodyFor(rest: string): string {
  return rest.replace(/(\[[^\]]+\])(?:\{(\d+)(?:,(\d*))?\})?/g, (_, set: string, least = "1") => {
    const allowed = [...`${random(64)}${hex(64)}Q4W8ER5TY6UI9OP`].filter((character) =>
      new RegExp(set).test(character),
    );
    if (allowed.length === 0) return set.slice(1, -1);
    return Array.from({ length: Number(least) }, (__, at) => allowed[(at * 7) % allowed.length]).join("");
  });
}
