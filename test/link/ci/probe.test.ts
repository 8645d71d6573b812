import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { createSeal } from "/work/main/src/extract/seal.ts";
import * as registry from "/work/main/src/extract/index.ts";
import { readJobs } from "/work/main/src/link/ci/jobs.ts";
const extractors = (Object.values(registry).find((v) => Array.isArray(v)) as any[]);
function walk(root: string, d = root, out: string[] = []) { for (const e of readdirSync(d, { withFileTypes: true })) { if (e.name === "node_modules" || e.name === ".git") continue; const p = join(d, e.name); if (e.isDirectory()) walk(root, p, out); else if (/package\.json$|\.github\/.*\.ya?ml$|pnpm-workspace/.test(p)) out.push(relative(root, p)); } return out; }
test("probe", () => {
  const seal = createSeal(new Uint8Array(32).fill(1));
  for (const repo of (process.env.REPOS ?? "midday").split(",")) {
    const root = "/work/repos/" + repo; const facts: any[] = [];
    for (const path of walk(root)) { const text = readFileSync(join(root, path), "utf8"); for (const x of extractors) if (x.wants(path, "source")) for (const f of x.extract({ path, text }, { seal })) facts.push({ ...f, path }); }
    const t = Date.now(); const jobs = readJobs(facts); const ms = Date.now() - t;
    console.log("=====", repo, facts.length, "facts", jobs.length, "jobs", ms, "ms");
    for (const j of jobs) {
      console.log(`\n# ${j.workflow} :: ${j.id} [${j.triggers}] env=${j.environment?.name ?? "-"} roles=${j.roles} actsAs=${j.actsAs} ${j.notes.join("; ")}`);
      for (const c of j.commands) if (process.env.ALL || !["action","cli"].includes(c.program.kind) ) console.log(`   ${c.program.kind}/${c.program.runner} cwd=${c.program.cwd} files=${c.program.entryFiles} filt=${c.program.testFilters} cfg=${c.program.configPath} :: ${c.text.slice(0,100)} @${c.at.span.startLine} via ${c.chain.map((p:any)=>p.path+":"+p.span.startLine)}`);
      for (const v of j.variables) if (process.env.VARS) console.log(`     ${v.variable} = ${v.value.kind==="reference"?v.value.reference:v.value.kind==="literal"?"lit "+(v.value.sealed.text??v.value.sealed.shape):"? "+v.value.reason} @${v.at.path.split("/").pop()}:${v.at.span.startLine}`);
      for (const o of j.opaque) console.log(`     opaque: ${o.reason} @${o.at.span.startLine}`);
    }
  }
});
