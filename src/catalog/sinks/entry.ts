import type { SinkEntry } from "../types.ts";

/** What methods of a made client do. */
export type Methods = NonNullable<SinkEntry["methods"]>;

/** What changes something outside. */
export function writes(...suffixes: readonly string[]): Methods[number] {
  return { suffixes, kind: "external-write" };
}

/** What only asks. */
export function reads(...suffixes: readonly string[]): Methods[number] {
  return { suffixes, kind: "external-read" };
}

/** What a client of some service does; `kind` is what a call of the client itself would be. */
export function client(
  provider: string,
  calls: SinkEntry["calls"],
  methods: Methods,
  beyond: Pick<SinkEntry, "url" | "credential"> = {},
): SinkEntry {
  return { operation: provider, provider, kind: "external-write", calls, methods, ...beyond };
}
