import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

const agent = `import { openai } from "@ai-sdk/openai";
import { generateText, tool } from "ai";
import { z } from "zod";
export const lookUpOrder = tool({
  description: "Looks up an order.",
  inputSchema: z.object({ orderId: z.string().max(20) }),
  execute: async ({ orderId }) => ({ orderId, state: "shipped" }),
});
export const answer = (prompt: string) =>
  generateText({ model: openai("gpt-5"), tools: { lookUpOrder }, prompt });
`;

/** A repository of which one check is asked, which fails for one finding: the model is an alias. */
const files: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "support-agent",
    type: "module",
    dependencies: { ai: "6.0.0", zod: "4.0.0" },
  }),
  "src/agent.ts": agent,
};
const one = ["--check", "unpinned-model"];

function withComment(comment: string): Record<string, string> {
  return { ...files, "src/agent.ts": agent.replace("  generateText", `  // ${comment}\n  generateText`) };
}

const reason = "-- the alias is what we want, see ADR 7";

describe("a comment beside the line", () => {
  it("takes the finding off the build, and nothing else", async () => {
    const cwd = folderWith(files);
    expect((await bulkhead(one, { cwd })).status).toBe(1);
    const suppressed = await bulkhead(one, {
      cwd: folderWith(withComment(`bulkhead-ignore unpinned-model ${reason}`)),
    });
    expect(suppressed.status).toBe(0);
    expect(suppressed.out).toContain("1 failed");
    expect(suppressed.out).toContain("Suppressed (1 finding)");
    expect(suppressed.out).toContain("the alias is what we want, see ADR 7");
  });

  it("counts for nothing where an auditor says so", async () => {
    const cwd = folderWith(withComment(`bulkhead-ignore unpinned-model ${reason}`));
    const { out, status } = await bulkhead([...one, "--no-inline-suppressions"], { cwd });
    expect(status).toBe(1);
    expect(out).not.toContain("Suppressed");
  });

  it.each([
    [
      "expired",
      `bulkhead-ignore unpinned-model until=2026-11-26 ${reason}`,
      1,
      "held until 2026-11-26: 1 finding counts again.",
    ],
    ["on its last day", `bulkhead-ignore unpinned-model until=2026-11-27 ${reason}`, 0, "Until   2026-11-27"],
    ["without a reason", "bulkhead-ignore unpinned-model", 1, "it gives no reason"],
    ["of no check", `bulkhead-ignore unpined-model ${reason}`, 1, "Did you mean unpinned-model?"],
  ])("%s", async (_, comment, expected, text) => {
    const { out, status } = await bulkhead(one, { cwd: folderWith(withComment(comment)) });
    expect(status).toBe(expected);
    expect(out.replace(/\s+/g, " ")).toContain(text.replace(/\s+/g, " "));
  });
});

