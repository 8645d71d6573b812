import type { Visit } from "../program/flow.ts";
import type { Frame } from "../program/value.ts";
import { merged } from "./record.ts";
import type { RecordWrite } from "./write.ts";

/** A write with the call that makes it, and how it was reached. */
export interface WriteAt {
  readonly visit: Visit;
  readonly write: RecordWrite;
  /** Calls from the start of a walk to this one, which is the last. */
  readonly chain: readonly Visit[];
}

/** A span is one record that several calls fill in: each gets the attributes that are set anywhere in its function. */
export function withSpanAttributes(writes: readonly WriteAt[]): readonly WriteAt[] {
  const spans = writes.filter(isSpan);
  return writes.map((w) => {
    if (!isSpan(w)) return w;
    const together = spans.filter(
      (s) => isWithin(s.visit.frame, w.visit.frame) || isWithin(w.visit.frame, s.visit.frame),
    );
    return {
      ...w,
      write: {
        ...w.write,
        records: [
          merged(
            together.flatMap((s) => s.write.records),
            w.write.at,
          ),
        ],
      },
    };
  });
}

/** Whether this call adds to a span that an earlier one, in the same function or around it, already stands for. */
export function isSameSpan(a: WriteAt, b: WriteAt): boolean {
  return isSpan(a) && isSpan(b) && (isWithin(a.visit.frame, b.visit.frame) || isWithin(b.visit.frame, a.visit.frame));
}

function isSpan({ write }: WriteAt): boolean {
  return write.product === "opentelemetry";
}

function isWithin(inner: Frame | null, outer: Frame | null): boolean {
  for (let frame = inner; frame; frame = frame.parent) if (frame === outer) return true;
  return inner === outer;
}
