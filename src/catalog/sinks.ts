import type { SinkEntry } from "./types.ts";

export const sinkEntries: readonly SinkEntry[] = [];
