import { describe, expect, it } from "vitest";
import { factsOf, gapsOf, ofKind, showSpan } from "../support/extract.ts";

const read = (value: object | string) => {
  const [fact] = ofKind(factsOf("package.json", typeof value === "string" ? value : JSON.stringify(value)), "package");
  if (!fact) throw new Error("no package");
  return fact;
};

describe("package.json", () => {
  it("tells what a package is, needs and runs", () => {
    const text = `{
  "name": "@acme/agent",
  "main": "dist/index.js", "module": "dist/index.mjs", "typings": "dist/index.d.ts",
  "bin": { "agent": "bin/agent.js" },
  "workspaces": ["apps/*", "packages/*"],
  "scripts": { "eval": "vitest run evals" },
  "dependencies": { "ai": "^6.0.0" },
  "devDependencies": { "vitest": "^4" },
  "peerDependencies": { "zod": "*" },
  "optionalDependencies": { "fsevents": "2" }
}`;
    const fact = read(text);
    expect(fact).toMatchObject({
      name: "@acme/agent",
      main: "dist/index.js",
      module: "dist/index.mjs",
      types: "dist/index.d.ts",
      bin: ["bin/agent.js"],
      workspaces: ["apps/*", "packages/*"],
    });
    expect(fact.scripts.map(({ name, command, span }) => `${name}: ${command} ${showSpan(span)}`)).toEqual([
      "eval: vitest run evals 6:16-6:42",
    ]);
    expect(fact.dependencies.map(({ name, range, group }) => `${name} ${range} ${group}`)).toEqual([
      "ai ^6.0.0 runtime",
      "vitest ^4 development",
      "zod * peer",
      "fsevents 2 optional",
    ]);
    expect(showSpan(fact.span)).toBe("2:3-2:24");
  });

  it.each<[object, object[]]>([
    [{}, []],
    [{ exports: "./index.js" }, [{ subpath: ".", targets: ["./index.js"] }]],
    [
      { exports: { import: "./a.mjs", require: "./a.cjs", types: "./a.d.ts" } },
      [{ subpath: ".", targets: ["./a.mjs", "./a.cjs", "./a.d.ts"] }],
    ],
    [
      {
        exports: {
          ".": { types: "./src/index.ts", default: "./dist/index.js" },
          "./*": ["./src/*.ts", "./src/*/index.ts"],
        },
      },
      [
        { subpath: ".", targets: ["./dist/index.js", "./src/index.ts"] },
        { subpath: "./*", targets: ["./src/*.ts", "./src/*/index.ts"] },
      ],
    ],
    [{ exports: { "./x": null } }, []],
    [
      { exports: { ".": { node: { import: "./n.mjs" }, default: "./d.js" } } },
      [{ subpath: ".", targets: ["./n.mjs", "./d.js"] }],
    ],
  ])("%j", (config, expected) => {
    expect(read(config).exports).toEqual(expected);
  });

  it("has imports, older workspaces and a bin without a name", () => {
    const fact = read({
      imports: { "#env": "./src/env.ts" },
      workspaces: { packages: ["p/*"], nohoist: [] },
      bin: "./cli.js",
    });
    expect(fact.imports).toEqual([{ subpath: "#env", targets: ["./src/env.ts"] }]);
    expect(fact).toMatchObject({ workspaces: ["p/*"], bin: ["./cli.js"], name: null });
  });

  it("keeps no secret of a script", () => {
    const key = "Qx7vB2nLk9Wd4Tz6Yp1Rs8Hc3Mf5Jg0A";
    const fact = read({ scripts: { a: `API_KEY=${key} node x --token ${key}`, b: `curl https://u:${key}@x.io` } });
    expect(JSON.stringify(fact)).not.toContain(key);
    expect(fact.scripts.map(({ command }) => command.replace(/\[.*?\]/g, "[…]"))).toEqual([
      "API_KEY=[…] node x --token […]",
      "curl […]",
    ]);
  });

  it("that is broken gives what could be read, and a gap", () => {
    const facts = factsOf("package.json", '{ "name": "x", "scripts": { "a": "b" }, "dependencies": {');
    expect(ofKind(facts, "package")[0]).toMatchObject({ name: "x", scripts: [{ name: "a" }] });
    expect(gapsOf("package.json", "{")).toHaveLength(1);
    expect(gapsOf("package.json", "")).toEqual([]);
  });
});
