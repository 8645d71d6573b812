import { at, container, credential, host, name, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { mastraOperations } from "./frameworks.ts";

export const couchbaseMastra: StoreEntry = {
  provider: "couchbase",
  kind: "vector",
  label: "Couchbase collection",
  opens: [
    {
      ...symbols("@mastra/couchbase", "CouchbaseVector"),
      levels: [
        host(at("0.connectionString")),
        name(at("0.bucketName")),
        container(at("0.collectionName")),
        scope(at("0.scopeName")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};
