import { describe, expect, it } from "vitest";
import { operationsIn } from "./operations-in.ts";

describe("operations on a database", () => {
  it.each<[string, string, string[]]>([
    [
      "Postgres by a pool",
      `import { Pool } from "pg";
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
export const run = async () => {
  await pool.query("SELECT body FROM articles");
  const client = await pool.connect();
  await client.query("UPDATE articles SET body = $1", ["x"]);
};`,
      ["read postgres query host=$DATABASE_URL", "write postgres query host=$DATABASE_URL"],
    ],
    [
      "Postgres by what its driver reads itself",
      `import { Client } from "pg";
const client = new Client();
export const run = () => client.query("SELECT 1");`,
      ["read postgres query host=$PGHOST name=$PGDATABASE port=$PGPORT key=$PGPASSWORD"],
    ],
    [
      "Postgres by tagged templates, in a transaction",
      `import postgres from "postgres";
const sql = postgres({ host: process.env.DB_HOST, port: 5433, database: "desk", password: process.env.DB_PASSWORD });
export const run = () => sql.begin(async (tx) => {
  await tx\`select body from articles\`;
  await tx\`delete from articles\`;
});`,
      [
        "read postgres query host=$DB_HOST name=desk port=5433 key=$DB_PASSWORD",
        "write postgres query host=$DB_HOST name=desk port=5433 key=$DB_PASSWORD",
      ],
    ],
    [
      "Postgres by Deno's driver",
      `const { Pool } = await import("jsr:@db/postgres@0.19.5");
const pool = new Pool(process.env.DATABASE_URL, 3, true);
export const run = async () => {
  const client = await pool.connect();
  await client.queryObject("SELECT body FROM articles");
  await client.queryArray\`DELETE FROM articles\`;
};`,
      ["read postgres queryObject host=$DATABASE_URL", "write postgres queryArray host=$DATABASE_URL"],
    ],
    [
      "Neon",
      `import { neon } from "@neondatabase/serverless";
const sql = neon(process.env.DATABASE_URL!);
export const run = () => sql\`INSERT INTO articles VALUES (1)\`;`,
      ["write postgres query host=$DATABASE_URL"],
    ],
    [
      "MySQL",
      `import mysql from "mysql2/promise";
const pool = mysql.createPool({ host: process.env.MYSQL_HOST, database: "desk", password: process.env.MYSQL_PASSWORD });
export const run = () => pool.execute("REPLACE INTO articles VALUES (1)");`,
      ["write mysql execute host=$MYSQL_HOST name=desk key=$MYSQL_PASSWORD"],
    ],
    [
      "SQLite, where the statement is prepared",
      `import Database from "better-sqlite3";
const db = new Database("data/desk.db");
export const run = () => {
  db.prepare("SELECT body FROM articles").all();
  db.prepare("INSERT INTO articles VALUES (?) RETURNING id").get(1);
};`,
      ["read sqlite all host=data/desk.db", "write sqlite get host=data/desk.db"],
    ],
    [
      "libSQL, by what a replica is synchronised with",
      `import { createClient } from "@libsql/client";
const db = createClient({ url: "file:local.db", syncUrl: process.env.TURSO_URL, authToken: process.env.TURSO_TOKEN });
export const run = () => db.execute({ sql: "DELETE FROM articles", args: [] });`,
      ["write libsql execute host=$TURSO_URL key=$TURSO_TOKEN"],
    ],
    [
      "Drizzle over a driver, in a transaction",
      `import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { articles } from "./schema";
const db = drizzle(new Pool({ connectionString: process.env.DATABASE_URL }));
export const run = () => db.transaction(async (tx) => {
  await tx.select().from(articles);
  await tx.insert(articles).values({ id: 1 });
});`,
      ["read postgres select host=$DATABASE_URL", "write postgres insert host=$DATABASE_URL"],
    ],
    [
      "Drizzle by an address",
      `import { drizzle } from "drizzle-orm/libsql";
const db = drizzle({ connection: { url: process.env.TURSO_URL!, authToken: process.env.TURSO_TOKEN } });
export const run = () => db.query.articles.findMany();`,
      ["read libsql findMany host=$TURSO_URL key=$TURSO_TOKEN"],
    ],
    [
      "Prisma",
      `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const run = () => prisma.$transaction(async (tx) => {
  await tx.article.findMany();
  await tx.article.create({ data: {} });
});`,
      ["read prisma findMany host=$DATABASE_URL", "write prisma create host=$DATABASE_URL"],
    ],
    [
      "Prisma with a generated client and an adapter",
      `import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../generated/prisma/client";
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.POSTGRES_URL }) });
export const run = () => prisma.article.deleteMany();`,
      ["write prisma deleteMany host=$POSTGRES_URL"],
    ],
    [
      "Kysely, in a transaction",
      `import { Kysely, PostgresDialect } from "kysely";
import { Pool } from "pg";
const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: process.env.DATABASE_URL }) }) });
export const run = () => db.transaction().execute(async (trx) => {
  await trx.selectFrom("articles").execute();
  await trx.insertInto("articles").values({}).execute();
});`,
      ["read postgres selectFrom host=$DATABASE_URL", "write postgres insertInto host=$DATABASE_URL"],
    ],
    [
      "Knex",
      `import knex from "knex";
const db = knex({ client: "pg", connection: { host: process.env.DB_HOST, database: "desk", password: process.env.DB_PASSWORD } });
export const run = () => db("articles").insert({});`,
      ["write knex insert host=$DB_HOST name=desk key=$DB_PASSWORD"],
    ],
    [
      "TypeORM",
      `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres", url: process.env.DATABASE_URL });
export const run = () => source.getRepository("Article").save({});`,
      ["write typeorm save host=$DATABASE_URL"],
    ],
    [
      "Supabase",
      `import { createClient } from "@supabase/supabase-js";
const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_KEY!);
export const run = async () => {
  await supabase.from("articles").select("body");
  await supabase.schema("drafts").from("articles").upsert({});
};`,
      [
        "read supabase select host=$SUPABASE_URL container=articles key=$SUPABASE_KEY",
        "write supabase upsert host=$SUPABASE_URL scope=drafts container=articles key=$SUPABASE_KEY",
      ],
    ],
    [
      "MongoDB",
      `import { MongoClient } from "mongodb";
const articles = new MongoClient(process.env.MONGODB_URI!).db("desk").collection("articles");
export const run = async () => {
  await articles.aggregate([]).toArray();
  await articles.findOneAndUpdate({}, {});
};`,
      [
        "read mongodb aggregate host=$MONGODB_URI name=desk container=articles",
        "write mongodb findOneAndUpdate host=$MONGODB_URI name=desk container=articles",
      ],
    ],
    [
      "Mongoose, whose models have no address",
      `import mongoose from "mongoose";
export const open = () => mongoose.connect(process.env.MONGODB_URI!, { dbName: "desk" });
const Article = mongoose.model("Article");
export const run = async () => {
  await Article.findById("1");
  await Article.create({});
};`,
      ["read mongodb findById host=$MONGODB_URI name=desk", "write mongodb create host=$MONGODB_URI name=desk"],
    ],
    [
      "DynamoDB",
      `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "eu-west-1" }));
export const run = async () => {
  await client.send(new GetCommand({ TableName: process.env.TABLE, Key: {} }));
  await client.send(new PutCommand({ TableName: "articles", Item: {} }));
};`,
      ["read dynamodb GetCommand host=eu-west-1 name=$TABLE", "write dynamodb PutCommand host=eu-west-1 name=articles"],
    ],
    [
      "Cosmos DB",
      `import { CosmosClient } from "@azure/cosmos";
const items = new CosmosClient({ endpoint: process.env.COSMOS_URL!, key: process.env.COSMOS_KEY }).database("desk").container("articles").items;
export const run = async () => {
  await items.query("SELECT * FROM c").fetchAll();
  await items.upsert({});
};`,
      [
        "read cosmos query host=$COSMOS_URL name=desk container=articles key=$COSMOS_KEY",
        "read cosmos fetchAll host=$COSMOS_URL name=desk container=articles key=$COSMOS_KEY",
        "write cosmos upsert host=$COSMOS_URL name=desk container=articles key=$COSMOS_KEY",
      ],
    ],
    [
      "Firestore, in a transaction",
      `import { Firestore } from "@google-cloud/firestore";
const db = new Firestore({ projectId: process.env.GCP_PROJECT });
export const run = () => db.runTransaction(async (tx) => {
  await tx.get(db.collection("articles").doc("1"));
  tx.set(db.collection("articles").doc("1"), {});
});`,
      ["read firestore get host=$GCP_PROJECT name=(default)", "write firestore set host=$GCP_PROJECT name=(default)"],
    ],
    [
      "Convex",
      `import { ConvexHttpClient } from "convex/browser";
import { fetchMutation } from "convex/nextjs";
const client = new ConvexHttpClient(process.env.CONVEX_URL!);
export const run = async (api: any) => {
  await client.query(api.articles.list);
  await fetchMutation(api.articles.add, {});
};`,
      ["read convex query host=$CONVEX_URL", "write convex fetchMutation host=$NEXT_PUBLIC_CONVEX_URL"],
    ],
    [
      "Couchbase",
      `import * as couchbase from "couchbase";
export const run = async () => {
  const cluster = await couchbase.connect(process.env.COUCHBASE_URL!, { username: "desk", password: process.env.COUCHBASE_PASSWORD });
  await cluster.query("SELECT * FROM articles");
  await cluster.bucket("desk").scope("notes").collection("articles").upsert("1", {});
};`,
      [
        "read couchbase query host=$COUCHBASE_URL key=$COUCHBASE_PASSWORD",
        "write couchbase upsert host=$COUCHBASE_URL name=desk scope=notes container=articles key=$COUCHBASE_PASSWORD",
      ],
    ],
    [
      "Cassandra",
      `import { Client } from "cassandra-driver";
const client = new Client({ contactPoints: [process.env.CASSANDRA_HOST!], keyspace: "desk", credentials: { username: "desk", password: process.env.CASSANDRA_PASSWORD! } });
export const run = () => client.execute("INSERT INTO articles (id) VALUES (?)", [1]);`,
      ["write cassandra execute host=$CASSANDRA_HOST name=desk key=$CASSANDRA_PASSWORD"],
    ],
    [
      "ClickHouse",
      `import { createClient } from "@clickhouse/client";
const client = createClient({ url: process.env.CLICKHOUSE_URL, database: "desk", password: process.env.CLICKHOUSE_PASSWORD });
export const run = async () => {
  await client.query({ query: "SELECT 1" });
  await client.insert({ table: "articles", values: [] });
};`,
      [
        "read clickhouse query host=$CLICKHOUSE_URL name=desk key=$CLICKHOUSE_PASSWORD",
        "write clickhouse insert host=$CLICKHOUSE_URL name=desk key=$CLICKHOUSE_PASSWORD",
      ],
    ],
    [
      "BigQuery",
      `import { BigQuery } from "@google-cloud/bigquery";
const bigquery = new BigQuery({ projectId: process.env.GCP_PROJECT });
export const run = async () => {
  await bigquery.query("SELECT 1");
  await bigquery.dataset("desk").table("articles").insert([]);
};`,
      ["read bigquery query host=$GCP_PROJECT", "write bigquery insert host=$GCP_PROJECT name=desk container=articles"],
    ],
    [
      "Neo4j, in a transaction",
      `import neo4j from "neo4j-driver";
const driver = neo4j.driver(process.env.NEO4J_URI!, neo4j.auth.basic("neo4j", process.env.NEO4J_PASSWORD!));
export const run = () => driver.session({ database: "desk" }).executeWrite((tx) => tx.run("CREATE (a:Article)"));`,
      [
        "write neo4j run host=$NEO4J_URI name=desk key=$NEO4J_PASSWORD",
        "write neo4j executeWrite host=$NEO4J_URI name=desk key=$NEO4J_PASSWORD",
      ],
    ],
  ])("%s", (_, code, expected) => {
    expect(operationsIn(code, { "src/schema.ts": `export const articles = {};` })).toEqual(expected);
  });
});
