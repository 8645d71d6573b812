import { intersects } from "semver";
import { describe, expect, it } from "vitest";
import { modelEntries } from "../../src/catalog/models/index.ts";
import { sinkEntries } from "../../src/catalog/sinks/index.ts";
import { stores } from "../../src/catalog/stores/index.ts";
import { telemetryEntries } from "../../src/catalog/telemetry/index.ts";
import { toolClasses } from "../../src/catalog/tools/classes.ts";
import { toolEntries } from "../../src/catalog/tools/index.ts";
import type { ArgumentPath, SymbolPattern } from "../../src/catalog/types.ts";

/** What stands under one role: two entries for one symbol there would be two answers to one question. */
const roles: Readonly<Record<string, readonly SymbolPattern[]>> = {
  "store openers": stores.flatMap((entry) => entry.opens),
  "store requests": stores.flatMap((entry) => entry.requests ?? []),
  "tool calls": toolEntries.filter(({ form }) => form !== "method").map(({ symbol }) => symbol),
  "tool classes": toolClasses.map(({ symbol }) => symbol),
  "model providers": modelEntries.filter(({ role }) => role === "provider").map(({ symbol }) => symbol),
  "model calls": modelEntries.filter(({ role }) => role === "call").map(({ symbol }) => symbol),
  agents: modelEntries.filter(({ role }) => role === "agent").map(({ symbol }) => symbol),
  sinks: sinkEntries.flatMap((entry) => entry.calls),
  "telemetry set-up": telemetryEntries.filter(({ role }) => role === "init").map(({ symbol }) => symbol),
  loggers: telemetryEntries.filter(({ role }) => role === "logger").map(({ symbol }) => symbol),
  emitters: telemetryEntries.filter(({ role }) => role === "emit" || role === "span").map(({ symbol }) => symbol),
};

describe.each(Object.entries(roles))("%s", (_, patterns) => {
  it("have packages and names", () => {
    expect(patterns.length).toBeGreaterThan(0);
    for (const { packages, names } of patterns) {
      expect(packages.length, names.join()).toBeGreaterThan(0);
      expect(names.length, packages.join()).toBeGreaterThan(0);
      for (const text of names) expect(text, packages.join()).toMatch(/^[\w$]+(?:\.[\w$]+)*$/);
      for (const text of packages) expect(text, names.join()).toMatch(/^[^\s*]*\*?$/);
    }
  });

  it("are told apart", () => {
    expect(twiceIn(patterns)).toEqual([]);
  });
});

describe("arguments", () => {
  it("are positions and properties", () => {
    const paths = [
      ...pathsIn(stores),
      ...pathsIn(toolEntries),
      ...pathsIn(modelEntries),
      ...pathsIn(sinkEntries),
      ...pathsIn(telemetryEntries),
    ];
    expect(paths.length).toBeGreaterThan(500);
    for (const path of paths) {
      expect(Number.isInteger(path.index) && path.index >= 0, JSON.stringify(path)).toBe(true);
      expect(
        path.path.every((key) => key !== ""),
        JSON.stringify(path),
      ).toBe(true);
    }
  });
});

describe("stores", () => {
  it.each(stores.map((entry) => [`${entry.label} (${entry.opens[0]?.packages[0]})`, entry] as const))(
    "%s can be opened and is used or wrapped",
    (_, entry) => {
      expect(entry.opens.length).toBeGreaterThan(0);
      const isSelfContained = entry.opens.some(
        (opener) => opener.ready || opener.ambient || opener.writes || opener.levels.length === 0,
      );
      expect(entry.operations.length > 0 || entry.requests !== undefined || isSelfContained).toBe(true);
    },
  );

  it("name no method as both a read and a write without a statement that decides", () => {
    for (const { label, operations } of stores) {
      const fixed = operations.filter(({ statement }) => statement === undefined);
      const reads = new Set(fixed.filter(({ effect }) => effect === "read").flatMap(({ methods }) => methods));
      const both = fixed
        .filter(({ effect }) => effect === "write")
        .flatMap(({ methods }) => methods.filter((method) => reads.has(method)));
      expect(both, label).toEqual([]);
    }
  });

  it("take a level from somewhere", () => {
    for (const entry of stores) {
      for (const { levels, names } of entry.opens) {
        for (const { from, implicit, otherwise } of levels) {
          expect(
            from.length + (implicit?.length ?? 0) + (otherwise === undefined ? 0 : 1),
            names.join(),
          ).toBeGreaterThan(0);
        }
      }
    }
  });
});

function twiceIn(patterns: readonly SymbolPattern[]): readonly string[] {
  const seen: { readonly wanted: string; readonly name: string; readonly versions: string }[] = [];
  const twice = new Set<string>();
  for (const { packages, names, versions = "*" } of patterns) {
    const mine = packages.flatMap((wanted) => names.map((name) => ({ wanted, name, versions })));
    for (const { wanted, name } of mine) {
      const other = seen.find(
        (before) => before.name === name && overlap(before.wanted, wanted) && intersects(before.versions, versions),
      );
      if (other) twice.add(`${wanted} ${name}`);
    }
    seen.push(...mine);
  }
  return [...twice].sort();
}

function overlap(a: string, b: string): boolean {
  const covers = (pattern: string, text: string) =>
    pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
  return covers(a, b) || covers(b, a);
}

function pathsIn(value: unknown): readonly ArgumentPath[] {
  if (typeof value !== "object" || value === null) return [];
  if ("index" in value && "path" in value) return [value as ArgumentPath];
  return Object.values(value).flatMap(pathsIn);
}
