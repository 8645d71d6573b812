import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../src/discover/admission.ts";
import type { Source } from "../../src/discover/source.ts";
import { SourceTree } from "../../src/discover/source-tree.ts";

/** A source with one folder `src`, whose every operation can be made to fail. */
function sourceWith(faults: Partial<Source>): Source {
  return {
    list: (folder) =>
      folder === ""
        ? [{ name: "src", kind: "directory" }]
        : [
            { name: "agent.ts", kind: "file" },
            { name: "gate.ts", kind: "file" },
          ],
    bytes: () => 2,
    follow: () => ({ kind: "nowhere", reason: "unused" }),
    read: () => Buffer.from("{}"),
    ...faults,
  };
}

const treeWith = (faults: Partial<Source>) => new SourceTree(sourceWith(faults), defaultLimits);

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: /home/someone/repo/src/agent.ts`), { code });
}

describe("a source that fails", () => {
  it("leaves a folder that cannot be listed as a gap", () => {
    const tree = treeWith({
      list: (folder) => {
        if (folder === "src") throw failure("EACCES");
        return [{ name: "src", kind: "directory" }];
      },
    });
    expect(tree.gaps).toEqual([{ path: "src", reason: "may not be read: permission denied" }]);
  });

  it("leaves a file that cannot be looked at as a gap, and lists its neighbours", () => {
    const tree = treeWith({
      bytes: (path) => {
        if (path === "src/agent.ts") throw failure("EIO");
        return 2;
      },
    });
    expect(tree.files.map((file) => file.path)).toEqual(["src/gate.ts"]);
    expect(tree.gaps).toEqual([{ path: "src/agent.ts", reason: "could not be read (EIO)" }]);
  });

  it("turns a failed reading into a gap that names no path of the machine", () => {
    const tree = treeWith({
      read: () => {
        throw failure("EACCES");
      },
    });
    expect(tree.gaps).toEqual([]);
    expect(tree.read("src/agent.ts")).toBeUndefined();
    expect(tree.gaps).toEqual([{ path: "src/agent.ts", reason: "may not be read: permission denied" }]);
  });

  it("says what it can about a failure without a code", () => {
    const tree = treeWith({
      read: () => {
        throw new Error("/home/someone");
      },
    });
    tree.read("src/agent.ts");
    expect(tree.gaps).toEqual([{ path: "src/agent.ts", reason: "could not be read (no code)" }]);
  });

  it("refuses a file that grew beyond the limit after it was listed", () => {
    const tree = treeWith({ read: (_, limit) => Buffer.alloc(limit, "a") });
    expect(tree.read("src/agent.ts")).toBeUndefined();
    expect(tree.gaps).toEqual([{ path: "src/agent.ts", reason: "larger than 2097152 bytes" }]);
  });

  it("makes a gap of an ignore file it cannot read, and ignores nothing for it", () => {
    const tree = treeWith({
      list: (folder) => (folder === "" ? [{ name: ".gitignore", kind: "file" }] : []),
      read: () => {
        throw failure("EACCES");
      },
    });
    expect(tree.gaps).toEqual([{ path: ".gitignore", reason: "may not be read: permission denied" }]);
  });

  it("does not list what is neither file nor folder", () => {
    const tree = treeWith({ list: (folder) => (folder === "" ? [{ name: "queue.ts", kind: "other" }] : []) });
    expect(tree.files).toEqual([]);
    expect(tree.gaps).toEqual([{ path: "queue.ts", reason: "not a regular file" }]);
  });
});
