import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { Program } from "../program/program.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { holderOf } from "./holders.ts";

type Keys = ReadonlyMap<ModuleIR, ReadonlyMap<number, readonly string[]>>;

const sets = new WeakMap<Program, Keys>();

/** The keys under which sets of tools hold a variable, also where it is imported: `tools: { search: searchTool }`. */
export function keysOf(evaluator: Evaluator, module: ModuleIR, binding: number): readonly string[] {
  return (
    remember(sets, evaluator.program, () => findKeys(evaluator))
      .get(module)
      ?.get(binding) ?? []
  );
}

function findKeys(evaluator: Evaluator): Keys {
  const { program } = evaluator;
  const found = new Map<ModuleIR, Map<number, string[]>>();
  for (const module of program.modules.values()) {
    if (!program.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e, owner) => {
      for (const { key, value } of putIn(module, e, owner)) {
        const home = declarationOf(program, module, value);
        if (!home) continue;
        const names =
          typeof key === "string"
            ? [key]
            : literalsOf(evaluator.evaluate(key, module, owner ? openFrame(module, owner) : null));
        const keys = remember(
          remember(found, home.module, () => new Map<number, string[]>()),
          home.binding,
          () => [],
        );
        keys.push(...names.filter((name) => !keys.includes(name)));
      }
    });
  }
  return found;
}

const isSet = (name: string): boolean => /tools?$|^tools|toolset/i.test(name);

/** What an expression puts into a set of tools, and under which keys: `{ search: searchTool }`, `tools[name] = searchTool`. */
function putIn(
  module: ModuleIR,
  e: Expression,
  owner: FunctionIR | null,
): readonly { readonly key: string | Expression; readonly value: Expression }[] {
  if (e.kind === "object") {
    if (!isSet(holderOf(module, e)?.name ?? owner?.name ?? "")) return [];
    return e.properties.flatMap((p) => (p.kind === "value" || p.kind === "computed" ? [p] : []));
  }
  if (e.kind !== "assign" || (e.target.kind !== "index" && e.target.kind !== "member")) return [];
  const { object } = e.target;
  const set = object.kind === "name" ? object.name : object.kind === "member" ? object.property : "";
  const key = e.target.kind === "index" ? e.target.index : e.target.property;
  return isSet(set) ? [{ key, value: e.value }] : [];
}

const maximumSteps = 8;

/** The variable that a name stands for, where it is declared. */
export function declarationOf(
  program: Program,
  from: ModuleIR,
  e: Expression,
): { readonly module: ModuleIR; readonly binding: number } | null {
  if (e.kind !== "name") return null;
  let here: { readonly module: ModuleIR; readonly binding: number } = { module: from, binding: e.binding };
  for (let steps = 0; steps < maximumSteps; steps++) {
    const value = here.module.bindings[here.binding]?.value;
    if (value?.kind !== "import") return here;
    const next = exported(program, here.module, value.specifier, value.name);
    if (!next) return null;
    here = next;
  }
  return null;
}

function exported(
  program: Program,
  from: ModuleIR,
  specifier: string,
  name: string,
  depth = 0,
): { readonly module: ModuleIR; readonly binding: number } | null {
  const target = program.resolve(from, specifier);
  const module = target.kind === "module" ? program.modules.get(target.path) : undefined;
  if (!module || depth > maximumSteps) return null;
  for (const item of module.exports) {
    if (item.kind === "value" && item.name === name)
      return item.value.kind === "name" ? { module, binding: item.value.binding } : null;
    if (item.kind === "from" && item.name === name)
      return exported(program, module, item.specifier, item.imported, depth + 1);
  }
  for (const item of module.exports) {
    const found = item.kind === "all" ? exported(program, module, item.specifier, name, depth + 1) : null;
    if (found) return found;
  }
  return null;
}
