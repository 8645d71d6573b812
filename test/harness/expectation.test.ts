import { expect, it } from "vitest";
import { unknown } from "../../src/model/rule.ts";
import { expectationOf } from "./expectation.ts";
import { checkOf, findingOf } from "./report.ts";
import { sampleReport } from "./sample-report.ts";

it("is every verdict, then every finding in order of its place", () => {
  const { signal: _, ...unnumbered } = checkOf({
    id: "secret-scope/told-apart",
    judge: () => unknown("Names only.", "?", { suspected: [findingOf({ subject: "A_KEY" })] }),
  });
  expect(expectationOf(sampleReport([unnumbered]), (id) => id === unnumbered.id)).toBe(`1 fail
2 pass
3 unknown
4 not-applicable
secret-scope/told-apart unknown

.env.production:3:1  sandbox-separation/unscoped-credential/same-secret  PINECONE_API_KEY
.env.production:3:1  secret-scope/told-apart/same-secret  A_KEY  (suspected)
packages/billing-agent/config/.env.production:7:1  sandbox-separation/unscoped-credential/same-secret  STRIPE_API_KEY
`);
});
