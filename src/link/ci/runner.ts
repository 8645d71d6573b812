import type { ProgramKind } from "./job.ts";

/** What a runner makes of its arguments. */
export interface Run {
  readonly program: { readonly kind: ProgramKind; readonly runner?: string; readonly testFilters?: readonly string[] };
  /** Files it runs, as written. */
  readonly files?: readonly string[];
  readonly config?: string | undefined;
}

/** Reads the arguments of one program. */
export type Runner = (args: readonly string[]) => Run | null;
