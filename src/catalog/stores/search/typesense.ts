import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const typesense: StoreEntry = {
  provider: "typesense",
  kind: "search",
  label: "Typesense collection",
  opens: [
    {
      ...symbols("typesense", "Client", "SearchClient", "Typesense.Client"),
      levels: [
        host(at("0.nearestNode.host", "0.nodes.0.host", "0.nodes.0.url"), {
          port: { from: at("0.nearestNode.port", "0.nodes.0.port") },
        }),
      ],
      credential: credential(at("0.apiKey")),
    },
  ],
  narrows: [
    { methods: ["collections"], levels: [container(at("0"))] },
    { methods: ["documents"], levels: [] },
  ],
  operations: [
    { methods: ["search", "retrieve", "export", "perform"], effect: "read" },
    { methods: ["create", "upsert", "update", "delete", "import"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};
