import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { config } from "./config.js";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "eu-north-1" }));

export async function historyOf(keeper: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: config.historyTable,
      KeyConditionExpression: "keeper = :keeper",
      ExpressionAttributeValues: { ":keeper": keeper },
      Limit: 10,
    }),
  );
  return Items.map(({ text }) => String(text));
}

export async function addToHistory(keeper: string, text: string) {
  await client.send(new PutCommand({ TableName: config.historyTable, Item: { keeper, at: Date.now(), text } }));
}
