import { splitWords } from "../model/environment.ts";

/** Variables whose value is the environment that the process runs in, as the repository or its platform names it. */
const environmentVariables: ReadonlySet<string> = new Set([
  "APP_ENV",
  "APP_ENVIRONMENT",
  "APP_STAGE",
  "ENVIRONMENT",
  "ENVIRONMENT_NAME",
  "ENV",
  "ENV_NAME",
  "STAGE",
  "STAGE_NAME",
  "TARGET_ENV",
  "TARGET_ENVIRONMENT",
  "RUNTIME_ENV",
  "RUNTIME_ENVIRONMENT",
  "DEPLOY_ENV",
  "DEPLOY_ENVIRONMENT",
  "DEPLOY_STAGE",
  "DEPLOYMENT_ENV",
  "DEPLOYMENT_ENVIRONMENT",
  "DEPLOYMENT_STAGE",
  "VERCEL_ENV",
  "VERCEL_TARGET_ENV",
  "RAILWAY_ENVIRONMENT",
  "RAILWAY_ENVIRONMENT_NAME",
  "NETLIFY_CONTEXT",
  "RENDER_ENV",
  "SST_STAGE",
  "SLS_STAGE",
  "SERVERLESS_STAGE",
  "CDK_STAGE",
  "ALCHEMY_STAGE",
  "COPILOT_ENVIRONMENT_NAME",
  "AZURE_ENV_NAME",
  "AZURE_FUNCTIONS_ENVIRONMENT",
  "ASPNETCORE_ENVIRONMENT",
  "DOTNET_ENVIRONMENT",
  "SENTRY_ENVIRONMENT",
  "TRIGGER_ENVIRONMENT",
  "TRIGGER_ENV",
  "INNGEST_ENV",
  "MASTRA_ENV",
  "DD_ENV",
  "ELASTIC_APM_ENVIRONMENT",
  "LANGFUSE_TRACING_ENVIRONMENT",
  "HONEYBADGER_ENV",
  "ROLLBAR_ENV",
  "CLOUDFLARE_ENV",
  "WRANGLER_ENV",
  "DOPPLER_ENVIRONMENT",
  "DOPPLER_CONFIG",
  "INFISICAL_ENVIRONMENT",
  "CONVEX_ENV",
  "NUXT_ENV",
  "HASURA_ENV",
  "WORKSPACE_ENV",
  "PULUMI_STACK",
  "TF_WORKSPACE",
]);

/** Variables that say how the code is built or run. Staging runs `production` too, so they tell no environment. */
const runtimeModes: ReadonlySet<string> = new Set([
  "NODE_ENV",
  "BABEL_ENV",
  "RAILS_ENV",
  "RACK_ENV",
  "BUN_ENV",
  "MODE",
  "VITE_MODE",
  "NITRO_PRESET",
  "VITEST_MODE",
]);

/** What frameworks put before a variable that may reach the browser. */
const publicPrefix =
  /^(?:NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|GATSBY|ASTRO|VUE_APP|STORYBOOK|SVELTEKIT)_/;

/** A project's own variable: `ACME_ENV`, `X_APP_ENVIRONMENT`, `BULKHEAD_DEPLOY_STAGE`. */
const projectVariable =
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:ENV|ENVIRONMENT|ENVIRONMENT_NAME|ENV_NAME|DEPLOY_STAGE|APP_STAGE|STAGE)$/;

/** `BROWSER_ENV` is a set of settings, `STRIPE_ENVIRONMENT` which account a vendor is asked for: they name no environment of the process. */
const otherThing =
  /(?:^|_)(?:NEXT_RUNTIME|VIRTUAL|CONDA|PYTHON|PIP|NVM|SHELL|USER|BUILD|JEST|VITEST|TEST|MCP|CHILD|SUBPROCESS|PROCESS|ISOLATE|LEGACY|EXTRA|DEFAULT|LOCAL|DOT|PLAID|PAYPAL|STRIPE|SQUARE|BRAINTREE|PADDLE|POLAR|ADYEN|COINBASE|CONTENTFUL|PINECONE|LAUNCHDARKLY|AUTH0|CLERK|TWILIO|SANITY|QUICKBOOKS|INTUIT|TELLER|GOCARDLESS|MOLLIE|CIRCLE|DOCUSIGN|SALESFORCE|FLAGSMITH|STATSIG|SPLIT|UNLEASH|CRM|DEAL|PIPELINE|LEAD|SALES|FUNNEL)_(?:ENV|ENVIRONMENT|ENV_NAME|ENVIRONMENT_NAME|STAGE)$/;

/** Words of variables that hold a part of an address or a vendor's account, which may well be called `production`. */
const otherWords = new Set(
  "dataset index branch database namespace collection bucket table project schema tenant key token secret url host domain queue topic channel model log level format target test stripe paypal plaid square sanity contentful pinecone convex launchdarkly".split(
    " ",
  ),
);

/** Whether a variable that code compares with names of environments, or that is one by default, can be the process's own. */
export function mayNameEnvironment(variable: string): boolean {
  return !otherThing.test(variable) && !splitWords(variable).some((word) => otherWords.has(word));
}

/** Whether the value of a variable is the process's environment, only its runtime mode, or neither. */
export function namesEnvironment(variable: string): "environment" | "runtime-mode" | null {
  const bare = variable.replace(publicPrefix, "");
  if (runtimeModes.has(variable) || runtimeModes.has(bare)) return "runtime-mode";
  if (environmentVariables.has(variable) || environmentVariables.has(bare)) return "environment";
  return projectVariable.test(bare) && !otherThing.test(bare) ? "environment" : null;
}

/** Packages whose programs read `.env` first and `.env.<mode>` on top of it. */
const baseFileLoaders: ReadonlySet<string> = new Set([
  "next",
  "@next/env",
  "vite",
  "vitest",
  "astro",
  "nuxt",
  "nuxi",
  "@sveltejs/kit",
  "@remix-run/dev",
  "@react-router/dev",
  "@tanstack/react-start",
  "@tanstack/solid-start",
  "@solidjs/start",
  "vinxi",
  "react-scripts",
  "@vue/cli-service",
  "gatsby",
  "@rsbuild/core",
  "expo",
  "@expo/env",
  "electron-vite",
  "@redwoodjs/core",
  "@storybook/builder-vite",
  "dotenv-flow",
  "@quasar/app-vite",
  "@rspack/cli",
]);

/** Whether a program that depends on this package reads `.env` as the base of `.env.<mode>`, rather than one file or the other. */
export function loadsBaseFile(packageName: string): boolean {
  return baseFileLoaders.has(packageName);
}
