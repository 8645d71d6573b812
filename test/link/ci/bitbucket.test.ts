import { expect, it } from "vitest";
import { boundIn, jobsOf } from "./repository.ts";

it.each([
  ["", "bitbucket-deployment:*:QKEY"],
  ["deployment: Staging, ", "bitbucket-deployment:Staging:QKEY"],
])("binds a variable to the deployment: %j", (deployment, value) => {
  const text = `pipelines:\n  default:\n    - step: {${deployment}script: [KEY=$QKEY npm test]}\n`;
  expect(boundIn(jobsOf({ "bitbucket-pipelines.yml": text })[0]).KEY).toBe(value);
});

it("takes a pipe that deploys for a deployment", () => {
  const text =
    "pipelines:\n  default:\n    - step: {deployment: Production, script: [{pipe: 'atlassian/aws-ecs-deploy:2', variables: {KEY: $QKEY}}]}\n";
  const [job] = jobsOf({ "bitbucket-pipelines.yml": text });
  expect([job?.roles, job?.actsAs, boundIn(job).KEY]).toEqual([
    ["deploy"],
    "production",
    "bitbucket-deployment:Production:QKEY",
  ]);
});
