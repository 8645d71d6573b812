import type { Fact } from "../model/facts.ts";
import type { Extractor } from "./extractor.ts";
import { fileStart, withoutMark } from "./positions.ts";

const mostRules = 5_000;

/** Reads who has to agree to a change of which files. */
export const codeOwners: Extractor = {
  id: "code-owners",
  version: 1,
  // The places where GitHub and GitLab look.
  wants: (path) => /^(?:\.github\/|\.gitlab\/|docs\/)?CODEOWNERS$/.test(path),
  extract({ text }): readonly Fact[] {
    const rules = withoutMark(text)
      .split(/\r?\n/)
      .flatMap((line, index) => {
        const [pattern = "", ...owners] = line
          .replace(/\s+#.*$|^\s*#.*$/, "")
          .trim()
          .split(/\s+/);
        if (pattern === "" || /^\^?\[/.test(pattern)) return [];
        const startLine = index + 1;
        const span = { startLine, startColumn: 1, endLine: startLine, endColumn: line.length + 1 };
        return [{ pattern, owners: owners.length, span }];
      });
    return rules.length === 0 ? [] : [{ kind: "code-owners", rules: rules.slice(0, mostRules), span: fileStart }];
  },
};
