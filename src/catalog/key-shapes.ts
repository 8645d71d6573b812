/** The form of a key that a vendor issues, by which it is known wherever it stands. */
export interface KeyShape {
  readonly provider: string;
  /** The fixed beginning; all that is ever shown of a key. */
  readonly prefix: string;
  /** The rest, as the source of a regular expression without groups; anchored by its users. */
  readonly rest: string;
  /**
   * `public` keys are meant to be seen: equal ones in two environments prove nothing. `by-name`: the vendor has one
   * form for both, and the variable's name tells.
   */
  readonly audience: "secret" | "public" | "by-name";
  /** Whoever runs the product may choose the key, so that its form does not say that a vendor issued it. */
  readonly chosenByOwner?: true;
  /** The environment that the prefix names, as the vendor writes it. */
  readonly environment?: string;
}

const word = "[A-Za-z0-9_-]";
const alphanumeric = "[A-Za-z0-9]";
const hex = "[0-9a-f]";

function secret(provider: string, prefix: string, rest: string, environment?: string): KeyShape {
  return { provider, prefix, rest, audience: "secret", ...(environment === undefined ? {} : { environment }) };
}

function open(provider: string, prefix: string, rest: string, environment?: string): KeyShape {
  return { ...secret(provider, prefix, rest, environment), audience: "public" };
}

