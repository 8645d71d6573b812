// Runs what README.md and docs/ tell a reader to run and compares the exit status with the documented one.
//
// A block counts when the line before its fence is a comment such as <!-- exits 1 -->. The block must hold one command.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withSource } from "./load-source.mjs";

const root = join(import.meta.dirname, "..");
const PROMISE = /<!-- exits (\d+) -->\n`{3,}(?:sh|bash|console)\n(?:\$ )?(.+)\n/g;

const pages = await withSource("test/harness/readme.ts", (module) => module.pages(root));

const promises = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(PROMISE)].map(([, status, command]) => ({
    page,
    status: Number(status),
    command,
  })),
);

if (promises.length === 0) {
  console.error("No page promises an exit status: put <!-- exits N --> on the line before the block to be checked.");
  process.exitCode = 1;
}

for (const { page, command, status: promised } of promises) {
  const run = spawnSync(command, { cwd: root, shell: true, encoding: "utf8", timeout: 120_000 });
  const kept = run.status === promised;
  console.log(`${kept ? "ok  " : "FAIL"} ${command}  (exits ${run.status}, ${page} says ${promised})`);
  if (kept) continue;
  console.error(run.stdout + run.stderr);
  process.exitCode = 1;
}
