import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { inventorySchema } from "../../src/report/inventory/inventory-schema.ts";
import { folderWith, smallAgent } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

const twoEnvironments = {
  ...smallAgent,
  ".env.production": "OPENAI_API_KEY=production-0123456789abcdef\nBILLING_URL=https://billing.example\n",
  ".env.staging": "OPENAI_API_KEY=production-0123456789abcdef\nBILLING_URL=https://billing.staging.example\n",
};

describe("inventory", () => {
  it("shows what the environments of a directory share, the current one by default", async () => {
    const cwd = folderWith(twoEnvironments);
    const { out, err, status } = await bulkhead(["inventory"], { cwd });
    expect({ err, status }).toEqual({ err: "", status: 0 });
    expect(out).toMatch(/OPENAI_API_KEY +A +A +same/);
    expect(out).toMatch(/BILLING_URL +A +B +different/);
    expect(out).not.toContain("0123456789");
    expect((await bulkhead(["inventory", cwd])).out).toBe(out);
  });

  it("prints JSON by the schema, the same with every key", async () => {
    const root = folderWith(twoEnvironments);
    const { out } = await bulkhead(["inventory", root, "--format", "json"]);
    expect(() => inventorySchema.parse(JSON.parse(out))).not.toThrow();
    expect((await bulkhead(["inventory", root, "--format=json"])).out).toBe(out);
    expect(out).not.toContain(root);
  });

  it("tells more with --verbose and less with --quiet", async () => {
    const root = folderWith(twoEnvironments);
    const length = async (...more: string[]) => (await bulkhead(["inventory", root, ...more])).out.length;
    expect(await length("--quiet")).toBeLessThan(await length());
    expect(await length("--verbose")).toBeGreaterThan(await length());
  });

  it("colours as an audit does, and says the same without", async () => {
    const root = folderWith(twoEnvironments);
    const coloured = (await bulkhead(["inventory", root, "--color"])).out;
    expect(coloured).toContain("\u001b[31m");
    expect(stripVTControlCharacters(coloured)).toBe(
      (await bulkhead(["inventory", root], { outIsTerminal: true, env: { NO_COLOR: "1" } })).out,
    );
  });

  it("fills the terminal it is printed on", async () => {
    const root = folderWith({
      ...twoEnvironments,
      ".env.production": `${"A".repeat(20)}_TOKEN=0123456789abcdef0123456789\n`,
    });
    const narrow = await bulkhead(["inventory", root], { columns: 50 });
    expect(narrow.out.split("\n").filter((line) => line.length > 50 && / \S+ \S/.test(line))).toEqual([]);
  });

  it("goes into a file with --output", async () => {
    const cwd = folderWith(twoEnvironments);
    const { out } = await bulkhead(["inventory", "--format", "json", "--output", "stack.json"], { cwd });
    expect(out).toBe("");
    expect(JSON.parse(readFileSync(join(cwd, "stack.json"), "utf8"))).toMatchObject({ version: 1 });
  });

  it("is status 3 where there is no agent stack, or 0 with --allow-empty", async () => {
    const root = folderWith({ "src/index.ts": "export const sum = (a: number, b: number) => a + b;\n" });
    const { out, status } = await bulkhead(["inventory", root]);
    expect(status).toBe(3);
    expect(out).toContain("No agent stack was found");
    expect((await bulkhead(["inventory", root, "--allow-empty"])).status).toBe(0);
    expect((await bulkhead(["inventory", root, "--format", "json"])).status).toBe(3);
  });
});

describe("a mistake is status 2, with the fault and a hint", () => {
  it.each([
    [["inventory", "nowhere"], "There is no directory nowhere.", "Name the directory"],
    [["inventory", "package.json"], "is not a directory", "directory"],
    [["inventory", "--format", "jsn"], "There is no format jsn.", "Did you mean json?"],
    [["inventory", "--strict"], "unknown option '--strict'", "--help"],
    [["inventory", "--output", "no/where.json"], "its folder does not exist", "Create the folder"],
    [["inventry"], "There is no directory inventry.", "Did you mean the command inventory?"],
  ])("%j", async (argv, message, hint) => {
    const cwd = folderWith(smallAgent);
    const { status, out, err } = await bulkhead(argv, { cwd });
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(existsSync(join(cwd, "no"))).toBe(false);
  });
});

it("explains itself with examples and exit statuses within 80 columns", async () => {
  const { out, status } = await bulkhead(["inventory", "--help"]);
  expect(status).toBe(0);
  for (const part of ["--format", "--allow-empty", "Examples:", "bulkhead inventory --format json", "Exit status:"]) {
    expect(out).toContain(part);
  }
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect((await bulkhead(["--help"])).out).toContain("inventory");
});
