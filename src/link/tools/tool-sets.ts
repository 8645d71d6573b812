import type { Expression, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Program } from "../program/program.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { holderOf } from "./holders.ts";

type Keys = ReadonlyMap<ModuleIR, ReadonlyMap<number, readonly string[]>>;

const sets = new WeakMap<Program, Keys>();

/** The keys under which sets of tools hold a variable, also where it is imported: `tools: { search: searchTool }`. */
export function keysOf(program: Program, module: ModuleIR, binding: number): readonly string[] {
  return (
    remember(sets, program, () => findKeys(program))
      .get(module)
      ?.get(binding) ?? []
  );
}

function findKeys(program: Program): Keys {
  const found = new Map<ModuleIR, Map<number, string[]>>();
  for (const module of program.modules.values()) {
    if (!program.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "object" || !/tools?$|^tools|toolset/i.test(holderOf(module, e)?.name ?? owner?.name ?? ""))
        return;
      for (const p of e.properties) {
        const home = p.kind === "value" ? declarationOf(program, module, p.value) : null;
        if (p.kind !== "value" || !home) continue;
        const keys = remember(
          remember(found, home.module, () => new Map<number, string[]>()),
          home.binding,
          () => [],
        );
        if (!keys.includes(p.key)) keys.push(p.key);
      }
    });
  }
  return found;
}

const maximumSteps = 8;

/** The variable that a name stands for, where it is declared. */
function declarationOf(
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
