import type { Page } from "../../terminal/page.ts";
import type { Outcome } from "../outcome.ts";
import type { Thing } from "../things.ts";

/** How production stands to the rest, in the words of the last column. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  same: "same",
  relabelled: "same, relabelled",
  "same-password": "same password",
  "same-with-sub-scope": "sub-scope",
  "other-container": "other-container",
  "may-be-same": "may be same",
  unresolved: "unresolved",
  "partly-different": "different, ?",
  different: "different",
  "same-public": "no secret",
  "no-production": "no production",
  "only-production": "only production",
  nothing: "",
};

/** Red for what is shared, green for what is apart, yellow for what is neither for certain. */
export function paintOutcome(outcome: Outcome, kind: Thing["kind"], { color }: Page): (text: string) => string {
  switch (outcome) {
    case "same":
    case "relabelled":
    case "same-password":
    case "same-with-sub-scope":
      // A vendor's API has one host for all: what separates it is the credential.
      return kind === "endpoint" ? asItIs : color.red;
    case "other-container":
    case "may-be-same":
    case "unresolved":
    case "partly-different":
      return color.yellow;
    case "different":
      return color.green;
    case "same-public":
    case "no-production":
    case "only-production":
      return color.dim;
    case "nothing":
      return asItIs;
  }
}

function asItIs(text: string): string {
  return text;
}
