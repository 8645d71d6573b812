import { expect, it } from "vitest";
import { advise } from "../src/agent.js";

it("says when to split a hive", async () => {
  expect(await advise("eval", "When do I split a hive?")).toMatch(/swarm/i);
});
