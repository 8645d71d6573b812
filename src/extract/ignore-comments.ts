import type { Fact } from "../model/facts.ts";
import { ignoreWord } from "../model/ignore-comment.ts";
import type { Zone } from "../model/tree.ts";
import { commentsOf, hasComments } from "./comments/comments.ts";
import { coveredLines } from "./comments/covered-line.ts";
import { type Directive, readDirective } from "./comments/directive.ts";
import type { Stretch } from "./comments/stretch.ts";
import { gap } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { createPositions, withoutMark } from "./positions.ts";
import { redact } from "./redact.ts";

/** Zones that are no part of what runs, so that nothing is found in them. */
const withoutFindings: ReadonlySet<Zone> = new Set(["example", "docs", "fixture"]);

/** Reads the comments that ask to live with what is found on a line. Text that only looks like one, in a literal, is none. */
export const ignoreComments: Extractor = {
  id: "ignore-comments",
  version: 1,
  onlyWith: ignoreWord,
  wants: (path, zone) => !withoutFindings.has(zone) && hasComments(path),
  extract({ path, text: source }, { seal }) {
    const text = withoutMark(source);
    const comments = readComments(path, text);
    const positions = createPositions(text);
    const lineCovered = coveredLines(text, comments);
    const written = comments.flatMap((comment) => directivesIn(text, comment));
    const facts = written.slice(0, most).map(
      ({ directive, comment, start, end }): Fact => ({
        kind: "ignore-comment",
        ...sealed(directive, seal),
        line: lineCovered(comment),
        span: positions.span(start, end),
      }),
    );
    const rest = written[most];
    if (rest === undefined) return facts;
    return [
      ...facts,
      gap(`of the comments that begin with ${ignoreWord}, the first ${most} count`, positions.line(rest.start)),
    ];
  },
};

/** A file that needs more is better left out by the configuration. */
const most = 500;

/** What cannot be parsed has no comments that count: a finding too many is noticed, one too few is not. */
function readComments(path: string, text: string): readonly Stretch[] {
  try {
    return commentsOf(path, text) ?? [];
  } catch {
    return [];
  }
}

function directivesIn(text: string, comment: Stretch) {
  const { start, end } = comment;
  if (!text.slice(start, end).includes(ignoreWord)) return [];
  const lines = [...text.slice(start, end).matchAll(/[^\r\n]+/g)];
  return lines.flatMap((line) => {
    const from = start + line.index + line[0].search(/\S|$/);
    const written = line[0].trim().replace(/\s*(?:\*\/|-->)$/, "");
    const directive = readDirective(written);
    return directive === null ? [] : [{ directive, comment, start: from, end: from + written.length }];
  });
}

/** People paste what they mean, and that may be a secret. */
function sealed(directive: Directive, seal: Seal): Directive {
  const { check, reason, owner } = directive;
  return {
    ...directive,
    check: redact(check, seal),
    reason: redact(reason, seal),
    owner: owner === null ? null : redact(owner, seal),
  };
}
