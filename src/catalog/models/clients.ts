import { at, credential, since, symbols } from "../shorthand.ts";
import type { ModelEntry } from "../types.ts";
import { apiKey, entry } from "./entry.ts";

/** Clients of model vendors. */
export const clients: readonly ModelEntry[] = [
  entry("openai", "provider", "openai", ["default", "OpenAI"], { credential: credential(apiKey, "OPENAI_API_KEY") }),
  entry("azure-openai", "provider", "openai", ["AzureOpenAI"], {
    credential: credential(at("0.apiKey", "0.azureADTokenProvider"), "AZURE_OPENAI_API_KEY"),
  }),
  entry("azure-openai", "provider", "@azure/openai", ["OpenAIClient"], { credential: credential(at("1")) }),
  entry("anthropic", "provider", "@anthropic-ai/sdk", ["default", "Anthropic"], {
    credential: credential(at("0.apiKey", "0.authToken"), "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
  }),
  entry("bedrock", "provider", "@anthropic-ai/bedrock-sdk", ["default", "AnthropicBedrock"], {
    credential: credential(at("0.awsSecretKey", "0.apiKey"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("google", "provider", "@anthropic-ai/vertex-sdk", ["default", "AnthropicVertex"], {
    credential: credential(at("0.accessToken", "0.googleAuth"), "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  entry("google", "provider", "@google/genai", ["GoogleGenAI"], {
    credential: credential(apiKey, "GOOGLE_API_KEY", "GEMINI_API_KEY"),
  }),
  entry("google", "provider", "@google/generative-ai", ["GoogleGenerativeAI"], { credential: credential(at("0")) }),
  entry("google", "provider", "@google-cloud/vertexai", ["VertexAI"], {
    credential: credential(at("0.googleAuthOptions.credentials"), "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  entry("mistral", "provider", "@mistralai/mistralai", ["Mistral", "default", "MistralClient"], {
    credential: credential(at("0.apiKey", "0"), "MISTRAL_API_KEY"),
  }),
  entry("groq", "provider", "groq-sdk", ["default", "Groq"], { credential: credential(apiKey, "GROQ_API_KEY") }),
  entry("cohere", "provider", "cohere-ai", ["CohereClient", "CohereClientV2"], {
    credential: credential(at("0.token"), "CO_API_KEY"),
  }),
  entry("together", "provider", "together-ai", ["default", "Together"], {
    credential: credential(apiKey, "TOGETHER_API_KEY"),
  }),
  entry("replicate", "provider", "replicate", ["default", "Replicate"], {
    credential: credential(at("0.auth"), "REPLICATE_API_TOKEN"),
  }),
  entry("huggingface", "provider", "@huggingface/inference", ["HfInference", "InferenceClient"], {
    credential: credential(at("0")),
  }),
  entry("ollama", "provider", "ollama", ["default", "Ollama"]),
  entry("bedrock", "provider", "@aws-sdk/client-bedrock-runtime", ["BedrockRuntimeClient", "BedrockRuntime"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("bedrock", "provider", "@aws-sdk/client-bedrock-agent-runtime", ["BedrockAgentRuntimeClient"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("openrouter", "provider", "@openrouter/sdk", ["OpenRouter"], {
    credential: credential(apiKey, "OPENROUTER_API_KEY"),
  }),
  entry("xai", "provider", "@langchain/xai", ["ChatXAI"], { credential: credential(apiKey, "XAI_API_KEY") }),
  entry("voyage", "provider", "voyageai", ["VoyageAIClient"], { credential: credential(apiKey, "VOYAGE_API_KEY") }),
  // Before version 4 the key stood on a configuration that the client was given.
  {
    provider: "openai",
    role: "provider",
    symbol: since("<4", symbols("openai", "Configuration")),
    credential: credential(apiKey),
  },
  { provider: "openai", role: "provider", symbol: since("<4", symbols("openai", "OpenAIApi")) },
  entry("azure-openai", "provider", "@anthropic-ai/foundry-sdk", ["default", "AnthropicFoundry"], {
    credential: credential(at("0.apiKey", "0.azureADTokenProvider"), "ANTHROPIC_FOUNDRY_API_KEY"),
  }),
  entry("cerebras", "provider", "@cerebras/cerebras_cloud_sdk", ["default", "Cerebras"], {
    credential: credential(apiKey, "CEREBRAS_API_KEY"),
  }),
  entry("azure-ai", "provider", "@azure-rest/ai-inference", ["default"], { credential: credential(at("1.0", "1")) }),
  entry("azure-ai", "provider", ["@azure/ai-projects", "@azure/ai-agents"], ["AIProjectClient", "AgentsClient"], {
    credential: credential(at("1")),
  }),
  entry("watsonx", "provider", "@ibm-cloud/watsonx-ai", ["WatsonXAI", "WatsonXAI.newInstance"], {
    credential: credential(at("0.authenticator"), "WATSONX_AI_APIKEY"),
  }),
  entry("portkey", "provider", "portkey-ai", ["default", "Portkey"], {
    credential: credential(apiKey, "PORTKEY_API_KEY"),
  }),
  entry("fal", "provider", "@fal-ai/client", ["createFalClient", "fal.config"], {
    credential: credential(at("0.credentials"), "FAL_KEY"),
  }),
  entry("elevenlabs", "provider", ["@elevenlabs/elevenlabs-js", "elevenlabs"], ["ElevenLabsClient"], {
    credential: credential(apiKey, "ELEVENLABS_API_KEY"),
  }),
  entry("deepgram", "provider", "@deepgram/sdk", ["createClient", "DeepgramClient"], {
    credential: credential(at("0.apiKey", "0"), "DEEPGRAM_API_KEY"),
  }),
  entry("assemblyai", "provider", "assemblyai", ["AssemblyAI"], { credential: credential(apiKey) }),
  // Models that run beside the process need no key.
  entry("huggingface", "provider", ["@huggingface/transformers", "@xenova/transformers"], ["pipeline"]),
  entry("llama-cpp", "provider", "node-llama-cpp", ["getLlama", "LlamaChatSession"]),
  entry("lm-studio", "provider", "@lmstudio/sdk", ["LMStudioClient"]),
];
