import type { ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { CallSite, Program } from "./program.ts";

/** A call by a name that stands for a default export, with where it stands among all of them. */
interface Placed {
  readonly site: CallSite;
  readonly position: number;
}

interface Index {
  /** Those that end in a function of one module, by the path of that. */
  readonly into: ReadonlyMap<string, readonly Placed[]>;
  /** Those that may end anywhere in the repository: through re-exports, wrappers, computed exports. */
  readonly open: readonly Placed[];
}

const indexes = new WeakMap<Program, Index>();

/**
 * The calls of a default export that may be of a function of this module, in order. Default exports have no name of their
 * own, so without this every function would be compared with every call of every package.
 */
export function defaultCallsInto(program: Program, module: ModuleIR): readonly CallSite[] {
  const { into, open } = remember(indexes, program, () => indexOf(program));
  const own = into.get(module.path);
  const placed = own ? [...own, ...open].sort((a, b) => a.position - b.position) : open;
  return placed.map(({ site }) => site);
}

function indexOf(program: Program): Index {
  const into = new Map<string, Placed[]>();
  const open: Placed[] = [];
  for (const [position, site] of program.sitesNamed("default").entries()) {
    const end = endOf(program, site);
    if (end === "open") open.push({ site, position });
    else if (end !== "outside") remember(into, end.path, (): Placed[] => []).push({ site, position });
  }
  return { into, open };
}

/** Where the callee certainly ends: outside the repository, or in a module that exports a function written there. */
function endOf(program: Program, { module, expression }: CallSite): ModuleIR | "outside" | "open" {
  if (expression.kind === "tagged" || expression.callee.kind !== "name") return "open";
  const binding = module.bindings[expression.callee.binding];
  if (binding?.value?.kind !== "import" || binding.value.name !== "default" || binding.writes.length > 0) return "open";
  const target = program.resolve(module, binding.value.specifier);
  if (target.kind !== "module") return "outside";
  const end = program.modules.get(target.path);
  return end && exportsOwnFunction(end) ? end : "open";
}

function exportsOwnFunction({ exports, bindings }: ModuleIR): boolean {
  const [only, ...more] = exports.filter((e) => e.kind === "commonjs" || (e.kind !== "all" && e.name === "default"));
  if (only?.kind !== "value" || more.length > 0) return false;
  if (only.value.kind === "function") return true;
  const binding = only.value.kind === "name" ? bindings[only.value.binding] : undefined;
  return binding?.value?.kind === "function" && binding.writes.length === 0;
}
