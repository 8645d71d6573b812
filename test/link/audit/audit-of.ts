import { auditEventsOf, type Entry } from "../../../src/link/audit/audit-events.ts";
import { Evaluator } from "../../../src/link/program/evaluate.ts";
import { openFrame } from "../../../src/link/program/parameters.ts";
import { Program } from "../../../src/link/program/program.ts";
import { type FunctionValue, place, type Thunk } from "../../../src/link/program/value.ts";
import type { AuditEvent } from "../../../src/model/audit-event.ts";
import type { Fact, Located } from "../../../src/model/facts.ts";
import type { PackageFact } from "../../../src/model/package-facts.ts";
import { lower } from "../../extract/program/lower.ts";

/** A repository as path → text, and the functions in it from which tools run as `name → kind path#function`. */
export interface Repository {
  readonly files: Readonly<Record<string, string>>;
  readonly entries?: readonly EntrySpec[];
  /** Workspace packages: name → directory. */
  readonly packages?: Readonly<Record<string, string>>;
}

export interface EntrySpec {
  readonly name: string;
  readonly kind?: Entry["kind"];
  readonly path: string;
  /** Name of the function; the first of that name in the file. */
  readonly fn: string;
  readonly service?: string;
  /** Its first parameter is what the model passes; what follows is its framework's. */
  readonly calledByModel?: true;
}

export function auditEventsIn(repository: Repository): readonly AuditEvent[] {
  const modules = Object.entries(repository.files).map(
    ([path, text]): Located<Fact> => ({ kind: "module", path, module: lower(text, path) }),
  );
  const packages = Object.entries(repository.packages ?? {}).map(([name, directory]) => packageFact(name, directory));
  const program = new Program([...modules, ...packages], (path) => !/\.test\.ts$/.test(path));
  const evaluator = new Evaluator(program);
  const entries = (repository.entries ?? []).map((spec) => entryOf(program, spec));
  return auditEventsOf({ evaluator, program, entries });
}

function entryOf(program: Program, spec: EntrySpec): Entry {
  const module = program.modules.get(spec.path);
  const fn = module?.functions.find((f) => f.name === spec.fn);
  if (!module || !fn) throw new Error(`${spec.path} has no function ${spec.fn}`);
  const frame = openFrame(module, fn);
  const value: FunctionValue = {
    kind: "function",
    module,
    fn,
    frame: frame.parent,
    self: frame.self,
    at: place(module, fn.span),
  };
  const span = fn.parameters[0]?.span ?? fn.span;
  const input: Thunk = {
    expression: { kind: "undefined", span },
    module,
    frame: null,
    value: { kind: "input", module, fn, index: 0, tool: spec.name, at: place(module, span) },
  };
  const args = spec.calledByModel ? [input] : null;
  return { name: spec.name, kind: spec.kind ?? "tool", fn: value, args, service: spec.service ?? "agent" };
}

function packageFact(name: string, directory: string): Located<PackageFact> {
  const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return {
    kind: "package",
    path: `${directory}/package.json`,
    name,
    workspaces: [],
    scripts: [],
    dependencies: [],
    main: "src/index.ts",
    module: null,
    types: null,
    bin: [],
    exports: [],
    imports: [],
    span,
  };
}

/** Each event as `path:line emitter subject tag: note`. */
export function summaryOf(events: readonly AuditEvent[]): readonly string[] {
  return events.map((e) => `${e.at.path}:${e.at.span.startLine} ${e.emitter} ${e.subject} ${e.tag.kind}`);
}
