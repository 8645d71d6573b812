import type { ValueComparison } from "../model/bound-value.ts";

/** How a value relates to another, in words that go on from its description. */
export function comparisonText(comparison: ValueComparison, other: string): string {
  switch (comparison) {
    case "same":
      return `the same as ${other}`;
    case "same-password":
      return `the same password as ${other}`;
    case "relabelled":
      return `the same secret as ${other} under another tag`;
    case "may-be-same":
      return `may be the same as ${other}: one name can answer for the other`;
    case "same-public":
      return `the same as ${other}, and no secret`;
    case "different":
      return `another than ${other}`;
    case "unresolved":
      return `cannot be compared with ${other}`;
  }
}
