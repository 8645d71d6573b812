import { describe, expect, it } from "vitest";
import { contextOf } from "../repository.ts";

const npm = JSON.stringify({
  packages: {
    "": { dependencies: { ai: "^5.0.0" } },
    "apps/chat": { dependencies: { ai: "^6.0.0" } },
    "node_modules/ai": { version: "5.0.42" },
    "apps/chat/node_modules/ai": { version: "6.0.37" },
  },
});
const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ dependencies, ...more });

/** The version that `path` gets when it imports the package. */
function installed(files: Readonly<Record<string, string>>, path: string, name = "ai"): string | null {
  const { program } = contextOf({ ...files, [path]: `import * as sdk from "${name}";\nexport { sdk };` });
  const module = program.modules.get(path);
  if (!module) throw new Error(`${path} was not read`);
  const found = program.installed(module, name);
  return found && (found.kind === "exact" ? found.versions.join(" or ") : found.range);
}

describe("which version an import gets", () => {
  const locked = {
    "package.json": manifest({ ai: "^5.0.0" }),
    "apps/chat/package.json": manifest({ ai: "^6.0.0" }),
    "package-lock.json": npm,
  };

  it("is that of its workspace", () => {
    expect(installed(locked, "apps/chat/src/agent.ts")).toBe("6.0.37");
    expect(installed(locked, "src/agent.ts")).toBe("5.0.42");
  });

  it("is that of the folder above where its own package declares none", () => {
    expect(installed({ ...locked, "apps/jobs/package.json": manifest({}) }, "apps/jobs/run.ts")).toBe("5.0.42");
  });

  it("is that of the nearest lockfile", () => {
    const nested = JSON.stringify({
      packages: { "": { dependencies: { ai: "^4" } }, "node_modules/ai": { version: "4.3.1" } },
    });
    const files = { ...locked, "tools/package.json": manifest({ ai: "^4" }), "tools/package-lock.json": nested };
    expect(installed(files, "tools/run.ts")).toBe("4.3.1");
  });

  it("is that of the range, where a lockfile knows ranges alone", () => {
    const yarn = `# yarn lockfile v1\n\nai@^5.0.0:\n  version "5.0.42"\n\nai@^6.0.0:\n  version "6.0.37"\n`;
    const { "package-lock.json": _, ...files } = locked;
    expect(installed({ ...files, "yarn.lock": yarn }, "apps/chat/src/agent.ts")).toBe("6.0.37");
  });

  it("is any of those installed, where nothing declares it", () => {
    expect(installed({ "package.json": manifest({}), "package-lock.json": npm }, "src/agent.ts")).toBe(
      "5.0.42 or 6.0.37",
    );
  });

  it.each<[string, object, object, string | null]>([
    ["the range without a lockfile", { ai: "^5.0.0" }, {}, "^5.0.0"],
    ["that of an alias", { ai: "npm:ai@^5.0.0" }, {}, null],
    ["not known of a tag", { ai: "latest" }, {}, null],
    ["not known of a catalog", { ai: "catalog:" }, {}, null],
    ["what the package asks of whoever installs it", {}, { peerDependencies: { ai: ">=4" } }, ">=4"],
    [
      "what it is developed with before that",
      {},
      { peerDependencies: { ai: ">=4" }, devDependencies: { ai: "^6" } },
      "^6",
    ],
    ["not known where nothing declares it", {}, {}, null],
  ])("is %s", (_, dependencies, more, expected) => {
    expect(installed({ "package.json": manifest(dependencies, more) }, "src/agent.ts")).toBe(expected);
  });

  it("is the range where the lockfile is older than what is declared", () => {
    const files = {
      "package.json": manifest({ ai: "^7.0.0" }),
      "yarn.lock": `# yarn lockfile v1\n\nai@^5:\n  version "5.0.1"\n`,
    };
    expect(installed(files, "src/agent.ts")).toBe("^7.0.0");
  });

  it("is what the specifier says", () => {
    expect(installed({ "package.json": manifest({}) }, "src/agent.ts", "ai@4.3.1")).toBe("4.3.1");
  });

  it("goes along with what is imported", () => {
    const { program, evaluator } = contextOf({
      "package.json": manifest({ ai: "^5.0.0" }),
      "src/sdk.ts": `export { tool } from "ai";`,
      "src/agent.ts": `import { tool } from "./sdk";\nexport const search = tool({});`,
    });
    const site = program.sitesNamed("tool").find(({ module }) => module.path === "src/agent.ts");
    if (site?.expression.kind !== "call") throw new Error("no call");
    expect(evaluator.evaluate(site.expression.callee, site.module, null)).toMatchObject({
      kind: "external",
      package: "ai",
      installed: { kind: "range", range: "^5.0.0" },
    });
  });
});
