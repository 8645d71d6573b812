import { describe, expect, it } from "vitest";
import { operationsIn } from "./operations-in.ts";

describe("operations on a cache, a bucket or a search index", () => {
  it.each<[string, string, string[]]>([
    [
      "Redis by ioredis",
      `import { Redis } from "ioredis";
const redis = new Redis(process.env.REDIS_URL!, { db: 2, keyPrefix: "desk:" });
export const run = async () => {
  await redis.get("a");
  await redis.pipeline().set("a", "b").exec();
};`,
      ["read redis get host=$REDIS_URL scope=desk:", "write redis set host=$REDIS_URL scope=desk:"],
    ],
    [
      "Redis by its own client",
      `import { createClient } from "redis";
const redis = createClient({ url: process.env.REDIS_URL, database: 1 });
export const run = () => redis.hSet("a", "b", "c");`,
      ["write redis hSet host=$REDIS_URL scope=1"],
    ],
    [
      "Upstash Redis by what its SDK reads itself",
      `import { Redis } from "@upstash/redis";
const redis = Redis.fromEnv();
export const run = () => redis.lpush("a", "b");`,
      [
        "write upstash lpush host=$UPSTASH_REDIS_REST_URL|$KV_REST_API_URL key=$UPSTASH_REDIS_REST_TOKEN|$KV_REST_API_TOKEN",
      ],
    ],
    [
      "Vercel KV, which is open already",
      `import { kv } from "@vercel/kv";
export const run = () => kv.set("a", "b");`,
      ["write upstash set host=$KV_REST_API_URL key=$KV_REST_API_TOKEN"],
    ],
    [
      "LangChain's byte store over Redis",
      `import { Redis } from "ioredis";
import { RedisByteStore } from "@langchain/community/storage/ioredis";
const store = new RedisByteStore({ client: new Redis(process.env.REDIS_URL!) });
export const run = async () => {
  await store.mget(["a"]);
  await store.mset([]);
};`,
      ["read redis mget host=$REDIS_URL", "write redis mset host=$REDIS_URL"],
    ],
    [
      "streams that can be resumed, by what their package reads itself",
      `import { createResumableStreamContext } from "resumable-stream";
import { after } from "next/server";
const streams = () => createResumableStreamContext({ waitUntil: after, keyPrefix: "desk" });
export const run = async () => {
  await streams().createNewResumableStream("a", () => new ReadableStream());
  await streams().resumeExistingStream("a");
};`,
      [
        "write resumable-stream createNewResumableStream host=$REDIS_URL|$KV_URL scope=desk",
        "read resumable-stream resumeExistingStream host=$REDIS_URL|$KV_URL scope=desk",
      ],
    ],
    [
      "streams that can be resumed over a client of the repository's own",
      `import { createClient } from "redis";
import { createResumableStreamContext } from "resumable-stream";
const publisher = createClient({ url: process.env.STREAMS_URL });
const streams = createResumableStreamContext({ waitUntil: null, publisher, subscriber: publisher.duplicate() });
export const run = () => streams.resumableStream("a", () => new ReadableStream());`,
      ["write redis resumableStream host=$STREAMS_URL"],
    ],
    [
      "S3",
      `import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
const s3 = new S3Client({ endpoint: process.env.R2_ENDPOINT, credentials: { accessKeyId: "a", secretAccessKey: process.env.R2_SECRET! } });
export const run = async () => {
  await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: "a" }));
  await s3.send(new PutObjectCommand({ Bucket: "desk-files", Key: "a", Body: "b" }));
};`,
      [
        "read s3 GetObjectCommand host=$R2_ENDPOINT name=$BUCKET key=$R2_SECRET",
        "write s3 PutObjectCommand host=$R2_ENDPOINT name=desk-files key=$R2_SECRET",
      ],
    ],
    [
      "Cloud Storage",
      `import { Storage } from "@google-cloud/storage";
const bucket = new Storage().bucket("desk-files");
export const run = async () => {
  await bucket.file("a").download();
  await bucket.file("a").save("b");
};`,
      [
        "read gcs download name=desk-files key=$GOOGLE_APPLICATION_CREDENTIALS",
        "write gcs save name=desk-files key=$GOOGLE_APPLICATION_CREDENTIALS",
      ],
    ],
    [
      "Azure Blob",
      `import { BlobServiceClient } from "@azure/storage-blob";
const files = BlobServiceClient.fromConnectionString(process.env.STORAGE!).getContainerClient("files");
export const run = () => files.getBlockBlobClient("a").uploadData(Buffer.from("b"));`,
      ["write azure-blob uploadData host=$STORAGE container=files"],
    ],
    [
      "Vercel Blob",
      `import { list, put } from "@vercel/blob";
export const run = async () => {
  await put("a", "b", { access: "public" });
};`,
      ["write vercel put key=$BLOB_READ_WRITE_TOKEN"],
    ],
    [
      "Elasticsearch",
      `import { Client } from "@elastic/elasticsearch";
const client = new Client({ node: process.env.ELASTIC_URL, auth: { apiKey: process.env.ELASTIC_KEY! } });
export const run = async () => {
  await client.search({ index: "articles" });
  await client.bulk({ index: "articles", operations: [] });
};`,
      [
        "read elasticsearch search host=$ELASTIC_URL container=articles key=$ELASTIC_KEY",
        "write elasticsearch bulk host=$ELASTIC_URL container=articles key=$ELASTIC_KEY",
      ],
    ],
    [
      "OpenSearch",
      `import { Client } from "@opensearch-project/opensearch";
const client = new Client({ node: process.env.OPENSEARCH_URL });
export const run = () => client.index({ index: "articles", body: {} });`,
      ["write opensearch index host=$OPENSEARCH_URL container=articles"],
    ],
    [
      "Azure AI Search",
      `import { AzureKeyCredential, SearchClient } from "@azure/search-documents";
const client = new SearchClient(process.env.SEARCH_URL!, "articles", new AzureKeyCredential(process.env.SEARCH_KEY!));
export const run = async () => {
  await client.search("refunds");
  await client.mergeOrUploadDocuments([]);
};`,
      [
        "read azure-search search host=$SEARCH_URL container=articles key=$SEARCH_KEY",
        "write azure-search mergeOrUploadDocuments host=$SEARCH_URL container=articles key=$SEARCH_KEY",
      ],
    ],
    [
      "Meilisearch",
      `import { MeiliSearch } from "meilisearch";
const index = new MeiliSearch({ host: process.env.MEILI_URL!, apiKey: process.env.MEILI_KEY }).index("articles");
export const run = async () => {
  await index.search("refunds");
  await index.addDocuments([]);
};`,
      [
        "read meilisearch search host=$MEILI_URL container=articles key=$MEILI_KEY",
        "write meilisearch addDocuments host=$MEILI_URL container=articles key=$MEILI_KEY",
      ],
    ],
    [
      "Typesense",
      `import Typesense from "typesense";
const client = new Typesense.Client({ nodes: [{ host: process.env.TYPESENSE_HOST!, port: 443, protocol: "https" }], apiKey: process.env.TYPESENSE_KEY! });
export const run = async () => {
  await client.collections("articles").documents().search({});
  await client.collections("articles").documents().upsert({});
};`,
      [
        "read typesense search host=$TYPESENSE_HOST container=articles port=443 key=$TYPESENSE_KEY",
        "write typesense upsert host=$TYPESENSE_HOST container=articles port=443 key=$TYPESENSE_KEY",
      ],
    ],
    [
      "Algolia",
      `import { algoliasearch } from "algoliasearch";
const client = algoliasearch(process.env.ALGOLIA_APP!, process.env.ALGOLIA_KEY!);
export const run = () => client.saveObjects({ indexName: "articles", objects: [] });`,
      ["write algolia saveObjects host=$ALGOLIA_APP container=articles key=$ALGOLIA_KEY"],
    ],
  ])("%s", (_, code, expected) => {
    expect(operationsIn(code)).toEqual(expected);
  });

  it("of redis go by the version for what names its host", () => {
    const code = `import { createClient } from "redis";
const redis = createClient({ host: process.env.REDIS_HOST, port: 6380 });
export const run = () => redis.set("a", "b");`;
    const version = (range: string) => ({ "package.json": `{"name":"desk","dependencies":{"redis":"${range}"}}` });
    expect(operationsIn(code, version("^3.1.2"))).toEqual(["write redis set host=$REDIS_HOST port=6380"]);
    // Since version 4 only a URL or a socket is read: this client talks to its own machine.
    expect(operationsIn(code, version("^5.0.0"))).toEqual(["write redis set host=localhost"]);
  });
});
