import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskTree } from "../../src/discover/disk-tree.ts";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { AuditError } from "../../src/model/error.ts";

let outside: string;
let root: string;

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), "bulkhead-discover-")));
  root = join(outside, "repo");
  mkdirSync(root);
});

afterEach(() => {
  rmSync(outside, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const paths = () => diskTree(root).files.map((file) => file.path);

describe("diskTree", () => {
  it("lists and reads what is on disk as a memory tree would", () => {
    const files = {
      ".env.production": "A=1\r\nB=2\r\n",
      ".gitignore": "*.log\n.env.production\n",
      "agent.log": "",
      "packages/a/.gitignore": "/local.ts\n!*.log\n",
      "packages/a/kept.log": "kept",
      "packages/a/local.ts": "",
      "node_modules/lib/index.js": "",
      "src/agent.ts": "\uFEFFexport const agent = {};\n",
      "src/agent.test.ts": "",
    };
    for (const [path, text] of Object.entries(files)) write(path, text);

    const disk = diskTree(root);
    const memory = memoryTree(files);
    expect(disk.files).toEqual(memory.files);
    expect(disk.files.map((file) => disk.read(file.path))).toEqual(memory.files.map((file) => memory.read(file.path)));
    expect(disk.gaps).toEqual([]);
  });

  it("is empty for an empty directory", () => {
    expect(diskTree(root).files).toEqual([]);
    expect(diskTree(root).gaps).toEqual([]);
  });

  it("reads UTF-16 and skips binary files", () => {
    write("settings.yaml", Buffer.from("\uFEFFname: agent", "utf16le"));
    write("blob", Buffer.from([0, 1, 2]));
    write("logo.png", "not even an image");
    const tree = diskTree(root);
    expect(tree.files.map((file) => file.path)).toEqual(["settings.yaml"]);
    expect(tree.read("settings.yaml")).toBe("name: agent");
  });

  it("makes a gap of a file over two megabytes, but reads a lockfile of that size", () => {
    const big = Buffer.alloc(2 * 1024 * 1024 + 1, " ");
    write("big.json", big);
    write("package-lock.json", big);
    const tree = diskTree(root);
    expect(tree.files.map((file) => file.path)).toEqual(["package-lock.json"]);
    expect(tree.read("package-lock.json")).toHaveLength(big.length);
    expect(tree.gaps).toEqual([{ path: "big.json", reason: "larger than 2097152 bytes" }]);
  });

  it("reads an ignore file of the root only, never one above it", () => {
    writeFileSync(join(outside, ".gitignore"), "*\n");
    write("src/agent.ts");
    expect(paths()).toEqual(["src/agent.ts"]);
  });

  it("honours .git/info/exclude, but does not follow the .git file of a worktree", () => {
    write(".git/info/exclude", "notes.txt\n");
    write("notes.txt");
    write("worktree/.git", "gitdir: /somewhere/else\n");
    write("worktree/agent.ts");
    expect(paths()).toEqual(["worktree/agent.ts"]);
  });

  it("does not read a file that vanished after it was listed", () => {
    write("agent.ts");
    const tree = diskTree(root);
    unlinkSync(join(root, "agent.ts"));
    expect(tree.read("agent.ts")).toBeUndefined();
    expect(tree.gaps).toMatchObject([{ path: "agent.ts" }]);
  });
});

describe("a symbolic link", () => {
  it("to a file inside the root is a file under its own name, which may be an environment's", () => {
    write(".env.shared", "KEY=1");
    link(".env.production", ".env.shared");
    const tree = diskTree(root);
    expect(tree.files.map((file) => file.path)).toEqual([".env.production", ".env.shared"]);
    expect(tree.read(".env.production")).toBe("KEY=1");
    expect(tree.gaps).toEqual([]);
  });

  it("to a file outside the root is not followed", () => {
    writeFileSync(join(outside, "secret.env"), "KEY=1");
    link(".env", "../secret.env");
    link("absolute.env", join(outside, "secret.env"));
    const tree = diskTree(root);
    expect(tree.files).toEqual([]);
    expect(tree.read(".env")).toBeUndefined();
    expect(tree.gaps).toEqual([
      { path: ".env", reason: "a link that leaves the audited directory" },
      { path: "absolute.env", reason: "a link that leaves the audited directory" },
    ]);
  });

  it("to a folder outside the root is not followed, nor one whose name starts like the root's", () => {
    mkdirSync(join(outside, "repo-other"));
    writeFileSync(join(outside, "repo-other/agent.ts"), "");
    link("other", "../repo-other");
    const tree = diskTree(root);
    expect(tree.files).toEqual([]);
    expect(tree.has("other/agent.ts")).toBe(false);
    expect(tree.gaps).toEqual([{ path: "other", reason: "a link that leaves the audited directory" }]);
  });

  it("cannot leave the root through a second link", () => {
    writeFileSync(join(outside, "secret.env"), "KEY=1");
    link("hop", "..");
    link(".env", "hop/secret.env");
    expect(paths()).toEqual([]);
  });

  it("to a folder inside the root is read once, and still leads there", () => {
    write("shared/agent.ts", "export {};");
    link("apps/support/shared", "../../shared");
    const tree = diskTree(root);
    expect(tree.files.map((file) => file.path)).toEqual(["shared/agent.ts"]);
    expect(tree.has("apps/support/shared/agent.ts")).toBe(true);
    expect(tree.read("apps/support/shared/agent.ts")).toBe("export {};");
    expect(tree.gaps).toEqual([]);
  });

  it("to a folder is a gap when its name makes an environment of it", () => {
    write("environments/staging/app.yaml");
    link("environments/production", "staging");
    expect(diskTree(root).gaps).toEqual([
      { path: "environments/production", reason: "a link to environments/staging, read under that path only" },
    ]);
  });

  it("to a folder that is not read is a gap", () => {
    write(".gitignore", "/local/\n");
    write("local/agent.ts");
    write("node_modules/lib/index.js");
    link("agents", "local");
    link("lib", "node_modules/lib");
    expect(diskTree(root).gaps).toEqual([
      { path: "agents", reason: "a link to local, which is not read" },
      { path: "lib", reason: "a link into a folder that is not audited" },
    ]);
  });

  it("into .git is not followed", () => {
    write(".git/config", "[remote]");
    link("remote.txt", ".git/config");
    expect(paths()).toEqual([]);
  });

  it("to an ancestor ends", () => {
    write("src/agent.ts", "export {};");
    link("src/loop", "..");
    link("self", ".");
    const tree = diskTree(root);
    expect(tree.files.map((file) => file.path)).toEqual(["src/agent.ts"]);
    expect(tree.read("src/loop/src/agent.ts")).toBe("export {};");
    expect(tree.read("src/loop/src/loop/src/agent.ts")).toBe("export {};");
    expect(tree.has(`${"src/loop/".repeat(100)}src/agent.ts`)).toBe(false);
  });

  it("to itself is a gap", () => {
    link("a.ts", "b.ts");
    link("b.ts", "a.ts");
    const reason = "a link that cannot be followed: it leads back to itself, or took the place of a file";
    expect(diskTree(root).gaps).toEqual([
      { path: "a.ts", reason },
      { path: "b.ts", reason },
    ]);
  });

  it("to nothing is a gap", () => {
    link("agent.ts", "gone.ts");
    expect(diskTree(root).gaps).toMatchObject([{ path: "agent.ts" }]);
  });

  it("that is ignored is nobody's business", () => {
    write(".gitignore", "result\n");
    link("result", "../elsewhere");
    expect(diskTree(root).gaps).toEqual([]);
  });

  it("put in the place of a listed file is not followed", () => {
    writeFileSync(join(outside, "secret.env"), "KEY=1");
    write("agent.ts", "export {};");
    const tree = diskTree(root);
    unlinkSync(join(root, "agent.ts"));
    link("agent.ts", "../secret.env");
    expect(tree.read("agent.ts")).toBeUndefined();
    expect(tree.gaps).toMatchObject([{ path: "agent.ts" }]);
  });

  it("may be the root itself", () => {
    write("agent.ts");
    symlinkSync(root, join(outside, "alias"));
    expect(diskTree(join(outside, "alias")).files.map((file) => file.path)).toEqual(["agent.ts"]);
  });
});

describe("a root that cannot be audited", () => {
  const errorFor = (path: string): AuditError => {
    try {
      diskTree(path);
    } catch (error) {
      if (error instanceof AuditError) return error;
      throw error;
    }
    throw new Error("expected an AuditError");
  };

  it("is blamed on the command line when it is missing", () => {
    const error = errorFor(join(root, "nowhere"));
    expect(error.blame).toBe("usage");
    expect(error.message).toContain("does not exist");
    expect(error.hint).not.toBe("");
  });

  it("is blamed on the command line when it is a file", () => {
    write("agent.ts");
    expect(errorFor(join(root, "agent.ts"))).toMatchObject({ blame: "usage" });
    expect(errorFor(join(root, "agent.ts/inside"))).toMatchObject({ blame: "usage" });
  });

  it("is blamed on the target when it cannot be resolved", () => {
    link("loop", "loop");
    expect(errorFor(join(root, "loop"))).toMatchObject({ blame: "target" });
  });
});
