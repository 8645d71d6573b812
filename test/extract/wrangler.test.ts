import { describe, expect, it } from "vitest";
import { wranglerFile } from "../../src/extract/wrangler.ts";
import { bindingsOf, factsOf, gapsOf, ofKind, shown, showSpan } from "../support/extract.ts";

const top = (config: object, path = "wrangler.jsonc") => {
  const [fact] = bindingsOf(path, JSON.stringify(config, null, 2));
  if (!fact) throw new Error("no block");
  return fact;
};

describe("the blocks", () => {
  const text = `
name = "shop"
[vars]
REGION = "eu"
[[kv_namespaces]]
binding = "CACHE"
id = "aaaa1111"
[env.staging]
vars = { REGION = "eu-test" }
[[env.staging.kv_namespaces]]
binding = "CACHE"
id = "bbbb2222"
[previews]
[previews.vars]
REGION = "p"
`;
  it("are the top level, each environment, and previews", () => {
    expect(
      bindingsOf("wrangler.toml", text).map(({ environment, service, layer, entries }) => [
        environment,
        service,
        layer,
        ...shown(entries),
      ]),
    ).toEqual([
      [null, "shop", "whole", "REGION = eu", "CACHE (kv) = aaaa1111 @ cloudflare-kv - aaaa1111 - -"],
      ["staging", "shop", "whole", "REGION = eu-test", "CACHE (kv) = bbbb2222 @ cloudflare-kv - bbbb2222 - -"],
      ["previews", "shop", "whole", "REGION = p"],
    ]);
  });

  it("stand where they are declared", () => {
    const spans = bindingsOf("wrangler.toml", text).map(({ span, entries }) =>
      [span, ...entries.map((entry) => entry.span)].map(showSpan),
    );
    expect(spans).toEqual([
      ["2:1-2:14", "4:1-4:14", "7:1-7:16"],
      ["8:1-8:14", "9:10-9:28", "12:1-12:16"],
      ["13:1-13:11", "15:1-15:13"],
    ]);
  });

  it.each<[string, object, string | null, string | null]>([
    ["wrangler.json", { name: "shop" }, null, "shop"],
    ["wrangler.canary.jsonc", { name: "shop-canary" }, "canary", "shop"],
    ["apps/x/wrangler-staging.toml", {}, "staging", null],
    ["wrangler.jsonc", { name: "shop-dev" }, null, "shop"],
    ["wrangler.jsonc", { name: "shop-bot" }, null, "shop-bot"],
  ])("%s %j", (path, config, environment, service) => {
    const content = path.endsWith(".toml") ? "" : JSON.stringify(config);
    expect(bindingsOf(path, content)[0]).toMatchObject({ environment, service, source: "wrangler" });
  });

  it("say how the Worker is called when deployed, and that the dashboard may know more", () => {
    const facts = bindingsOf(
      "wrangler.json",
      JSON.stringify({ name: "shop", keep_vars: true, env: { staging: {}, production: { name: "shop" } } }),
    );
    expect(facts.map(({ hints }) => hints.map(({ text: hint }) => hint))).toEqual([
      ["shop"],
      ["shop-staging"],
      ["shop"],
    ]);
    expect(facts.map(({ platformMayAdd }) => platformMayAdd)).toEqual([true, true, true]);
    expect(top({ name: "shop", keep_vars: false })).not.toHaveProperty("platformMayAdd");
  });

  it("are those of a remote session of development too, where it opens what production does", () => {
    const kv = { binding: "K", id: "a1", preview_id: "a1" };
    const facts = bindingsOf(
      "wrangler.json",
      JSON.stringify({
        kv_namespaces: [kv, { binding: "L", id: "a2", preview_id: "b2" }],
        r2_buckets: [{ binding: "B", bucket_name: "docs", preview_bucket_name: "docs" }],
        env: { staging: { kv_namespaces: [kv] } },
      }),
    );
    expect(facts.map(({ environment, entries }) => [environment, ...entries.map(({ name }) => name)])).toEqual([
      [null, "K", "L", "L.preview_id", "B"],
      ["staging", "K", "K.preview_id"],
      ["development", "K", "B"],
    ]);
  });

  it("are not those of a template", () => {
    expect(wranglerFile.wants("wrangler.example.toml", "source")).toBe(false);
    expect(wranglerFile.wants("wrangler.toml", "example")).toBe(false);
    expect(wranglerFile.wants("wrangler.toml", "source")).toBe(true);
  });
});

