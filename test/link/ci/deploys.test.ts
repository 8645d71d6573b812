import { expect, it } from "vitest";
import { isDeployment } from "../../../src/link/ci/deploys.ts";

it.each<[string, boolean]>([
  ["docker stack deploy -c stack.yml agent", true],
  ["docker --context live stack deploy -c stack.yml agent", true],
  ["docker -H ssh://live --tls stack deploy agent", true],
  ["docker --context=live --debug stack deploy agent", true],
  ["docker run --rm stack deploy", false],
  ["docker --context stack ps", false],
])("%s: %s", (line, expected) => {
  expect(isDeployment(line.split(" "))).toBe(expected);
});

it("takes no longer for a line of many options", () => {
  const started = performance.now();
  expect(isDeployment(["docker", ...Array<string>(600).fill("--a"), "x"])).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
