import { globOf } from "./glob.ts";
import type { DeclaredEndpoint } from "./settings.ts";

/** What the settings say of a host; null where they say nothing. */
export type DeclaredHosts = (host: string) => DeclaredEndpoint | null;

/** A host that is written in full counts before a pattern, and of several patterns the first one. */
export function declaredHosts(declared: readonly DeclaredEndpoint[]): DeclaredHosts {
  const entries = declared.map((endpoint) => ({ endpoint, fits: hostTest(endpoint.pattern) }));
  return (host) => {
    const lower = host.toLowerCase();
    const exact = (host: string) => declared.find(({ pattern }) => pattern === host);
    return exact(lower) ?? exact(withoutPort(lower)) ?? entries.find(({ fits }) => fits(lower))?.endpoint ?? null;
  };
}

/** Whether a pattern is about a host: about any port of it, unless it names one. */
export function hostTest(pattern: string): (host: string) => boolean {
  const fits = globOf(pattern);
  return /:[\d*]+$/.test(pattern) ? fits : (host) => fits(withoutPort(host));
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}