describe("a baseline", () => {
  it("takes what is there off the build, and lets what is new fail it", async () => {
    const cwd = folderWith(files);
    const update = await bulkhead(["--update-baseline"], { cwd });
    expect(update).toMatchObject({ status: 0 });
    expect(update.err).toMatch(
      /^bulkhead: the baseline holds \d+ findings, \d+ of them suspected: \d+ new, 0 gone\.\n$/,
    );
    const text = readFileSync(join(cwd, "bulkhead.baseline.json"), "utf8");
    expect(text).toContain('"check": "rollback/unpinned-model"');
    expect(text).not.toContain("startLine");

    expect((await bulkhead([], { cwd })).status).toBe(0);
    expect((await bulkhead(["--no-baseline"], { cwd })).status).toBe(1);
    expect((await bulkhead(["--strict"], { cwd })).status).toBe(1);
    const again = await bulkhead(["--update-baseline"], { cwd });
    expect(again.err).toMatch(/: 0 new, 0 gone\.\n$/);
    expect(readFileSync(join(cwd, "bulkhead.baseline.json"), "utf8")).toBe(text);

    // Moved lines and new neighbours are no findings, another alias is one.
    writeFileSync(join(cwd, "src/agent.ts"), `// Moved down.\n\n${agent}`);
    writeFileSync(join(cwd, "src/aaa.ts"), "export const first = 1;\n");
    expect((await bulkhead(one, { cwd })).status).toBe(0);
    writeFileSync(
      join(cwd, "src/agent.ts"),
      `${agent}export const shorten = (prompt: string) => generateText({ model: openai("gpt-5-mini"), prompt });\n`,
    );
    expect((await bulkhead(one, { cwd })).status).toBe(1);
  }, 60_000);

  it("may lie elsewhere", async () => {
    const cwd = folderWith(files);
    const update = await bulkhead([".", "--update-baseline", "--baseline", "known.json"], { cwd });
    expect(update.status).toBe(0);
    expect(existsSync(join(cwd, "bulkhead.baseline.json"))).toBe(false);
    expect((await bulkhead([...one, "--baseline", "known.json"], { cwd })).status).toBe(0);
    expect((await bulkhead(one, { cwd })).status).toBe(1);
  });

  it("tells what it holds in vain", async () => {
    const entry = {
      fingerprint: "0123456789abcdef",
      check: "rollback/unpinned-model",
      subject: "gpt-4",
      path: "src/old.ts",
      confidence: "proven",
    };
    const baseline = JSON.stringify({ version: 1, findings: [entry] });
    const cwd = folderWith({ ...files, "bulkhead.baseline.json": baseline });
    const { out, status } = await bulkhead(one, { cwd });
    expect(status).toBe(1);
    expect(out.replace(/\s+/g, " ")).toContain(
      "a finding of rollback/unpinned-model about gpt-4 in src/old.ts that is no longer found",
    );
  });

  it("is not taken of a repository in which nothing was audited", async () => {
    const cwd = folderWith({ "src/index.ts": "export const a = 1;\n" });
    const { status, err } = await bulkhead(["--update-baseline"], { cwd });
    expect(status).toBe(3);
    expect(err).toContain("no baseline was written");
    expect(existsSync(join(cwd, "bulkhead.baseline.json"))).toBe(false);
  });

  it.each([
    ["some of the checks", ["--update-baseline", ...one], "usage: A baseline holds the findings of all checks."],
    [
      "none at all",
      ["--update-baseline", "--no-baseline"],
      "usage: --update-baseline and --no-baseline exclude each other.",
    ],
    [
      "a file that is not there",
      ["--baseline", "known.json"],
      "usage: There is no baseline known.json.\n  --update-baseline writes it.",
    ],
    ["a folder", ["--baseline", "src"], "usage: The baseline src cannot be read: it is a folder."],
    ["another file", ["--baseline", "package.json"], "configuration: package.json:1:9: there is no key name."],
    [
      "another file to overwrite",
      ["--update-baseline", "--baseline", "package.json"],
      "configuration: package.json:1:9: there is no key name.",
    ],
  ])("of %s is refused", async (_, argv, message) => {
    const cwd = folderWith(files);
    const { status, err } = await bulkhead(argv, { cwd });
    expect(status).toBe(2);
    expect(err).toContain(`bulkhead: ${message}`);
    expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe(files["package.json"]);
  });

  it("is not written through a link that nobody named", async () => {
    const cwd = folderWith({ ...files, "elsewhere.json": "precious" });
    symlinkSync("elsewhere.json", join(cwd, "bulkhead.baseline.json"));
    const { status, err } = await bulkhead(["--update-baseline"], { cwd });
    expect(status).toBe(2);
    expect(err).toContain("bulkhead.baseline.json is a link.");
    expect(readFileSync(join(cwd, "elsewhere.json"), "utf8")).toBe("precious");
  });
});

describe("attestations", () => {
  const leg = ["--check", "tool-boundary-docs/undocumented-tool"];

  it("are read from the root or from a file, and their mistakes are told with line and column", async () => {
    const broken =
      "attestations:\n  - control: kill-swich\n    question: own-switch\n    asked: Is it?\n    about: What is?\n";
    const cwd = folderWith({ ...files, "bulkhead.attest.yaml": broken, "other/fine.yaml": "attestations: []\n" });
    const { status, err } = await bulkhead(leg, { cwd });
    expect(status).toBe(2);
    expect(err).toBe(
      "bulkhead: configuration: bulkhead.attest.yaml:2:14: there is no control of this name.\n  Did you mean kill-switch? See bulkhead list.\n",
    );
    expect((await bulkhead([...leg, "--no-attestations"], { cwd })).status).toBeLessThan(2);
    expect((await bulkhead([...leg, "--attestations", "other/fine.yaml"], { cwd })).status).toBeLessThan(2);
    expect((await bulkhead([...leg, "--attestations", "none.yaml"], { cwd })).err).toContain(
      "There is no file of attestations none.yaml.",
    );
  });
});

