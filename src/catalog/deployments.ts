import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/**
 * Vendors whose one API serves many deployments of a customer, production's and the others': the request names the one
 * that it is for, by a segment of its path (`/v1/projects/{ref}/database/query`).
 */
export interface DeploymentApi {
  readonly host: RegExp;
  /** Segments whose next one names a deployment. */
  readonly segments: readonly string[];
}

export const deploymentApis: readonly DeploymentApi[] = [
  { host: /^api\.supabase\.com$/, segments: ["projects", "branches"] },
  { host: /^console\.neon\.tech$/, segments: ["projects", "branches"] },
  { host: /^api\.planetscale\.com$/, segments: ["databases", "branches"] },
  { host: /^api\.turso\.tech$/, segments: ["databases"] },
  { host: /^api\.vercel\.com$/, segments: ["projects", "deployments"] },
  { host: /^api\.netlify\.com$/, segments: ["sites", "deploys"] },
  { host: /^api\.heroku\.com$/, segments: ["apps"] },
  { host: /^api\.render\.com$/, segments: ["services"] },
  { host: /^api\.machines\.dev$/, segments: ["apps"] },
  { host: /^api\.contentful\.com$/, segments: ["environments"] },
  { host: /^app\.launchdarkly\.com$/, segments: ["environments"] },
];

/** Properties by which a vendor's client is told the environment of the account that a call is for. */
export const environmentProperty = /^env(ironment)?_?(id|name|key|slug)$|^environment$/i;

/** A call that decides, by a name alone, which deployment or account later calls of the same process go to. */
export interface ContextCall {
  readonly symbol: SymbolPattern;
  /** The methods of what the symbol makes that are told the name; the symbol itself is if absent. */
  readonly methods?: readonly string[];
  readonly name: readonly ArgumentPath[];
}

const awsProviders = [
  "@aws-sdk/credential-providers",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-sso",
];

/** What of a machine's configuration, or of a vendor's networks, is used: names that are no addresses and still lead somewhere. */
export const contextCalls: readonly ContextCall[] = [
  { symbol: symbols("@kubernetes/client-node", "KubeConfig"), methods: ["setCurrentContext"], name: at("0") },
  { symbol: symbols(awsProviders, "fromIni", "fromSSO"), name: at("0.profile") },
  { symbol: symbols("aws-sdk", "SharedIniFileCredentials"), name: at("0.profile") },
  {
    symbol: symbols(
      "ethers",
      "getDefaultProvider",
      "AlchemyProvider",
      "InfuraProvider",
      "AnkrProvider",
      "QuickNodeProvider",
    ),
    name: at("0"),
  },
  { symbol: symbols("@solana/web3.js", "clusterApiUrl"), name: at("0") },
  { symbol: symbols("viem", "createWalletClient", "createPublicClient"), name: at("0.chain") },
];

/** Options of commands that name the deployment to work on: `kubectl --context prod`, `aws --profile prod`. */
export const contextOptions: Readonly<Record<string, readonly string[]>> = {
  kubectl: ["--context", "--cluster"],
  helm: ["--kube-context"],
  aws: ["--profile"],
  gcloud: ["--project", "--configuration"],
  az: ["--subscription"],
  wrangler: ["--env", "-e"],
  vercel: ["--environment"],
  railway: ["--environment", "-e"],
  serverless: ["--stage", "-s"],
  sst: ["--stage"],
  pulumi: ["--stack", "-s"],
  doppler: ["--config", "-c"],
};
