import { at, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const cassandra: StoreEntry = {
  provider: "cassandra",
  kind: "database",
  label: "Cassandra keyspace",
  opens: [
    {
      ...symbols("cassandra-driver", "Client"),
      levels: [host(at("0.contactPoints.0", "0.cloud.secureConnectBundle")), name(at("0.keyspace"))],
      credential: credential(at("0.credentials.password")),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["execute", "eachRow", "stream"], effect: "read", statement: at("0") },
    { methods: ["batch"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};
