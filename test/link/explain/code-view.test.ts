import { describe, expect, it } from "vitest";
import { values, viewOf } from "./line.ts";

const root = { "package.json": '{ "name": "agent", "dependencies": { "ai": "^6.0.0" } }' };

/** A tool that acts on what the model passes, behind a check of the given body. */
const gated = (check: string, call = "admit(environment, credential);") => ({
  ...root,
  ".env.production": "APP_ENV=production\nORDERS_KEY_ENVIRONMENT=production\n",
  ".env.staging": "APP_ENV=staging\nORDERS_KEY_ENVIRONMENT=staging\n",
  "gate.ts": `export const credential = { environment: process.env.ORDERS_KEY_ENVIRONMENT, apiKey: process.env.ORDERS_KEY };
const registry = { "https://orders.example.net": "production", "https://orders.staging.example.net": "staging" };
export function admit(target: string, credential: { environment?: string; apiKey?: string }) {
${check}
}
`,
  "tool.ts": `import { tool } from "ai";
import { admit, credential } from "./gate.ts";
const urls = { production: "https://orders.example.net", staging: "https://orders.staging.example.net" };
export const cancel = tool({
  inputSchema: { environment: "string" },
  execute: async ({ environment }) => {
    ${call} // the call
    return fetch(urls[environment], { method: "POST" });
  },
});
`,
});

describe("a test", () => {
  it("that compares the credential with the target is a sound gate, and told with the tools that pass it", () => {
    const files = gated(
      '  if (registry[target] !== credential.environment) throw new Error("refused"); // here',
      "admit(urls[environment], credential);",
    );
    const [test] = viewOf(files, "gate.ts", "// here").code?.tests ?? [];
    expect(test).toMatchObject({
      written: "registry[target] !== credential.environment",
      refusal: "throws",
      refusesWhen: "true",
      fault: null,
      tools: ["cancel"],
    });
    expect(test?.compares.map(({ left, right }) => [left.says, right.says])).toEqual([
      ["the environment of a target", "the environment of a credential"],
    ]);
  });

  it("that refuses what is listed lets every other pass", () => {
    const files = gated('  if (["production"].includes(target)) throw new Error("refused"); // here');
    const [test] = viewOf(files, "gate.ts", "// here").code?.tests ?? [];
    expect(test?.fault).toBe(
      "it refuses some values and lets every other pass, so nothing is known to be equal afterwards",
    );
    expect(test?.reads.map((r) => `${r.written}: ${r.says}`)).toEqual(["target: what the model passes"]);
    expect(test?.compares).toEqual([]);
  });

  it("that goes on either way refuses nobody", () => {
    const files = gated('  if (target === "production") console.warn("careful"); // here');
    const [test] = viewOf(files, "gate.ts", "// here").code?.tests ?? [];
    expect(test).toMatchObject({ refusal: null, fault: "neither outcome ends what comes after it" });
  });

  it("is told on the line of its refusal, of its function, and of the call that asks it", () => {
    const files = gated('  if (target === "production") {\n    throw new Error("refused"); // refusal\n  }');
    for (const [path, mark] of [
      ["gate.ts", "// refusal"],
      ["gate.ts", "export function admit"],
      ["tool.ts", "// the call"],
    ] as const) {
      const { code } = viewOf(files, path, mark);
      expect(code?.tests.map((t) => [t.written, t.tools])).toEqual([['target === "production"', ["cancel"]]]);
    }
  });

  it("that nobody passes is told all the same", () => {
    const files = {
      ...root,
      "a.ts": 'export function f(x: string) {\n  if (x === "kb") return; // here\n  open(x);\n}\n',
    };
    const [test] = viewOf(files, "a.ts", "// here").code?.tests ?? [];
    expect(test).toMatchObject({ refusal: "returns", tools: [] });
    expect(test?.fault).not.toBeNull();
  });
});

