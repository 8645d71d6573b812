import { expect, it } from "vitest";
import { bound } from "../infrastructure/bindings.ts";
import { boundIn, stackFor } from "./stages.ts";

const imports =
  'import * as path from "node:path";\nimport * as ecs from "aws-cdk-lib/aws-ecs";\nimport * as lambda from "aws-cdk-lib/aws-lambda";\nimport { DockerImageAsset } from "aws-cdk-lib/aws-ecr-assets";';
const container = (image: string, environment = ""): string =>
  `new ecs.FargateTaskDefinition(this, "T").addContainer("app", { image: ${image}, environment: { ${environment} } });`;
const dockerfile = "FROM node:22\nARG INDEX=kb\nENV NODE_ENV=production INDEX=$INDEX\n";

it.each([
  ["the folder that the tool is run in", 'ecs.ContainerImage.fromAsset(".")', "Dockerfile"],
  ["a folder below it", 'ecs.ContainerImage.fromAsset("./agent")', "agent/Dockerfile"],
  ["another file", 'ecs.ContainerImage.fromAsset(".", { file: "docker/Dockerfile.agent" })', "docker/Dockerfile.agent"],
  [
    "a folder beside the stack",
    'ecs.ContainerImage.fromAsset(path.join(__dirname, "..", "agent"))',
    "agent/Dockerfile",
  ],
  [
    "an asset of its own",
    'ecs.ContainerImage.fromDockerImageAsset(new DockerImageAsset(this, "I", { directory: "agent" }))',
    "agent/Dockerfile",
  ],
])("gives a container what its Dockerfile sets: %s", (_, image, file) => {
  expect(bound(stackFor(imports, container(image), { [file]: dockerfile }), "NODE_ENV")).toEqual([
    `live NODE_ENV = "production" @ ${file}:3`,
    `stage NODE_ENV = "production" @ ${file}:3`,
  ]);
});

it("gives a function what the Dockerfile of its image sets", () => {
  const body = 'new lambda.DockerImageFunction(this, "F", { code: lambda.DockerImageCode.fromImageAsset("agent") });';
  const files = stackFor(imports, body, { "agent/Dockerfile": dockerfile });
  expect(boundIn(files, "NODE_ENV")).toEqual(['live NODE_ENV = "production"', 'stage NODE_ENV = "production"']);
});

it("lets the container overrule its image", () => {
  const files = stackFor(imports, container('ecs.ContainerImage.fromAsset(".")', "NODE_ENV: stage"), {
    Dockerfile: dockerfile,
  });
  expect(boundIn(files, "NODE_ENV")).toEqual(['live NODE_ENV = "live"', 'stage NODE_ENV = "stage"']);
});

it("fills in the arguments that the image is built with, else their defaults", () => {
  const image = (told: string): string => container(`ecs.ContainerImage.fromAsset(".", { ${told} })`);
  const indexOf = (told: string): string[] =>
    boundIn(stackFor(imports, image(told), { Dockerfile: dockerfile }), "INDEX");
  expect(indexOf("buildArgs: { INDEX: `kb-${stage}` }")).toEqual([
    'live INDEX = "kb-live"',
    'stage INDEX = "kb-stage"',
  ]);
  expect(indexOf("")).toEqual(['live INDEX = "kb"', 'stage INDEX = "kb"']);
});

it("leaves the Dockerfile of another folder alone", () => {
  const files = stackFor(imports, container('ecs.ContainerImage.fromAsset("./agent")', "A: stage"), {
    "other/Dockerfile": dockerfile,
  });
  expect(boundIn(files)).not.toContain('live NODE_ENV = "production"');
});

it.each([
  ["another file, whose name is computed", "file: pick()"],
  ["a stage of its file", 'target: "debug"'],
  ["what comes from elsewhere", "...pick()"],
])("does not say what an image sets that is built of %s", (_, options) => {
  const files = stackFor(
    `${imports}\nimport { pick } from "pick";`,
    container(`ecs.ContainerImage.fromAsset(".", { ${options} })`, "A: stage"),
    { Dockerfile: dockerfile },
  );
  expect(boundIn(files, "A", "NODE_ENV")).toEqual(['live A = "live"', 'stage A = "stage"']);
});

it("takes a container of a product beside the agent for none of its own", () => {
  const files = stackFor(imports, container('ecs.ContainerImage.fromRegistry("redis:7")', "A: stage"));
  expect(boundIn(files, "A")).toEqual([]);
});
