import { at, credential, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const momento: StoreEntry = {
  provider: "momento",
  kind: "cache",
  label: "Momento cache",
  opens: [
    {
      ...symbols("@gomomento/sdk", "CacheClient", "CacheClient.create", "PreviewVectorIndexClient"),
      levels: [],
      credential: credential(
        at("0.credentialProvider.0.apiKey", "0.credentialProvider.0.environmentVariableName", "0.credentialProvider"),
      ),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["get", "keyExists", "dictionaryFetch", "listFetch", "search"],
      effect: "read",
      levels: [name(at("0"))],
    },
    {
      methods: ["set", "delete", "increment", "dictionarySetField", "listPushBack", "upsertItemBatch", "createCache"],
      effect: "write",
      levels: [name(at("0"))],
    },
  ],
  limitsContainers: true,
  isContext: false,
};
