import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "vitest";
import { auditEventsOf, type Entry } from "../../../src/link/audit/audit-events.ts";
import { Evaluator } from "../../../src/link/program/evaluate.ts";
import { openFrame } from "../../../src/link/program/parameters.ts";
import { Program } from "../../../src/link/program/program.ts";
import { place } from "../../../src/link/program/value.ts";
import { lower } from "../../extract/program/lower.ts";
function* files(d: string): Generator<string> { for (const n of readdirSync(d)) { if (n === "node_modules" || n === ".git" || n==="dist") continue; const p = join(d, n); const s = statSync(p, {throwIfNoEntry:false}); if (!s) continue; if (s.isDirectory()) yield* files(p); else if (s.size < 400_000) yield p; } }
for (const repo of (process.env.CORP ?? "").split(",")) test(repo, { timeout: 600_000 }, () => {
  const facts: any[] = []; const t0 = Date.now();
  for (const p of files(repo)) { const path = relative(repo, p);
    if (/\.(tsx?|mts|jsx?|mjs)$/.test(p) && !/\.d\.ts$|\.test\.|\.spec\.|__tests__|\/test\/|fixtures/.test(path)) facts.push({ kind: "module", path, module: lower(readFileSync(p, "utf8"), path) });
    if (p.endsWith("package.json")) { try { const j = JSON.parse(readFileSync(p, "utf8")); facts.push({ kind: "package", path, name: j.name ?? null, workspaces: [], scripts: [], dependencies: [], main: typeof j.main==="string"?j.main:null, module: null, types: null, bin: [], exports: Object.entries(typeof j.exports==="object" && j.exports ? j.exports : {}).map(([k,v]) => ({subpath:k, targets: typeof v==="string"?[v]:Object.values(v as any).filter(x=>typeof x==="string")})), imports: [], span: {startLine:1,startColumn:1,endLine:1,endColumn:2} }); } catch {} }
  }
  const t1 = Date.now();
  const program = new Program(facts); const evaluator = new Evaluator(program);
  const entries: Entry[] = [];
  for (const m of program.modules.values()) for (const fn of m.functions) if (/^(execute|handler|run)$/.test(fn.name) && fn.async) { const frame = openFrame(m, fn); entries.push({ name: m.path + ":" + fn.span.startLine, kind: "tool", fn: { kind: "function", module: m, fn, frame: frame.parent, self: frame.self, at: place(m, fn.span) }, args: null, service: "s" }); }
  const events = auditEventsOf({ evaluator, program, entries });
  const t2 = Date.now();
  console.log(repo, facts.length, "files", entries.length, "entries; lower", t1 - t0, "ms; audit", t2 - t1, "ms;", events.length, "events");
  for (const e of events.slice(0, 60)) console.log(`  ${e.at.path}:${e.at.span.startLine} ${e.emitter} ${e.subject} ${e.tag.kind} (${e.tag.note}) covers ${e.covers?.length}`);
});
