/** Where models are asked over HTTP without an SDK, by the whole host name in lower case. */
export const modelHosts: readonly RegExp[] = [
  /^(?:.+\.)?api\.(?:openai|anthropic|deepseek|cohere|groq)\.com$/,
  /^api\.(?:mistral|perplexity|x|fireworks|cohere|cerebras|together|moonshot)\.ai$/,
  /^api\.(?:together\.xyz|moonshot\.cn|replicate\.com)$/,
  /^[a-z0-9-]+\.(?:openai\.azure|services\.ai\.azure)\.com$/,
  /^(?:generativelanguage|(?:[a-z0-9-]+-)?aiplatform)\.googleapis\.com$/,
  /^bedrock-(?:runtime|agent-runtime)\.[a-z0-9-]+\.amazonaws\.com$/,
  /^(?:openrouter\.ai|gateway\.ai\.cloudflare\.com|ai-gateway\.vercel\.sh|integrate\.api\.nvidia\.com)$/,
  /^(?:api-inference|router)\.huggingface\.co$/,
  /^dashscope(?:-intl)?\.aliyuncs\.com$/,
];
