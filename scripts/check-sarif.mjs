// Holds the SARIF log of a fixture to the rules of the standard's own validator and to those of GitHub's code scanning.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const fixture = "fixtures/demo/five-signals/repo";

/** Rules that ask for an address on the web, which this project does not have. */
const needless = new Set(["SARIF2005"]);

const folder = mkdtempSync(join(tmpdir(), "bulkhead-sarif-"));
try {
  const log = join(folder, "log.sarif");
  const verdict = join(folder, "verdict.sarif");
  run(process.execPath, ["dist/bin/bulkhead.js", fixture, "--format", "sarif", "--output", log], [0, 1]);
  run(validator(), ["validate", log, "--rule-kind", "Sarif;Ghas", "--output", verdict], [0, 1]);
  const { results = [] } = JSON.parse(readFileSync(verdict, "utf8")).runs[0];
  const broken = results.filter(({ ruleId }) => !needless.has(ruleId));
  for (const { ruleId, message } of broken) console.error(`${ruleId}: ${JSON.stringify(message)}`);
  console.log(`${broken.length} of the validator's rules are broken.`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The program that the validator's package brings for this platform; npm need not have run the script that makes it one. */
function validator() {
  const { resolve } = createRequire(import.meta.url);
  const manifest = resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`);
  const program = join(dirname(manifest), process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
  if (process.platform !== "win32") chmodSync(program, 0o755);
  return program;
}

function run(program, argv, allowed) {
  // Without the globalisation data of the system, which a small image lacks.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const { status, stdout, stderr, error } = spawnSync(program, argv, { cwd: root, env, encoding: "utf8" });
  if (error || !allowed.includes(status)) {
    throw new Error(`${program} ended with ${status ?? error}\n${stdout}${stderr}`);
  }
}
