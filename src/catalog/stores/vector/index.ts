import type { StoreEntry } from "../../types.ts";
import { astra } from "./astra.ts";
import { azureCosmosVector, azureVector, cosmosLlama, cosmosMongoVector } from "./azure.ts";
import { chroma, chromaMastra } from "./chroma.ts";
import { cloudflareVector } from "./cloudflare.ts";
import { convexMastra, convexVector } from "./convex.ts";
import { couchbaseMastra } from "./couchbase.ts";
import { elasticVector } from "./elastic.ts";
import { langchainVectors } from "./langchain.ts";
import { libsqlLangchain, libsqlVector } from "./libsql.ts";
import { localVectors } from "./local.ts";
import { milvus } from "./milvus.ts";
import { atlasMastra, atlasVector } from "./mongodb.ts";
import { openai } from "./openai.ts";
import { pinecone, pineconeMastra } from "./pinecone.ts";
import { pgvector, pgvectorMastra, supabaseVector } from "./postgres.ts";
import { qdrant, qdrantMastra } from "./qdrant.ts";
import { redisVector } from "./redis.ts";
import { s3Vectors } from "./s3.ts";
import { turbopuffer } from "./turbopuffer.ts";
import { upstashMastra, upstashVector } from "./upstash.ts";
import { vectara } from "./vectara.ts";
import { weaviate } from "./weaviate.ts";

/** Vector indexes that a vendor runs. */
const vectorServices: readonly StoreEntry[] = [
  pinecone,
  pineconeMastra,
  upstashVector,
  upstashMastra,
  turbopuffer,
  cloudflareVector,
  s3Vectors,
  openai,
  vectara,
];

/** Vector databases that are run by whoever uses them, or by their vendor. */
const vectorServers: readonly StoreEntry[] = [qdrant, qdrantMastra, weaviate, milvus, chroma, chromaMastra];

/** Vectors in databases that hold other data too. */
const vectorDatabases: readonly StoreEntry[] = [
  pgvector,
  pgvectorMastra,
  supabaseVector,
  atlasVector,
  atlasMastra,
  couchbaseMastra,
  convexMastra,
  redisVector,
  astra,
  libsqlVector,
  libsqlLangchain,
  elasticVector,
  azureVector,
  azureCosmosVector,
  cosmosLlama,
  cosmosMongoVector,
  convexVector,
];

/** Every vector store, the more telling first. */
export const vectorStores: readonly StoreEntry[] = [
  ...vectorServices,
  ...vectorServers,
  ...vectorDatabases,
  ...langchainVectors,
  ...localVectors,
];
