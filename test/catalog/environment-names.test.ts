import { describe, expect, it } from "vitest";
import { loadsBaseFile, namesEnvironment } from "../../src/catalog/environment-names.ts";

describe("namesEnvironment", () => {
  it.each([
    "APP_ENV",
    "ENVIRONMENT",
    "ENV",
    "STAGE",
    "DEPLOY_ENV",
    "DEPLOYMENT_ENV",
    "VERCEL_ENV",
    "RAILWAY_ENVIRONMENT_NAME",
    "SENTRY_ENVIRONMENT",
    "TRIGGER_ENVIRONMENT",
    "MASTRA_ENV",
    "ACME_ENV",
    "X_APP_ENVIRONMENT",
    "NEXT_PUBLIC_APP_ENV",
    "NEXT_PUBLIC_ENVIRONMENT",
    "NEXT_PUBLIC_VERCEL_ENV",
    "VITE_ACME_ENV",
    "CLINE_ENVIRONMENT",
    "SUPPORT_BOT_DEPLOY_STAGE",
  ])("takes %s for the environment", (variable) => {
    expect(namesEnvironment(variable)).toBe("environment");
  });

  it.each(["NODE_ENV", "BABEL_ENV", "MODE", "VITE_MODE", "NEXT_PUBLIC_NODE_ENV"])(
    "takes %s for no more than a mode",
    (variable) => {
      expect(namesEnvironment(variable)).toBe("runtime-mode");
    },
  );

  it.each([
    "NEXT_RUNTIME",
    "DATABASE_URL",
    "ENVIRONMENT_URL",
    "VIRTUAL_ENV",
    "PLAID_ENV",
    "STRIPE_ENVIRONMENT",
    "LAUNCHDARKLY_ENVIRONMENT",
    "PIPELINE_STAGE",
    "CONTENTFUL_ENVIRONMENT",
    "PINECONE_ENVIRONMENT",
    "ENVOY_ADMIN",
    "appEnv",
    "NODE_ENVIRONMENT_FILE",
    "STAGE_WIDTH",
  ])("takes %s for something else", (variable) => {
    expect(namesEnvironment(variable)).toBeNull();
  });
});

describe("loadsBaseFile", () => {
  it.each(["next", "vite", "dotenv-flow", "nuxt", "astro", "@remix-run/dev", "@sveltejs/kit"])(
    "%s reads .env below .env.<mode>",
    (name) => {
      expect(loadsBaseFile(name)).toBe(true);
    },
  );

  // One file or the other, whichever the program names.
  it.each(["dotenv", "@nestjs/config", "dotenv-cli", "express"])("%s does not by itself", (name) => {
    expect(loadsBaseFile(name)).toBe(false);
  });
});
