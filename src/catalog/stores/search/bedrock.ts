import { at, credential, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

/** Retrieval kept by a vendor of models: files that a model is asked about. */
export const vendorRetrieval: StoreEntry = {
  provider: "bedrock",
  kind: "search",
  label: "Bedrock knowledge base",
  opens: [
    {
      ...symbols("@aws-sdk/client-bedrock-agent-runtime", "BedrockAgentRuntimeClient"),
      levels: [],
      credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols(
        ["@langchain/aws", "@langchain/community/retrievers/amazon_knowledge_base"],
        "AmazonKnowledgeBaseRetriever",
      ),
      levels: [name(at("0.knowledgeBaseId"))],
      credential: credential(at("0.clientOptions.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("@langchain/community/retrievers/amazon_kendra", "AmazonKendraRetriever", "AWSKendraRetriever"),
      levels: [name(at("0.indexId"))],
    },
  ],
  narrows: [],
  operations: [{ methods: ["invoke", "getRelevantDocuments"], effect: "read" }],
  requests: [
    {
      ...symbols(
        "@aws-sdk/client-bedrock-agent-runtime",
        "RetrieveCommand",
        "RetrieveAndGenerateCommand",
        "RetrieveAndGenerateStreamCommand",
      ),
      effect: "read",
      levels: [
        name(at("0.knowledgeBaseId", "0.retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId")),
      ],
    },
    {
      ...symbols(
        "@aws-sdk/client-bedrock-agent",
        "StartIngestionJobCommand",
        "IngestKnowledgeBaseDocumentsCommand",
        "DeleteKnowledgeBaseDocumentsCommand",
      ),
      effect: "write",
      levels: [name(at("0.knowledgeBaseId"))],
    },
  ],
  limitsContainers: true,
  isContext: true,
};