/** Longer prefixes stand before the shorter ones that they begin with. */
export const keyShapes: readonly KeyShape[] = [
  secret("anthropic", "sk-ant-", `${word}{16,}`),
  secret("openrouter", "sk-or-", `${word}{16,}`),
  { ...secret("langfuse", "sk-lf-", `${word}{16,}`), chosenByOwner: true },
  open("langfuse", "pk-lf-", `${word}{16,}`),
  secret("openai", "sk-proj-", `${word}{16,}`),
  secret("openai", "sk-svcacct-", `${word}{16,}`),
  secret("stripe", "sk_live_", `${alphanumeric}{8,}`, "live"),
  secret("stripe", "sk_test_", `${alphanumeric}{8,}`, "test"),
  secret("stripe", "rk_live_", `${alphanumeric}{8,}`, "live"),
  secret("stripe", "rk_test_", `${alphanumeric}{8,}`, "test"),
  open("stripe", "pk_live_", `${alphanumeric}{8,}`, "live"),
  open("stripe", "pk_test_", `${alphanumeric}{8,}`, "test"),
  secret("stripe", "whsec_", "[A-Za-z0-9+/=]{16,}"),
  secret("braintrust", "sk-bt-", `${word}{16,}`),
  secret("openai", "sk-", `${word}{16,}`),
  secret("github", "github_pat_", "[A-Za-z0-9_]{20,}"),
  secret("github", "ghp_", `${alphanumeric}{20,}`),
  secret("github", "gho_", `${alphanumeric}{20,}`),
  secret("github", "ghu_", `${alphanumeric}{20,}`),
  secret("github", "ghs_", `${alphanumeric}{20,}`),
  secret("github", "ghr_", `${alphanumeric}{20,}`),
  open("github", "Ov23", `${alphanumeric}{16}`),
  secret("gitlab", "glpat-", `${word}{16,}`),
  secret("slack", "xoxb-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xoxp-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xoxa-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xoxr-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xoxs-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xoxe-", "[A-Za-z0-9-]{16,}"),
  secret("slack", "xapp-", "[A-Za-z0-9-]{16,}"),
  secret("aws", "AKIA", "[A-Z0-9]{16}"),
  secret("aws", "ASIA", "[A-Z0-9]{16}"),
  secret("pinecone", "pcsk_", "[A-Za-z0-9_]{16,}"),
  secret("sendgrid", "SG.", "[A-Za-z0-9_-]{16,}[.][A-Za-z0-9_-]{16,}"),
  secret("resend", "re_", "[A-Za-z0-9]{6,12}_[A-Za-z0-9]{16,}"),
  secret("huggingface", "hf_", `${alphanumeric}{20,}`),
  secret("tavily", "tvly-", `${word}{16,}`),
  secret("groq", "gsk_", `${alphanumeric}{20,}`),
  secret("xai", "xai-", `${alphanumeric}{20,}`),
  secret("perplexity", "pplx-", `${alphanumeric}{20,}`),
  secret("replicate", "r8_", `${alphanumeric}{20,}`),
  secret("fireworks", "fw_", `${alphanumeric}{20,}`),
  secret("nvidia", "nvapi-", `${word}{20,}`),
  secret("voyage", "pa-", `${word}{30,}`),
  secret("langsmith", "lsv2_", "[A-Za-z0-9_]{20,}"),
  secret("twilio", "AC", `${hex}{32}`),
  secret("twilio", "SK", `${hex}{32}`),
  secret("linear", "lin_api_", `${alphanumeric}{16,}`),
  secret("linear", "lin_oauth_", `${alphanumeric}{16,}`),
  secret("npm", "npm_", `${alphanumeric}{30,}`),
  secret("digitalocean", "dop_v1_", `${hex}{32,}`),
  secret("digitalocean", "doo_v1_", `${hex}{32,}`),
  secret("vercel", "vercel_blob_rw_", "[A-Za-z0-9_]{16,}"),
  secret("vercel", "vck_", `${alphanumeric}{20,}`),
  secret("vercel", "vcp_", `${alphanumeric}{20,}`),
  secret("supabase", "sb_secret_", `${word}{16,}`),
  open("supabase", "sb_publishable_", `${word}{16,}`),
  secret("supabase", "sbp_", `${alphanumeric}{20,}`),
  secret("neon", "napi_", `${alphanumeric}{20,}`),
  secret("planetscale", "pscale_tkn_", `${word}{16,}`),
  secret("planetscale", "pscale_pw_", `${word}{16,}`),
  secret("notion", "ntn_", `${alphanumeric}{20,}`),
  secret("notion", "secret_", `${alphanumeric}{40,}`),
  secret("sentry", "sntrys_", "[A-Za-z0-9_+/=-]{20,}"),
  secret("sentry", "sntryu_", `${alphanumeric}{20,}`),
  secret("posthog", "phx_", `${alphanumeric}{20,}`),
  open("posthog", "phc_", `${alphanumeric}{20,}`),
  secret("doppler", "dp.st.", "[A-Za-z0-9._-]{20,}"),
  secret("doppler", "dp.pt.", "[A-Za-z0-9._-]{20,}"),
  secret("doppler", "dp.sa.", "[A-Za-z0-9._-]{20,}"),
  secret("trigger.dev", "tr_dev_", `${alphanumeric}{16,}`, "dev"),
  secret("trigger.dev", "tr_stg_", `${alphanumeric}{16,}`, "stg"),
  secret("trigger.dev", "tr_preview_", `${alphanumeric}{16,}`, "preview"),
  secret("trigger.dev", "tr_prod_", `${alphanumeric}{16,}`, "prod"),
  secret("trigger.dev", "tr_pat_", `${alphanumeric}{16,}`),
  secret("inngest", "signkey-prod-", `${alphanumeric}{16,}`, "prod"),
  secret("inngest", "signkey-test-", `${alphanumeric}{16,}`, "test"),
  secret("inngest", "signkey-branch-", `${alphanumeric}{16,}`, "branch"),
  secret("launchdarkly", "sdk-", `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`),
  secret("launchdarkly", "api-", `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`),
  open("launchdarkly", "mob-", `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`),
  secret("shopify", "shpat_", `${hex}{32}`),
  secret("shopify", "shpss_", `${hex}{32}`),
  secret("square", "EAAA", `${word}{50,}`),
  secret("plaid", "access-production-", `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`, "production"),
  secret("plaid", "access-sandbox-", `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`, "sandbox"),
  secret("polar", "polar_oat_", `${alphanumeric}{20,}`),
  secret("firecrawl", "fc-", `${hex}{32}`),
  secret("e2b", "e2b_", `${hex}{32,}`),
  secret("context7", "ctx7sk-", `${word}{16,}`),
  secret("apify", "apify_api_", `${alphanumeric}{20,}`),
  secret("databricks", "dapi", `${hex}{32}`),
  secret("airtable", "pat", "[A-Za-z0-9]{14}[.][0-9a-f]{40,}"),
  secret("google", "GOCSPX-", `${word}{20,}`),
  secret("google", "ya29.", "[A-Za-z0-9._-]{20,}"),
  { ...secret("google", "AIza", `${word}{30,}`), audience: "by-name" },
  secret("vault", "hvs.", `${word}{20,}`),
  secret("pulumi", "pul-", `${hex}{40}`),
  secret("fly", "FlyV1 ", "[A-Za-z0-9+/=_,-]{20,}"),
  secret("1password", "ops_", "[A-Za-z0-9+/=_-]{100,}"),
  secret("cloudflare", "v1.0-", "[A-Za-z0-9-]{20,}"),
];
