import { describe, expect, it } from "vitest";
import type { Limits } from "../../src/discover/admission.ts";
import { memoryTree } from "../../src/discover/memory-tree.ts";

const paths = (files: Record<string, string>, limits?: Partial<Limits>) =>
  memoryTree(files, limits).files.map((file) => file.path);

const gaps = (files: Record<string, string>, limits?: Partial<Limits>) => [...memoryTree(files, limits).gaps];

describe("memoryTree", () => {
  it("lists files by path, in code unit order, with zone and size", () => {
    expect(memoryTree({ "src/ä.ts": "ä", "src/Z.ts": "", "src/a.test.ts": "12", ".env": "A=1" }).files).toEqual([
      { path: ".env", zone: "source", bytes: 3 },
      { path: "src/Z.ts", zone: "source", bytes: 0 },
      { path: "src/a.test.ts", zone: "test", bytes: 2 },
      { path: "src/ä.ts", zone: "source", bytes: 2 },
    ]);
  });

  it("sorts by whole path, not folder by folder", () => {
    expect(paths({ "src/a.ts": "", "src-old/a.ts": "", "src.ts": "" })).toEqual(["src-old/a.ts", "src.ts", "src/a.ts"]);
  });

  it("is empty for an empty repository", () => {
    const tree = memoryTree({});
    expect(tree.files).toEqual([]);
    expect(tree.gaps).toEqual([]);
  });

  it("reads a listed file", () => {
    const tree = memoryTree({ "src/agent.ts": "\uFEFFexport {};\r\n" });
    expect(tree.read("src/agent.ts")).toBe("export {};\r\n");
    expect(tree.has("src/agent.ts")).toBe(true);
  });

  it.each(["src", "", "missing.ts", "../agent.ts", "/src/agent.ts", "./src/agent.ts", "__proto__", "ignored.ts"])(
    "knows nothing of %j",
    (path) => {
      const tree = memoryTree({ "src/agent.ts": "", "ignored.ts": "", ".gitignore": "ignored.ts" });
      expect(tree.has(path)).toBe(false);
      expect(tree.read(path)).toBeUndefined();
      expect(tree.gaps).toEqual([]);
    },
  );
});