describe("the function around a line", () => {
  const files = {
    ...root,
    "store.ts": "export function save(text: string) {\n  write(text); // here\n}\nfunction write(text: string) {}\n",
    "tool.ts":
      'import { tool } from "ai";\nimport { save } from "./store.ts";\nexport const note = tool({ inputSchema: {}, execute: async ({ text }) => save(text) });\n',
  };

  it("is told with its callers, the tools that run it, and the way there", () => {
    const around = viewOf(files, "store.ts", "// here").code?.around;
    expect(around).toMatchObject({ name: "save", tools: ["note"], followed: true });
    expect(around?.callers.map((c) => `${c.path}:${c.startLine}`)).toEqual(["tool.ts:3"]);
    expect(around?.path.map((c) => `${c.path}:${c.startLine}`)).toEqual(["tool.ts:3"]);
  });

  it("says what the model passes", () => {
    expect(values(viewOf(files, "store.ts", "// here"))[1]).toBe("text: .text of what the model passes to note");
  });

  it("is nothing on a line outside of functions", () => {
    expect(viewOf({ ...root, "a.ts": "open(1); // here\n" }, "a.ts", "// here").code?.around).toBeNull();
  });
});

describe("a call", () => {
  const call = (text: string) => viewOf({ ...root, "a.ts": text }, "a.ts", "// here").code?.expressions[0]?.call;

  it("is told by what it runs and what the catalogue knows of it", () => {
    expect(call('await fetch("https://api.example.net", { method: "POST" }); // here\n')).toMatchObject({
      callee: "fetch",
      definedAt: null,
      effects: [{ kind: "external-write", operation: "fetch" }],
      unknownPackage: null,
    });
    expect(call('import { Pinecone } from "@pinecone-database/pinecone";\nnew Pinecone(); // here\n')).toMatchObject({
      knownAs: ["opens a Pinecone index"],
      unknownPackage: null,
    });
    expect(call('import { push } from "left-handed-queue";\npush(1); // here\n')).toMatchObject({
      knownAs: [],
      effects: [],
      unknownPackage: "left-handed-queue",
    });
  });

  it("of the repository says where that is defined", () => {
    const { definedAt } = call("function f() {}\nf(); // here\n") ?? {};
    expect(definedAt).toMatchObject({ path: "a.ts", startLine: 1 });
  });
});

describe("which expressions a line has", () => {
  const names = 'import { a, aaa, b, bbb, c, client, open } from "pkg";\n';
  const on = (text: string, column: number | null = null) =>
    values(viewOf({ ...root, "a.ts": names + text }, "a.ts", "// here", column)).map((v) => v.split(": ")[0]);

  it.each<[string, string, string[]]>([
    ["a call, then what it is given", "open(a, b.c); // here\n", ["open(a, b.c)", "a", "b.c"]],
    ["one chain of calls as one", "client.index(a).query(b); // here\n", ["a", "client.index(a).query(b)", "b"]],
    ["a property by the name that takes it", "open({\n  index: a.b, // here\n});\n", ["index"]],
    ["no target of an assignment", "let x;\nx = b; // here\n", ["b"]],
    ["no literal", 'open("kb", 12); // here\n', ['open("kb", 12)']],
    ["what is imported", 'import { x } from "pkg"; // here\nx();\n', ["x"]],
    ["an object by its name", "const x = { // here\n  y: 1,\n};\n", ["x"]],
    ["none on a comment", "// here\n", []],
    ["none on a type", "type A = { b: string }; // here\n", []],
  ])("%s", (_, text, expected) => {
    expect(on(text)).toEqual(expected);
  });

  it("only those at a column, if one is asked for", () => {
    expect(on("open(aaa, bbb); // here\n", 11)).toEqual(["bbb"]);
    expect(on("open(aaa, bbb); // here\n", 40)).toEqual([]);
  });

  it("at most some, and how many more", () => {
    const many = Array.from({ length: 40 }, () => "a").join(", ");
    const { code } = viewOf({ ...root, "a.ts": `${names}open(${many}); // here\n` }, "a.ts", "// here");
    expect([code?.expressions.length, code?.more]).toEqual([16, 25]);
  });
});

it("a broken, an empty and an enormous line end in an answer", () => {
  const files = {
    ...root,
    "broken.ts": "const a = = process.env.X; // here\n",
    "empty.ts": "",
    "long.ts": `const a = ${"(".repeat(200)}process.env.X${")".repeat(200)}; open(a, ${"b + ".repeat(5000)}c); // here\n`,
    "crlf.ts": "\uFEFFconst a = process.env.X;\r\nopen(a); // here\r\n",
  };
  expect(viewOf(files, "broken.ts", "// here").code).not.toBeNull();
  expect(values(viewOf(files, "crlf.ts", "// here"))[1]).toBe("a: the environment variable X");
  // What is nested too deeply is not lowered, which the file's gap says.
  expect(viewOf(files, "long.ts", "// here").readings).toEqual([]);
});
