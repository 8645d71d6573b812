import { at, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

export const libsqlVector: StoreEntry = {
  provider: "libsql",
  kind: "vector",
  label: "libSQL database",
  opens: [
    {
      ...symbols("@mastra/libsql", "LibSQLVector"),
      levels: [host(at("0.connectionUrl", "0.url"))],
      credential: credential(at("0.authToken")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

export const libsqlLangchain: StoreEntry = {
  ...libsqlVector,
  opens: langchainClass(langchain("libsql"), "LibSQLVectorStore", {
    levels: [{ level: "container", keys: ["table", "tableName"] }],
    wraps: ["db"],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
};
