import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const cosmos: StoreEntry = {
  provider: "cosmos",
  kind: "database",
  label: "Cosmos DB container",
  opens: [
    {
      ...symbols("@azure/cosmos", "CosmosClient"),
      levels: [host(at("0", "0.endpoint", "0.connectionString"))],
      credential: credential(at("0.key", "0.aadCredentials", "0.tokenProvider")),
    },
    {
      ...symbols("@azure/data-tables", "TableClient"),
      levels: [host(at("0")), container(at("1"))],
      credential: credential(at("2")),
    },
    {
      ...symbols("@azure/data-tables", "TableClient.fromConnectionString"),
      levels: [host(at("0")), container(at("1"))],
    },
  ],
  narrows: [
    { methods: ["database"], levels: [name(at("0"))] },
    { methods: ["container"], levels: [container(at("0"))] },
    { methods: ["item", "items"], levels: [] },
  ],
  operations: [
    {
      methods: ["read", "readAll", "query", "fetchAll", "fetchNext", "getEntity", "listEntities", "changeFeed"],
      effect: "read",
    },
    {
      methods: [
        "create",
        "upsert",
        "replace",
        "patch",
        "delete",
        "batch",
        "bulk",
        "createEntity",
        "upsertEntity",
        "updateEntity",
        "deleteEntity",
        "submitTransaction",
      ],
      effect: "write",
    },
    { methods: ["createIfNotExists"], effect: "write", levels: [container(at("0.id"))] },
  ],
  limitsContainers: true,
  isContext: false,
};