describe("bulkhead init --attestations", () => {
  const attest = (cwd: string) => readFileSync(join(cwd, "bulkhead.attest.yaml"), "utf8");

  it("writes what is open, which somebody answers, and the next audit takes the answer", async () => {
    const cwd = folderWith({ ...files, "docs/stop.md": "# How to stop the agent\n" });
    const before = JSON.parse((await bulkhead(["--format", "json"], { cwd })).out);
    const init = await bulkhead(["init", "--attestations"], { cwd });
    const { unknown } = before.summary.checks;
    expect(init).toEqual({
      status: 0,
      err: "",
      out: `bulkhead.attest.yaml: ${unknown} open questions, ${unknown} new; 0 answers kept.\n`,
    });

    // Before anybody has answered, nothing has changed.
    const unanswered = JSON.parse((await bulkhead(["--format", "json"], { cwd })).out);
    expect(unanswered.controls).toEqual(before.controls);
    expect(unanswered.notices).toEqual([]);

    const entry =
      attest(cwd)
        .split("\n\n")
        .find((text) => text.includes("question: unowned-code")) ?? "";
    const answered = entry
      .replace("answer:", "answer: yes")
      .replace("evidence:", "evidence: docs/stop.md")
      .replace("by:", "by: R. Okafor")
      .replace("date:", "date: 2026-11-20")
      .replace("expires:", "expires: 2027-05-20");
    expect(entry).not.toBe("");
    writeFileSync(join(cwd, "bulkhead.attest.yaml"), attest(cwd).replace(entry, answered));
    const after = JSON.parse((await bulkhead(["--format", "json"], { cwd })).out);
    expect(after.summary).toMatchObject({
      attested: 1,
      checks: { unknown: unknown - 1, pass: before.summary.checks.pass + 1 },
    });

    const again = await bulkhead(["init", "--attestations"], { cwd });
    expect(again.out).toBe(`bulkhead.attest.yaml: ${unknown} open questions, 0 new; 1 answer kept.\n`);
    expect(attest(cwd)).toContain(answered);
  }, 60_000);

  it("writes nothing where nothing was audited", async () => {
    const cwd = folderWith({ "src/index.ts": "export const a = 1;\n" });
    expect((await bulkhead(["init", "--attestations"], { cwd })).status).toBe(3);
    expect(existsSync(join(cwd, "bulkhead.attest.yaml"))).toBe(false);
  });

  it.each([["there is no directory", ["init", "nowhere", "--attestations"], "usage: There is no directory nowhere."]])(
    "is refused where %s",
    async (_, argv, message) => {
      const { status, err } = await bulkhead(argv, { cwd: folderWith(files) });
      expect(status).toBe(2);
      expect(err).toContain(`bulkhead: ${message}`);
    },
  );

  it("leaves a file alone that it cannot read, and one that is a link", async () => {
    const broken = folderWith({ ...files, "bulkhead.attest.yaml": "attestations: [\n" });
    expect((await bulkhead(["init", "--attestations"], { cwd: broken })).status).toBe(2);
    expect(attest(broken)).toBe("attestations: [\n");
    const linked = folderWith({ ...files, "elsewhere.yaml": "attestations: []\n" });
    symlinkSync("elsewhere.yaml", join(linked, "bulkhead.attest.yaml"));
    expect((await bulkhead(["init", "--attestations"], { cwd: linked })).err).toContain(
      "bulkhead.attest.yaml is a link.",
    );
    expect(attest(linked)).toBe("attestations: []\n");
  });
});

describe("explain", () => {
  const repo = join(import.meta.dirname, "../../fixtures/demo/decided/repo");
  const explain = async (line: string) => (await bulkhead(["explain", line, "--in", repo])).out.replace(/\s+/g, " ");

  it("says that a finding is suppressed, and that its comment was read", async () => {
    const text = await explain("src/agent.ts:8");
    expect(text).toContain("Suppressed the evals run against the alias every night, ADR 7");
    expect(text).toContain("read as program-source, ignore-comments,");
  });

  it("says who answered what is open, and reads no comments where there are none", async () => {
    const text = await explain("src/tools.ts:5");
    expect(text).toContain("Yes, says R. Okafor; the repository leaves it open.");
    expect(text).toContain("read as program-source, 1");
  });
});
