import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { bulkhead } from "../harness/run.ts";

const root = join(import.meta.dirname, "../..");
const { project, nodes } = inject("installed");

/** A program of somebody who uses the public API, as strict as TypeScript gets, without the types of Node. */
const consumer = `import { AuditError, audit, auditTree, memoryTree, type Report } from "agent-bulkhead";

const report: Report = audit(${JSON.stringify(join(root, "fixtures/demo/five-signals/repo"))}, { controls: ["sandbox-separation"] });
export const failing: readonly string[] = report.controls.flatMap(({ checks }) =>
  checks.filter((check) => check.status === "fail").map((check) => check.id),
);
const empty: Report = auditTree(memoryTree({ "README.md": "nothing" }));
export const found: boolean = empty.stack.agentEvidence.length > 0;
export const blame: string = new AuditError("message", "usage", "hint").blame;
// @ts-expect-error A report is no text.
export const wrong: string = report;
`;

describe("the public API", () => {
  beforeAll(() => {
    mkdirSync(join(project, "src"), { recursive: true });
    writeFileSync(join(project, "src/consumer.ts"), consumer);
  });

  it("compiles with its types, without skipLibCheck and without those of Node", () => {
    const flags = ["--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--target", "es2023"];
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const argv = [compiler, ...flags, "--types", "", "--outDir", "out", "--rootDir", "src", "src/consumer.ts"];
    const { status, stdout } = spawnSync(process.execPath, argv, { cwd: project, encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});

const bySources = new Map<string, ReturnType<typeof bulkhead>>();

/** What the sources answer, asked once for all releases. */
function answerOfSources(argv: readonly string[]): ReturnType<typeof bulkhead> {
  const key = argv.join(" ");
  const answer = bySources.get(key) ?? bulkhead(argv, { cwd: root });
  bySources.set(key, answer);
  return answer;
}

describe.each(Object.entries(nodes))("on Node %s", (major, node) => {
  const bin = join(project, "node_modules/agent-bulkhead/dist/bin/bulkhead.js");
  const run = (...argv: string[]) => spawnSync(node, [bin, ...argv], { cwd: root, encoding: "utf8", env: {} });

  it("is that release", () => {
    expect(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout).toMatch(new RegExp(`^v${major}\\.`));
  });

  it("helps, tells its version, and refuses what it does not know", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(run("--help")).toMatchObject({ status: 0, stderr: "" });
    expect(run("--help").stdout).toContain("Exit status:");
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
    expect(run("--no-such-option")).toMatchObject({ status: 2, stdout: "" });
    expect(run("completion", "bash").stdout).toContain("complete -o default");
    expect(run("explain", "kill-switch").stdout).toContain("## What it asks");
  });

  // One with all five signals, and one each of the grammars that ship with the program.
  it.each([
    "demo/five-signals",
    "sandbox-separation/shared-context-store/fails-terraform-equal-table",
    "sandbox-separation/shared-context-store/fails-bicep-existing-server",
  ])("audits fixtures/%s as the sources do, to the byte", async (fixture) => {
    const argv = [`fixtures/${fixture}/repo`, "--format", "json"];
    const { status, stdout, stderr } = run(...argv);
    const { out, status: expected } = await answerOfSources(argv);
    expect(stderr).toBe("");
    expect(status).toBe(1);
    expect(status).toBe(expected);
    expect(stdout).toBe(out);
  });

  it("runs what was compiled against it", () => {
    const script = 'import("./out/consumer.js").then((all) => console.log(JSON.stringify(all)))';
    const { stdout, stderr } = spawnSync(node, ["-e", script], { cwd: project, encoding: "utf8" });
    expect(stderr).toBe("");
    const { failing, found, blame } = JSON.parse(stdout) as Record<string, unknown>;
    expect(failing).toContain("sandbox-separation/ci-writes-production");
    expect({ found, blame }).toEqual({ found: false, blame: "usage" });
  });
});

it("links the command under both names", () => {
  for (const name of ["bulkhead", "agent-bulkhead"]) {
    const { status } = spawnSync(join(project, "node_modules/.bin", name), ["--version"], { encoding: "utf8" });
    expect(status).toBe(0);
  }
});
