import { at, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

/** Files that a model of the vendor searches. The client does much else, so only these calls are about a store. */
export const openai: StoreEntry = {
  provider: "openai",
  kind: "vector",
  label: "OpenAI vector store",
  opens: [
    {
      ...symbols("openai", "default", "OpenAI"),
      levels: [],
      credential: credential(at("0.apiKey"), "OPENAI_API_KEY"),
      latent: true,
    },
    {
      ...symbols("openai", "AzureOpenAI"),
      levels: [host(at("0.endpoint", "0.baseURL"), { implicit: ["AZURE_OPENAI_ENDPOINT"] })],
      credential: credential(at("0.apiKey"), "AZURE_OPENAI_API_KEY"),
      latent: true,
    },
  ],
  narrows: [],
  operations: [
    {
      methods: [
        "vectorStores.search",
        "vectorStores.retrieve",
        "vectorStores.files.list",
        "vectorStores.files.content",
      ],
      effect: "read",
      levels: [name(at("0"))],
    },
    { methods: ["vectorStores.list"], effect: "read" },
    {
      methods: [
        "vectorStores.update",
        "vectorStores.delete",
        "vectorStores.del",
        "vectorStores.files.create",
        "vectorStores.files.createAndPoll",
        "vectorStores.files.upload",
        "vectorStores.files.uploadAndPoll",
        "vectorStores.fileBatches.create",
        "vectorStores.fileBatches.createAndPoll",
        "vectorStores.fileBatches.uploadAndPoll",
      ],
      effect: "write",
      levels: [name(at("0"))],
    },
    { methods: ["vectorStores.files.delete", "vectorStores.create"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};
