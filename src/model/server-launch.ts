/** What a client of MCP starts when it starts a server, where that is fetched from a registry. */
export interface ServerLaunch {
  /** The package or image. */
  readonly package: string;
  readonly registry: "npm" | "python" | "image" | "git";
  /**
   * `exact`: one version or digest; `lockfile`: a dependency of the repository, in the version that its lockfile holds;
   * `range`: one of several; `none`: whatever is the newest; `unread`: written in a variable.
   */
  readonly pinned: "exact" | "lockfile" | "range" | "none" | "unread";
  /** As it is written: `latest`, `^1`; null where none is. */
  readonly version: string | null;
}
