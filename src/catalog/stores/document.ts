import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const awsCredential = credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY");

const mongodb: StoreEntry = {
  provider: "mongodb",
  kind: "database",
  label: "MongoDB collection",
  opens: [
    {
      ...symbols("mongodb", "MongoClient", "MongoClient.connect"),
      levels: [host(at("0"))],
      credential: credential(at("1.auth.password")),
    },
  ],
  narrows: [
    { methods: ["db"], levels: [name(at("0"))] },
    { methods: ["collection"], levels: [container(at("0"))] },
    { methods: ["connect", "withSession", "startSession"], levels: [] },
  ],
  operations: [
    {
      methods: [
        "find",
        "findOne",
        "aggregate",
        "countDocuments",
        "estimatedDocumentCount",
        "distinct",
        "count",
        "watch",
        "indexes",
        "listIndexes",
        "listSearchIndexes",
        "listCollections",
        "collections",
      ],
      effect: "read",
    },
    {
      methods: [
        "insertOne",
        "insertMany",
        "updateOne",
        "updateMany",
        "replaceOne",
        "deleteOne",
        "deleteMany",
        "bulkWrite",
        "findOneAndUpdate",
        "findOneAndReplace",
        "findOneAndDelete",
        "createIndex",
        "createIndexes",
        "createSearchIndex",
        "createSearchIndexes",
        "updateSearchIndex",
        "dropSearchIndex",
        "dropIndex",
        "dropIndexes",
        "rename",
        "drop",
        "dropDatabase",
      ],
      effect: "write",
    },
    { methods: ["createCollection", "dropCollection"], effect: "write", levels: [container(at("0"))] },
  ],
  limitsContainers: true,
  isContext: false,
};

