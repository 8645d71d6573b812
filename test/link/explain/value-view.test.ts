import { describe, expect, it } from "vitest";
import { environmentsOf, values, valueText, viewOf } from "./line.ts";

const root = { "package.json": '{ "name": "agent" }' };
const main = (text: string, more: Readonly<Record<string, string>> = {}) =>
  values(viewOf({ ...root, "main.ts": text, ...more }, "main.ts", "// here"));

describe("what an expression can be", () => {
  it.each<[string, string, string[]]>([
    [
      "an environment variable with a default",
      'const index = process.env.PINECONE_INDEX ?? "support-kb";\nopen(index); // here\n',
      [
        "open(index): what open gives",
        'index: the first of these that is set [the environment variable PINECONE_INDEX; the text "support-kb"]',
      ],
    ],
    [
      "one of several, with the tests that lead there",
      'const url = process.env.APP_ENV === "production" ? "live-kb" : "test-kb";\nopen(url); // here\n',
      [
        "open(url): what open gives",
        'url: one of 2 [the text "live-kb" if process.env.APP_ENV === "production" is true; the text "test-kb" if process.env.APP_ENV === "production" is false]',
      ],
    ],
    [
      "what the only caller passes",
      'function connect(target: string) {\n  open(target); // here\n}\nconnect(process.env.TARGET ?? "");\n',
      [
        "open(target): what open gives",
        "target: the first of these that is set [the environment variable TARGET; an empty text]",
      ],
    ],
    [
      "a parameter that nobody passes",
      "export function connect(target: string) {\n  open(target); // here\n}\n",
      [
        "open(target): what open gives",
        "target: the parameter target of connect, for which no call in the repository passes a value",
      ],
    ],
    [
      "an entry picked by a key",
      'const hosts = { live: "live-kb", test: "test-kb" };\nopen(hosts[process.env.STAGE ?? ""]); // here\n',
      [
        'open(hosts[process.env.STAGE ?? "…"]): what open gives',
        'hosts[process.env.STAGE ?? "…"]: the entry of {live, test} under this key [the first of these that is set [the environment variable STAGE; an empty text]; live: the text "live-kb"; test: the text "test-kb"]',
      ],
    ],
    [
      "a text with parts",
      "open(`kb-${process.env.TENANT}`); // here\n",
      [
        "open(`…${process.env.TENANT}`): what open gives",
        "`…${process.env.TENANT}`: a text with these parts in it [the environment variable TENANT]",
      ],
    ],
    [
      "something that is not known, with the reason",
      'import { target } from "./missing.ts";\nopen(target); // here\n',
      ["open(target): what open gives", 'target: not known: the module "./missing.ts" was not found'],
    ],
    [
      "a client of a package",
      'import { Pinecone } from "@pinecone-database/pinecone";\nconst client = new Pinecone();\nuse(client); // here\n',
      ["use(client): what use gives", "client: a new Pinecone of @pinecone-database/pinecone"],
    ],
  ])("%s", (_, text, expected) => {
    expect(main(text)).toEqual(expected);
  });

  it("is told with the places on the way", () => {
    const files = {
      ...root,
      "config.ts": "export const settings = { index: process.env.PINECONE_INDEX };\n",
      "main.ts": 'import { settings } from "./config.ts";\nopen(settings.index); // here\n',
    };
    const { code } = viewOf(files, "main.ts", "// here");
    expect(code?.expressions[1]?.steps.map((s) => `${s.path}:${s.startLine}:${s.startColumn} ${s.role}`)).toEqual([
      "config.ts:1:34 .index is set",
    ]);
  });

  it("tells alike alternatives once", () => {
    expect(main('function f(x?: string) {\n  open(x); // here\n}\nf("kb");\nf("kb");\nf();\n')[1]).toBe(
      'x: one of 2 [the text "kb"; nothing (undefined)]',
    );
  });

  it("ends on values that refer to themselves", () => {
    expect(main("const a = b;\nconst b = a;\nopen(a); // here\n")[1]).toBe(
      "a: not known: its definition refers to itself",
    );
  });
});

describe("what an expression is in each environment", () => {
  const files = (production: string, staging: string) => ({
    ...root,
    ".env.production": production,
    ".env.staging": staging,
    "main.ts": "open(process.env.TARGET); // here\n",
  });
  const target = (production: string, staging: string) =>
    environmentsOf(viewOf(files(production, staging), "main.ts", "// here").code?.expressions[1]);

  it("names the address, the shape or the word for an environment, and no other value", () => {
    expect(target("TARGET=https://kb.example.net\n", "TARGET=staging\n")).toEqual([
      "production: the address http kb.example.net",
      'staging: the text "staging"',
    ]);
    expect(target("TARGET=customers\n", "TARGET=kq7xwvz9k2m4p8r3t6y1\n")).toEqual([
      "production: a plain text (not shown)",
      "staging: a value (16 to 31 characters)",
    ]);
  });

  it("tells environments together in which the same is not known", () => {
    expect(target("OTHER=1\n", "OTHER=2\n")).toEqual([
      "production, staging: nothing: it is not set; assumed: TARGET is not set in it",
    ]);
  });
});

describe("a text that a name says may be secret is not shown", () => {
  const hidden = "a text written in the code (not shown)";

  it.each([
    ["by its variable", 'const password = "swordfish";\nopen(password); // here\n'],
    ["by its property", 'const account = { secretKey: "swordfish" };\nopen(account.secretKey); // here\n'],
    ["by a name on the way", 'const token = "swordfish";\nconst value = token;\nopen(value); // here\n'],
    ["by the property that takes it", 'const value = "swordfish";\nopen({\n  apiKey: value, // here\n});\n'],
    ["by the function it is passed to", 'function f(x: string) {\n  open(x); // here\n}\nf(signIn("swordfish"));\n'],
    ["by the parameter it is a default of", 'export function f(pwd = "swordfish") {\n  open(pwd); // here\n}\n'],
    [
      "by the field that holds it",
      'class A {\n  passphrase = "swordfish";\n  f() {\n    open(this.passphrase); // here\n  }\n}\n',
    ],
    ["for it is no word", 'const value = "xkjwqrtz";\nopen(value); // here\n'],
    ["for it mixes letters and digits", 'const value = "hunter22";\nopen(value); // here\n'],
  ])("%s", (_, text) => {
    const { code } = viewOf({ ...root, "main.ts": text }, "main.ts", "// here");
    const all = JSON.stringify(code);
    expect(all).not.toMatch(/swordfish|xkjwqrtz|hunter22/);
    expect(code?.expressions.map((e) => valueText(e.value)).join("\n")).not.toBe("");
  });

  it("and is shown where nothing says so", () => {
    expect(main('const value = "swordfish";\nopen(value); // here\n')[1]).toBe('value: the text "swordfish"');
    expect(main('const password = "swordfish";\nopen(password); // here\n')[1]).toBe(`password: ${hidden}`);
  });
});
