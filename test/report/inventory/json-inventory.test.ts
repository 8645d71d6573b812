import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { inventoryJsonSchema, inventorySchema } from "../../../src/report/inventory/inventory-schema.ts";
import { inventoryToJson, jsonInventory } from "../../../src/report/inventory/json.ts";
import { fullStack, secretDigest } from "../../harness/full-stack.ts";
import { crowdedStack, digest, inventoryOf, sampleStack } from "../../harness/sample-inventory.ts";
import { credential, known, secret, stackOf, store } from "../../support/stack.ts";

const stacks = {
  "with every result": sampleStack(),
  "with everything a stack can hold": fullStack(),
  "with nothing in it": stackOf({ agentEvidence: [] }),
};

describe.each(Object.entries(stacks))("an inventory %s", (_, stack) => {
  it("has exactly the fields of the schema", () => {
    expect(() => inventorySchema.parse(JSON.parse(jsonInventory(inventoryOf(stack))))).not.toThrow();
  });

  it("is valid by the published JSON Schema", () => {
    const validate = new Ajv2020({ allErrors: true }).compile(inventoryJsonSchema());
    validate(JSON.parse(jsonInventory(inventoryOf(stack))));
    expect(validate.errors).toBeNull();
  });

  it("lets digests stay inside", () => {
    const text = jsonInventory(inventoryOf(stack));
    expect(text).not.toContain(secretDigest);
    expect(text).not.toContain(digest(""));
  });
});

it("keeps the published schema up to date (npm run schema)", () => {
  const published = readFileSync("schema/inventory.v1.schema.json", "utf8");
  expect(published).toBe(`${JSON.stringify(inventoryJsonSchema(), null, 2)}\n`);
});

it("compares every two environments, production first, with both places", () => {
  const { credentials } = inventoryToJson(inventoryOf(sampleStack())).comparisons;
  const stripe = credentials.find(({ name }) => name === "STRIPE_KEY");
  expect(stripe?.pairs.map(({ environments, result }) => `${environments.join(" ")}: ${result}`)).toEqual([
    "production staging: different",
    "production preview: different",
    "staging preview: same",
  ]);
  expect(stripe?.pairs[2]?.locations).toMatchObject([
    { path: ".env.staging", startLine: 3, role: "staging", note: "a literal (sk_test_…)" },
    { path: ".env.preview", startLine: 3, role: "preview", note: "a literal (sk_test_…)" },
  ]);
});

it.each([
  ["Pinecone index (PINECONE_INDEX)", ["same-with-sub-scope", "unresolved", "unresolved"]],
  ["MongoDB collection (MONGODB_URI)", ["other-container", "other-container", "other-container"]],
  ["AI Search index (DOCS_INDEX)", ["may-be-same"]],
  ["Redis (REDIS_URL)", ["different", "different", "different"]],
])("compares the store %s", (wanted, results) => {
  const { stores } = inventoryToJson(inventoryOf(sampleStack())).comparisons;
  expect(stores.find(({ name }) => name === wanted)?.pairs.map(({ result }) => result)).toEqual(results);
});

it("names what production and another environment know by two names", () => {
  expect(inventoryToJson(inventoryOf(sampleStack())).comparisons.aliases).toMatchObject([
    {
      kind: "credential",
      names: ["COURIER_KEY", "COURIER_SANDBOX_KEY"],
      environments: ["production", "staging"],
      locations: [{ path: ".env.production" }, { path: ".env.staging" }],
    },
  ]);
});

it("refers to gates and stores by their place in its own lists", () => {
  const { stack } = inventoryToJson(inventoryOf(sampleStack()));
  const gatesOf = (name: string) =>
    stack.tools
      .find((tool) => tool.name === name)
      ?.sinks.flatMap(({ gates }) => gates.map((gate) => stack.gates[gate]?.name));
  expect(gatesOf("refund_order")).toEqual(["assertSameEnvironment"]);
  expect(gatesOf("close_ticket")).toEqual(["approval"]);
  const written = stack.tools.find(({ name }) => name === "save_answer")?.sinks[0]?.store ?? -1;
  expect(stack.stores[written]?.name).toBe("Pinecone index (PINECONE_INDEX)");
  expect(stack.gates.map(({ name, sound }) => `${name} ${sound}`)).toEqual([
    "assertSameEnvironment true",
    "checkTarget false",
    "approval false",
  ]);
});

it("bounds the pairs, and says so", () => {
  const names = Array.from({ length: 300 }, (_, index) => `tenant-${index}`);
  const { credentials } = inventoryToJson(inventoryOf(crowdedStack({ tools: 0, environments: names }))).comparisons;
  const wide = credentials.find(({ name }) => name === "WIDE_KEY");
  expect(wide?.complete).toBe(false);
  expect(wide?.pairs).toHaveLength(190);
  expect(wide?.pairs.every(({ environments }) => environments[0] === "production")).toBe(true);
  expect(credentials.find(({ name }) => name === "STRIPE_KEY")?.complete).toBe(true);
});

it("does not depend on the order of discovery", () => {
  // Gates and stores are referred to by index, so they keep theirs.
  const {
    stores,
    gates,
    recovery,
    ownership,
    recording,
    detection,
    runBounds,
    secretScope,
    prompts,
    dataFlows,
    ...lists
  } = fullStack();
  const reversed = Object.entries(lists).map(([key, list]) => [key, [...list].reverse()]);
  const again = { ...fullStack(), ...Object.fromEntries(reversed) };
  expect(jsonInventory(inventoryOf(again))).toBe(jsonInventory(inventoryOf(fullStack())));
});

it("does not depend on the digests of the run", () => {
  const of = (one: string, other: string) =>
    jsonInventory(
      inventoryOf(
        stackOf({
          stores: [store({ production: known(), staging: known() })],
          credentials: [
            credential({ production: secret(one), staging: secret(other) }, { name: "A_KEY" }),
            credential({ production: secret(other), staging: secret(one) }, { name: "B_KEY" }),
          ],
        }),
      ),
    );
  expect(of("aaaa", "bbbb")).toBe(of("bbbb", "aaaa"));
});
