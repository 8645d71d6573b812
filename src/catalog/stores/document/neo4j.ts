import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const neo4j: StoreEntry = {
  provider: "neo4j",
  kind: "database",
  label: "Neo4j database",
  opens: [
    {
      ...symbols(["neo4j-driver", "neo4j-driver-lite"], "driver", "neo4j.driver"),
      levels: [host(at("0"))],
      credential: credential(at("1.1", "1.credentials")),
    },
    {
      ...symbols(
        ["@langchain/community/graphs/neo4j_graph", "@langchain/community/vectorstores/neo4j_vector"],
        "Neo4jGraph.initialize",
        "Neo4jGraph",
      ),
      levels: [host(at("0.url")), name(at("0.database"))],
      credential: credential(at("0.password")),
    },
    {
      ...symbols(
        ["@langchain/community/vectorstores/neo4j_vector"],
        "Neo4jVectorStore.initialize",
        "Neo4jVectorStore.fromExistingIndex",
        "Neo4jVectorStore.fromExistingGraph",
      ),
      levels: [host(at("1.url")), name(at("1.database")), container(at("1.indexName"))],
      credential: credential(at("1.password")),
    },
  ],
  narrows: [{ methods: ["session"], levels: [name(at("0.database"))] }],
  hands: ["executeRead", "executeWrite", "readTransaction", "writeTransaction"],
  operations: [
    { methods: ["executeRead", "readTransaction", "similaritySearch", "similaritySearchWithScore"], effect: "read" },
    { methods: ["executeWrite", "writeTransaction", "addDocuments", "addGraphDocuments"], effect: "write" },
    { methods: ["run", "executeQuery", "query"], effect: "read", statement: at("0") },
  ],
  limitsContainers: true,
  isContext: false,
};
