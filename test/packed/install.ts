/** Packs the program as npm would publish it and installs it into an empty project, with the releases of Node to run it on. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

export interface Installed {
  /** The archive that would be published. */
  readonly tarball: string;
  /** Paths in it, relative to the package. */
  readonly files: readonly string[];
  /** A project with the package as its only dependency. */
  readonly project: string;
  /** By major version: the executable of a release. */
  readonly nodes: Readonly<Record<string, string>>;
}

declare module "vitest" {
  interface ProvidedContext {
    installed: Installed;
  }
}

const root = join(import.meta.dirname, "../..");
const majors = ["20", "22", "24"];

export function setup(vitest: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-packed-"));
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');

  // Packing would build first: the build that .ci/run or `npm run test:packed` made is the one to look at.
  const packed = npm(root, "pack", "--ignore-scripts", "--json", "--pack-destination", folder);
  const { filename, files } = readPacked(packed);
  const tarball = join(folder, filename);
  npm(project, "install", "--prefer-offline", "--prefix", project, tarball);

  vitest.provide("installed", { tarball, files, project, nodes: nodeReleases() });
  return () => rmSync(folder, { recursive: true, force: true });
}

function readPacked(json: string): { filename: string; files: string[] } {
  const [packed] = JSON.parse(json) as [{ filename: string; files: { path: string }[] }];
  return { filename: packed.filename, files: packed.files.map(({ path }) => path) };
}

/**
 * Node itself is a package for each platform. The package that picks one does so in an install script, which may be
 * blocked, and would put its `node` before the one that runs the project's scripts; so the platform's is taken, apart.
 */
function nodeReleases(): Record<string, string> {
  const own = process.versions.node.split(".")[0] ?? "";
  const platform = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  return Object.fromEntries(
    majors.map((major) => {
      if (major === own) return [major, process.execPath];
      const folder = join(root, "node_modules/.cache/node-releases", major);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
      npm(folder, "install", "--prefer-offline", "--ignore-scripts", "--prefix", folder, `${platform}@${major}`);
      const home = join(folder, "node_modules", platform);
      const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { bin: { node: string } };
      return [major, join(home, bin.node)];
    }),
  );
}

function npm(cwd: string, ...argv: string[]): string {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const run = spawnSync("npm", [...argv, ...quiet], { cwd, encoding: "utf8", shell: process.platform === "win32" });
  if (run.status !== 0) throw new Error(`npm ${argv.join(" ")} failed:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}
