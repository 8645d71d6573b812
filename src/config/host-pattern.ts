import { whyNoGlob } from "../model/glob.ts";

/** A host, or a glob over hosts, as people write it: alone or as the beginning of an address. */
export function hostPattern(text: string): { readonly host: string } | { readonly fault: string } {
  const bare = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  // What stands before an `@` may be a password, and what follows a host is the same in every environment.
  if (bare.includes("@")) return { fault: "it names a user; write the host alone" };
  const [host = "", ...rest] = bare.split("/");
  if (rest.some((part) => part !== "")) return { fault: "it has a path; write the host alone" };
  if (host === "") return { fault: "it names no host" };
  if (/[\s?#]/.test(host)) return { fault: "it holds more than a host; write the host alone" };
  const why = whyNoGlob(host);
  return why === null ? { host: host.toLowerCase() } : { fault: why };
}
