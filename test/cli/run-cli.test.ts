import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processIo } from "../../src/cli/io.ts";
import { createProgram } from "../../src/cli/program.ts";
import { cannotWrite } from "../../src/cli/write-report.ts";
import { reportSchema } from "../../src/report/json/report-schema.ts";
import { folderWith, smallAgent } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

describe("audit", () => {
  it("is the default command, on the current directory", async () => {
    const cwd = folderWith(smallAgent);
    const { out, err, status } = await bulkhead([], { cwd });
    expect(out).toContain("support-agent");
    expect(out).toContain("Sandbox separation (control 4)");
    expect(err).toBe("");
    // Its model is an alias, and nothing pins it.
    expect(status).toBe(1);
    expect((await bulkhead(["audit", "."], { cwd })).out).toBe(out);
  });

  it("prints JSON by the schema, the same with every key", async () => {
    const root = folderWith(smallAgent);
    const { out } = await bulkhead([root, "--format", "json"]);
    expect(() => reportSchema.parse(JSON.parse(out))).not.toThrow();
    expect((await bulkhead([root, "--format=json"])).out).toBe(out);
    expect(out).not.toContain(root);
  });

  it("runs the chosen checks only", async () => {
    const root = folderWith(smallAgent);
    const { out } = await bulkhead([root, "--check", "ci-writes-production", "--check", "selectable-endpoint"]);
    expect(out).toContain("ci-writes-production");
    expect(out).not.toContain("shared-context-store");
  });

  it("colours on a terminal, unless it is told otherwise", async () => {
    const root = folderWith(smallAgent);
    const colours = async (argv: readonly string[], env: Record<string, string>, outIsTerminal: boolean) =>
      (await bulkhead([root, ...argv], { env, outIsTerminal })).out.includes("\u001b[");
    expect(await colours([], {}, true)).toBe(true);
    expect(await colours([], {}, false)).toBe(false);
    expect(await colours([], { NO_COLOR: "1" }, true)).toBe(false);
    expect(await colours([], { FORCE_COLOR: "1" }, false)).toBe(true);
    expect(await colours([], { FORCE_COLOR: "0" }, true)).toBe(false);
    expect(await colours([], { TERM: "dumb" }, true)).toBe(false);
    expect(await colours(["--no-color"], { FORCE_COLOR: "1" }, true)).toBe(false);
    expect(await colours(["--color"], { NO_COLOR: "1" }, false)).toBe(true);
  });
});

describe("where nothing is found", () => {
  it.each([
    ["an empty directory", {}],
    ["a repository without an agent", { "src/index.ts": "export const sum = (a: number, b: number) => a + b;\n" }],
  ])("%s is status 3, or 0 with --allow-empty", async (_, files: Record<string, string>) => {
    const root = folderWith(files);
    const { out, err, status } = await bulkhead([root]);
    expect({ status, err }).toEqual({ status: 3, err: "" });
    expect(out).toContain("No agent stack was found");
    expect(out).toContain("Looked for:");
    expect((await bulkhead([root, "--allow-empty"])).status).toBe(0);
    expect((await bulkhead([root, "--format", "json"])).status).toBe(3);
  });
});

describe("a report in a file", () => {
  it("replaces standard output with --output, and comes on top with --report", async () => {
    const cwd = folderWith(smallAgent);
    const first = await bulkhead(["--format", "json", "--output", "out.json"], { cwd });
    expect(first.out).toBe("");
    const second = await bulkhead(["--report", "json=again.json", "--report", "terminal=again.txt"], { cwd });
    expect(second.out).toContain("Sandbox separation");
    expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8"))).toMatchObject({ version: 1 });
    expect(readFileSync(join(cwd, "again.txt"), "utf8")).toContain("Sandbox separation");
    expect(readdirSync(cwd).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("is written through a link, and keeps the mode of the file", async () => {
    const cwd = folderWith({ ...smallAgent, "real.json": "old" });
    chmodSync(join(cwd, "real.json"), 0o640);
    symlinkSync("real.json", join(cwd, "link.json"));
    await bulkhead(["--format", "json", "--output", "link.json"], { cwd });
    expect(readFileSync(join(cwd, "real.json"), "utf8")).toContain('"version": 1');
    expect(statSync(join(cwd, "real.json")).mode & 0o777).toBe(0o640);
  });

  it.each([
    ["a missing folder", "nowhere/report.json", "its folder does not exist"],
    ["a folder", "folder", "it is a folder"],
    ["a file as a folder", "package.json/report.json", "a part of its path is a file"],
  ])("fails clearly on %s", async (_, file, reason) => {
    const cwd = folderWith(smallAgent);
    mkdirSync(join(cwd, "folder"));
    const { status, err } = await bulkhead(["--output", file], { cwd });
    expect(status).toBe(2);
    expect(err).toContain(`Cannot write the report to ${file}: ${reason}.`);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["EACCES", "permission denied"],
    ["EROFS", "the file system is read-only"],
    ["ENOSPC", "the disk is full"],
    ["EXDEV", "the system answered EXDEV"],
  ])("tells what %s means", (code, reason) => {
    const error = cannotWrite("report.json", Object.assign(new Error("not shown"), { code }));
    expect(error.message).toBe(`Cannot write the report to report.json: ${reason}.`);
    expect(error.blame).toBe("usage");
    expect(error.hint).not.toBe("");
  });

  it("is refused where two reports go into one file", async () => {
    const cwd = folderWith(smallAgent);
    const { status } = await bulkhead(["--report", "json=a", "--report", "terminal=./a"], { cwd });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, "a"))).toBe(false);
  });
});

