import { describe, expect, test } from "vitest";
import { auditEventsIn, type EntrySpec } from "./audit-of.ts";

const refund: EntrySpec = { name: "refund", path: "src/tool.ts", fn: "refund" };

function eventsIn(tool: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return auditEventsIn({ files: { ...files, "src/tool.ts": tool }, entries: [{ ...refund, calledByModel: true }] }).map(
    (e) => `${e.emitter} ${e.tag.kind}: ${e.tag.note}`,
  );
}

describe("loggers as the only trail", () => {
  const pino = (options: string, statement: string) =>
    `import pino from "pino"; const logger = pino(${options}); export async function refund(input) { ${statement} }`;
  const line = `logger.info({ tool: "refund" }, "tool called");`;

  test.each([
    [
      "a field of the line",
      pino("", `logger.info({ tool: "refund", environment: process.env.APP_ENV }, "tool called");`),
      ["logger.info environment: APP_ENV"],
    ],
    [
      "pino base",
      pino("{ base: { environment: process.env.APP_ENV } }", line),
      ["logger.info environment: the logger's base bindings (APP_ENV)"],
    ],
    [
      "pino mixin",
      pino("{ mixin() { return { env: process.env.APP_ENV }; } }", line),
      ["logger.info environment: the logger's base bindings (APP_ENV)"],
    ],
    [
      "pino without",
      pino("{ level: 'info' }", line),
      ["logger.info none: neither the event nor pino carries an environment"],
    ],
    [
      "a child logger",
      pino("", `const log = logger.child({ environment: process.env.APP_ENV }); log.info({ tool: "refund" });`),
      ["log.info environment: the logger's base bindings (APP_ENV)"],
    ],
    [
      "a child of a child",
      pino(
        "{ base: { environment: process.env.APP_ENV } }",
        `const log = logger.child({ a: 1 }).child({ b: 1 }); log.info({ tool: "refund" });`,
      ),
      ["log.info environment: the logger's base bindings (APP_ENV)"],
    ],
    [
      "a constant base",
      pino(`{ base: { environment: "production" } }`, line),
      [`logger.info constant: the constant "production"`],
    ],
    [
      "winston defaultMeta",
      `import winston from "winston"; const logger = winston.createLogger({ defaultMeta: { environment: process.env.APP_ENV } }); export async function refund(input) { logger.info("tool called", { tool: "refund" }); }`,
      ["logger.info environment: the logger's base bindings (APP_ENV)"],
    ],
    [
      "a logger that is handed in",
      `export const make = (logger) => async function refund(input) { logger.info({ tool: "refund" }, "tool called"); };`,
      ["logger.info unresolved: how the logger is set up is not in the repository"],
    ],
    [
      "console JSON",
      `export async function refund(input) { console.log(JSON.stringify({ event: "tool_call", tool: "refund", environment: process.env.APP_ENV })); }`,
      ["console.log environment: APP_ENV"],
    ],
    [
      "console JSON without",
      `export async function refund(input) { console.log(JSON.stringify({ event: "tool_call", tool: "refund" })); }`,
      ["console.log none: neither the event nor console carries an environment"],
    ],
  ])("%s", (_, tool, expected) => {
    expect(eventsIn(tool)).toEqual(expected);
  });

  test("is silent beside a dedicated emitter", () => {
    const tool = `import pino from "pino"; import { MongoClient } from "mongodb"; const logger = pino(); const audits = new MongoClient(process.env.M).db("x").collection("audit");
      export async function refund(input) { logger.info({ tool: "refund" }, "tool called"); await audits.insertOne({ tool: "refund", environment: process.env.APP_ENV }); }`;
    expect(eventsIn(tool)).toEqual(["audits.insertOne environment: APP_ENV"]);
  });
});

