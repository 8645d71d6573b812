import type { DeclaredSuppression } from "../model/declared-suppression.ts";
import type { IgnoreCommentFact, Located } from "../model/facts.ts";
import { ignoreUsage } from "../model/ignore-comment.ts";
import { locate } from "../model/location.ts";
import type { Notice } from "../model/notice.ts";

/** Comments that suppress, and what is wrong with those that were meant to. */
export function readIgnoreComments(comments: readonly Located<IgnoreCommentFact>[]): {
  readonly declared: readonly DeclaredSuppression[];
  readonly notices: readonly Notice[];
} {
  const declared = comments.flatMap((comment): DeclaredSuppression[] => {
    if (comment.flaw !== null) return [];
    const { check, line, reason, owner, expires } = comment;
    const at = locate(comment, "suppression");
    return [{ by: "inline", check, path: null, line, subject: null, fingerprint: null, reason, owner, expires, at }];
  });
  const notices = comments.flatMap((comment): Notice[] => {
    if (comment.flaw === null) return [];
    const message = `This comment suppresses nothing: ${comment.flaw}. It is written ${ignoreUsage}`;
    return [{ kind: "malformed-suppression", message, at: locate(comment, "suppression") }];
  });
  return { declared, notices };
}
