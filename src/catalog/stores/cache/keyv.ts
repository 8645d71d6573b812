import { at, host, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const keyv: StoreEntry = {
  provider: "keyv",
  kind: "cache",
  label: "Keyv cache",
  opens: [
    {
      ...symbols("keyv", "default", "Keyv"),
      levels: [host(at("0", "0.uri", "0.store"), { otherwise: ":memory:" }), scope(at("0.namespace", "1.namespace"))],
      wraps: at("0.store", "0"),
    },
    {
      ...symbols(
        ["@keyv/redis", "@keyv/valkey", "@keyv/mongo", "@keyv/postgres", "@keyv/mysql", "@keyv/sqlite"],
        "default",
        "KeyvRedis",
        "KeyvValkey",
        "KeyvMongo",
        "KeyvPostgres",
        "KeyvMysql",
        "KeyvSqlite",
        "createKeyv",
      ),
      levels: [host(at("0", "0.url", "0.uri"))],
      wraps: at("0"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getMany", "has"], effect: "read" },
    { methods: ["set", "setMany", "delete", "deleteMany", "clear"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};
