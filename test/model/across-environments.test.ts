import { expect, it } from "vitest";
import { inOrderOfCloseness, pairsAcross } from "../../src/model/across-environments.ts";
import { stackOf } from "../support/stack.ts";

const stack = stackOf({ runsIn: ["test", "staging", "blue", "production", "ci", "development", "preview"] });

it("names production first, then what stands closest to it", () => {
  const names = ["ci", "test", "blue", "staging", "production", "preview", "development", "staging"];
  expect(inOrderOfCloseness(stack, names)).toEqual([
    "production",
    "staging",
    "preview",
    "blue",
    "development",
    "test",
    "ci",
  ]);
});

it("pairs every two environments once, production with all others first, and none with itself", () => {
  const values = ["staging", "production", "test", "production"].map((environment, id) => ({ environment, id }));
  expect([...pairsAcross(stack, values)].map(([a, b]) => `${a.environment}${a.id} ${b.environment}${b.id}`)).toEqual([
    "production1 staging0",
    "production1 test2",
    "production3 staging0",
    "production3 test2",
    "staging0 test2",
  ]);
});
