/** An action of CI that takes a cloud identity, and the inputs that tell how. */
export interface CloudLogin {
  readonly cloud: string;
  /** Without version. */
  readonly action: string;
  /** Inputs that hold a key which does not expire by itself. */
  readonly keys: readonly string[];
  /** Inputs by which it trades the token of the run for a short-lived identity. */
  readonly federates: readonly string[];
}

/** By the inputs that the documentation of each action names; they decide what is suspected, and fail nothing. */
export const cloudLogins: readonly CloudLogin[] = [
  {
    cloud: "AWS",
    action: "aws-actions/configure-aws-credentials",
    keys: ["aws-secret-access-key"],
    federates: ["role-to-assume"],
  },
  {
    cloud: "Google Cloud",
    action: "google-github-actions/auth",
    keys: ["credentials_json"],
    federates: ["workload_identity_provider"],
  },
  { cloud: "Azure", action: "azure/login", keys: ["creds"], federates: ["client-id"] },
];

/** Variables by which the tools of a cloud take such a key. */
export const cloudKeyVariables: Readonly<Record<string, string>> = {
  AWS_SECRET_ACCESS_KEY: "AWS",
  GOOGLE_CREDENTIALS: "Google Cloud",
  GOOGLE_APPLICATION_CREDENTIALS_JSON: "Google Cloud",
  GCP_SA_KEY: "Google Cloud",
  AZURE_CREDENTIALS: "Azure",
  AZURE_CLIENT_SECRET: "Azure",
  ARM_CLIENT_SECRET: "Azure",
};

/** Actions that run an agent in the checkout. */
export const agentActions: readonly string[] = [
  "anthropics/claude-code-action",
  "anthropics/claude-code-base-action",
  "openai/codex-action",
  "google-github-actions/run-gemini-cli",
  "google-gemini/gemini-cli-action",
  "actions/ai-inference",
];

/** Variables that hold the key of a model's vendor. */
export const modelKeyVariables: ReadonlySet<string> = new Set([
  ...["OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN", "GEMINI_API_KEY"],
  ...["GOOGLE_GENERATIVE_AI_API_KEY", "MISTRAL_API_KEY", "GROQ_API_KEY", "COHERE_API_KEY", "OPENROUTER_API_KEY"],
  ...["XAI_API_KEY", "DEEPSEEK_API_KEY", "TOGETHER_API_KEY", "FIREWORKS_API_KEY", "AI_GATEWAY_API_KEY"],
]);
