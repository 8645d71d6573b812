/** Where a tree comes from. Paths are relative to its root with forward slashes; "" is the root. */
export interface Source {
  /** The entries of a folder, in any order. Throws what the platform throws. */
  list(folder: string): readonly Entry[];
  bytes(path: string): number;
  /** Where a symbolic link leads in the end. */
  follow(link: string): Destination;
  /** The first `limit` bytes of a regular file; never through a link. */
  read(path: string, limit: number): Uint8Array;
}

export interface Entry {
  readonly name: string;
  readonly kind: "file" | "directory" | "link" | "other";
}

export type Destination =
  | { readonly kind: "file"; readonly path: string; readonly bytes: number }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "nowhere"; readonly reason: string };

/** What a failed file operation means to a reader. The platform's own message holds absolute paths, so only its code is used. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return REASONS[code] ?? `could not be read (${code})`;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "may not be read: permission denied",
  EPERM: "may not be read: permission denied",
  ELOOP: "a link that cannot be followed: it leads back to itself, or took the place of a file",
  ENOTREG: "not a regular file",
  ENOENT: "vanished, or is a link to something that does not exist",
  ENOTDIR: "vanished, or is a link to something that does not exist",
  EMFILE: "could not be read: too many open files",
  ENAMETOOLONG: "could not be read: its path is too long",
};
