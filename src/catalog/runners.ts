/** A function that runs the function it is given once, at once, and answers what that answers. */
export interface RunnerEntry {
  readonly packages: readonly string[];
  /** The last name of what is called; `default` for the package itself. */
  readonly names: readonly string[];
  /** Answers by a promise whatever it is given. */
  readonly promises?: true;
}

export const runnerEntries: readonly RunnerEntry[] = [
  { packages: ["@opentelemetry/api"], names: ["startActiveSpan", "with"] },
  {
    packages: ["@sentry/*"],
    names: ["startSpan", "startSpanManual", "withScope", "withIsolationScope", "withActiveSpan", "continueTrace"],
  },
  { packages: ["async_hooks"], names: ["run", "exit"] },
  { packages: ["dd-trace"], names: ["trace"] },
  { packages: ["newrelic"], names: ["startSegment", "startBackgroundTransaction", "startWebTransaction"] },
  { packages: ["@langfuse/tracing"], names: ["startActiveObservation", "propagateAttributes"] },
  { packages: ["braintrust"], names: ["traced"] },
  { packages: ["async-mutex"], names: ["runExclusive"], promises: true },
  { packages: ["p-retry", "async-retry"], names: ["default"], promises: true },
  { packages: ["exponential-backoff"], names: ["backOff"], promises: true },
  { packages: ["p-queue"], names: ["add"], promises: true },
  { packages: ["bottleneck"], names: ["schedule"], promises: true },
];
