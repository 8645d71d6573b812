import type { Span } from "../model/location.ts";
import { fileStart } from "./positions.ts";

/** What every node of a document has, as far as it is asked. */
export interface MarkNode {
  readonly type: string;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly lang?: string | null | undefined;
  readonly children?: readonly MarkNode[] | undefined;
  readonly position?:
    | {
        readonly start: { readonly line: number; readonly column: number };
        readonly end: { readonly line: number; readonly column: number };
      }
    | undefined;
}

export function spanOf(position: MarkNode["position"]): Span {
  if (!position) return fileStart;
  const { start, end } = position;
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
