import type { Sealed } from "../../../src/model/sealed.ts";

/** Stands in for the real sealing: the first letters of a string decide. */
export function sealByPrefix(text: string): Sealed {
  const digest = String(text.length);
  if (text.startsWith("sk_")) return { digest, nature: "secret", shape: "sk_…" };
  if (text.startsWith("changeme")) return { digest, nature: "placeholder", shape: "placeholder" };
  const address = { provider: "http", host: "host", name: null, container: null, scope: null };
  if (text.startsWith("postgres://")) return { digest, nature: "secret", shape: "postgres URL", address };
  if (text.startsWith("https://")) return { digest, nature: "plain", shape: "URL", text, address };
  return { digest, nature: "plain", shape: `${text.length} characters`, text };
}
