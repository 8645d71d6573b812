import type { StoreEntry } from "../../types.ts";
import { cassandra } from "./cassandra.ts";
import { convex } from "./convex.ts";
import { cosmos } from "./cosmos.ts";
import { couchbase } from "./couchbase.ts";
import { dynamodb } from "./dynamodb.ts";
import { edgeConfig } from "./edge-config.ts";
import { firestore } from "./firestore.ts";
import { mongodb, mongoose } from "./mongodb.ts";
import { neo4j } from "./neo4j.ts";
import { surrealdb } from "./surrealdb.ts";

/** Databases of documents, graphs and wide rows. */
export const documentStores: readonly StoreEntry[] = [
  mongodb,
  mongoose,
  dynamodb,
  cosmos,
  firestore,
  convex,
  neo4j,
  cassandra,
  couchbase,
  surrealdb,
  edgeConfig,
];
