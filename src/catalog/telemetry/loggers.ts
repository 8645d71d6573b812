import { at } from "../shorthand.ts";
import type { TelemetryEntry } from "../types.ts";
import { child, entry, environment, fieldsFirst, levels, messageFirst } from "./entry.ts";

/** Libraries that write lines. */
export const loggers: readonly TelemetryEntry[] = [
  entry("pino", "logger", ["pino", "pino/*"], ["default", "pino"], {
    base: at("0.base", "0.mixin", "0.formatters.bindings"),
    emits: fieldsFirst,
    derives: [
      { methods: ["child"], base: at("0") },
      { methods: ["setBindings"], base: at("0") },
    ],
  }),
  entry(
    "pino",
    "logger",
    ["pino-http", "express-pino-logger", "nestjs-pino", "fastify"],
    ["default", "pinoHttp", "LoggerModule.forRoot"],
    { base: at("0.base", "0.customProps", "0.pinoHttp.base", "0.logger.base") },
  ),
  entry("winston", "logger", "winston", ["createLogger", "default.createLogger", "loggers.add"], {
    base: at("0.defaultMeta"),
    emits: [
      { methods: levels.filter((level) => level !== "log"), fields: at("1", "0") },
      { methods: ["log"], fields: at("2", "0", "1") },
    ],
    derives: child,
  }),
  entry("winston", "emit", "winston", ["info", "warn", "error", "debug", "log", "verbose"], {
    emits: [{ methods: [""], fields: at("1", "2", "0") }],
  }),
  entry("bunyan", "logger", "bunyan", ["createLogger", "default"], {
    base: at("0"),
    emits: fieldsFirst,
    derives: child,
  }),
  entry("tslog", "logger", "tslog", ["Logger"], {
    base: at("0", "1"),
    emits: fieldsFirst,
    derives: [{ methods: ["getSubLogger", "getChildLogger"], base: at("0", "1") }],
  }),
  entry("consola", "logger", ["consola", "consola/*"], ["createConsola", "default", "consola"], {
    base: at("0.defaults"),
    emits: messageFirst,
    derives: [{ methods: ["withTag", "withDefaults", "create"], base: at("0") }],
  }),
  entry("consola", "emit", ["consola", "consola/*"], levels, { emits: [{ methods: [""], fields: at("1", "0") }] }),
  entry("loglevel", "logger", "loglevel", ["getLogger", "default.getLogger"], { emits: messageFirst }),
  entry("loglevel", "emit", "loglevel", levels, { emits: [{ methods: [""], fields: at("1", "0") }] }),
  entry("signale", "logger", "signale", ["Signale", "default", "scope"], {
    emits: messageFirst,
    derives: [{ methods: ["scope", "child"], base: at("0") }],
  }),
  entry("signale", "emit", "signale", [...levels, "success", "await", "complete"], {
    emits: [{ methods: [""], fields: at("1", "0") }],
  }),
  entry("log4js", "logger", "log4js", ["getLogger", "default.getLogger"], {
    emits: messageFirst,
    derives: [{ methods: ["addContext"], base: at("1") }],
  }),
  entry("roarr", "logger", "roarr", ["Roarr", "default"], {
    emits: [{ methods: ["", ...levels], fields: at("0") }],
    derives: [{ methods: ["child"], base: at("0") }],
  }),
  entry("logtape", "logger", "@logtape/logtape", ["getLogger"], {
    emits: messageFirst,
    derives: [{ methods: ["getChild", "with"], base: at("0") }],
  }),
  entry("logtape", "init", "@logtape/logtape", ["configure", "configureSync"], {}),
  entry("nest", "logger", "@nestjs/common", ["Logger", "ConsoleLogger"], {
    emits: [{ methods: levels, fields: at("0", "1") }],
  }),
  entry(
    "nest",
    "emit",
    "@nestjs/common",
    ["Logger.log", "Logger.warn", "Logger.error", "Logger.debug", "Logger.verbose"],
    { emits: [{ methods: [""], fields: at("0", "1") }] },
  ),
  entry("powertools", "logger", "@aws-lambda-powertools/logger", ["Logger"], {
    base: at("0.persistentKeys", "0.persistentLogAttributes"),
    environment: environment(at("0.environment")),
    emits: messageFirst,
    derives: [
      { methods: ["createChild"], base: at("0.persistentKeys", "0.persistentLogAttributes") },
      { methods: ["appendKeys", "appendPersistentKeys", "addPersistentLogAttributes"], base: at("0") },
    ],
  }),
  entry("powertools", "logger", "@aws-lambda-powertools/metrics", ["Metrics"], {
    emits: [{ methods: ["addMetric"], name: at("0"), fields: at("2") }],
    derives: [{ methods: ["addDimensions", "setDefaultDimensions"], base: at("0") }],
  }),
  entry(
    "encore",
    "emit",
    ["encore.dev/log"],
    ["info", "warn", "error", "debug", "trace", "default.info", "default.error"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry(
    "trigger.dev",
    "emit",
    ["@trigger.dev/sdk", "@trigger.dev/sdk/v3"],
    ["logger.info", "logger.warn", "logger.error", "logger.debug", "logger.log"],
    { emits: [{ methods: [""], fields: at("1") }] },
  ),
  entry("evlog", "emit", "evlog", ["log.info", "log.warn", "log.error", "useLogger"], {
    emits: [{ methods: [""], fields: at("0") }],
  }),
  entry(
    "console",
    "emit",
    "",
    ["console.log", "console.info", "console.warn", "console.error", "console.debug", "console.trace"],
    { emits: [{ methods: [""], fields: at("0", "1") }] },
  ),
];
