import type { Expression, ModuleIR } from "../../model/ir.ts";
import { eachExpression } from "../program/walk.ts";

const reading = /^(readFile|readFileSync|readJson|readJsonSync)$/;

/** Whether what is expected is written down in the test or in a file, and not made of the code that is tested. */
export function isWrittenOut(module: ModuleIR, expected: Expression, depth = 0): boolean {
  if (depth > 4) return false;
  if (expected.kind === "array" || expected.kind === "object") return isPlain(module, expected, depth);
  if (expected.kind === "import") return expected.specifier.endsWith(".json");
  if (expected.kind === "name") {
    const binding = module.bindings[expected.binding];
    return binding?.writes.length === 0 && binding.value !== null && isWrittenOut(module, binding.value, depth + 1);
  }
  let reads = false;
  eachExpression(expected, (e) => {
    const callee = e.kind === "call" ? e.callee : null;
    const name = callee?.kind === "member" ? callee.property : callee?.kind === "name" ? callee.name : "";
    reads ||= reading.test(name);
  });
  return reads;
}

/** Literals alone, and something of them. */
function isPlain(module: ModuleIR, expected: Expression, depth: number): boolean {
  let plain = true;
  let literals = 0;
  eachExpression(expected, (e) => {
    if (e.kind === "literal") literals++;
    if (e.kind === "name") plain &&= isLiteral(module, e) || isWrittenOut(module, e, depth + 1);
    if (e.kind === "call" || e.kind === "function" || e.kind === "spread") plain = false;
  });
  return plain && literals > 0;
}

function isLiteral(module: ModuleIR, { binding }: Extract<Expression, { kind: "name" }>): boolean {
  return module.bindings[binding]?.value?.kind === "literal";
}
