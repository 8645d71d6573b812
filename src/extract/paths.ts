/** A path written in a file, relative to the audited root; null if it leaves the root or is absolute. */
export function resolvePath(from: string, written: string): string | null {
  if (written.startsWith("/") || written.startsWith("~") || /^[A-Za-z]:|[${}]/.test(written)) return null;
  const parts = from.split("/").slice(0, -1);
  for (const part of written.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