describe("the bindings", () => {
  it.each<[object, string[]]>([
    [{ vars: { A: "x", N: 3, O: { k: "v" } } }, ["A = x", "N = 3", 'O = {"k":"v"}']],
    [
      { kv_namespaces: [{ binding: "K", id: "a1", preview_id: "b2" }] },
      ["K (kv) = a1 @ cloudflare-kv - a1 - -", "K.preview_id (kv) = b2 @ cloudflare-kv - b2 - -"],
    ],
    [{ kv_namespaces: [{ binding: "K" }] }, ["K (kv) = [empty]"]],
    [{ kv_namespaces: [{ binding: "K", id: "0".repeat(32) }] }, ["K (kv) = [placeholder]"]],
    [{ kv_namespaces: [{ binding: "K", id: "<id>" }] }, ["K (kv) = [placeholder]"]],
    [
      { kv_namespaces: [{ binding: "K", id: "8dd5e9bafe1945298e2d5ca3b408a553" }] },
      ["K (kv) = 8dd5e9bafe1945298e2d5ca3b408a553 @ cloudflare-kv - 8dd5e9bafe1945298e2d5ca3b408a553 - -"],
    ],
    [
      { d1_databases: [{ binding: "D", database_name: "n", database_id: "d1", preview_database_id: "d2" }] },
      ["D (d1) = d1 @ cloudflare-d1 - d1 - -", "D.preview_database_id (d1) = d2 @ cloudflare-d1 - d2 - -"],
    ],
    [
      { account_id: "acc", r2_buckets: [{ binding: "B", bucket_name: "docs-test" }] },
      ["B (r2) = docs-test @ cloudflare-r2 acc docs-test - -"],
    ],
    [{ vectorize: [{ binding: "V", index_name: "docs" }] }, ["V (vectorize) = docs @ cloudflare-vectorize - docs - -"]],
    [
      { queues: { producers: [{ binding: "Q", queue: "jobs" }], consumers: [{ queue: "jobs" }] } },
      [
        "Q (queue) = jobs @ cloudflare-queue - jobs - -",
        "queue-consumer:jobs (queue-consumer) = jobs @ cloudflare-queue - jobs - -",
      ],
    ],
    [
      {
        hyperdrive: [
          { binding: "H", id: "h1", localConnectionString: "postgres://postgres:postgres@localhost:5432/app" },
        ],
      },
      [
        "H (hyperdrive) = h1 @ cloudflare-hyperdrive - h1 - -",
        "H.localConnectionString (hyperdrive) = [plain] @ postgres localhost app - -",
      ],
    ],
    [{ ai: { binding: "AI" } }, ["AI (ai) = [empty]"]],
    [
      { services: [{ binding: "S", service: "auth", environment: "production" }] },
      ["S (service) = auth @ cloudflare-worker - auth-production - -"],
    ],
    [
      { analytics_engine_datasets: [{ binding: "M", dataset: "m" }] },
      ["M (analytics) = m @ cloudflare-analytics - m - -"],
    ],
    [
      { secrets_store_secrets: [{ binding: "S", store_id: "st", secret_name: "key" }] },
      ["S (secret) = secrets-store:st/key"],
    ],
    [
      { name: "shop", durable_objects: { bindings: [{ name: "D", class_name: "Cart" }] } },
      ["D (durable-object) = Cart @ cloudflare-durable-object - shop Cart -"],
    ],
    [
      { name: "shop", durable_objects: { bindings: [{ name: "D", class_name: "Cart", script_name: "carts" }] } },
      ["D (durable-object) = Cart @ cloudflare-durable-object - carts Cart -"],
    ],
  ])("%j", (config, expected) => {
    expect(shown(top(config).entries)).toEqual(expected);
  });

  it("keep no secret", () => {
    const key = "Qx7vB2nLk9Wd4Tz6Yp1Rs8Hc3Mf5Jg0A";
    const config = {
      vars: { API_TOKEN: key, NESTED: { token: key } },
      kv_namespaces: [{ binding: "K", id: `sk-${key}` }],
    };
    expect(JSON.stringify(top(config))).not.toContain(key);
  });

  it("of one name in one block are all kept", () => {
    expect(
      top({
        vectorize: [
          { binding: "V", index_name: "a" },
          { binding: "V", index_name: "b" },
        ],
      }).entries,
    ).toHaveLength(2);
  });
});

describe("a file that is not as it should be", () => {
  it.each<[string, string]>([
    ["wrangler.toml", 'name = "shop"\n[vars]\nA = "x"\n[env.staging.vars\nA = "y"\n'],
    ["wrangler.toml", 'name = "shop"\n[vars]\nA = "x"\nB = "unclosed\n'],
    ["wrangler.jsonc", '{ "name": "shop", "vars": { "A": "x" }, "env": { "st'],
  ])("%s %# gives what could be read, and a gap", (path, text) => {
    const facts = factsOf(path, text);
    expect(shown(ofKind(facts, "bindings")[0]?.entries ?? [])).toContain("A = x");
    expect(ofKind(facts, "gap")).toHaveLength(1);
  });

  it("is empty", () => {
    expect(factsOf("wrangler.jsonc", "")).toEqual([]);
    expect(gapsOf("wrangler.toml", "")).toEqual([]);
  });

  it("has comments, trailing commas, CRLF and a byte order mark", () => {
    const [fact] = bindingsOf("wrangler.jsonc", '\uFEFF{\r\n  // c\r\n  "vars": { "A": "x", },\r\n}');
    expect(fact?.entries.map(({ span }) => showSpan(span))).toEqual(["3:13-3:21"]);
  });
});