const mongoose: StoreEntry = {
  provider: "mongodb",
  kind: "database",
  label: "MongoDB database",
  opens: [
    {
      ...symbols(
        "mongoose",
        "connect",
        "createConnection",
        "Mongoose.connect",
        "mongoose.connect",
        "mongoose.createConnection",
      ),
      levels: [host(at("0")), name(at("1.dbName"))],
      credential: credential(at("1.pass", "1.auth.password")),
    },
    {
      ...symbols(
        "mongoose",
        "model",
        "models",
        "connection",
        "mongoose.model",
        "mongoose.models",
        "mongoose.connection",
      ),
      levels: [],
      ambient: true,
    },
    {
      ...symbols("@nestjs/mongoose", "MongooseModule.forRoot"),
      levels: [host(at("0", "0.uri")), name(at("1.dbName"))],
    },
  ],
  narrows: [
    { methods: ["useDb"], levels: [name(at("0"))] },
    { methods: ["model", "collection", "db", "session"], levels: [] },
  ],
  operations: [
    {
      methods: [
        "find",
        "findOne",
        "findById",
        "aggregate",
        "countDocuments",
        "estimatedDocumentCount",
        "distinct",
        "exists",
        "where",
      ],
      effect: "read",
    },
    {
      methods: [
        "create",
        "insertOne",
        "insertMany",
        "save",
        "bulkSave",
        "bulkWrite",
        "updateOne",
        "updateMany",
        "replaceOne",
        "deleteOne",
        "deleteMany",
        "findOneAndUpdate",
        "findOneAndReplace",
        "findOneAndDelete",
        "findByIdAndUpdate",
        "findByIdAndDelete",
        "dropCollection",
        "dropDatabase",
      ],
      effect: "write",
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const dynamoClients = ["@aws-sdk/client-dynamodb", "@aws-sdk/lib-dynamodb"] as const;

// A table has no host of its own, yet an equal name in another region is another table.
const dynamoTable = name(at("0.TableName"));

const dynamodb: StoreEntry = {
  provider: "dynamodb",
  kind: "database",
  label: "DynamoDB table",
  namedIn: "aws",
  opens: [
    {
      ...symbols("@aws-sdk/client-dynamodb", "DynamoDBClient", "DynamoDB"),
      levels: [host(at("0.endpoint", "0.region"))],
      credential: awsCredential,
    },
    {
      ...symbols("@aws-sdk/lib-dynamodb", "DynamoDBDocumentClient.from", "DynamoDBDocument.from"),
      levels: [],
      wraps: at("0"),
    },
    {
      ...symbols(["aws-sdk", "aws-sdk/clients/dynamodb"], "DynamoDB.DocumentClient", "DynamoDB", "DocumentClient"),
      levels: [host(at("0.endpoint", "0.region"))],
      credential: credential(at("0.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("dynamodb-toolbox", "Table"),
      levels: [name(at("0.name"))],
      wraps: at("0.documentClient", "0.DocumentClient"),
    },
    {
      ...symbols("electrodb", "Entity", "Service"),
      levels: [name(at("1.table"))],
      wraps: at("1.client"),
    },
    {
      ...symbols("dynamoose", "model", "default.model", "Table"),
      levels: [name(at("0"))],
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["get", "getItem", "query", "scan", "batchGet", "batchGetItem", "transactGet", "transactGetItems"],
      effect: "read",
      levels: [dynamoTable],
    },
    {
      methods: [
        "put",
        "putItem",
        "update",
        "updateItem",
        "delete",
        "deleteItem",
        "batchWrite",
        "batchWriteItem",
        "transactWrite",
        "transactWriteItems",
        "create",
        "upsert",
        "patch",
        "remove",
        "createTable",
        "deleteTable",
      ],
      effect: "write",
      levels: [dynamoTable],
    },
    { methods: ["executeStatement"], effect: "read", statement: at("0.Statement") },
  ],
  requests: [
    {
      ...symbols(
        dynamoClients,
        "GetCommand",
        "GetItemCommand",
        "QueryCommand",
        "ScanCommand",
        "BatchGetCommand",
        "BatchGetItemCommand",
        "TransactGetCommand",
        "TransactGetItemsCommand",
        "DescribeTableCommand",
      ),
      effect: "read",
      levels: [dynamoTable],
    },
    {
      ...symbols(
        dynamoClients,
        "PutCommand",
        "PutItemCommand",
        "UpdateCommand",
        "UpdateItemCommand",
        "DeleteCommand",
        "DeleteItemCommand",
        "BatchWriteCommand",
        "BatchWriteItemCommand",
        "TransactWriteCommand",
        "TransactWriteItemsCommand",
        "ExecuteStatementCommand",
        "CreateTableCommand",
        "UpdateTableCommand",
        "DeleteTableCommand",
      ),
      effect: "write",
      levels: [dynamoTable],
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const cosmos: StoreEntry = {
  provider: "cosmos",
  kind: "database",
  label: "Cosmos DB container",
  opens: [
    {
      ...symbols("@azure/cosmos", "CosmosClient"),
      levels: [host(at("0", "0.endpoint", "0.connectionString"))],
      credential: credential(at("0.key", "0.aadCredentials", "0.tokenProvider")),
    },
    {
      ...symbols("@azure/data-tables", "TableClient"),
      levels: [host(at("0")), container(at("1"))],
      credential: credential(at("2")),
    },
    {
      ...symbols("@azure/data-tables", "TableClient.fromConnectionString"),
      levels: [host(at("0")), container(at("1"))],
    },
  ],
  narrows: [
    { methods: ["database"], levels: [name(at("0"))] },
    { methods: ["container"], levels: [container(at("0"))] },
    { methods: ["item", "items"], levels: [] },
  ],
  operations: [
    {
      methods: ["read", "readAll", "query", "fetchAll", "fetchNext", "getEntity", "listEntities", "changeFeed"],
      effect: "read",
    },
    {
      methods: [
        "create",
        "upsert",
        "replace",
        "patch",
        "delete",
        "batch",
        "bulk",
        "createEntity",
        "upsertEntity",
        "updateEntity",
        "deleteEntity",
        "submitTransaction",
      ],
      effect: "write",
    },
    { methods: ["createIfNotExists"], effect: "write", levels: [container(at("0.id"))] },
  ],
  limitsContainers: true,
  isContext: false,
};

const firestore: StoreEntry = {
  provider: "firestore",
  kind: "database",
  label: "Firestore database",
  opens: [
    {
      ...symbols(["@google-cloud/firestore", "firebase-admin/firestore"], "Firestore", "default"),
      levels: [
        host(at("0.projectId"), { implicit: ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"] }),
        name(at("0.databaseId"), { otherwise: "(default)" }),
      ],
      credential: credential(at("0.credentials", "0.keyFilename"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    {
      ...symbols(["firebase-admin", "firebase-admin/app"], "initializeApp", "default.initializeApp"),
      levels: [host(at("0.projectId", "0.databaseURL"), { implicit: ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"] })],
      credential: credential(at("0.credential", "0.credential.0"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    {
      ...symbols(["firebase/app"], "initializeApp"),
      levels: [host(at("0.projectId"))],
    },
    {
      ...symbols(
        [
          "firebase-admin",
          "firebase-admin/firestore",
          "firebase-admin/database",
          "firebase/firestore",
          "firebase/firestore/lite",
          "firebase/database",
        ],
        "getFirestore",
        "initializeFirestore",
        "firestore",
        "getDatabase",
        "database",
      ),
      levels: [name(at("1"))],
      wraps: at("0"),
      ambient: true,
    },
  ],
  narrows: [
    { methods: ["collection"], levels: [container(at("0"))] },
    { methods: ["collectionGroup"], levels: [container(at("0"))] },
    { methods: ["doc", "ref", "child", "where", "orderBy", "limit", "batch", "bulkWriter"], levels: [] },
  ],
  hands: ["runTransaction"],
  operations: [
    { methods: ["get", "getAll", "findNearest", "onSnapshot", "once", "count", "listDocuments"], effect: "read" },
    {
      methods: ["add", "set", "create", "update", "delete", "recursiveDelete", "push", "remove", "commit"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: false,
};

const convex: StoreEntry = {
  provider: "convex",
  kind: "database",
  label: "Convex deployment",
  opens: [
    {
      ...symbols(["convex/browser", "convex/react"], "ConvexHttpClient", "ConvexClient", "ConvexReactClient"),
      levels: [host(at("0"))],
    },
    {
      ...symbols("convex/nextjs", "fetchQuery", "preloadQuery"),
      levels: [host(at("2.url"), { implicit: ["NEXT_PUBLIC_CONVEX_URL"] })],
      credential: credential(at("2.token", "2.adminToken")),
    },
    {
      ...symbols("convex/nextjs", "fetchMutation", "fetchAction"),
      levels: [host(at("2.url"), { implicit: ["NEXT_PUBLIC_CONVEX_URL"] })],
      credential: credential(at("2.token", "2.adminToken")),
      writes: true,
    },
  ],
  narrows: [],
  operations: [
    { methods: ["query", "onUpdate"], effect: "read" },
    { methods: ["mutation", "action"], effect: "write" },
    { methods: ["setAuth", "setAdminAuth"], effect: "read" },
  ],
  limitsContainers: false,
  isContext: false,
};

const neo4j: StoreEntry = {
  provider: "neo4j",
  kind: "database",
  label: "Neo4j database",
  opens: [
    {
      ...symbols(["neo4j-driver", "neo4j-driver-lite"], "driver", "neo4j.driver"),
      levels: [host(at("0"))],
      credential: credential(at("1.1", "1.credentials")),
    },
    {
      ...symbols(
        ["@langchain/community/graphs/neo4j_graph", "@langchain/community/vectorstores/neo4j_vector"],
        "Neo4jGraph.initialize",
        "Neo4jGraph",
      ),
      levels: [host(at("0.url")), name(at("0.database"))],
      credential: credential(at("0.password")),
    },
    {
      ...symbols(
        ["@langchain/community/vectorstores/neo4j_vector"],
        "Neo4jVectorStore.initialize",
        "Neo4jVectorStore.fromExistingIndex",
        "Neo4jVectorStore.fromExistingGraph",
      ),
      levels: [host(at("1.url")), name(at("1.database")), container(at("1.indexName"))],
      credential: credential(at("1.password")),
    },
  ],
  narrows: [{ methods: ["session"], levels: [name(at("0.database"))] }],
  hands: ["executeRead", "executeWrite", "readTransaction", "writeTransaction"],
  operations: [
    { methods: ["executeRead", "readTransaction", "similaritySearch", "similaritySearchWithScore"], effect: "read" },
    { methods: ["executeWrite", "writeTransaction", "addDocuments", "addGraphDocuments"], effect: "write" },
    { methods: ["run", "executeQuery", "query"], effect: "read", statement: at("0") },
  ],
  limitsContainers: true,
  isContext: false,
};

const cassandra: StoreEntry = {
  provider: "cassandra",
  kind: "database",
  label: "Cassandra keyspace",
  opens: [
    {
      ...symbols("cassandra-driver", "Client"),
      levels: [host(at("0.contactPoints.0", "0.cloud.secureConnectBundle")), name(at("0.keyspace"))],
      credential: credential(at("0.credentials.password")),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["execute", "eachRow", "stream"], effect: "read", statement: at("0") },
    { methods: ["batch"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};

const couchbase: StoreEntry = {
  provider: "couchbase",
  kind: "database",
  label: "Couchbase bucket",
  opens: [
    {
      ...symbols("couchbase", "connect", "Cluster.connect"),
      levels: [host(at("0"))],
      credential: credential(at("1.password")),
    },
  ],
  narrows: [
    { methods: ["bucket"], levels: [name(at("0"))] },
    { methods: ["scope"], levels: [scope(at("0"))] },
    { methods: ["collection"], levels: [container(at("0"))] },
    { methods: ["defaultCollection", "defaultScope"], levels: [] },
  ],
  hands: ["run"],
  operations: [
    { methods: ["query", "analyticsQuery"], effect: "read", statement: at("0") },
    {
      methods: ["get", "exists", "getAndLock", "getAndTouch", "lookupIn", "scan", "search", "searchQuery", "viewQuery"],
      effect: "read",
    },
    { methods: ["insert", "upsert", "replace", "remove", "mutateIn", "touch"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};

const surrealdb: StoreEntry = {
  provider: "surrealdb",
  kind: "database",
  label: "SurrealDB database",
  opens: [{ ...symbols("surrealdb", "Surreal", "default"), levels: [] }],
  narrows: [],
  operations: [
    { methods: ["query"], effect: "read", statement: at("0") },
    { methods: ["select"], effect: "read" },
    {
      methods: ["create", "insert", "upsert", "update", "merge", "patch", "delete", "relate", "run"],
      effect: "write",
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const edgeConfig: StoreEntry = {
  provider: "vercel",
  kind: "database",
  label: "Vercel Edge Config",
  opens: [
    { ...symbols("@vercel/edge-config", "createClient"), levels: [host(at("0"))] },
    {
      ...symbols("@vercel/edge-config", "get", "getAll", "has"),
      levels: [host([], { implicit: ["EDGE_CONFIG"] })],
    },
  ],
  narrows: [],
  operations: [{ methods: ["get", "getAll", "has"], effect: "read" }],
  limitsContainers: false,
  isContext: false,
};

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
