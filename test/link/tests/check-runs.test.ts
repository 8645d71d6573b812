import { describe, expect, it } from "vitest";
import type { CheckRun } from "../../../src/model/check-run.ts";
import { linkedStack } from "../stack-of.ts";

function runsIn(steps: string, more: Readonly<Record<string, string>> = {}, on = "[push]"): readonly CheckRun[] {
  return linkedStack({
    "package.json": JSON.stringify({
      scripts: { smoke: "vitest run test/smoke.test.ts", "agent:stop": "tsx scripts/stop.ts" },
    }),
    "test/smoke.test.ts": 'import { it } from "vitest";\nit("answers", () => {});\n',
    "scripts/stop.ts": "export {};\n",
    ".github/workflows/ci.yml": `name: ci\non: ${on}\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
    ...more,
  }).checkRuns;
}

const step = (...commands: string[]): string => commands.map((command) => `      - run: ${command}\n`).join("");

/** Each as `kind: what`. */
const told = (...commands: string[]): string[] => runsIn(step(...commands)).map(({ kind, what }) => `${kind}: ${what}`);

describe("what a pipeline tries", () => {
  it.each([
    ["gitleaks detect --redact", "secret-scan: gitleaks"],
    ['npx secretlint "**/*"', "secret-scan: secretlint"],
    ["trufflehog git file://. --fail", "secret-scan: trufflehog"],
    ["npx promptfoo@0.120.0 redteam run", "red-team: promptfoo redteam"],
    ["python -m garak --model_type rest", "red-team: garak"],
    ["promtool test rules alerts/agent.test.yml", "alert-test: promtool test rules"],
  ])("%s", (command, wanted) => {
    expect(told(command)).toEqual([wanted]);
  });

  it.each(["echo gitleaks", "npm install secretlint", "promtool check rules alerts.yml"])("is not %s", (command) => {
    expect(told(command)).toEqual([]);
  });

  it("is no red team that only evaluates", () => {
    expect(told("npx promptfoo eval")).toEqual(["tests: promptfoo"]);
  });

  it("is an action", () => {
    expect(runsIn("      - uses: gitleaks/gitleaks-action@v2\n").map(({ what }) => what)).toEqual(["gitleaks"]);
  });

  it("names the files of the tests that it runs", () => {
    expect(runsIn(step("npx vitest run")).map(({ kind, files }) => [kind, files])).toEqual([
      ["tests", ["test/smoke.test.ts"]],
    ]);
  });

  it("tells where its failure is thrown away", () => {
    expect(runsIn(step("gitleaks detect || true")).map(({ tolerated }) => tolerated !== null)).toEqual([true]);
    expect(runsIn(step("gitleaks detect")).map(({ tolerated }) => tolerated)).toEqual([null]);
  });
});

describe("an earlier release", () => {
  const undo = "kubectl rollout undo deployment/desk";

  it("is put back and tried afterwards", () => {
    expect(told(undo, "npm run smoke")).toContain("revert: kubectl rollout undo");
  });

  it("is not tried before", () => {
    expect(told("npm run smoke", undo)).not.toContain("revert: kubectl rollout undo");
    expect(told(undo)).toEqual([]);
  });
});

describe("a step of the runbook", () => {
  const runbook = (command: string) => ({ "RUNBOOK.md": `# Incidents of the agent\n\n\`\`\`sh\n${command}\n\`\`\`\n` });
  const steps = (command: string, run: string) =>
    runsIn(step(run), runbook(command))
      .filter(({ kind }) => kind === "runbook-step")
      .map(({ what }) => what);

  it("is a package script, or a file", () => {
    expect(steps("npm run agent:stop", "npm run agent:stop")).toEqual(["agent:stop"]);
    expect(steps("node scripts/stop.ts", "node scripts/stop.ts")).toEqual(["scripts/stop.ts"]);
  });

  it("is nothing that the runbook does not name", () => {
    expect(steps("npm run agent:stop", "npm run smoke")).toEqual([]);
  });
});
