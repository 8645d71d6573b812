function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const settings = {
  environment: required("DEPLOY_ENV"),
  policies: { url: required("POLICIES_DATABASE_URL") },
  threads: { url: required("THREADS_DATABASE_URL") },
  payouts: { url: required("PAYOUTS_URL"), token: required("PAYOUTS_TOKEN") },
  openAiKey: required("OPENAI_API_KEY"),
};
