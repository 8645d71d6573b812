import * as Sentry from "@sentry/nextjs";
import { env } from "~/env";

export function audit(kind: "tool-call" | "retrieval" | "store-write", tool: string, detail: Record<string, unknown>) {
  Sentry.captureMessage(`agent ${kind}`, { level: "info", tags: { tool, environment: env.TUTOR_ENV }, extra: detail });
}
