/** What a path is there for. Only `source` and the CI and tool configuration in it describe what runs. */
export type Zone = "source" | "test" | "eval" | "example" | "docs" | "generated" | "fixture";

export interface TreeFile {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  readonly zone: Zone;
  readonly bytes: number;
  /** Git ignores it: it is on this machine and not in the repository. Absent if not. */
  readonly ignored?: true;
}

/** Something that was not inspected or could not be resolved, and why. Every report format shows it. */
export interface Gap {
  readonly path: string;
  readonly reason: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
}

/** The audited repository as a value: the only way any phase sees its files. */
export interface Tree {
  /** Sorted by path. */
  readonly files: readonly TreeFile[];
  readonly gaps: readonly Gap[];
  /** The text of a listed file without its byte order mark, or undefined if it cannot be read. */
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** Whether there is a file or folder at this path, also one that is not listed because it holds no text. */
  holds(path: string): boolean;
}
