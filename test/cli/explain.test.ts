import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLineArgument } from "../../src/cli/line-argument.ts";
import { explanationSchema } from "../../src/report/explanation/explanation-schema.ts";
import { folderWith } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";
import { supportAgent } from "../report/support-agent.ts";

describe("explain FILE:LINE", () => {
  it("answers for a line of the current directory", async () => {
    const cwd = folderWith(supportAgent);
    const { out, err, status } = await bulkhead(["explain", "src/retrieval.ts:4"], { cwd });
    expect({ err, status }).toEqual({ err: "", status: 0 });
    for (const part of ["src/retrieval.ts:4", "What the line is", "How it was judged", "What this does not establish"])
      expect(out).toContain(part);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(out).not.toContain(cwd);
  });

  it("takes a path from the root, from the working directory, or as it is on the machine", async () => {
    const root = folderWith(supportAgent);
    const first = await bulkhead(["explain", "src/gate.ts:8", "--in", root]);
    const others = [
      await bulkhead(["explain", "gate.ts:8", "--in", ".."], { cwd: join(root, "src") }),
      await bulkhead(["explain", "./src/../src/gate.ts:8"], { cwd: root }),
      await bulkhead(["explain", `${join(root, "src/gate.ts")}:8`, "--in", root]),
    ];
    expect(first.out).toContain("src/gate.ts:8");
    for (const { out, status } of others) expect({ out, status }).toEqual({ out: first.out, status: 0 });
  });

  it("keeps to a column, if there is one", async () => {
    const cwd = folderWith(supportAgent);
    const { out } = await bulkhead(["explain", "src/retrieval.ts:4:60", "--format", "json"], { cwd });
    const { line, code } = explanationSchema.parse(JSON.parse(out));
    expect(line).toEqual({ path: "src/retrieval.ts", line: 4, column: 60 });
    expect(code?.expressions.map((e) => e.written)).toEqual(['apiKey: process.env.PINECONE_API_KEY ?? "…"']);
  });

  it("prints JSON by its schema, the same on every run", async () => {
    const cwd = folderWith(supportAgent);
    const [one, two] = [
      await bulkhead(["explain", ".env.staging:3", "--format", "json"], { cwd }),
      await bulkhead(["explain", ".env.staging:3", "--format=json"], { cwd }),
    ];
    expect(() => explanationSchema.parse(JSON.parse(one.out))).not.toThrow();
    expect(one.out).toBe(two.out);
  });

  it("colours on a terminal, and as it is told", async () => {
    const cwd = folderWith(supportAgent);
    const coloured = async (argv: readonly string[], outIsTerminal: boolean) =>
      (await bulkhead(["explain", "src/gate.ts:8", ...argv], { cwd, outIsTerminal })).out.includes("\u001b[");
    expect(await coloured([], true)).toBe(true);
    expect(await coloured([], false)).toBe(false);
    expect(await coloured(["--no-color"], true)).toBe(false);
    expect(await coloured(["--color"], false)).toBe(true);
  });

  it("answers where there is no agent, and for a file that nothing reads", async () => {
    const cwd = folderWith({ "src/sum.ts": "export const sum = 1;\n", "notes.txt": "one\n" });
    expect(await bulkhead(["explain", "src/sum.ts:1"], { cwd })).toMatchObject({ status: 0, err: "" });
    expect((await bulkhead(["explain", "notes.txt:1"], { cwd })).out).toContain(
      "No extractor reads files of this kind.",
    );
  });
});

describe("a line that cannot be explained is status 2, with the fault and a hint", () => {
  const files = { ...supportAgent, ".gitignore": "ignored.ts\n", "ignored.ts": "", "empty.ts": "", "logo.png": "" };

  it.each([
    ["src/gate.ts:400", "src/gate.ts has 11 lines, so there is no line 400.", "Name a line that is there."],
    ["empty.ts:1", "empty.ts has 0 lines, so there is no line 1.", "Name a line"],
    ["src/gate.ts:0", "src/gate.ts:0 names no line.", "count from 1"],
    ["src/gate.ts:1:0", "src/gate.ts:1:0 names no line.", "count from 1"],
    ["src/nowhere.ts:3", "There is no file src/nowhere.ts.", "from the current one"],
    ["src:3", "src is a directory.", "Name a file in it, and a line"],
    ["ignored.ts:1", "ignored.ts is not read: git ignores it", "Only files that an audit reads"],
    ["logo.png:1", "logo.png is not read: its name says that it holds no text.", "Only files"],
    ["node_modules/x/index.js:1", "it lies in node_modules, which belongs to a tool", "Only files"],
    ["src/gate.ts", "src/gate.ts names no line.", "src/gate.ts:12"],
  ])("%s", async (asked, message, hint) => {
    const cwd = folderWith(files);
    mkdirSync(join(cwd, "node_modules/x"), { recursive: true });
    writeFileSync(join(cwd, "node_modules/x/index.js"), "1\n");
    const { out, err, status } = await bulkhead(["explain", asked], { cwd });
    expect({ out, status }).toEqual({ out: "", status: 2 });
    expect(err).toMatch(/^bulkhead: usage: /);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toContain(cwd);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("outside of the repository, by its path or through a link", async () => {
    const outside = folderWith({ "secret.ts": "1\n" });
    const cwd = folderWith(supportAgent);
    symlinkSync(join(outside, "secret.ts"), join(cwd, "link.ts"));
    for (const asked of [`${join(outside, "secret.ts")}:1`, "link.ts:1"]) {
      const { err, status } = await bulkhead(["explain", asked], { cwd });
      expect(status).toBe(2);
      expect(err).toContain("lies outside the audited directory.");
      expect(err).toContain("Name its repository with --in.");
    }
  });

  it.each([
    [["explain", "src/gate.ts:8", "--in", "nowhere"], "There is no directory nowhere."],
    [["explain", "src/gate.ts:8", "--in", "package.json"], "package.json is not a directory."],
    [["explain", "src/gate.ts:8", "--format", "jsn"], "There is no format jsn."],
  ])("%j", async (argv, message) => {
    const { err, status } = await bulkhead(argv, { cwd: folderWith(supportAgent) });
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describe("what is asked for", () => {
  it.each([
    ["src/a.ts:12", { file: "src/a.ts", line: 12, column: null }],
    ["src/a.ts:12:5", { file: "src/a.ts", line: 12, column: 5 }],
    ["C:\\work\\a.ts:12", { file: "C:\\work\\a.ts", line: 12, column: null }],
    ["C:/work/a.ts:12:5", { file: "C:/work/a.ts", line: 12, column: 5 }],
    ["odd:name.ts:3", { file: "odd:name.ts", line: 3, column: null }],
    [".env.staging:4", { file: ".env.staging", line: 4, column: null }],
    ["C:12", null],
    ["C:\\work\\a.ts", null],
    ["sandbox-separation/shared-context-store", null],
    ["shared-context-store", null],
    ["a.ts:", null],
    ["a.ts:x", null],
    [":12", null],
  ])("%s", (text, expected) => {
    expect(readLineArgument(text)).toEqual(expected);
  });

  it("a check and a control are explained as before", async () => {
    expect((await bulkhead(["explain", "shared-context-store"])).out).toMatch(/What .*\n[\s\S]*Why .*\n[\s\S]*Fix /);
    expect((await bulkhead(["explain", "sandbox-separation"])).out).toContain("# Sandbox separation");
    const { err, status } = await bulkhead(["explain", "shared-contxt-store"]);
    expect(status).toBe(2);
    expect(err).toContain("Did you mean shared-context-store?");
  });
});
