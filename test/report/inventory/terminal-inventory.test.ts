import { describe, expect, it } from "vitest";
import { terminalInventory } from "../../../src/report/inventory/terminal.ts";
import { type Page, type Painter, plain } from "../../../src/report/terminal/page.ts";
import { fullStack } from "../../harness/full-stack.ts";
import { crowdedStack, digest, inventoryOf, sampleStack } from "../../harness/sample-inventory.ts";
import { credential, known, place, secret, stackOf, store, tool } from "../../support/stack.ts";

const page: Page = { color: plain, width: 80, detail: "normal" };
const print = (stack = sampleStack(), more: Partial<Page> = {}) =>
  terminalInventory(inventoryOf(stack), { ...page, ...more });

/** The rows of the matrix alone: names and signs without what these stand for. */
const rowsOf = (stack: ReturnType<typeof stackOf>) =>
  print(stack, { detail: "quiet" })
    .split("\n")
    .filter((line) => /^ {4}\S/.test(line))
    .map((line) => line.trim().replace(/ +/g, " "));

describe("the inventory", () => {
  it("reads as a person would want it", async () => {
    await expect(print()).toMatchFileSnapshot("__snapshots__/inventory.txt");
  });

  it("is the matrix where it shall be quiet", async () => {
    await expect(print(sampleStack(), { detail: "quiet" })).toMatchFileSnapshot("__snapshots__/quiet.txt");
  });

  it("hides nothing where it shall be verbose", async () => {
    await expect(print(sampleStack(), { detail: "verbose" })).toMatchFileSnapshot("__snapshots__/verbose.txt");
  });

  it("marks what is shared with colour", async () => {
    const color: Painter = {
      bold: (text) => text,
      dim: (text) => text,
      red: (text) => `<red>${text}</red>`,
      green: (text) => `<green>${text}</green>`,
      yellow: (text) => `<yellow>${text}</yellow>`,
      cyan: (text) => text,
    };
    await expect(print(sampleStack(), { detail: "quiet", color })).toMatchFileSnapshot("__snapshots__/colour.txt");
  });

  it("says the same with colour as without", () => {
    const mark = (text: string) => `<${text}>`;
    const color: Painter = { bold: mark, dim: mark, red: mark, green: mark, yellow: mark, cyan: mark };
    expect(print(sampleStack(), { color }).replace(/[<>]/g, "")).toBe(print());
  });

  it("fits 80 columns with ten environments and forty tools", () => {
    const names = ["staging", "preview", "development", "test", "ci", "qa", "uat", "demo", "load"];
    const text = print(crowdedStack({ tools: 40, environments: names }));
    expect(text.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
    expect(text).toContain("│  ┌ ");
    expect(text).toContain("and 31 more (--verbose)");
  });

  it.each([60, 100])("fits %i columns but for what must not be broken", (width) => {
    const wide = print(sampleStack(), { width })
      .split("\n")
      .filter((line) => [...line].length > width);
    expect(wide.filter((line) => /\w [\w→]/.test(line.trim()))).toEqual([]);
  });

  it("names the environments that have no column", () => {
    const names = Array.from({ length: 40 }, (_, index) => `tenant-${index}`);
    const stack = crowdedStack({ tools: 0, environments: names });
    expect(print(stack)).toMatch(/tenant-\d+, .* and \d+ more have no room here/);
    expect(print(stack, { detail: "verbose" })).not.toContain("have no room here");
  });

  it("does not depend on the order of discovery", () => {
    // Gates and stores are referred to by index, so they keep theirs.
    const {
      stores,
      gates,
      recovery,
      ownership,
      recording,
      detection,
      runBounds,
      secretScope,
      prompts,
      dataFlows,
      ...lists
    } = fullStack();
    const reversed = Object.entries(lists).map(([key, list]) => [key, [...list].reverse()]);
    const again = { ...fullStack(), ...Object.fromEntries(reversed) };
    for (const detail of ["quiet", "normal", "verbose"] as const) {
      expect(print(again, { detail })).toBe(print(fullStack(), { detail }));
    }
  });

  it("shows no digest", () => {
    for (const stack of [sampleStack(), fullStack()]) {
      expect(print(stack, { detail: "verbose" })).not.toContain(digest(""));
    }
  });

  it("neutralises hostile names wherever they stand", () => {
    const hostile = "\u001b]8;;http://evil\u0007\u202e\nFAKE ✓";
    const stack = sampleStack();
    const renamed: unknown = JSON.parse(
      JSON.stringify(stack, (key, value) =>
        ["name", "service", "environment", "variable", "path", "reason", "operation", "emitter", "what"].includes(
          key,
        ) && typeof value === "string"
          ? `${value}${hostile}`
          : value,
      ),
    );
    for (const detail of ["quiet", "normal", "verbose"] as const) {
      const text = print(renamed as typeof stack, { detail });
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(text).not.toMatch(/^FAKE/m);
    }
  });
});

describe("a row", () => {
  const one = (row: Partial<Parameters<typeof stackOf>[0]>) =>
    rowsOf(stackOf({ runsIn: ["production", "staging"], ...row }));

  it.each([
    ["one index", known({ name: "a" }), known({ name: "a" }), "A A same"],
    ["a namespace apart", known({ scope: "live" }), known({ scope: "test" }), "A1 A2 sub-scope"],
    ["a collection apart", known({ container: "live" }), known({ container: "test" }), "A1 A2 other-container"],
    ["two indexes", known({ name: "a" }), known({ name: "b" }), "A B different"],
  ])("of a store with %s", (_, production, staging, expected) => {
    expect(one({ stores: [store({ production, staging }, { name: "index" })] })).toEqual([`index * ${expected}`]);
  });

  it("of a credential that a complete configuration leaves out", () => {
    const held = credential({ production: secret("a") }, { name: "KEY", absentIn: ["staging"] });
    expect(one({ credentials: [held] })).toEqual(["KEY A – different"]);
  });

  it("of a credential that nothing is said of in staging", () => {
    expect(one({ credentials: [credential({ production: secret("a") }, { name: "KEY" })] })).toEqual([
      "KEY A ? unresolved",
    ]);
  });

  it("leaves an environment of no known class aside where it says nothing", () => {
    const held = credential({ production: secret("a"), staging: secret("b") }, { name: "KEY" });
    expect(one({ runsIn: ["production", "staging", "default"], credentials: [held] })).toEqual(["KEY A B ? different"]);
  });

  it("of a service without production", () => {
    const held = credential({ staging: secret("a"), test: secret("b") }, { name: "KEY" });
    expect(one({ runsIn: ["staging", "test"], credentials: [held] })).toEqual(["KEY A B no production"]);
  });

  it("stands for every client of one name that shows the same", () => {
    const at = (line: number) =>
      store({ production: known(), staging: known() }, { name: "index", at: place(`a.ts:${line}`) });
    expect(one({ stores: [at(1), at(2), at(3)] })).toEqual(["index ×3 * A A same"]);
  });

  it("comes before better ones", () => {
    const of = (name: string, staging: string) =>
      credential({ production: secret("a"), staging: secret(staging) }, { name });
    expect(one({ credentials: [of("A_KEY", "b"), of("B_KEY", "a")] })).toEqual([
      "B_KEY A A same",
      "A_KEY A B different",
    ]);
  });
});

it("lists what there is where no environment is declared", () => {
  const stack = stackOf({
    runsIn: [],
    services: [],
    stores: [store({}, { name: "index" })],
    credentials: [credential({})],
  });
  const text = print(stack);
  expect(text).toContain("The repository declares none, so there is nothing to compare.");
  expect(text).toMatch(
    /Stores\n {4}index +src\/retrieval.ts:4\n {2}Credentials\n {4}PINECONE_API_KEY +src\/retrieval.ts:4/,
  );
  expect(text).not.toContain("In a row");
});

it("keeps many services to the worst and counts the rest", () => {
  const names = Array.from({ length: 12 }, (_, index) => `service-${String(index).padStart(2, "0")}`);
  const stack = stackOf({
    services: names.map((name) => ({
      name,
      directory: name,
      environments: ["production", "staging"],
      at: place("package.json"),
    })),
    credentials: names.map((service, index) =>
      credential({ production: secret("a"), staging: secret(index === 11 ? "a" : "b") }, { service }),
    ),
  });
  const text = print(stack);
  expect(text.indexOf("service-11")).toBeLessThan(text.indexOf("service-00"));
  expect(text).toContain("4 more services (--verbose)\n  service-07  1 different");
});

it("tells two tools of one name apart by their places", () => {
  const reads = tool({ name: "search", sinks: [], at: place("core/tools.ts") });
  const text = print(stackOf({ tools: [reads, tool({ name: "search", at: place("web/tools.ts") })] }));
  expect(text).toContain("search (core/tools.ts:1)");
  const alone = print(stackOf({ tools: [reads, tool({ name: "write" })] }));
  expect(alone).not.toContain("core/tools.ts");
});

it("tells tools by what they do and what stands before it", () => {
  const stack = stackOf({ tools: [tool({ name: "a" }), tool({ name: "b", sinks: [] })] });
  expect(print(stack)).toContain(
    "Write or execute, and not always behind a gate (1)\n    a  external write: fetch POST",
  );
});

it("says what was looked for where nothing was found", () => {
  const text = print(stackOf({ agentEvidence: [] }));
  expect(text).toContain("No agent stack was found");
  expect(text).toContain("exit status 3");
});
