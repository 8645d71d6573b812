import { describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { withProgress } from "../../src/cli/progress.ts";
import { folderWith, smallAgent } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

const erased = "\r\u001b[K";

/** A terminal whose clock goes on by `step` milliseconds at each look. */
function terminal(step: number, world: Partial<Io> = {}): Partial<Io> {
  let now = 0;
  return {
    errIsTerminal: true,
    now: () => new Date(0),
    elapsed: () => {
      now += step;
      return now;
    },
    ...world,
  };
}

/** What a terminal of one line shows after each thing written to it, colours left out. */
function shown(err: string): string[] {
  const bare = err.replaceAll("\u001b[2m", "").replaceAll("\u001b[22m", "");
  return bare.split("\r").flatMap((line) => line.replace("\u001b[K", "") || []);
}

describe("progress on a terminal", () => {
  it("tells phases and counts of a long audit, and leaves nothing behind", async () => {
    const { err, out, status } = await bulkhead([folderWith(smallAgent)], terminal(300));
    expect(shown(err)).toEqual(expect.arrayContaining(["reading: 1 of 2 files"]));
    expect(shown(err).some((line) => line.startsWith("linking: "))).toBe(true);
    expect(shown(err).some((line) => /^judging: [a-z-]+ \(\d+ of 12 controls done\)$/.test(line))).toBe(true);
    expect(err.endsWith(erased)).toBe(true);
    expect(err).not.toContain("\n");
    expect(out).toBe((await bulkhead([folderWith(smallAgent)])).out);
    expect(status).toBe(1);
  });

  it("is told by the inventory and by the explanation of a line too", async () => {
    const root = folderWith(smallAgent);
    expect((await bulkhead(["inventory", root], terminal(300))).err).toContain("reading: ");
    expect((await bulkhead(["explain", "src/agent.ts:5", "--in", root], terminal(300))).err).toContain("reading: ");
  });

  it.each<[string, readonly string[], Partial<Io>]>([
    ["of a short audit", [], terminal(0)],
    ["where standard error is no terminal", [], terminal(300, { errIsTerminal: false, outIsTerminal: true })],
    ["with --quiet", ["--quiet"], terminal(300)],
    ["on a terminal that cannot erase", [], terminal(300, { env: { TERM: "dumb" } })],
  ])("says nothing %s", async (_, argv, world) => {
    expect((await bulkhead([folderWith(smallAgent), ...argv], world)).err).toBe("");
  });

  it("has no colour where none is wanted", async () => {
    const colours = async (argv: readonly string[], env: Record<string, string>) =>
      (await bulkhead([folderWith(smallAgent), ...argv], terminal(300, { env }))).err.includes("\u001b[2m");
    expect(await colours([], {})).toBe(true);
    expect(await colours([], { NO_COLOR: "1" })).toBe(false);
    expect(await colours(["--no-color"], {})).toBe(false);
  });
});

describe("the line", () => {
  const ioOf = (world: Partial<Io>, written: string[]): Io => ({
    out: () => {},
    err: (text) => void written.push(text),
    env: { NO_COLOR: "1" },
    cwd: "/",
    outIsTerminal: false,
    columns: undefined,
    errIsTerminal: true,
    errColumns: undefined,
    now: () => new Date(0),
    elapsed: () => 0,
    ...world,
  });

  it("waits half a second, and is drawn ten times a second at most", () => {
    const written: string[] = [];
    let now = 0;
    withProgress(ioOf({ elapsed: () => now }, written), {}, (onProgress) => {
      for (; now < 1000; now += 10) onProgress({ phase: "extract", files: now, of: 1000 });
    });
    expect(shown(written.join(""))).toEqual(
      [500, 600, 700, 800, 900].map((files) => `reading: ${files} of 1000 files`),
    );
  });

  it.each<[number | undefined, string]>([
    [12, "reading: 1 "],
    [0, "reading: 1 of 3 files"],
    [undefined, "reading: 1 of 3 files"],
  ])("never wraps at a width of %j, for a wrapped line could not be erased", (errColumns, expected) => {
    const written: string[] = [];
    withProgress(ioOf({ ...terminal(300), errColumns }, written), {}, (onProgress) => {
      for (let files = 0; files < 2; files++) onProgress({ phase: "extract", files, of: 3 });
    });
    expect(shown(written.join(""))).toEqual([expected]);
  });

  it("is erased before an error is told", () => {
    const written: string[] = [];
    const work = () =>
      withProgress(ioOf(terminal(300), written), {}, (onProgress) => {
        for (let files = 0; files < 3; files++) onProgress({ phase: "extract", files, of: 3 });
        throw new Error("no use");
      });
    expect(work).toThrow("no use");
    expect(written.at(-1)).toBe(erased);
  });
});
