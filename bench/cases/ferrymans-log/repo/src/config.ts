const { env } = process;

export const config = {
  environment: env.FERRY_ENV,
  port: Number(env.PORT),
  pinecone: { apiKey: env.PINECONE_API_KEY, host: env.PINECONE_INDEX_HOST },
  redisUrl: env.REDIS_URL,
  anthropicKey: env.ANTHROPIC_API_KEY,
  voyageKey: env.VOYAGE_API_KEY,
  berths: { url: env.BERTHS_URL, token: env.BERTHS_TOKEN },
};
