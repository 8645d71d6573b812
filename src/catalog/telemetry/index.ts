import type { TelemetryEntry } from "../types.ts";
import { analytics } from "./analytics.ts";
import { errors } from "./errors.ts";
import { loggers } from "./loggers.ts";
import { openTelemetry } from "./opentelemetry.ts";
import { platforms } from "./platforms.ts";
import { tracing } from "./tracing.ts";

/** Loggers, error trackers, analytics and tracing. Metrics without fields (statsd) keep no record of a call and are left out. */
export const telemetryEntries: readonly TelemetryEntry[] = [
  ...loggers,
  ...errors,
  ...analytics,
  ...tracing,
  ...openTelemetry,
  ...platforms,
];
