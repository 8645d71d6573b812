import type { Env } from "./env";

export function record(env: Env, event: { kind: string; tool: string; detail: unknown }) {
  console.log(JSON.stringify({ ...event, environment: env.ENVIRONMENT, at: Date.now() }));
}
