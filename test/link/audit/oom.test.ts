import { readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "vitest";
import { walksOf } from "../../../src/link/audit/reach.ts";
import { writeOf } from "../../../src/link/audit/write.ts";
import { Evaluator } from "../../../src/link/program/evaluate.ts";
import { Program } from "../../../src/link/program/program.ts";
import { lower } from "../../extract/program/lower.ts";
function* files(d: string): Generator<string> { for (const n of readdirSync(d)) { if (n === "node_modules" || n === ".git" || n==="dist") continue; const p = join(d, n); const s = statSync(p, {throwIfNoEntry:false}); if (!s) continue; if (s.isDirectory()) yield* files(p); else if (s.size < 400_000) yield p; } }
test("x", { timeout: 600_000 }, () => {
  const repo = "/work/main"; const facts: any[] = [];
  for (const p of files(repo)) { const path = relative(repo, p); if (/\.ts$/.test(p) && !/\.d\.ts$|\.test\.|^test|fixtures/.test(path)) facts.push({ kind: "module", path, module: lower(readFileSync(p, "utf8"), path) }); }
  const program = new Program(facts); const evaluator = new Evaluator(program);
  let t = Date.now();
  for (const w of walksOf(evaluator, program, [])) {
    const a = Date.now() - t; t = Date.now();
    writeSync(2, `walk ${w.start?.name} ${w.calls[0]?.visit.module.path} calls ${w.calls.length} ${a}ms heap ${Math.round(process.memoryUsage().heapUsed/1e6)}\n`);
    let n = 0;
    for (const c of w.calls) { const t2 = Date.now(); writeOf(evaluator, c.visit); const d = Date.now() - t2; if (d > 300 && n++ < 5) writeSync(2, `   slow ${c.visit.module.path}:${c.visit.at.span.startLine} ${d}ms heap ${Math.round(process.memoryUsage().heapUsed/1e6)}\n`); }
    t = Date.now();
  }
});
