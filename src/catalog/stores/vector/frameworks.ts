import { at, symbols } from "../../shorthand.ts";
import type { ArgumentPath, LevelSource, StoreEntry, SymbolPattern } from "../../types.ts";

type Opener = StoreEntry["opens"][number];

/** What a configuration object of a vector store class says, wherever among the arguments it stands. */
export interface Configuration {
  readonly levels: readonly {
    readonly level: LevelSource["level"];
    readonly keys: readonly string[];
    readonly implicit?: readonly string[];
  }[];
  readonly credential?: { readonly keys: readonly string[]; readonly implicit?: readonly string[] };
  readonly wraps?: readonly string[];
}

/** The modules that have exported a vector store of LangChain, from the oldest on. */
export function langchain(module: string, ...own: readonly string[]): readonly string[] {
  return [
    ...own,
    `@langchain/community/vectorstores/${module}`,
    `langchain/vectorstores/${module}`,
    "langchain/vectorstores",
  ];
}

/** `new X(embeddings, c)`, `X.fromExistingIndex(embeddings, c)`, `X.fromDocuments(docs, embeddings, c)`, `X.fromTexts(texts, metadatas, embeddings, c)`. */
export function langchainClass(
  packages: readonly string[],
  className: string,
  configuration: Configuration,
): readonly Opener[] {
  const named = (...statics: readonly string[]) =>
    symbols(packages, ...statics.map((s) => (s === "" ? className : `${className}.${s}`)));
  return [
    opener(named("", "fromExistingIndex", "fromExistingCollection", "initialize"), 1, configuration),
    { ...opener(named("fromDocuments"), 2, configuration), writes: true },
    { ...opener(named("fromTexts"), 3, configuration), writes: true },
  ];
}

function opener(pattern: SymbolPattern, index: number, configuration: Configuration): Opener {
  const inside = (keys: readonly string[]): readonly ArgumentPath[] => at(...keys.map((key) => `${index}.${key}`));
  const { credential, wraps } = configuration;
  return {
    ...pattern,
    levels: configuration.levels.map(({ level, keys, implicit }) => ({
      level,
      from: inside(keys),
      ...(implicit ? { implicit } : {}),
    })),
    ...(credential
      ? {
          credential: {
            from: inside(credential.keys),
            ...(credential.implicit ? { implicit: credential.implicit } : {}),
          },
        }
      : {}),
    ...(wraps ? { wraps: inside(wraps) } : {}),
  };
}

/** What every vector store of LangChain can do. */
export const langchainOperations: StoreEntry["operations"] = [
  {
    methods: [
      "similaritySearch",
      "similaritySearchWithScore",
      "similaritySearchVectorWithScore",
      "maxMarginalRelevanceSearch",
      "hybridSearch",
      "invoke",
      "getRelevantDocuments",
    ],
    effect: "read",
  },
  { methods: ["addDocuments", "addVectors", "addTexts", "delete"], effect: "write" },
];

export const langchainNarrows: StoreEntry["narrows"] = [{ methods: ["asRetriever"], levels: [] }];

/** What every vector store of Mastra can do; older versions take the index as the first argument. */
export function mastraOperations(level: LevelSource["level"]): StoreEntry["operations"] {
  const levels: readonly LevelSource[] = [
    { level, from: at("0.indexName", "0") },
    { level: "scope", from: at("0.namespace") },
  ];
  return [
    { methods: ["query", "describeIndex"], effect: "read", levels },
    {
      methods: [
        "upsert",
        "createIndex",
        "deleteIndex",
        "truncateIndex",
        "updateVector",
        "deleteVector",
        "deleteVectors",
        "updateIndexById",
        "deleteIndexById",
      ],
      effect: "write",
      levels,
    },
  ];
}

/** `asRetriever` and what LlamaIndex makes of a store. */
export const llamaOperations: StoreEntry["operations"] = [
  { methods: ["query"], effect: "read" },
  { methods: ["add", "delete"], effect: "write" },
];