describe("telemetry as the only trail", () => {
  const sentry = `import * as Sentry from "@sentry/node"; export async function refund(input) { Sentry.captureEvent({ message: "tool called", tags: { tool: "refund" } }); }`;
  const span = `import { trace } from "@opentelemetry/api"; const tracer = trace.getTracer("agent");
    export async function refund(input) { return tracer.startActiveSpan("tool refund", { attributes: { "gen_ai.tool.name": "refund" } }, async (span) => { span.end(); }); }`;
  const posthog = (
    options: string,
    properties: string,
  ) => `import { PostHog } from "posthog-node"; const posthog = new PostHog(process.env.POSTHOG_KEY${options});
    export async function refund(input) { posthog.capture({ distinctId: "x", event: "tool_called", properties: { tool: "refund" ${properties} } }); }`;

  test.each([
    [
      "Sentry with its environment",
      sentry,
      {
        "src/instrument.ts": `import * as Sentry from "@sentry/node"; Sentry.init({ dsn: "x", environment: process.env.SENTRY_ENVIRONMENT });`,
      },
      ["Sentry.captureEvent environment: sentry puts it on every event (SENTRY_ENVIRONMENT)"],
    ],
    [
      "Sentry without",
      sentry,
      { "src/instrument.ts": `import * as Sentry from "@sentry/node"; Sentry.init({ dsn: "x" });` },
      ["Sentry.captureEvent none: sentry is configured without an environment"],
    ],
    [
      "Sentry with NODE_ENV",
      sentry,
      {
        "src/instrument.ts": `import * as Sentry from "@sentry/node"; Sentry.init({ environment: process.env.NODE_ENV });`,
      },
      ["Sentry.captureEvent node-env: NODE_ENV"],
    ],
    [
      "spans with a resource",
      span,
      {
        "src/otel.ts": `import { resourceFromAttributes } from "@opentelemetry/resources"; export const resource = resourceFromAttributes({ "service.name": "agent", "deployment.environment.name": process.env.APP_ENV });`,
      },
      ["tracer.startActiveSpan resource: on the OpenTelemetry Resource only"],
    ],
    [
      "spans with a resource by a constant of the conventions",
      span,
      {
        "src/otel.ts": `import { Resource } from "@opentelemetry/resources"; import { ATTR_DEPLOYMENT_ENVIRONMENT_NAME } from "@opentelemetry/semantic-conventions/incubating"; export const resource = new Resource({ [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: process.env.APP_ENV });`,
      },
      ["tracer.startActiveSpan resource: on the OpenTelemetry Resource only"],
    ],
    [
      "spans with a bare resource",
      span,
      {
        "src/otel.ts": `import { Resource } from "@opentelemetry/resources"; export const resource = new Resource({ "service.name": "agent" });`,
      },
      ["tracer.startActiveSpan none: opentelemetry is configured without an environment"],
    ],
    [
      "PostHog with a property",
      posthog("", ", environment: process.env.APP_ENV"),
      {},
      ["posthog.capture environment: APP_ENV"],
    ],
    [
      "PostHog without",
      posthog("", ""),
      {},
      ["posthog.capture none: neither the event nor posthog carries an environment"],
    ],
  ])("%s", (_, tool, files, expected) => {
    expect(eventsIn(tool, files)).toEqual(expected);
  });

  test("a span that goes out through Sentry carries the environment of its init", () => {
    const tool = `import { trace } from "@opentelemetry/api";
      export async function refund(input) { trace.getActiveSpan()?.setAttribute("gen_ai.tool.name", "refund"); }`;
    const init = `import * as Sentry from "@sentry/node"; Sentry.init({ environment: process.env.SENTRY_ENVIRONMENT });`;
    expect(eventsIn(tool, { "src/instrument.ts": init })).toEqual([
      "trace.getActiveSpan().setAttribute environment: sentry puts it on every event (SENTRY_ENVIRONMENT)",
    ]);
  });

  const worker = (options: string) => ({
    "src/sentry.config.ts": `import type { CloudflareOptions } from "@sentry/cloudflare"; import type { Env } from "./types";
      export default function options(env: Env): CloudflareOptions { return { dsn: env.SENTRY_DSN, ${options} }; }
      options.partial = (more: Partial<CloudflareOptions>) => (env: Env) => ({ ...options(env), ...more });`,
    "src/index.ts": `import * as Sentry from "@sentry/cloudflare"; import options from "./sentry.config"; import app from "./app";
      export default Sentry.withSentry(options, app) satisfies ExportedHandler<Env>;`,
  });

  test.each([
    [
      "from what the platform binds",
      "environment: env.SENTRY_ENVIRONMENT ?? (process.env.NODE_ENV !== 'production' ? 'development' : 'production')",
      "environment: sentry puts it on every event (SENTRY_ENVIRONMENT)",
    ],
    ["the same in all environments", `environment: "production"`, `constant: the constant "production"`],
    ["of how it was built", "environment: env.NODE_ENV", "node-env: NODE_ENV"],
    ["left out", "tracesSampleRate: 1", "none: sentry is configured without an environment"],
  ])("options that a function makes for the SDK, with an environment %s", (_, options, expected) => {
    const tool = `import { getActiveSpan } from "@sentry/core";
      export async function refund(input) { getActiveSpan()?.setAttribute("gen_ai.tool.name", "refund"); }`;
    expect(eventsIn(tool, worker(options))).toEqual([`getActiveSpan().setAttribute ${expected}`]);
  });

  test("a tag that is set beside the event does not hide the init elsewhere", () => {
    const tool = `import * as Sentry from "@sentry/node";
      export async function refund(input) { Sentry.setTag("tool", "refund"); Sentry.logger.info("tool call", { tool: "refund" }); }`;
    const init = `import * as Sentry from "@sentry/node"; Sentry.init({ environment: process.env.APP_ENV });`;
    expect(eventsIn(tool, { "app/instrument.ts": init })).toContain(
      "Sentry.logger.info environment: sentry puts it on every event (APP_ENV)",
    );
  });

  test("an init in a test configures nothing that is deployed", () => {
    const tool = `import * as Sentry from "@sentry/node";
      export async function refund(input) { Sentry.logger.info("tool call", { tool: "refund" }); }`;
    const at = (environment: string) => `import * as Sentry from "@sentry/node"; Sentry.init({ ${environment} });`;
    expect(
      eventsIn(tool, { "src/instrument.ts": at("environment: process.env.APP_ENV"), "src/tool.test.ts": at("") }),
    ).toEqual(["Sentry.logger.info environment: sentry puts it on every event (APP_ENV)"]);
  });

  test("an argument of the call beside what Sentry puts on every event", () => {
    const tool = `import * as Sentry from "@sentry/node";
      export async function refund({ stage }) { Sentry.logger.info("tool call", { tool: "refund", stage }); }`;
    const init = `import * as Sentry from "@sentry/node"; Sentry.init({ environment: process.env.APP_ENV });`;
    expect(eventsIn(tool, { "src/instrument.ts": init })).toEqual([
      "Sentry.logger.info environment: sentry puts it on every event (APP_ENV)",
    ]);
  });

  test.each([
    [
      "a counter",
      `import { metrics } from "@opentelemetry/api"; const c = metrics.getMeter("a").createCounter("tool.calls");`,
      `c.add(1, { tool: "refund" })`,
    ],
    [
      "a metric of Sentry",
      `import * as Sentry from "@sentry/node";`,
      `Sentry.metrics.count("tool.call", 1, { attributes: { tool: "refund" } })`,
    ],
    [
      "a client of metrics",
      `import { StatsD } from "hot-shots"; const stats = new StatsD();`,
      `stats.event("tool called", "refund", { tool: "refund" })`,
    ],
    [
      "a number on the span of someone else",
      `import { trace } from "@opentelemetry/api"; function recordToolResultCount(n) { trace.getActiveSpan()?.setAttribute("result.count", n); }`,
      `recordToolResultCount(3)`,
    ],
  ])("%s is no event", (_, before, call) => {
    expect(eventsIn(`${before} export async function refund(input) { ${call}; }`)).toEqual([]);
  });

  test("a span is one event, whatever is set on it", () => {
    const tool = `import { trace } from "@opentelemetry/api"; const tracer = trace.getTracer("agent");
      export async function refund(input) {
        const span = tracer.startSpan("tool refund");
        span.setAttribute("tool.name", "refund");
        span.setAttribute("deployment.environment.name", process.env.APP_ENV);
        span.end();
      }`;
    expect(eventsIn(tool)).toEqual(["tracer.startSpan environment: APP_ENV"]);
  });
});

