import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
    spawnSync(process.execPath, [join(root, "scripts/bundle.mjs"), built], { cwd: root });
  }, 60_000);

  it("sets the exit status", () => {
    expect(run("--version")).toMatchObject({ status: 0, stderr: "" });
    expect(run("--no-such-option").status).toBe(2);
    expect(run(folderWith({ "README.md": "" })).status).toBe(3);
  });

  it("loads one dependency and no more before it knows what is asked", () => {
    expect(packagesLoadedBy(bin)).toEqual(["commander"]);
  });

  it("keeps the command line out of the public API", () => {
    const packages = packagesLoadedBy(join(built, "src/audit.js"));
    expect(packages).toContain("ts-morph");
    expect(packages).not.toContain("commander");
    expect(packages).not.toContain("chalk");
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

/** The packages that a module of the bundle imports at once, itself or through chunks; what is imported late is left out. */
function packagesLoadedBy(entry: string): string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const [, specifier = ""] of readFileSync(path, "utf8").matchAll(
      /^(?:import|export) (?:[^"]*? from )?"([^"]+)"/gm,
    )) {
      if (specifier.startsWith(".")) open.push(join(dirname(path), specifier));
      else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  }
  return [...packages].sort();
}
