import { describe, expect, test } from "vitest";
import { lastOf, printerOf } from "./lower.ts";

describe("environment", () => {
  test.each([
    ["process.env", "process.env.A;", "env(process.env).A"],
    ["by string", 'process.env["A"];', "env(process.env).A"],
    ["by string, all the way", 'process["env"]["A"];', "env(process.env).A"],
    ["by name", "process.env[a];", "env(process.env)[@a]"],
    ["optional", "process?.env?.A;", "env(process.env)?.A"],
    ["asserted", "process.env.A!;", "env(process.env).A"],
    ["cast", "(process.env as Env).A;", "env(process.env).A"],
    ["through globalThis", "globalThis.process.env.A;", "env(process.env).A"],
    ["through a cast globalThis", "(globalThis as any).process?.env?.A;", "env(process.env)?.A"],
    ["import.meta.env", "import.meta.env.VITE_A;", "env(import.meta.env).VITE_A"],
    ["Bun", "Bun.env.A;", "env(Bun.env).A"],
    ["Deno", 'Deno.env.get("A");', "env(Deno.env).A"],
    ["Deno by name", "Deno.env.get(a);", "env(Deno.env)[@a]"],
    ["Deno as object", "Deno.env.toObject();", "env(Deno.env)"],
    ["Deno otherwise", 'Deno.env.has("A");', '<Deno.env.has "A">'],
    ["the whole", "schema.parse(process.env);", "@schema.parse(env(process.env))"],
    ["named import", 'import { env } from "node:process"; env.A;', "env(process.env).A"],
    ["renamed import", 'import { env as e } from "process"; e.A;', "env(process.env).A"],
    ["default import", 'import process from "node:process"; process.env.A;', "env(process.env).A"],
    ["namespace import", 'import * as p from "node:process"; p.env.A;', "env(process.env).A"],
    ["bun import", 'import { env } from "bun"; env.A;', "env(Bun.env).A"],
    ["require", 'const p = require("node:process"); p.env.A;', "env(process.env).A"],
    ["require in place", 'require("process").env.A;', "env(process.env).A"],
    ["only declared to the compiler", "declare const process: { env: any }; process.env.A;", "env(process.env).A"],
    ["a local process", "const process = start(); process.env.A;", "process.env.A"],
    ["a parameter named process", "function f(process) { return process.env.A; } 0;", "0"],
    ["another env", "config.env.A;", "@config.env.A"],
    ["another export of process", 'import { argv } from "node:process"; argv.env;', "argv.env"],
    ["write", 'process.env.A = "x";', 'env(process.env).A = "x"'],
  ])("%s", (_title, text, expected) => {
    expect(lastOf(text)).toBe(expected);
  });

  test("a parameter hides the global", () => {
    const printer = printerOf("function f(process) { return process.env.A; }");
    expect(printer.statements(printer.function("f").body)).toEqual(["return process.env.A"]);
  });

  test("destructuring", () => {
    const printer = printerOf('const { A, B: b = "x", C: { length }, ...rest } = process.env;');
    expect(printer.body()).toEqual([
      "let A = env(process.env).A",
      'let b = (env(process.env).B ?? "x")',
      "let length = env(process.env).C.length",
      "let rest = rest(env(process.env) without A, B, C)",
    ]);
  });

  test("destructured process", () => {
    expect(printerOf("const { env } = process;").value("env")).toBe("env(process.env)");
    expect(printerOf('const { env } = require("process");').value("env")).toBe("env(process.env)");
  });
});
