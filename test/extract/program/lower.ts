import { lowerModule } from "../../../src/extract/program/lower-module.ts";
import type { ModuleIR } from "../../../src/model/ir.ts";
import { Printer } from "./print.ts";
import { sealByPrefix } from "./seal-by-prefix.ts";

/** Lowers a text with the stand-in sealing. */
export function lower(text: string, path = "module.ts"): ModuleIR {
  return lowerModule(path, text, sealByPrefix);
}

/** A printer over a lowered text. */
export function printerOf(text: string, path = "module.ts"): Printer {
  return new Printer(lower(text, path));
}

/** The last top-level statement, printed; of an expression statement that is the expression. */
export function lastOf(text: string, path = "module.ts"): string {
  return printerOf(text, path).body().at(-1) ?? "";
}

/** All top-level statements, printed. */
export function bodyOf(text: string, path = "module.ts"): string[] {
  return printerOf(text, path).body();
}
