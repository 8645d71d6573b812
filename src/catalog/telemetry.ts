import type { TelemetryEntry } from "./types.ts";

export const telemetryEntries: readonly TelemetryEntry[] = [];
