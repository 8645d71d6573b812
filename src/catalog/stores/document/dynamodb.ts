import { at, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

const awsCredential = credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY");

const dynamoClients = ["@aws-sdk/client-dynamodb", "@aws-sdk/lib-dynamodb"] as const;

// A table has no host of its own, yet an equal name in another region is another table.
const dynamoTable = name(at("0.TableName"));

export const dynamodb: StoreEntry = {
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
