import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { controls } from "../../../rules/index.ts";
import { formatNames } from "../../../src/report/format-names.ts";
import { folderWith } from "../../harness/folder.ts";
import { bulkhead } from "../../harness/run.ts";

let script = "";

/** What bash offers for the last of the words, as readline hands them over: `=` is a word of its own. */
function offered(words: readonly string[], cwd = "/"): string[] {
  const run = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bulkhead; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const argv = ["--norc", "--noprofile", "-c", run, "bash", "bulkhead", ...words];
  const { stdout, stderr } = spawnSync("bash", argv, { encoding: "utf8", cwd });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

describe("in bash", () => {
  beforeAll(async () => {
    script = (await bulkhead(["completion", "bash"])).out;
  });

  it("offers commands, and the directories that the default command takes", () => {
    const cwd = folderWith({ "services/agent/package.json": "{}", "notes.md": "" });
    expect(offered([""], cwd)).toEqual(expect.arrayContaining(["audit", "inventory", "list", "explain", "services"]));
    expect(offered([""], cwd)).not.toContain("notes.md");
    expect(offered(["inv"], cwd)).toEqual(["inventory"]);
    expect(offered(["inventory", "ser"], cwd)).toEqual(["services"]);
    expect(offered(["inventory", ""], cwd)).not.toContain("audit");
  });

  it("keeps a directory with a blank in its name whole", () => {
    expect(offered(["audit", "two"], folderWith({ "two words/package.json": "{}" }))).toEqual(["two words"]);
  });

  it("offers the options of the command that is typed", () => {
    expect(offered(["--st"])).toEqual(["--strict"]);
    expect(offered(["audit", "--strict", "--q"])).toEqual(["--quiet"]);
    expect(offered(["explain", "--i"])).toEqual(["--in"]);
    expect(offered(["inventory", "--st"])).toEqual([]);
    expect(offered(["--ver"])).toEqual(["--verbose", "--version"]);
    expect(offered(["audit", "--ver"])).toEqual(["--verbose"]);
  });

  it.each([
    [["--format", ""], [...formatNames]],
    [["--format", "=", ""], [...formatNames]],
    [["--format", "="], [...formatNames]],
    [["--format", "=", "js"], ["json"]],
    [["inventory", "--format", "js"], ["json"]],
    [["--report", "js"], ["json="]],
    [["--report", "=", "js"], ["json="]],
    [["--control", "sandbox"], ["sandbox-separation"]],
    [["--check", "shared-c"], ["shared-context-store"]],
    [["--check", "sandbox-separation/sh"], ["sandbox-separation/shared-context-store"]],
    [["explain", "restart-n"], ["restart-needed"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["help", "exp"], ["explain"]],
    [["list", ""], []],
  ])("%j offers %j", (words, expected) => {
    expect(offered(words)).toEqual(expect.arrayContaining(expected));
    expect(offered(words).length).toBe(expected.length);
  });

  // bash then completes a file itself: `complete -o default`.
  it.each([
    [["--output", "re"]],
    [["--output", "=", "re"]],
    [["--report", "json", "="]],
    [["--report", "json", "=", "re"]],
    [["--report", "=", "json", "=", "re"]],
    [["explain", "src/agent.ts"]],
  ])("%j leaves a file to bash", (words) => {
    expect(offered(words)).toEqual([]);
    expect(script).toMatch(/^complete -o default -F _bulkhead bulkhead agent-bulkhead$/m);
  });

  it("knows every control and check", () => {
    expect(offered(["--control", ""])).toEqual(controls.map(({ slug }) => slug));
    const ids = controls.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(offered(["--check", ""])).toEqual(expect.arrayContaining(ids));
  });
});
