import { expect, it } from "vitest";
import { operationsIn } from "./stores/operations-in.ts";

/** The address of a client, given how the variable is read. */
function addressOf(imports: string, read: string): string[] {
  return operationsIn(`import { Redis } from "ioredis";
${imports}
export const run = () => new Redis(${read}).get("a");`);
}

it.each([
  ["", "process.env.REDIS_URL"],
  ["", `process.env["REDIS_URL"]`],
  ["const { REDIS_URL } = process.env;", "REDIS_URL"],
  [`import process from "node:process";`, "process.env.REDIS_URL"],
  [`import { env } from "node:process";`, "env.REDIS_URL"],
  [`import * as process from "process";`, "process.env.REDIS_URL"],
  ["", "import.meta.env.REDIS_URL"],
  ["", "Bun.env.REDIS_URL"],
  [`import { env } from "bun";`, "env.REDIS_URL"],
  ["", `Deno.env.get("REDIS_URL")`],
  ["", `Netlify.env.get("REDIS_URL")`],
  [`import { env } from "std-env";`, "env.REDIS_URL"],
  [`import { env } from "cloudflare:workers";`, "env.REDIS_URL"],
  [`import { env } from "$env/dynamic/private";`, "env.REDIS_URL"],
  [`import { REDIS_URL } from "$env/static/private";`, "REDIS_URL"],
  [`import { REDIS_URL } from "astro:env/server";`, "REDIS_URL"],
  [`import { getEnvironmentVariable } from "@langchain/core/utils/env";`, `getEnvironmentVariable("REDIS_URL")`],
  [`import { getEnv } from "@llamaindex/env";`, `getEnv("REDIS_URL")`],
  [`import env from "env-var";`, `env.get("REDIS_URL").required().asString()`],
  [`import { defineSecret } from "firebase-functions/params";\nconst url = defineSecret("REDIS_URL");`, "url.value()"],
  [`import { secret } from "encore.dev/config";\nconst url = secret("REDIS_URL");`, "url()"],
  [`import { getCloudflareContext } from "@opennextjs/cloudflare";`, "getCloudflareContext().env.REDIS_URL"],
  [
    `const requireEnv = (name: string) => process.env[name] ?? fail();\ndeclare function fail(): never;`,
    `requireEnv("REDIS_URL")`,
  ],
])("%s %s reads a variable", (imports, read) => {
  expect(addressOf(imports, read)[0]?.replace(/\|.*/, "")).toBe("read redis get host=$REDIS_URL");
});

it.each([
  [`import { getEnv } from "./settings";`, `getEnv("REDIS_URL")`],
  [`import { secret } from "some-vault";`, `secret("REDIS_URL")()`],
])("%s %s does not", (imports, read) => {
  expect(addressOf(imports, read)[0]).not.toContain("$REDIS_URL");
});
