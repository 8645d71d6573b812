import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRevision } from "../../src/discover/revision.ts";
import { folderWith } from "../harness/folder.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

it.each<[string, Record<string, string>, string | null]>([
  ["a detached head", { ".git/HEAD": `${commit}\n` }, commit],
  ["a branch", { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${commit}\n` }, commit],
  ["a branch with a slash", { ".git/HEAD": "ref: refs/heads/a/b-1.2\n", ".git/refs/heads/a/b-1.2": commit }, commit],
  [
    "a packed branch",
    { ".git/HEAD": "ref: refs/heads/main", ".git/packed-refs": `# pack-refs\n${commit} refs/heads/main\n` },
    commit,
  ],
  ["SHA-256", { ".git/HEAD": `${commit}${commit.slice(0, 24)}` }, commit + commit.slice(0, 24)],
  ["a branch without a commit", { ".git/HEAD": "ref: refs/heads/main\n" }, null],
  ["no checkout", { "README.md": "" }, null],
  ["a worktree", { ".git": "gitdir: /somewhere/else\n" }, null],
  ["a ref that climbs out", { ".git/HEAD": "ref: refs/../../secret\n", secret: commit }, null],
  ["a head that is no head", { ".git/HEAD": "hunter2\n" }, null],
  [
    "a ref that holds something else",
    { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": "hunter2\n" },
    null,
  ],
])("reads %s", (_, files, revision) => {
  expect(readRevision(folderWith(files))).toBe(revision);
});

it("follows no link", () => {
  const elsewhere = folderWith({ HEAD: commit });
  const root = folderWith({ "README.md": "" });
  symlinkSync(elsewhere, join(root, ".git"));
  expect(readRevision(root)).toBeNull();
});
