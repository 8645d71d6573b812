import { describe, expect, it } from "vitest";
import { zoneOf } from "../../src/discover/zones.ts";
import type { Zone } from "../../src/model/tree.ts";

const cases: Record<Zone, readonly string[]> = {
  source: [
    "src/agent.ts",
    "agent.py",
    ".env",
    ".env.production",
    ".env.test",
    "apps/support/.env.test.local",
    "docker-compose.test.yml",
    ".github/workflows/test.yml",
    ".github/workflows/e2e/nightly.yml",
    "deploy/templates/deployment.yaml",
    "src/latest/contest.ts",
    "src/evaluate.ts",
    ".claude/settings.json",
    "package.json",
    "Dockerfile",
  ],
  test: [
    "src/agent.test.ts",
    "src/agent.spec.tsx",
    "src/agent.e2e-spec.ts",
    "src/__tests__/agent.ts",
    "test/agent.ts",
    "tests/docker-compose.yml",
    "apps/web/e2e/login.ts",
    "tests/test_agent.py",
    "agents/refund_test.py",
    "Tests/Agent.ts",
  ],
  eval: ["evals/refunds.ts", "src/refunds.eval.ts", "promptfooconfig.yaml", "tests/evals/refunds.ts"],
  example: [
    ".env.example",
    ".env.example.production",
    ".env.production.example",
    ".env.dist",
    ".env.local.sample",
    "example.env",
    "config.yaml.template",
    "examples/refunds/agent.ts",
    "{{cookiecutter.name}}/agent.py",
    "src/agent.ts.jinja",
    "src/tools/refund.snippet.ts",
  ],
  docs: ["README.md", "docs/agent.ts", "src/prompts/system.mdx", ".github/SECURITY.md", "examples/refunds/README.md"],
  generated: [
    "src/api.generated.ts",
    "src/__generated__/client.ts",
    "types/env.d.ts",
    "dist/index.js",
    "pnpm-lock.yaml",
  ],
  fixture: [
    "fixtures/repo/src/agent.ts",
    "src/__fixtures__/agent.ts",
    "test/cassettes/refund.yaml",
    "test/__snapshots__/agent.test.ts.snap",
    "pkg/testdata/config.json",
    "test/fixtures/.github/workflows/ci.yml",
  ],
};

describe("zoneOf", () => {
  for (const [zone, paths] of Object.entries(cases)) {
    it.each(paths)(`says that %s is ${zone}`, (path) => {
      expect(zoneOf(path)).toBe(zone);
    });
  }
});
