import { expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { printError } from "../../src/cli/print-error.ts";
import { AuditError } from "../../src/model/error.ts";

function printed(error: unknown, verbose = false): string {
  let text = "";
  const io: Io = {
    out: () => {},
    err: (part) => {
      text += part;
    },
    env: {},
    cwd: "/",
    outIsTerminal: false,
    columns: undefined,
    errIsTerminal: false,
    errColumns: undefined,
    elapsed: () => 0,
    now: () => new Date("2026-01-15T12:00:00Z"),
  };
  printError(error, io, verbose);
  return text;
}

it("says whose fault it is and what to do", () => {
  expect(printed(new AuditError("bulkhead.config.yaml is no mapping.", "config", "See docs/configuration.md."))).toBe(
    "bulkhead: configuration: bulkhead.config.yaml is no mapping.\n  See docs/configuration.md.\n",
  );
});

it.each([false, true])("never quotes an unexpected error, which may hold a secret (verbose %j)", (verbose) => {
  const error = new SyntaxError("Unexpected token in hunter2\n    at hunter2 (hunter2.ts:1:1)");
  const text = printed(error, verbose);
  expect(text).toContain("SyntaxError in Bulkhead itself.");
  expect(text).not.toContain("hunter2");
  expect(/^ +at /m.test(text)).toBe(verbose);
});

it("survives what is no error", () => {
  expect(printed("hunter2", true)).toMatch(/^bulkhead: internal error: string in Bulkhead itself\./);
});
