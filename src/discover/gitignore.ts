import ignore, { type Ignore } from "ignore";

/** The ignore files that apply below one folder. */
export interface IgnoreRules {
  /** Whether a path is ignored by itself. The caller does not ask about what lies inside an ignored folder. */
  ignores(path: string, kind: "file" | "directory"): boolean;
  /** These rules plus the ones of an ignore file in `folder` ("" is the root), which go before those of the folders above. */
  plus(folder: string, text: string): IgnoreRules;
  /** Lines of the last file added that were left out because matching them could take unbounded time. */
  readonly refused: readonly number[];
}

export const noIgnoreRules: IgnoreRules = rulesFrom(emptyMatcher(), 0, []);

// Every path is tried against every pattern in force; the longest lists in use have some hundreds.
const MAX_PATTERNS = 2_000;
const MAX_PATTERN_LENGTH = 1_000;
// Each `**` multiplies the ways a path can be matched; nobody needs four of them, an attacker might.
const MAX_GLOBSTARS = 3;

function rulesFrom(matcher: Ignore, size: number, refused: readonly number[]): IgnoreRules {
  return {
    refused,
    ignores: (path, kind) => matcher.ignores(kind === "directory" ? `${path}/` : path),
    plus(folder, text) {
      const patterns = text
        .split("\n")
        .map((line, index) => ({ pattern: line.replace(/\r$/, ""), line: index + 1 }))
        .filter(({ pattern }) => pattern.trim() !== "" && !pattern.startsWith("#"));
      const affordable = patterns.filter(({ pattern }) => !isCostly(pattern)).slice(0, MAX_PATTERNS - size);
      const kept = new Set(affordable);
      return rulesFrom(
        emptyMatcher()
          .add(matcher)
          .add(affordable.map(({ pattern }) => anchor(pattern, folder))),
        size + affordable.length,
        patterns.filter((pattern) => !kept.has(pattern)).map(({ line }) => line),
      );
    },
  };
}

function emptyMatcher(): Ignore {
  // Git distinguishes case wherever the file system does; a pattern that matches less leaves more to audit.
  return ignore({ ignoreCase: false, allowRelativePaths: true });
}

/** Rewrites a pattern of a nested ignore file so that it means the same in the root's, where precedence is one list. */
function anchor(line: string, folder: string): string {
  if (folder === "") return line;
  const negation = line.startsWith("!") ? "!" : "";
  const pattern = line.slice(negation.length);
  const bare = pattern.replace(/ +$/, "");
  if (bare === "" || bare === "/") return "";

  const isAnchored = bare.slice(0, -1).includes("/");
  const prefix = folder.replace(/[\\*?[\]#! ]/g, "\\$&");
  return `${negation}${prefix}${isAnchored ? "/" : "/**/"}${pattern.replace(/^\//, "")}`;
}

function isCostly(pattern: string): boolean {
  return pattern.length > MAX_PATTERN_LENGTH || (pattern.match(/\*{2,}/g)?.length ?? 0) > MAX_GLOBSTARS;
}
