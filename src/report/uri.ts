/**
 * A path of the audited repository as a relative reference (RFC 3986) from its root. Everything but letters, digits and
 * `-._~/` is percent-encoded, so that no name can end a link, read as a scheme or climb into a query.
 */
export function uriOf(path: string): string {
  return path.split("/").map(encodeSegment).join("/");
}

function encodeSegment(segment: string): string {
  // Half a surrogate pair has no UTF-8; a file name can hold one nevertheless.
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\u{fffd}")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
