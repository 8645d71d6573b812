import { at, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

export const convexMastra: StoreEntry = {
  provider: "convex",
  kind: "vector",
  label: "Convex vectors",
  opens: [
    {
      ...symbols("@mastra/convex", "ConvexVector"),
      levels: [host(at("0.deploymentUrl"))],
      credential: credential(at("0.adminAuthToken")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: false,
  isContext: true,
};

export const convexVector: StoreEntry = {
  provider: "convex",
  kind: "vector",
  label: "Convex table",
  opens: langchainClass(langchain("convex"), "ConvexVectorStore", {
    levels: [{ level: "container", keys: ["table"] }],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
  limitsContainers: false,
  isContext: true,
};
