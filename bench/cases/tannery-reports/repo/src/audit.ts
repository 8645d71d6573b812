import { options } from "./options.ts";

export function report(event: { kind: string; tool: string; subject: string }) {
  const entry = { ...event, environment: options.REPORT_ENV, time: new Date().toISOString() };
  console.log(JSON.stringify(entry));
}
