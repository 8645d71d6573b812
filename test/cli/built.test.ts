import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { folderWith, smallAgent } from "../harness/folder.ts";

const root = join(import.meta.dirname, "../..");
// Below the project, so that its dependencies are found; not dist/, which may be old, or in use.
const built = join(root, "node_modules/.cache/bulkhead-test");
const bin = join(built, "bin/bulkhead.js");
const run = (...argv: string[]) => spawnSync(process.execPath, [bin, ...argv], { encoding: "utf8" });

describe("the compiled command", () => {
  beforeAll(() => {
    mkdirSync(built, { recursive: true });
    writeFileSync(join(built, "package.json"), '{ "type": "module" }');
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json", "--noCheck", "--outDir", built], { cwd: root });
  });

  it("sets the exit status", () => {
    expect(run("--version")).toMatchObject({ status: 0, stderr: "" });
    expect(run("--no-such-option").status).toBe(2);
    expect(run(folderWith({ "README.md": "" })).status).toBe(3);
  });

  it("does not mind a reader who leaves", async () => {
    const child = spawn(process.execPath, [bin, folderWith(smallAgent), "--format", "json"]);
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdout.destroy();
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("");
    expect(status).not.toBe(2);
  });

  it("reports output that cannot be written", () => {
    // A descriptor that is open for reading only takes no output on any system.
    const unwritable = openSync(bin, "r");
    const { status, stderr } = spawnSync(process.execPath, [bin, "list"], {
      encoding: "utf8",
      stdio: ["ignore", unwritable, "pipe"],
    });
    expect(stderr).toMatch(/^bulkhead: the report could not be printed \(E[A-Z]+\)\.\n$/);
    expect(status).toBe(2);
  });
});
