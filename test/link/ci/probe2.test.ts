import { test } from "vitest";
import { createSeal } from "/work/main/src/extract/seal.ts";
import { extractAll } from "/work/main/src/extract/extract.ts";
import * as disk from "/work/main/src/discover/disk-tree.ts";
import { Program } from "/work/main/src/link/program/program.ts";
import { readJobs } from "/work/main/src/link/ci/jobs.ts";
import { linkPipelines } from "/work/main/src/link/ci/pipelines.ts";
import { startsOf } from "/work/main/src/link/ci/test-files.ts";
test("probe", async () => {
  const seal = createSeal(new Uint8Array(32).fill(1));
  for (const repo of (process.env.REPOS ?? "midday").split(",")) {
    const tree = disk.diskTree("/work/repos/" + repo);
    const facts = extractAll(tree, seal);
    const program = new Program(facts);
    const jobs = readJobs(facts);
    const t = Date.now();
    const pipelines = linkPipelines(jobs, program, () => []);
    console.log("=====", repo, program.modules.size, "modules", pipelines.length, "pipelines", Date.now() - t, "ms");
    for (const job of jobs) for (const c of job.commands) { const m = startsOf(program, c).modules; if (m.length) console.log(job.workflow, job.id, "|", c.text.slice(0, 60), "|", c.program.cwd, "->", m.length, m.slice(0, 4).join(" ")); else if (["test-runner","eval-runner","script","server"].includes(c.program.kind)) console.log("   NONE", job.workflow, job.id, c.text.slice(0,80), c.program.cwd); }
    for (const p of pipelines) { console.log("#", p.workflow, p.job, p.roles.join(), p.actsAs, p.credentials.map(c=>c.variable).join()); for (const e of p.ephemeral) console.log("    eph", e.what, e.at.path + ":" + e.at.span.startLine); for (const e of p.opaque) console.log("    opaque", e.reason); }
  }
}, 200000);