describe("the AI SDK's own telemetry", () => {
  const agent = (settings: string) =>
    `import { streamText } from "ai";
export async function refund(input) { return input.amount; }
export const answer = (messages) => streamText({ model: "desk", messages, tools: { refund: { execute: refund } }, ${settings} });`;
  const vercel = {
    "src/instrumentation.ts": `import { registerOTel } from "@vercel/otel"; export const register = () => registerOTel({ serviceName: "desk" });`,
  };

  test.each([
    [
      "goes out through what is set up",
      "experimental_telemetry: { isEnabled: true }",
      vercel,
      ["the telemetry of streamText resource: opentelemetry takes it from VERCEL_ENV"],
    ],
    [
      "counts where it is on in production only",
      "experimental_telemetry: { isEnabled: process.env.NODE_ENV === 'production' }",
      vercel,
      ["the telemetry of streamText resource: opentelemetry takes it from VERCEL_ENV"],
    ],
    [
      "has an environment in its metadata",
      "experimental_telemetry: { isEnabled: true, metadata: { environment: process.env.APP_ENV } }",
      {},
      ["the telemetry of streamText environment: APP_ENV"],
    ],
    [
      "goes out nowhere that the repository shows",
      "experimental_telemetry: { isEnabled: true }",
      {},
      ["the telemetry of streamText unresolved: where its spans go out is not in the repository"],
    ],
    ["is switched off", "experimental_telemetry: { isEnabled: false }", vercel, []],
    ["is not asked for", "", vercel, []],
  ])("%s", (_, settings, files, expected) => {
    expect(eventsIn(agent(settings), files)).toEqual(expected);
  });
});
