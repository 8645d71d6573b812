import { describe, expect, it } from "vitest";
import { boundIn, jobsOf } from "./repository.ts";

const config = (steps: string, invocation = "evals") =>
  jobsOf({
    ".circleci/config.yml": `jobs:\n  evals:\n    steps:\n${steps}\nworkflows:\n  w:\n    jobs: [${invocation}]\n`,
  });

describe("what a variable of CircleCI is bound to", () => {
  it.each([
    ["evals", "circleci-context:*:QKEY"],
    ["{evals: {context: production}}", "circleci-context:production:QKEY"],
    ["{evals: {context: [shared, evals]}}", "circleci-context:evals + shared:QKEY"],
  ])("%s", (invocation, value) => {
    expect(boundIn(config("      - run: KEY=$QKEY npm test", invocation)[0]).KEY).toBe(value);
    const [job] = config("      - run: npm test", invocation);
    expect(job?.ambient?.("QKEY")).toMatchObject({ kind: "reference", reference: value });
  });

  it("is what an earlier step wrote for the later ones", () => {
    const [job] = config(
      "      - run: echo 'export KEY=https://x.example' >> $BASH_ENV\n      - run: npx vitest --url $KEY",
    );
    expect(boundIn(job).KEY).toBe("https://x.example");
    expect(job?.commands.at(-1)?.text).toBe("vitest --url https://x.example");
  });
});

it("acts as the environment that its context is called after", () => {
  const [job] = config("      - run: ./rollout.sh deploy", "{evals: {name: deploy, context: answers-production}}");
  expect(job?.actsAs).toBe("production");
});
