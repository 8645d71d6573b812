import { at, container, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import {
  langchain,
  langchainClass,
  langchainNarrows,
  langchainOperations,
  llamaOperations,
  mastraOperations,
} from "./frameworks.ts";

export const atlasVector: StoreEntry = {
  provider: "mongodb",
  kind: "vector",
  label: "MongoDB Atlas collection",
  opens: [
    ...langchainClass(langchain("mongodb_atlas", "@langchain/mongodb"), "MongoDBAtlasVectorSearch", {
      levels: [],
      wraps: ["collection"],
    }),
    {
      ...symbols(["@llamaindex/mongodb", "llamaindex"], "MongoDBAtlasVectorSearch"),
      levels: [host([], { implicit: ["MONGODB_URI"] }), name(at("0.dbName")), container(at("0.collectionName"))],
      wraps: at("0.mongodbClient"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};

export const atlasMastra: StoreEntry = {
  ...atlasVector,
  opens: [
    {
      ...symbols("@mastra/mongodb", "MongoDBVector"),
      levels: [host(at("0.uri", "0.url")), name(at("0.dbName"))],
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
};