describe("what git ignores", () => {
  it("is left out", () => {
    const files = {
      ".gitignore": "*.log\r\n/private/\r\n",
      "agent.log": "",
      "private/a.ts": "",
      "src/private/b.ts": "",
    };
    expect(paths(files)).toEqual([".gitignore", "src/private/b.ts"]);
  });

  it("is decided by the nearest ignore file first", () => {
    const files = {
      ".gitignore": "*.gen.ts\n",
      "app/.gitignore": "!keep.gen.ts\n/local.ts\n",
      "app/keep.gen.ts": "",
      "app/deep/keep.gen.ts": "",
      "app/drop.gen.ts": "",
      "app/local.ts": "",
      "app/deep/local.ts": "",
      "keep.gen.ts": "",
    };
    expect(paths(files).filter((path) => path.endsWith(".ts"))).toEqual([
      "app/deep/keep.gen.ts",
      "app/deep/local.ts",
      "app/keep.gen.ts",
    ]);
  });

  it("stays ignored inside an ignored folder, whatever a file in there says", () => {
    const files = { ".gitignore": "out-of-band/", "out-of-band/.gitignore": "!*", "out-of-band/a.ts": "" };
    expect(paths(files)).toEqual([".gitignore"]);
  });

  it("takes the name of a nested folder literally", () => {
    const files = {
      "app[1]/.gitignore": "/a.ts",
      "app[1]/a.ts": "",
      "app1/a.ts": "",
      "#app/.gitignore": "a.ts",
      "#app/a.ts": "",
    };
    expect(paths(files).filter((path) => path.endsWith(".ts"))).toEqual(["app1/a.ts"]);
  });

  it("distinguishes case", () => {
    expect(paths({ ".gitignore": "Agent.ts", "agent.ts": "" })).toContain("agent.ts");
  });

  it("includes .git/info/exclude, which a .gitignore overrules", () => {
    const files = { ".git/info/exclude": "a.ts\nb.ts\n", ".gitignore": "!b.ts", "a.ts": "", "b.ts": "" };
    expect(paths(files)).toEqual([".gitignore", "b.ts"]);
  });

  it("is not decided by a pattern that could take for ever", () => {
    const files = { ".gitignore": "*.log\n**/a/**/a/**/a/**/b\n", "a/a/a/b": "", "x.log": "" };
    expect(paths(files)).toEqual([".gitignore", "a/a/a/b"]);
    expect(gaps(files)).toEqual([
      {
        path: ".gitignore",
        reason: "an ignore pattern was left out: too intricate or too many to match in bounded time",
        line: 2,
      },
    ]);
  });

  it("is not decided by more patterns than anybody writes", () => {
    const files = { ".gitignore": `${"x\n".repeat(3_000)}agent.ts`, "agent.ts": "" };
    expect(paths(files)).toContain("agent.ts");
    expect(gaps(files)).toMatchObject([{ path: ".gitignore", line: 2_001 }]);
  });

  it("is matched quickly even where a pattern tries to prevent it", () => {
    const name = "a".repeat(240);
    const files = {
      ".gitignore": "*a*a*a*a*a*a*a*a*a*a*a*b\n",
      ...Object.fromEntries([...name].map((_, i) => [name + i, ""])),
    };
    const start = performance.now();
    expect(paths(files)).toHaveLength(241);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("environment files", () => {
  it.each([
    ".env",
    ".env.local",
    ".env.production",
    ".env-staging",
    ".envrc",
    "prod.env",
    ".dev.vars",
    ".dev.vars.staging",
  ])("reads %s although it is ignored", (name) => {
    const nested = `apps/support/${name}`;
    expect(paths({ ".gitignore": "*", [name]: "A=1", [nested]: "A=2" })).toEqual([name, nested].sort());
  });

  it("finds one inside an ignored folder, and nothing else there", () => {
    const files = {
      ".gitignore": "secrets/\n.vercel\n",
      "secrets/prod/.env": "",
      "secrets/prod/a.ts": "",
      ".vercel/.env.production.local": "",
    };
    expect(paths(files)).toEqual([".gitignore", ".vercel/.env.production.local", "secrets/prod/.env"]);
  });

  it.each(["node_modules", "packages/a/node_modules", ".git", ".next", ".venv", ".terraform"])(
    "never looks into %s",
    (folder) => {
      expect(paths({ [`${folder}/pkg/.env`]: "", [`${folder}/index.ts`]: "" })).toEqual([]);
    },
  );

  it.each(["dist", "build", "coverage", "vendor"])("looks into %s only when it is not ignored", (folder) => {
    const files = { [`${folder}/.env`]: "" };
    expect(paths(files)).toEqual([`${folder}/.env`]);
    expect(paths({ ...files, ".gitignore": `${folder}/` })).toEqual([".gitignore"]);
  });

  it("does not mistake a Python environment called .env for one", () => {
    expect(paths({ ".env/pyvenv.cfg": "home = /usr/bin", ".env/lib/tool.env": "" })).toEqual([]);
  });

  it("stops searching ignored folders that do not end, and says so", () => {
    const data = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`data/${i}.bin`, ""]));
    const files = { ...data, "data/zz/.env": "", ".gitignore": "data", "src/agent.ts": "" };
    expect(paths(files, { ignoredEntries: 10 })).toEqual([".gitignore", "src/agent.ts"]);
    expect(gaps(files, { ignoredEntries: 10 })).toEqual([
      { path: ".", reason: "more than 10 ignored entries; the rest was not searched for environment files" },
    ]);
  });
});

describe("what is no text", () => {
  it("is skipped, with a word for a lockfile alone", () => {
    const files = {
      "logo.png": "",
      "model.gguf": "",
      "bun.lockb": "",
      unnamed: "\0\0",
      "notes.unknown": "\0",
      LICENSE: "MIT",
    };
    expect(paths(files)).toEqual(["LICENSE"]);
    // What it locks is not read; that it is there says that versions are locked.
    expect(gaps(files)).toEqual([{ path: "bun.lockb", reason: "a binary lockfile" }]);
  });

  it("is a gap where the name promised text", () => {
    const tree = memoryTree({ "src/agent.ts": "\0\0\0" });
    expect(tree.read("src/agent.ts")).toBeUndefined();
    tree.read("src/agent.ts");
    expect(tree.gaps).toEqual([{ path: "src/agent.ts", reason: "holds binary data, so it is not read as text" }]);
  });

  it("skips the lockfiles of vendored code", () => {
    expect(
      paths({ "vendor/lib/package-lock.json": "{}", "vendor/lib/index.ts": "", "package-lock.json": "{}" }),
    ).toEqual(["package-lock.json", "vendor/lib/index.ts"]);
  });
});

describe("limits", () => {
  it("make a gap of a file that is too large", () => {
    const files = { "a.json": "12345", "b.json": "1234" };
    expect(paths(files, { fileBytes: 4 })).toEqual(["b.json"]);
    expect(gaps(files, { fileBytes: 4 })).toEqual([{ path: "a.json", reason: "larger than 4 bytes" }]);
  });

  it("allow a lockfile more", () => {
    const files = { "package-lock.json": "12345", "yarn.lock": "1234567" };
    expect(paths(files, { fileBytes: 4, lockfileBytes: 6 })).toEqual(["package-lock.json"]);
  });

  it("end a tree that is too deep", () => {
    const files = { "a/b/in.ts": "", "a/b/c/out.ts": "" };
    expect(paths(files, { depth: 2 })).toEqual(["a/b/in.ts"]);
    expect(gaps(files, { depth: 2 })).toEqual([{ path: "a/b/c", reason: "more than 2 folders deep" }]);
  });

  it("end a tree with too many files, once", () => {
    const files = { "a/1.ts": "", "a/2.ts": "", "a/b/3.ts": "", "c/4.ts": "" };
    expect(paths(files, { files: 2 })).toEqual(["a/1.ts", "a/2.ts"]);
    expect(gaps(files, { files: 2 })).toEqual([{ path: ".", reason: "more than 2 files; the rest was not read" }]);
  });
});
