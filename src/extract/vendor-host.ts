import { hostShapes } from "../catalog/hosts.ts";

/** What the name of a host tells of the vendor behind it. */
export interface Vendor {
  readonly provider: string | null;
  readonly host: string | null;
  readonly name: string | null;
}

/** Null for a host of one's own; `shared` where the key alone decides which account is meant. */
export function vendorOf(written: string, user: string): Vendor | "shared" | null {
  const [hostname = "", port] = written.split(":");
  // The pooler of Supabase is one host for all projects; the project stands in the user name.
  const pooled = hostname.endsWith(".pooler.supabase.com") ? /^[^.]+\.([a-z0-9]+)$/.exec(user) : null;
  if (pooled) return { provider: null, host: `db.${pooled[1]}.supabase.co`, name: null };
  for (const shape of hostShapes) {
    const match = shape.pattern.exec(hostname);
    if (!match) continue;
    if (shape.shared) return "shared";
    const host = shape.canonical === undefined ? hostname : hostname.replace(shape.pattern, shape.canonical);
    return {
      provider: shape.provider,
      host: host === "" ? null : port && !shape.anyPort ? `${host}:${port}` : host,
      name: shape.name === undefined ? null : hostname.replace(shape.pattern, shape.name),
    };
  }
  return null;
}
