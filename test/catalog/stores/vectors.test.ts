import { describe, expect, it } from "vitest";
import { operationsIn } from "./operations-in.ts";

describe("operations on a vector store", () => {
  it.each<[string, string, string[]]>([
    [
      "Pinecone",
      `import { Pinecone } from "@pinecone-database/pinecone";
const index = new Pinecone({ apiKey: process.env.PINECONE_KEY! }).index("articles").namespace("desk");
export const run = async () => {
  await index.query({ topK: 3, vector: [] });
  await index.upsert([]);
};`,
      [
        "read pinecone query name=articles scope=desk key=$PINECONE_KEY",
        "write pinecone upsert name=articles scope=desk key=$PINECONE_KEY",
      ],
    ],
    [
      "Pinecone with what its SDK reads itself",
      `import { Pinecone } from "@pinecone-database/pinecone";
const index = new Pinecone().Index(process.env.PINECONE_INDEX!);
export const run = () => index.namespace("desk").deleteAll();`,
      ["write pinecone deleteAll name=$PINECONE_INDEX scope=desk key=$PINECONE_API_KEY"],
    ],
    [
      "an index of Pinecone that has a host",
      `import { Pinecone } from "@pinecone-database/pinecone";
const index = new Pinecone().index({ name: "articles", host: process.env.PINECONE_HOST });
export const run = () => index.searchRecords({ query: { topK: 1, inputs: {} }, namespace: "desk" });`,
      ["read pinecone searchRecords name=articles host=$PINECONE_HOST scope=desk key=$PINECONE_API_KEY"],
    ],
    [
      "an assistant of Pinecone",
      `import { Pinecone } from "@pinecone-database/pinecone";
export const run = () => new Pinecone().assistant("desk").uploadFile({ path: "a.pdf" });`,
      ["write pinecone uploadFile name=desk key=$PINECONE_API_KEY"],
    ],
    [
      "Pinecone through LangChain",
      `import { Pinecone } from "@pinecone-database/pinecone";
import { PineconeStore } from "@langchain/pinecone";
const pineconeIndex = new Pinecone().Index("articles");
export const run = async (documents: unknown[], embeddings: unknown) => {
  const store = await PineconeStore.fromExistingIndex(embeddings, { pineconeIndex, namespace: "desk" });
  await store.similaritySearch("refunds");
  await store.addDocuments(documents);
  await PineconeStore.fromDocuments(documents, embeddings, { pineconeIndex, namespace: "drafts" });
};`,
      [
        "read pinecone similaritySearch name=articles scope=desk key=$PINECONE_API_KEY",
        "write pinecone addDocuments name=articles scope=desk key=$PINECONE_API_KEY",
        "write pinecone fromDocuments name=articles scope=drafts key=$PINECONE_API_KEY",
      ],
    ],
    [
      "Qdrant",
      `import { QdrantClient } from "@qdrant/js-client-rest";
const client = new QdrantClient({ host: process.env.QDRANT_HOST, port: 6333, apiKey: process.env.QDRANT_KEY });
export const run = async () => {
  await client.search("articles", { vector: [] });
  await client.upsert("articles", { points: [] });
};`,
      [
        "read qdrant search host=$QDRANT_HOST container=articles port=6333 key=$QDRANT_KEY",
        "write qdrant upsert host=$QDRANT_HOST container=articles port=6333 key=$QDRANT_KEY",
      ],
    ],
    [
      "Weaviate 3",
      `import weaviate from "weaviate-client";
export const run = async () => {
  const client = await weaviate.connectToWeaviateCloud(process.env.WEAVIATE_URL!, { authCredentials: new weaviate.ApiKey(process.env.WEAVIATE_KEY!) });
  const articles = client.collections.use("Articles").withTenant("desk");
  await articles.query.nearText("refunds");
  await articles.data.insertMany([]);
};`,
      [
        "read weaviate nearText host=$WEAVIATE_URL container=Articles scope=desk key=$WEAVIATE_KEY",
        "write weaviate insertMany host=$WEAVIATE_URL container=Articles scope=desk key=$WEAVIATE_KEY",
      ],
    ],
    [
      "Weaviate 2",
      `import weaviate from "weaviate-ts-client";
const client = weaviate.client({ scheme: "https", host: process.env.WEAVIATE_HOST! });
export const run = () => client.graphql.get().withClassName("Articles").do();`,
      ["read weaviate do host=$WEAVIATE_HOST container=Articles"],
    ],
    [
      "Milvus",
      `import { MilvusClient } from "@zilliz/milvus2-sdk-node";
const client = new MilvusClient({ address: process.env.MILVUS_ADDRESS!, token: process.env.MILVUS_TOKEN, database: "desk" });
export const run = async () => {
  await client.search({ collection_name: "articles", data: [], partition_names: ["eu"] });
  await client.insert({ collection_name: "articles", data: [] });
};`,
      [
        "read milvus search host=$MILVUS_ADDRESS name=desk container=articles scope=eu key=$MILVUS_TOKEN",
        "write milvus insert host=$MILVUS_ADDRESS name=desk container=articles key=$MILVUS_TOKEN",
      ],
    ],
    [
      "Chroma",
      `import { ChromaClient } from "chromadb";
const client = new ChromaClient({ host: process.env.CHROMA_HOST, port: 8000, tenant: "acme", database: "desk" });
export const run = async () => {
  const articles = await client.getOrCreateCollection({ name: "articles" });
  await articles.query({ queryTexts: [] });
  await articles.add({ ids: [] });
};`,
      [
        "read chroma query host=$CHROMA_HOST name=acme/desk container=articles port=8000",
        "write chroma add host=$CHROMA_HOST name=acme/desk container=articles port=8000",
      ],
    ],
    [
      "Chroma Cloud",
      `import { CloudClient } from "chromadb";
const client = new CloudClient({ apiKey: process.env.CHROMA_KEY, tenant: process.env.CHROMA_TENANT_ID, database: "desk" });
export const run = () => client.deleteCollection({ name: "articles" });`,
      ["write chroma deleteCollection host=$CHROMA_TENANT_ID name=desk container=articles key=$CHROMA_KEY"],
    ],
    [
      "Upstash Vector",
      `import { Index } from "@upstash/vector";
const index = new Index();
export const run = async () => {
  await index.query({ data: "refunds", topK: 1 }, { namespace: "desk" });
  await index.upsert([{ id: "1", data: "x" }]);
};`,
      [
        "read upstash query host=$UPSTASH_VECTOR_REST_URL|$NEXT_PUBLIC_UPSTASH_VECTOR_REST_URL scope=desk key=$UPSTASH_VECTOR_REST_TOKEN|$NEXT_PUBLIC_UPSTASH_VECTOR_REST_TOKEN",
        "write upstash upsert host=$UPSTASH_VECTOR_REST_URL|$NEXT_PUBLIC_UPSTASH_VECTOR_REST_URL key=$UPSTASH_VECTOR_REST_TOKEN|$NEXT_PUBLIC_UPSTASH_VECTOR_REST_TOKEN",
      ],
    ],
    [
      "Turbopuffer",
      `import Turbopuffer from "@turbopuffer/turbopuffer";
const notes = new Turbopuffer({ region: "gcp-us-central1", apiKey: process.env.TPUF_KEY }).namespace("notes");
export const run = async () => {
  await notes.query({ rank_by: ["vector", "ANN", []] });
  await notes.write({ upsert_rows: [] });
};`,
      [
        "read turbopuffer query host=gcp-us-central1 container=notes key=$TPUF_KEY",
        "write turbopuffer write host=gcp-us-central1 container=notes key=$TPUF_KEY",
      ],
    ],
    [
      "LanceDB",
      `import * as lancedb from "@lancedb/lancedb";
export const run = async () => {
  const db = await lancedb.connect(process.env.LANCE_URI!);
  const table = await db.openTable("articles");
  await table.vectorSearch([]).toArray();
  await table.add([]);
};`,
      [
        "read lancedb vectorSearch host=$LANCE_URI container=articles",
        "write lancedb add host=$LANCE_URI container=articles",
      ],
    ],
    [
      "Astra DB",
      `import { DataAPIClient } from "@datastax/astra-db-ts";
const db = new DataAPIClient(process.env.ASTRA_TOKEN).db(process.env.ASTRA_ENDPOINT!, { keyspace: "desk" });
export const run = async () => {
  await db.collection("articles").find({}).toArray();
  await db.collection("articles").findOneAndUpdate({}, {});
};`,
      [
        "read astra find host=$ASTRA_ENDPOINT scope=desk container=articles key=$ASTRA_TOKEN",
        "write astra findOneAndUpdate host=$ASTRA_ENDPOINT scope=desk container=articles key=$ASTRA_TOKEN",
      ],
    ],
    [
      "pgvector through LangChain",
      `import { PGVectorStore } from "@langchain/community/vectorstores/pgvector";
export const run = async (embeddings: unknown) => {
  const store = await PGVectorStore.initialize(embeddings, { postgresConnectionOptions: { connectionString: process.env.DATABASE_URL }, tableName: "articles" });
  await store.similaritySearchWithScore("refunds");
};`,
      ["read postgres similaritySearchWithScore host=$DATABASE_URL container=articles"],
    ],
    [
      "pgvector of Mastra",
      `import { PgVector } from "@mastra/pg";
const store = new PgVector({ id: "vectors", connectionString: process.env.DATABASE_URL! });
export const run = () => store.upsert({ indexName: "articles", vectors: [] });`,
      ["write postgres upsert host=$DATABASE_URL container=articles"],
    ],
    [
      "Supabase through LangChain",
      `import { createClient } from "@supabase/supabase-js";
import { SupabaseVectorStore } from "@langchain/community/vectorstores/supabase";
const client = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_KEY!);
export const run = (embeddings: unknown) => new SupabaseVectorStore(embeddings, { client, tableName: "articles" }).similaritySearch("refunds");`,
      ["read supabase similaritySearch host=$SUPABASE_URL container=articles key=$SUPABASE_SERVICE_KEY"],
    ],
    [
      "MongoDB Atlas through LangChain",
      `import { MongoClient } from "mongodb";
import { MongoDBAtlasVectorSearch } from "@langchain/mongodb";
const collection = new MongoClient(process.env.MONGODB_URI!).db("desk").collection("articles");
export const run = (embeddings: unknown) => new MongoDBAtlasVectorSearch(embeddings, { collection, indexName: "default" }).addDocuments([]);`,
      ["write mongodb addDocuments host=$MONGODB_URI name=desk container=articles"],
    ],
    [
      "Azure AI Search through LangChain",
      `import { AzureAISearchVectorStore } from "@langchain/community/vectorstores/azure_aisearch";
export const run = (embeddings: unknown) => new AzureAISearchVectorStore(embeddings, { endpoint: process.env.SEARCH_URL, key: process.env.SEARCH_KEY, indexName: "articles" }).similaritySearch("refunds");`,
      ["read azure-search similaritySearch host=$SEARCH_URL container=articles key=$SEARCH_KEY"],
    ],
    [
      "SingleStore through LangChain",
      `import { SingleStoreVectorStore } from "@langchain/community/vectorstores/singlestore";
export const run = (embeddings: unknown) => new SingleStoreVectorStore(embeddings, { connectionOptions: { host: process.env.SINGLESTORE_HOST, database: "desk", password: process.env.SINGLESTORE_PASSWORD }, tableName: "articles" }).addDocuments([]);`,
      ["write singlestore addDocuments host=$SINGLESTORE_HOST name=desk container=articles key=$SINGLESTORE_PASSWORD"],
    ],
    [
      "Couchbase through LangChain",
      `import { connect } from "couchbase";
import { CouchbaseSearchVectorStore } from "@langchain/community/vectorstores/couchbase_search";
export const run = async (embeddings: unknown) => {
  const cluster = await connect(process.env.COUCHBASE_URL!, { username: "desk", password: process.env.COUCHBASE_PASSWORD });
  const store = await CouchbaseSearchVectorStore.initialize(embeddings, { cluster, bucketName: "desk", scopeName: "notes", collectionName: "articles", indexName: "i" });
  await store.similaritySearch("refunds");
};`,
      [
        "read couchbase similaritySearch host=$COUCHBASE_URL name=desk container=articles scope=notes key=$COUCHBASE_PASSWORD",
      ],
    ],
    [
      "an OpenAI vector store",
      `import OpenAI from "openai";
const openai = new OpenAI();
export const run = async () => {
  await openai.vectorStores.search("vs_articles", { query: "refunds" });
  await openai.vectorStores.files.create("vs_articles", { file_id: "f" });
  await openai.chat.completions.create({ model: "x", messages: [] });
};`,
      [
        "read openai search name=vs_articles key=$OPENAI_API_KEY",
        "write openai create name=vs_articles key=$OPENAI_API_KEY",
      ],
    ],
    [
      "an index of LlamaIndex over Qdrant",
      `import { VectorStoreIndex } from "llamaindex";
import { QdrantVectorStore } from "@llamaindex/qdrant";
const vectorStore = new QdrantVectorStore({ url: process.env.QDRANT_URL, collectionName: "articles" });
export const run = async () => {
  const index = await VectorStoreIndex.fromVectorStore(vectorStore);
  await index.asQueryEngine().query({ query: "refunds" });
};`,
      ["read qdrant query host=$QDRANT_URL container=articles"],
    ],
    [
      "vectors in the process",
      `import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
export const run = async (embeddings: unknown) => new MemoryVectorStore(embeddings).addDocuments([]);`,
      ["write memory addDocuments host=:memory:"],
    ],
    [
      "vectors in files",
      `import { LocalIndex } from "vectra";
const index = new LocalIndex("data/articles");
export const run = async () => {
  await index.queryItems([], "", 3);
  await index.insertItem({ vector: [], metadata: {} });
};`,
      ["read file queryItems host=data/articles", "write file insertItem host=data/articles"],
    ],
  ])("%s", (_, code, expected) => {
    expect(operationsIn(code)).toEqual(expected);
  });

  it("of Turbopuffer goes by the version for what it takes without an address", () => {
    const code = `import { Turbopuffer } from "@turbopuffer/turbopuffer";
export const run = () => new Turbopuffer({ apiKey: process.env.TPUF_KEY! }).namespace("notes").upsert({ vectors: [] });`;
    const version = (range: string) => ({
      "package.json": `{"name":"desk","dependencies":{"@turbopuffer/turbopuffer":"${range}"}}`,
    });
    expect(operationsIn(code, version("^0.6.0"))).toEqual([
      "write turbopuffer upsert host=https://api.turbopuffer.com container=notes key=$TPUF_KEY",
    ]);
    expect(operationsIn(code, version("^2.0.0"))).toEqual([
      "write turbopuffer upsert host=$TURBOPUFFER_BASE_URL|$TURBOPUFFER_REGION container=notes key=$TPUF_KEY",
    ]);
  });
});
