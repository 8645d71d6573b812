import { at, credential, symbols } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";

type Emits = NonNullable<TelemetryEntry["emits"]>;
type Derives = NonNullable<TelemetryEntry["derives"]>;
type Beyond = Pick<TelemetryEntry, "base" | "environment" | "emits" | "derives">;

/** A symbol that keeps a record of what happened. */
export function entry(
  product: string,
  role: TelemetryEntry["role"],
  packages: string | readonly string[],
  names: readonly string[],
  beyond: Beyond = {},
): TelemetryEntry {
  return { product, role, symbol: symbols(packages, ...names), ...beyond };
}

/** Where a configuration says which environment it is, or which variables the SDK reads instead. */
export const environment = credential;

/** Methods of a logger, one for each level. */
export const levels = [
  "trace",
  "debug",
  "verbose",
  "silly",
  "info",
  "log",
  "warn",
  "warning",
  "error",
  "fatal",
  "critical",
  "notice",
  "alert",
  "emerg",
  "http",
  "success",
  "audit",
];

/** `logger.info(fields, "message")`, and `logger.info("message", fields)` where the first is no object. */
export const fieldsFirst: Emits = [{ methods: levels, fields: at("0", "1") }];

/** `logger.info("message", fields)` before the other way round. */
export const messageFirst: Emits = [
  { methods: levels, fields: at("1", "0", "2") },
  { methods: ["write", "child"], fields: at("0") },
];

/** `logger.child(bindings)`. */
export const child: Derives = [{ methods: ["child"], base: at("0") }];
