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
