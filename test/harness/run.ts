import { tmpdir } from "node:os";
import type { Io } from "../../src/cli/io.ts";
import { runCli } from "../../src/cli/run-cli.ts";

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with an environment and a terminal of its own. */
export async function bulkhead(argv: readonly string[], world: Partial<Io> = {}): Promise<Outcome> {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {},
    cwd: tmpdir(),
    outIsTerminal: false,
    columns: undefined,
    errIsTerminal: false,
    errColumns: undefined,
    elapsed: () => 0,
    now: () => new Date("2026-11-27T12:00:00Z"),
    ...world,
  };
  const status = await runCli(argv, io);
  return { status, out, err };
}
