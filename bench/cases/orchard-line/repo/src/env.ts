import { cleanEnv, str, url } from "envalid";

export const env = cleanEnv(process.env, {
  ORCHARD_ENV: str({ choices: ["production", "staging", "test"] }),
  WEAVIATE_HOST: str(),
  WEAVIATE_API_KEY: str(),
  MONGODB_URI: str(),
  PACKHOUSE_URL: url(),
  PACKHOUSE_TOKEN: str(),
  OPENAI_API_KEY: str(),
});
