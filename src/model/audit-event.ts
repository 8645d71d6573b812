import type { Place } from "./location.ts";

export type AuditSubject = "tool-call" | "store-write" | "retrieval" | "gate-decision" | "model-call" | "other";

export interface AuditEvent {
  readonly subject: AuditSubject;
  /** What is called to emit it: `audit.record`, `logger.info`, `posthog capture`. */
  readonly emitter: string;
  readonly at: Place;
  readonly service: string;
  readonly tag: EnvironmentTag;
  /** The tools whose calls it is emitted in, as indices into {@link Stack.tools}; absent where it was not tied to single tools (a dispatcher). */
  readonly records?: readonly number[];
  /** Where the record is finally written; null if that is outside the repository. */
  readonly recordedAt?: Place | null;
  /** Where the logger is made that the record goes through: what that puts on every record stands there. */
  readonly preparedAt?: Place;
  /** Names of the tools whose calls it records, as far as the code that emits it was followed; empty if none is known. */
  readonly covers?: readonly string[];
  /** What keeps the record, as far as it was followed: `console` is nobody; `span` is subject to sampling. */
  readonly keptBy?: "console" | "span" | "other";
  /** The product that takes it: `sentry`, `opentelemetry`, `ai-sdk`. */
  readonly product?: string;
  /** Names of the fields of the record; absent where there may be further ones. */
  readonly fields?: readonly string[];
  /** Where the settings say that its emitter keeps a trail. */
  readonly declaredAt?: Place;
  /** Nothing waits for it to be written. */
  readonly isFloating?: true;
}

/** Where the environment on an audit event comes from (CONTROLS AT-4, §5.1.6 and 7). */
export type EnvironmentTag =
  | { readonly kind: "environment" | "credential" | "resource"; readonly at: Place; readonly note: string }
  | { readonly kind: "node-env"; readonly at: Place; readonly note: string }
  | { readonly kind: "constant" | "caller"; readonly at: Place; readonly note: string }
  /** The record says nothing; each environment keeps its records under a name of its own. */
  | { readonly kind: "place"; readonly at: Place; readonly note: string; readonly sides: readonly TagSide[] }
  /** `sides`: the one place in which records of several environments are kept. */
  | { readonly kind: "none"; readonly note: string; readonly sides?: readonly TagSide[] }
  /** `at`: where the emitter is made whose code the repository does not hold. */
  | { readonly kind: "unresolved"; readonly note: string; readonly at?: Place };

/** Where the records of one environment are kept. */
export interface TagSide {
  readonly environment: string;
  readonly at: Place;
  readonly note: string;
}
