import { at, credential, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { mastraOperations } from "./frameworks.ts";

export const s3Vectors: StoreEntry = {
  provider: "s3",
  kind: "vector",
  label: "S3 vector bucket",
  opens: [
    {
      ...symbols("@mastra/s3vectors", "S3Vectors"),
      levels: [name(at("0.vectorBucketName"))],
      credential: credential(at("0.clientConfig.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};
