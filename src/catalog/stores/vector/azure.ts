import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, llamaOperations } from "./frameworks.ts";

export const azureVector: StoreEntry = {
  provider: "azure-search",
  kind: "vector",
  label: "Azure AI Search index",
  opens: [
    ...langchainClass(langchain("azure_aisearch"), "AzureAISearchVectorStore", {
      levels: [
        { level: "host", keys: ["endpoint"], implicit: ["AZURE_AISEARCH_ENDPOINT"] },
        { level: "container", keys: ["indexName"] },
      ],
      credential: { keys: ["key", "credentials"], implicit: ["AZURE_AISEARCH_KEY"] },
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/azure", "llamaindex"], "AzureAISearchVectorStore"),
      levels: [host(at("0.endpoint"), { implicit: ["AZURE_AI_SEARCH_ENDPOINT"] }), container(at("0.indexName"))],
      credential: credential(at("0.key", "0.credential"), "AZURE_AI_SEARCH_KEY"),
      wraps: at("0.searchClient"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};

export const azureCosmosVector: StoreEntry = {
  provider: "cosmos",
  kind: "vector",
  label: "Cosmos DB container",
  opens: langchainClass(["@langchain/azure-cosmosdb"], "AzureCosmosDBNoSQLVectorStore", {
    levels: [
      {
        level: "host",
        keys: ["endpoint", "connectionString"],
        implicit: ["AZURE_COSMOSDB_NOSQL_ENDPOINT", "AZURE_COSMOSDB_NOSQL_CONNECTION_STRING"],
      },
      { level: "name", keys: ["databaseName"] },
      { level: "container", keys: ["containerName"] },
    ],
    credential: { keys: ["credentials"] },
    wraps: ["client"],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
  limitsContainers: true,
  isContext: true,
};

export const cosmosLlama: StoreEntry = {
  ...azureCosmosVector,
  opens: [
    {
      ...symbols("@llamaindex/azure", "AzureCosmosDBNoSqlVectorStore"),
      levels: [
        host(at("0.endpoint", "0.connectionString"), {
          implicit: ["AZURE_COSMOSDB_NOSQL_ENDPOINT", "AZURE_COSMOSDB_NOSQL_CONNECTION_STRING"],
        }),
        name(at("0.dbName")),
        container(at("0.containerName")),
      ],
      credential: credential(at("0.key"), "AZURE_COSMOSDB_NOSQL_KEY"),
      wraps: at("0.client", "0.cosmosClient"),
    },
  ],
  narrows: [],
  operations: llamaOperations,
};

export const cosmosMongoVector: StoreEntry = {
  ...azureCosmosVector,
  provider: "mongodb",
  opens: langchainClass(["@langchain/azure-cosmosdb"], "AzureCosmosDBMongoDBVectorStore", {
    levels: [
      { level: "host", keys: ["connectionString"], implicit: ["AZURE_COSMOSDB_MONGODB_CONNECTION_STRING"] },
      { level: "name", keys: ["databaseName"] },
      { level: "container", keys: ["collectionName"] },
    ],
    wraps: ["client"],
  }),
};
