import type { Span } from "./location.ts";

export interface PackageFact {
  readonly kind: "package";
  readonly name: string | null;
  readonly workspaces: readonly string[];
  readonly scripts: readonly { readonly name: string; readonly command: string; readonly span: Span }[];
  readonly dependencies: readonly {
    readonly name: string;
    readonly range: string;
    readonly group: "runtime" | "development" | "peer" | "optional";
    readonly span: Span;
  }[];
  readonly main: string | null;
  readonly module: string | null;
  readonly types: string | null;
  readonly bin: readonly string[];
  /** `exports` and `imports`, flattened: subpath pattern → target patterns in order of preference. */
  readonly exports: readonly { readonly subpath: string; readonly targets: readonly string[] }[];
  readonly imports: readonly { readonly subpath: string; readonly targets: readonly string[] }[];
  readonly span: Span;
}

/** Named command lines beside those of a package: targets of a Makefile, tasks, shell scripts. */
export interface ScriptsFact {
  readonly kind: "scripts";
  readonly scripts: readonly { readonly name: string; readonly command: string; readonly span: Span }[];
}

/** pnpm-workspace.yaml, lerna.json. */
export interface WorkspaceFact {
  readonly kind: "workspace";
  readonly patterns: readonly string[];
  readonly span: Span;
}

/** What a lockfile installs of what packages declare. Dependencies of dependencies are no part of it: no code here imports them. */
export interface LockfileFact {
  readonly kind: "lockfile";
  readonly installed: readonly InstalledPackage[];
}

/** A version that a declared dependency got: in one workspace, or for one range wherever it is declared. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Folder of the workspace, relative to the lockfile's; "" is that folder itself. Null where the format does not tell. */
  readonly workspace: string | null;
  /** The range as package.json writes it; null where the format tells the workspace. */
  readonly range: string | null;
}

export interface TsconfigFact {
  readonly kind: "tsconfig";
  readonly extends: readonly string[];
  readonly baseUrl: string | null;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Projects that this file only gathers: each has paths of its own. */
  readonly references: readonly string[];
  /** Folders that count as one, so that a relative import may lead from one into another. */
  readonly rootDirs: readonly string[];
  readonly rootDir: string | null;
  readonly outDir: string | null;
  readonly span: Span;
}

/** The import map of Deno or a browser: what a specifier, or its beginning up to a slash, stands for. */
export interface ImportMapFact {
  readonly kind: "import-map";
  readonly imports: readonly { readonly specifier: string; readonly target: string }[];
  readonly span: Span;
}
