import { expect, it } from "vitest";
import { viewOf } from "./line.ts";

const root = { "package.json": '{ "name": "agent" }' };

/** The places on the way to the value of `target`, on the line that is marked. */
function steps(files: Readonly<Record<string, string>>): string[] {
  const { code } = viewOf({ ...root, ...files }, "main.ts", "// here");
  const found = code?.expressions.find((e) => e.written.startsWith("target"));
  return (found?.steps ?? []).map((s) => `${s.path}:${s.startLine} ${s.role}`);
}

it.each<[string, Record<string, string>, string[]]>([
  [
    "through a barrel to what is exported",
    {
      "config.ts": 'export const target = process.env.TARGET ?? "kb";\n',
      "index.ts": 'export * from "./config.ts";\n',
      "main.ts": 'import { target } from "./index.ts";\nopen(target); // here\n',
    },
    ["config.ts:1 target is exported"],
  ],
  [
    "through a field to where it is assigned",
    {
      "main.ts":
        "class Client {\n  url: string;\n  constructor(url: string) {\n    this.url = url;\n  }\n}\nconst target = new Client(process.env.URL ?? '');\nopen(target.url); // here\n",
    },
    ["main.ts:2 .url of Client", "main.ts:4 .url is assigned"],
  ],
  [
    "through a call to what it returns",
    {
      "main.ts": "function pick() {\n  return process.env.TARGET;\n}\nconst target = pick();\nopen(target); // here\n",
    },
    ["main.ts:4 target is declared", "main.ts:2 returned by pick"],
  ],
  [
    "through a parameter to its only caller",
    {
      "main.ts":
        "function f(target: string) {\n  open(target); // here\n}\nconst url = process.env.URL ?? '';\nf(url);\n",
    },
    ["main.ts:1 parameter of f", "main.ts:5 passed to f", "main.ts:4 url is declared"],
  ],
  [
    "and no further where several callers pass several things",
    { "main.ts": 'function f(target: string) {\n  open(target); // here\n}\nf("a");\nf("b");\n' },
    ["main.ts:1 parameter of f", "main.ts:4 passed to f", "main.ts:5 passed to f"],
  ],
  [
    "with what is assigned later",
    { "main.ts": "let target = 'a';\ntarget = process.env.TARGET ?? '';\nopen(target); // here\n" },
    ["main.ts:1 target is declared", "main.ts:2 target is assigned"],
  ],
  [
    "and ends in a circle of re-exports",
    {
      "a.ts": 'export * from "./b.ts";\n',
      "b.ts": 'export * from "./a.ts";\n',
      "main.ts": 'import { target } from "./a.ts";\nopen(target); // here\n',
    },
    [],
  ],
])("leads %s", (_, files, expected) => {
  expect(steps(files)).toEqual(expected);
});
