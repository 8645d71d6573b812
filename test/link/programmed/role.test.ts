import { expect, it } from "vitest";
import { boundIn, stackFor } from "./stages.ts";

const imports =
  'import * as ecs from "aws-cdk-lib/aws-ecs";\nimport { Role } from "aws-cdk-lib/aws-iam";\nimport { Function } from "aws-cdk-lib/aws-lambda";';
const rolesOf = (body: string): string[] =>
  boundIn(stackFor(imports, body), "AWS_SECRET_ACCESS_KEY").map((line) => line.replace("AWS_SECRET_ACCESS_KEY = ", ""));
const task = (props: string): string =>
  `new ecs.FargateTaskDefinition(this, "T", ${props}).addContainer("app", { environment: { A: "a" } });`;

it("makes a task a role of its own in each stack", () => {
  expect(rolesOf(task("{ cpu: 512 }"))).toEqual([
    "live aws-role:*:T of cdk/stack.ts (live) roleName",
    "stage aws-role:*:T of cdk/stack.ts (stage) roleName",
  ]);
});

it("takes the role that a task is given", () => {
  const shared = 'const taskRole = Role.fromRoleName(this, "R", "agent");\n';
  expect(rolesOf(`${shared}${task("{ taskRole }")}`)).toEqual([
    "live aws-role:account 417730158862:agent",
    "stage aws-role:account 417730158862:agent",
  ]);
});

it("takes the role that a function is given", () => {
  const body =
    'new Function(this, "F", { role: Role.fromRoleArn(this, "R", `arn:aws:iam::417730158862:role/${stage}`) });';
  expect(rolesOf(body)).toEqual([
    "live aws-role:*:arn:aws:iam::417730158862:role/live",
    "stage aws-role:*:arn:aws:iam::417730158862:role/stage",
  ]);
});

it.each([
  ["a part of the settings", "{ cpu: 512, ...settingsOf(stage) }"],
  ["the role itself", "{ taskRole: settingsOf(stage).role }"],
])("does not know the role where %s comes from elsewhere", (_, settings) => {
  const body = task(settings);
  const found = boundIn(stackFor(`${imports}\nimport { settingsOf } from "elsewhere";`, body), "AWS_SECRET_ACCESS_KEY");
  expect(found).toEqual([
    "live AWS_SECRET_ACCESS_KEY = ? it is not known which role it is",
    "stage AWS_SECRET_ACCESS_KEY = ? it is not known which role it is",
  ]);
});
