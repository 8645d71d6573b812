import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const vectara: StoreEntry = {
  provider: "vectara",
  kind: "vector",
  label: "Vectara corpus",
  opens: langchainClass(langchain("vectara"), "VectaraStore", {
    levels: [
      { level: "host", keys: ["customerId"], implicit: ["VECTARA_CUSTOMER_ID"] },
      { level: "container", keys: ["corpusId"], implicit: ["VECTARA_CORPUS_ID"] },
    ],
    credential: { keys: ["apiKey"], implicit: ["VECTARA_API_KEY"] },
  }),
  narrows: langchainNarrows,
  operations: [...langchainOperations, { methods: ["addFiles", "deleteDocuments"], effect: "write" }],
  limitsContainers: true,
  isContext: true,
};
