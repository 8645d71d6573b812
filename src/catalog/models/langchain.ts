import { at, credential } from "../shorthand.ts";
import type { ModelEntry } from "../types.ts";
import { apiKey, entry } from "./entry.ts";

/** LangChain and LangGraph: models, agents and chains. */
export const langchain: readonly ModelEntry[] = [
  entry(
    "openai",
    "provider",
    ["@langchain/openai", "langchain/chat_models/openai", "langchain/llms/openai", "langchain/embeddings/openai"],
    ["ChatOpenAI", "OpenAI", "OpenAIEmbeddings", "ChatOpenAIResponses", "ChatOpenAICompletions"],
    {
      credential: credential(at("0.apiKey", "0.openAIApiKey", "0.configuration.apiKey"), "OPENAI_API_KEY"),
    },
  ),
  entry("azure-openai", "provider", "@langchain/openai", ["AzureChatOpenAI", "AzureOpenAI", "AzureOpenAIEmbeddings"], {
    credential: credential(at("0.azureOpenAIApiKey", "0.apiKey", "0.azureADTokenProvider"), "AZURE_OPENAI_API_KEY"),
  }),
  entry(
    "anthropic",
    "provider",
    ["@langchain/anthropic", "langchain/chat_models/anthropic"],
    ["ChatAnthropic", "ChatAnthropicMessages"],
    {
      credential: credential(at("0.apiKey", "0.anthropicApiKey"), "ANTHROPIC_API_KEY"),
    },
  ),
  entry("google", "provider", "@langchain/google-genai", ["ChatGoogleGenerativeAI", "GoogleGenerativeAIEmbeddings"], {
    credential: credential(apiKey, "GOOGLE_API_KEY", "GEMINI_API_KEY"),
  }),
  entry(
    "google",
    "provider",
    ["@langchain/google-vertexai", "@langchain/google-vertexai-web"],
    ["ChatVertexAI", "VertexAI", "VertexAIEmbeddings"],
    {
      credential: credential(at("0.authOptions.credentials"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
  ),
  entry("mistral", "provider", "@langchain/mistralai", ["ChatMistralAI", "MistralAIEmbeddings"], {
    credential: credential(apiKey, "MISTRAL_API_KEY"),
  }),
  entry("groq", "provider", "@langchain/groq", ["ChatGroq"], { credential: credential(apiKey, "GROQ_API_KEY") }),
  entry("cohere", "provider", "@langchain/cohere", ["ChatCohere", "CohereEmbeddings"], {
    credential: credential(apiKey, "COHERE_API_KEY"),
  }),
  entry("bedrock", "provider", "@langchain/aws", ["ChatBedrockConverse", "BedrockEmbeddings"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry(
    "ollama",
    "provider",
    ["@langchain/ollama", "@langchain/community/chat_models/ollama"],
    ["ChatOllama", "OllamaEmbeddings"],
  ),
  entry("langchain", "provider", ["langchain", "langchain/chat_models/universal"], ["initChatModel"], {
    credential: credential(at("1.apiKey")),
  }),
  entry("langchain", "agent", "langchain", ["createAgent"], { tools: at("0.tools") }),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph/prebuilt", "@langchain/langgraph"],
    ["createReactAgent", "createReactAgentAnnotation", "ToolNode"],
    { tools: at("0.tools", "0") },
  ),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph", "@langchain/langgraph/*"],
    ["StateGraph", "MessageGraph", "entrypoint"],
  ),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph-supervisor", "@langchain/langgraph-swarm"],
    ["createSupervisor", "createSwarm"],
    { tools: at("0.tools") },
  ),
  entry("langchain", "agent", "deepagents", ["createDeepAgent"], { tools: at("0.tools") }),
  entry(
    "langchain",
    "agent",
    ["langchain/agents", "@langchain/classic/agents"],
    [
      "AgentExecutor",
      "AgentExecutor.fromAgentAndTools",
      "createToolCallingAgent",
      "createOpenAIFunctionsAgent",
      "createOpenAIToolsAgent",
      "createReactAgent",
      "createStructuredChatAgent",
      "initializeAgentExecutorWithOptions",
    ],
    {
      tools: at("0.tools", "0"),
    },
  ),
  entry(
    "langchain",
    "agent",
    ["langchain/chains", "langchain/chains/*", "@langchain/classic/chains", "@langchain/classic/chains/*"],
    [
      "ConversationalRetrievalQAChain.fromLLM",
      "RetrievalQAChain.fromLLM",
      "createRetrievalChain",
      "createStuffDocumentsChain",
      "createHistoryAwareRetriever",
      "LLMChain",
      "VectorDBQAChain.fromLLM",
    ],
  ),
  entry("langgraph", "call", ["@langchain/langgraph-sdk", "@langchain/langgraph/remote"], ["Client", "RemoteGraph"], {
    credential: credential(at("0.apiKey"), "LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"),
  }),
  entry("cerebras", "provider", "@langchain/cerebras", ["ChatCerebras"], {
    credential: credential(apiKey, "CEREBRAS_API_KEY"),
  }),
  entry("deepseek", "provider", "@langchain/deepseek", ["ChatDeepSeek"], {
    credential: credential(apiKey, "DEEPSEEK_API_KEY"),
  }),
  entry("openrouter", "provider", "@langchain/openrouter", ["ChatOpenRouter"], {
    credential: credential(apiKey, "OPENROUTER_API_KEY"),
  }),
  entry("google", "provider", ["@langchain/google", "@langchain/google/*"], ["ChatGoogle"], {
    credential: credential(at("0.apiKey", "0.credentials"), "GOOGLE_API_KEY", "GOOGLE_CLOUD_CREDENTIALS"),
  }),
  entry(
    "azure-openai",
    "provider",
    "@langchain/azure-openai",
    ["AzureChatOpenAI", "AzureOpenAI", "AzureOpenAIEmbeddings"],
    {
      credential: credential(at("0.azureOpenAIApiKey", "0.apiKey", "0.azureADTokenProvider"), "AZURE_OPENAI_API_KEY"),
    },
  ),
  entry(
    "cloudflare",
    "provider",
    "@langchain/cloudflare",
    ["ChatCloudflareWorkersAI", "CloudflareWorkersAI", "CloudflareWorkersAIEmbeddings"],
    { credential: credential(at("0.cloudflareApiToken"), "CLOUDFLARE_API_TOKEN") },
  ),
  entry(
    "together",
    "provider",
    [
      "@langchain/community/chat_models/togetherai",
      "@langchain/community/llms/togetherai",
      "@langchain/community/embeddings/togetherai",
    ],
    ["ChatTogetherAI", "TogetherAI", "TogetherAIEmbeddings"],
    {
      credential: credential(at("0.togetherAIApiKey", "0.apiKey"), "TOGETHER_AI_API_KEY"),
    },
  ),
  entry(
    "fireworks",
    "provider",
    ["@langchain/community/chat_models/fireworks", "@langchain/community/llms/fireworks"],
    ["ChatFireworks", "Fireworks"],
    {
      credential: credential(at("0.fireworksApiKey", "0.apiKey"), "FIREWORKS_API_KEY"),
    },
  ),
  entry("perplexity", "provider", "@langchain/community/chat_models/perplexity", ["ChatPerplexity"], {
    credential: credential(apiKey, "PERPLEXITY_API_KEY"),
  }),
  entry(
    "deepinfra",
    "provider",
    ["@langchain/community/chat_models/deepinfra", "@langchain/community/llms/deepinfra"],
    ["ChatDeepInfra", "DeepInfraLLM"],
    {
      credential: credential(apiKey, "DEEPINFRA_API_TOKEN"),
    },
  ),
  entry("alibaba", "provider", "@langchain/community/chat_models/alibaba_tongyi", ["ChatAlibabaTongyi"], {
    credential: credential(at("0.alibabaApiKey"), "ALIBABA_API_KEY"),
  }),
  entry("moonshot", "provider", "@langchain/community/chat_models/moonshot", ["ChatMoonshot"], {
    credential: credential(apiKey, "MOONSHOT_API_KEY"),
  }),
  entry(
    "watsonx",
    "provider",
    ["@langchain/community/chat_models/ibm", "@langchain/community/llms/ibm"],
    ["ChatWatsonx", "WatsonxLLM"],
    {
      credential: credential(at("0.watsonxAIApikey"), "WATSONX_AI_APIKEY"),
    },
  ),
  entry(
    "huggingface",
    "provider",
    ["@langchain/community/llms/hf", "@langchain/community/embeddings/hf"],
    ["HuggingFaceInference", "HuggingFaceInferenceEmbeddings"],
    {
      credential: credential(apiKey, "HUGGINGFACEHUB_API_KEY"),
    },
  ),
  entry("replicate", "provider", "@langchain/community/llms/replicate", ["Replicate"], {
    credential: credential(apiKey, "REPLICATE_API_TOKEN"),
  }),
  entry("voyage", "provider", "@langchain/community/embeddings/voyage", ["VoyageEmbeddings"], {
    credential: credential(apiKey, "VOYAGEAI_API_KEY"),
  }),
  entry(
    "llama-cpp",
    "provider",
    ["@langchain/community/chat_models/llama_cpp", "@langchain/community/llms/llama_cpp"],
    ["ChatLlamaCpp", "LlamaCpp", "ChatLlamaCpp.initialize", "LlamaCpp.initialize"],
  ),
  entry("huggingface", "provider", "@langchain/community/embeddings/huggingface_transformers", [
    "HuggingFaceTransformersEmbeddings",
  ]),
];
