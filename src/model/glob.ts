import picomatch from "picomatch";

const longest = 200;
// Each wildcard multiplies the ways in which a text can be matched; patterns may come from whoever is audited.
const maximumInSegment = 2;
const maximumGlobstars = 2;
// No name of a file, a host or a variable is longer.
const longestSegment = 255;

/** Why a pattern is not used as a glob, to be read after its name; null if it can be matched in bounded time. */
export function whyNoGlob(pattern: string): string | null {
  if (pattern.trim() === "") return "it is empty";
  if (pattern.length > longest) return `it is longer than ${longest} characters`;
  if (pattern.startsWith("!")) return "it begins with `!`; say what is meant, not what is not";
  const segments = pattern.split("/");
  const wildcards = (text: string) => text.match(/\*+|\?/g)?.length ?? 0;
  if ((pattern.match(/\*{2,}/g) ?? []).length > maximumGlobstars) return "it has more than two `**`";
  return segments.some((segment) => wildcards(segment) > maximumInSegment)
    ? "it has more than two wildcards between two slashes"
    : null;
}

/** What a glob matches: `*` within a part between slashes, `**` across them, `{a,b}` and `[ab]`; all else is literal. */
export function globOf(pattern: string, options: { readonly nocase?: boolean } = {}): (text: string) => boolean {
  // Route groups are folders in parentheses, which mean themselves.
  const literal = pattern.replace(/[()|]/g, "\\$&");
  const matches = picomatch(literal, { dot: true, nonegate: true, noextglob: true, nocase: options.nocase ?? false });
  return (text) => !text.split("/").some((part) => part.length > longestSegment) && matches(text);
}

/** The same for a path, where a folder stands for all that is in it; `./` and slashes at the ends do not count. */
export function pathGlobOf(pattern: string): (path: string) => boolean {
  const isIn = globOf(pattern.replace(/^(?:\.?\/)+|\/+$/g, ""));
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (isIn(path.slice(0, end))) return true;
    }
    return false;
  };
}
