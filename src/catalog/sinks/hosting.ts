import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Where programs run, and which of their features are on. */
export const hosting: readonly SinkEntry[] = [
  client(
    "launchdarkly",
    [symbols("launchdarkly-api", "FeatureFlagsApi")],
    [writes("postFeatureFlag", "patchFeatureFlag", "deleteFeatureFlag"), reads("getFeatureFlag", "getFeatureFlags")],
  ),
  client(
    "heroku",
    [symbols("heroku-client", "default", "Heroku")],
    [writes("post", "put", "patch", "delete"), reads("get")],
    { credential: credential(at("0.token")) },
  ),
  client(
    "vercel",
    [symbols("@vercel/sdk", "Vercel")],
    [
      writes(
        "createProject",
        "createDeployment",
        "updateProject",
        "deleteProject",
        "createProjectEnv",
        "editProjectEnv",
        "removeProjectEnv",
      ),
      reads("getProject", "getProjects", "getDeployment", "getDeployments"),
    ],
    { credential: credential(at("0.bearerToken")) },
  ),
  client(
    "cloudflare",
    [symbols("cloudflare", "default", "Cloudflare")],
    [writes("create", "update", "edit", "delete", "purge"), reads("get", "list", "query")],
    { credential: credential(at("0.apiToken", "0.apiKey"), "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY") },
  ),
];
