import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** What outlives the test that does it, and so reaches the other files of its process. */
const lasting =
  /\bvi\.(?:mock|doMock|resetModules|useFakeTimers|setSystemTime|stubGlobal)\(|\bprocess\.(?:chdir\(|(?:env(?:\.\w+|\[[^\]]+\])|exitCode) ?=[^=])|\bdelete process\.env/;

/** Code in texts belongs to the repositories that are audited. */
function isLasting(line: string): boolean {
  return lasting.test(line.replace(/(["'`]).*/, "$1"));
}

it.each([
  ["a module that is replaced", 'vi.mock("../src/audit.ts");', true],
  ["a variable that is set", 'process.env.TZ = "UTC";', true],
  ["a variable of a computed name", "process.env[name] = value;", true],
  ["another working directory", 'process.chdir("/");', true],
  ["a variable that is compared", 'expect(process.env.TZ === "UTC");', false],
  ["a text", `const code = 'process.env.TZ = "UTC";';`, false],
])("%s", (_, line, expected) => {
  expect(isLasting(line)).toBe(expected);
});

it("no test changes what the other files in its process see", () => {
  const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const found = files.flatMap((path) =>
    readFileSync(`test/${path}`, "utf8")
      .split("\n")
      .flatMap((line, index) => (isLasting(line) ? [`test/${path}:${index + 1}`] : [])),
  );
  const reason = "test files share a process (`isolate` in vitest.config.ts): pass such things in instead";
  expect(found, reason).toEqual([]);
});