describe("the dates of OSCAL", () => {
  const datesIn = (text: string) => [
    ...new Set([...text.matchAll(/"(?:last-modified|start)": "([^"]+)"/g)].map(([, date]) => date)),
  ];

  it.each([
    ["the clock", {}, "2026-03-01T08:30:00Z"],
    ["a reproducible build", { SOURCE_DATE_EPOCH: "1767225600" }, "2026-01-01T00:00:00Z"],
    ["the clock, if what is set is no number", { SOURCE_DATE_EPOCH: "today" }, "2026-03-01T08:30:00Z"],
  ])("come from %s", async (_, env: Record<string, string>, date) => {
    const now = () => new Date("2026-03-01T08:30:00.123Z");
    const { out } = await bulkhead([folderWith(smallAgent), "--format", "oscal"], { env, now });
    expect(datesIn(out)).toEqual([date]);
  });
});

describe("a mistake on the command line is status 2, with the fault and a hint", () => {
  it.each([
    [["--fromat", "json"], "unknown option '--fromat'.", "Did you mean --format? See bulkhead audit --help."],
    [["--fromat=json"], "unknown option '--fromat=json'.", "Did you mean --format?"],
    [["--verison"], "unknown option '--verison'.", "Did you mean --version?"],
    [["inventory", "--alow-empty"], "unknown option", "Did you mean --allow-empty? See bulkhead inventory --help."],
    [["inventory", "--strict"], "unknown option '--strict'.", "--strict is an option of bulkhead audit."],
    [["list", "--gibberish"], "unknown option '--gibberish'.", "  See bulkhead list --help."],
    [["-x"], "unknown option '-x'.", "  See bulkhead audit --help."],
    [["completion", "bsh"], "Allowed choices are bash, zsh, fish.\n", "See bulkhead completion --help."],
    [["--format", "jsn"], "There is no format jsn.", "Did you mean json?"],
    [["--report", "json"], "--report json names no file.", "--report json=report.json"],
    [["--report", "jsn=x"], "There is no format jsn.", "Did you mean json?"],
    [
      ["--check", "shared-contxt-store"],
      "There is no check shared-contxt-store.",
      "Did you mean shared-context-store?",
    ],
    [["--control", "sandbox"], "There is no control sandbox.", "sandbox-separation"],
    [["explain", "unscoped-credentials"], "There is no check", "Did you mean unscoped-credential?"],
    [["explain"], "missing required argument 'id|file:line'", "--help"],
    [["lst"], "There is no directory lst.", "Did you mean the command list?"],
    [["no/such/directory"], "There is no directory no/such/directory.", "Name the directory"],
    [["a", "b"], "too many arguments", "--help"],
    [["--output"], "argument missing", "--help"],
  ])("%j", async (argv, message, hint) => {
    const cwd = folderWith(smallAgent);
    const { status, out, err } = await bulkhead(argv, { cwd });
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/^bulkhead: usage: /);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("a file where a directory is wanted", async () => {
    const root = folderWith({ "notes.md": "" });
    const { status, err } = await bulkhead([join(root, "notes.md")]);
    expect(status).toBe(2);
    expect(err).toContain("is not a directory");
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("cannot steer the terminal", async () => {
    const { err } = await bulkhead(["\u001b[2Jnowhere"]);
    expect(err).not.toContain("\u001b");
  });
});

describe("help", () => {
  it("shows commands, options, examples and exit statuses within 80 columns", async () => {
    const { out, status } = await bulkhead(["--help"]);
    expect(status).toBe(0);
    for (const part of ["audit", "list", "explain", "--format", "--strict", "Examples:", "Exit status:"]) {
      expect(out).toContain(part);
    }
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(createProgram(processIo(), () => {}).commands.map((command) => command.name()))(
    "of %s holds examples and exit statuses within 80 columns, asked for either way",
    async (command) => {
      const { out, err, status } = await bulkhead([command, "--help"]);
      expect({ err, status }).toEqual({ err: "", status: 0 });
      expect(out).toMatch(new RegExp(`^Usage: bulkhead ${command} `));
      expect(out).toMatch(/^Examples:\n {2}\S.* {2}/m);
      expect(out).toMatch(/^Exit status:\n {2}0 {2}/m);
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect((await bulkhead(["help", command])).out).toBe(out);
    },
  );

  it.each([["audit", "--help"], ["list", "--help"], ["explain", "--help"], ["help"], ["--version"]])(
    "%s %s is no error",
    async (...argv) => {
      expect(await bulkhead(argv.filter((word) => word !== undefined))).toMatchObject({ status: 0, err: "" });
    },
  );
});

it("lists every check", async () => {
  const { out, status } = await bulkhead(["list"]);
  expect(status).toBe(0);
  expect(out).toContain("sandbox-separation/ci-writes-production (signal 5)");
});

it("explains a check by its faults", async () => {
  const { out, status } = await bulkhead(["explain", "shared-context-store"]);
  expect(status).toBe(0);
  expect(out).toMatch(/What .*\n[\s\S]*Why .*\n[\s\S]*Fix /);
});
