import type { Place } from "./location.ts";

export type SinkKind =
  | "store-write"
  | "store-read"
  | "external-write"
  | "external-read"
  | "code-execution"
  | "file-write";

/** Something a tool does to the world, and how it gets there. */
export interface Sink {
  readonly kind: SinkKind;
  /** `pinecone upsert`, `fetch POST`, … */
  readonly operation: string;
  /** Of a request: where it goes to, if its address is written out. */
  readonly host?: string;
  readonly at: Place;
  /** Calls from the handler to the sink, outermost first. */
  readonly path: readonly Place[];
  /** Index into {@link Stack.stores}; null for anything else. */
  readonly store: number | null;
  /** Gates that every path to this sink passes; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
  /** Code is run on a machine that is made for it (E2B, Vercel Sandbox): it holds nothing of the process. */
  readonly isolated?: true;
}
