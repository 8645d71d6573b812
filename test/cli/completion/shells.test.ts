import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { controls } from "../../../rules/index.ts";
import { completions } from "../../../src/cli/completion/shells.ts";
import { vocabularyOf } from "../../../src/cli/completion/vocabulary.ts";
import { processIo } from "../../../src/cli/io.ts";
import { createProgram } from "../../../src/cli/program.ts";
import { folderWith } from "../../harness/folder.ts";
import { bulkhead } from "../../harness/run.ts";

const shells = Object.keys(completions) as readonly (keyof typeof completions)[];
const vocabulary = vocabularyOf(
  createProgram(processIo(), () => {}),
  controls,
);
const isThere = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

async function scriptFor(shell: string): Promise<string> {
  const file = `bulkhead.${shell}`;
  return join(folderWith({ [file]: (await bulkhead(["completion", shell])).out }), file);
}

it.each(shells)("names every command and every long option to %s", async (shell) => {
  const { out, status } = await bulkhead(["completion", shell]);
  expect(status).toBe(0);
  expect(vocabulary.commands.length).toBeGreaterThan(5);
  for (const { name, options } of vocabulary.commands) {
    expect(out).toContain(name);
    for (const { flags } of options)
      expect(out).toMatch(new RegExp(`-l ${flags.at(-1)?.slice(2)}\\b|${flags.at(-1)}\\b`));
  }
});

it.each(shells.filter(isThere))("is valid to %s", async (shell) => {
  const { status, stderr } = spawnSync(shell, ["-n", await scriptFor(shell)], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

it.each(["fish"].filter(isThere))("completes in %s", async (fish) => {
  const script = await scriptFor(fish);
  const offered = (line: string) => {
    const argv = ["--no-config", "-c", `source ${script}; complete -C ${JSON.stringify(line)}`];
    const { stdout } = spawnSync(fish, argv, { encoding: "utf8", cwd: "/" });
    return stdout.split("\n").flatMap((row) => row.split("\t")[0] || []);
  };
  expect(offered("bulkhead inv")).toEqual(["inventory"]);
  expect(offered("bulkhead --format js")).toEqual(["json"]);
  expect(offered("bulkhead --report js")).toEqual(["json="]);
  expect(offered("bulkhead inventory --qui")).toEqual(["--quiet"]);
  expect(offered("bulkhead inventory --stri")).toEqual([]);
  expect(offered("bulkhead explain restart-n")).toEqual(["restart-needed"]);
  expect(offered("bulkhead completion ")).toEqual(["bash", "fish", "zsh"]);
});

it("refuses another shell, and says which there are", async () => {
  const { status, err } = await bulkhead(["completion", "powershell"]);
  expect(status).toBe(2);
  expect(err).toContain("Allowed choices are bash, zsh, fish.");
});
