/** The world as a command sees it; tests bring their own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly outIsTerminal: boolean;
  /** Width of the terminal; undefined if the output is none. */
  readonly columns: number | undefined;
  readonly errIsTerminal: boolean;
  /** The same of standard error. */
  readonly errColumns: number | undefined;
  /** Milliseconds since some moment, by a clock that never goes back. */
  readonly elapsed: () => number;
  readonly now: () => Date;
}

/** `YYYY-MM-DD` in UTC, so that a decision expires at one moment everywhere. */
export function todayOf({ now }: Pick<Io, "now">): string {
  return now().toISOString().slice(0, 10);
}

export function processIo(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    outIsTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    errIsTerminal: process.stderr.isTTY === true,
    errColumns: process.stderr.columns,
    elapsed: () => performance.now(),
    now: () => new Date(),
  };
}
