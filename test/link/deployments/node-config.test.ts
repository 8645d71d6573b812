import { describe, expect, it } from "vitest";
import type { Files } from "../../support/program.ts";
import { shown, stackOf } from "../infrastructure/bindings.ts";

const agent = `import config from "config";
import { Pinecone } from "@pinecone-database/pinecone";
const client = new Pinecone({ apiKey: config.get<string>("store.apiKey") });
export const index = client.index(config.get<string>("store.index"), config.get<string>("store.host"));
export const find = () => index.query({ topK: 1, vector: [1] });
`;
const base: Files = {
  "package.json": JSON.stringify({ name: "agent", dependencies: { config: "^4.0.0" } }),
  "src/agent.ts": agent,
};

/** The index in each environment: its host and name, or what is not known. */
function stores(files: Files): readonly string[] {
  return stackOf({ ...base, ...files }).stores.flatMap(({ identities }) =>
    identities.map(({ environment, identity }) => {
      if (identity.kind !== "known") return `${environment} ?`;
      const { host, name } = identity.address;
      return `${environment} ${host ?? ""}/${name ?? ""}`;
    }),
  );
}

const settings = (host: string) => `export default { store: { host: "https://${host}.svc.pinecone.io" } };\n`;

describe("files of node-config that are programs", () => {
  it.each(["ts", "js", "mjs"])("declare their environments: %s", (ending) => {
    const files = {
      [`config/default.${ending}`]: 'export default { store: { index: "kb" } };\n',
      [`config/production.${ending}`]: settings("live"),
      [`config/staging.${ending}`]: settings("trial"),
    };
    expect(stores(files)).toEqual(["production live.svc.pinecone.io/kb", "staging trial.svc.pinecone.io/kb"]);
  });

  it("declare none for a program that loads its settings otherwise", () => {
    const files = {
      "package.json": JSON.stringify({ name: "agent" }),
      "config/default.ts": "export default {};\n",
      "config/production.ts": settings("live"),
    };
    expect(stackOf({ ...base, ...files }).environments).toEqual([]);
  });

  it("are overlaid by those of the machine that an environment runs on", () => {
    const files = {
      "config/default.json": '{ "store": { "index": "kb" } }',
      "config/production.json": '{ "store": { "host": "https://live.svc.pinecone.io" } }',
      "config/local-production.json": '{ "store": { "host": "https://eu.svc.pinecone.io" } }',
    };
    expect(stores(files)).toEqual(["production eu.svc.pinecone.io/kb"]);
  });
});

describe("the file for an environment", () => {
  const files: Files = {
    "config/default.yaml": "store:\n  index: kb\n",
    "config/production.yaml": "store:\n  host: https://live.svc.pinecone.io\n",
    "config/staging.yaml": "store:\n  host: https://trial.svc.pinecone.io\n",
  };

  it("is what that environment loads, since nothing else says so", () => {
    expect(stores(files)).toEqual(["production live.svc.pinecone.io/kb", "staging trial.svc.pinecone.io/kb"]);
  });

  it("is not taken for granted where NODE_ENV says which is loaded", () => {
    const compose = "services:\n  agent:\n    build: .\n    environment: { NODE_ENV: production }\n";
    expect(stores({ ...files, "compose.staging.yml": compose })).not.toContain("staging trial.svc.pinecone.io/kb");
  });
});

it("takes the names in custom-environment-variables for names, whatever the setting is called", () => {
  const files = {
    "config/default.yaml": "store:\n  index: kb\n  apiKey: ''\n",
    "config/custom-environment-variables.yaml": "store:\n  apiKey: PINECONE_API_KEY\n",
    ".env.production": "NODE_CONFIG_ENV=production\nPINECONE_API_KEY=op://live/pinecone/key\n",
    ".env.staging": "NODE_CONFIG_ENV=staging\nPINECONE_API_KEY=op://trial/pinecone/key\n",
  };
  const found = stackOf({ ...base, ...files }).credentials.flatMap(({ name, values }) =>
    values.map(({ environment, value }) => `${name} ${environment} ${shown(value)}`),
  );
  expect(found).toEqual([
    "PINECONE_API_KEY production 1password:*:live/pinecone/key",
    "PINECONE_API_KEY staging 1password:*:trial/pinecone/key",
  ]);
});
