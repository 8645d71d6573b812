import { at } from "../shorthand.ts";
import type { ArgumentPath } from "../types.ts";
import type { ConstructEntry } from "./construct-entry.ts";

const cdk = (...names: readonly string[]): Pick<ConstructEntry, "packages" | "names" | "id"> => ({
  packages: ["aws-cdk-lib*", "@aws-cdk/*", "@cdklabs/*"],
  names,
  id: 1,
});
const functions = ["Function", "NodejsFunction", "DockerImageFunction", "PythonFunction"];
const taskDefinitions = ["FargateTaskDefinition", "Ec2TaskDefinition", "ExternalTaskDefinition", "TaskDefinition"];
/** What holds a container: its class, the call that adds it, and where services and task definitions keep their own. */
const containers = ["ContainerDefinition", "addContainer", "defaultContainer"];
const pairs: readonly [ArgumentPath, ArgumentPath] = [
  { index: 0, path: [] },
  { index: 1, path: [] },
];

function methods(makers: readonly string[], name: string): readonly string[] {
  return makers.map((maker) => `${maker}.${name}`);
}

/** Those of CDK. A method of a construct is called like it, `Function.addEnvironment`. */
export const cdkConstructs: readonly ConstructEntry[] = [
  {
    ...cdk(...functions),
    ...{ name: at("2.functionName"), role: at("2.role"), makesRole: true },
    program: {
      ...{ maps: at("2.environment"), code: at("2.entry", "2.code"), names: at("2.functionName", "1") },
      image: at("2.code"),
    },
  },
  {
    ...cdk(...methods(functions, "addEnvironment")),
    program: { pair: pairs },
  },
  { ...cdk(...taskDefinitions), name: at("2.family"), role: at("2.taskRole"), makesRole: true },
  {
    ...cdk(...methods([...taskDefinitions, "taskDefinition"], "addContainer")),
    id: 0,
    program: { maps: at("1.environment", "1.secrets"), names: at("1.containerName", "0"), image: at("1.image") },
  },
  {
    ...cdk("ContainerDefinition"),
    program: {
      within: at("2.taskDefinition"),
      maps: at("2.environment", "2.secrets"),
      names: at("2.containerName", "1"),
      image: at("2.image"),
    },
  },
  {
    ...cdk(...methods(containers, "addEnvironment"), ...methods(containers, "addSecret")),
    program: { pair: pairs },
  },
  {
    ...cdk(
      ...["ApplicationLoadBalancedFargateService", "NetworkLoadBalancedFargateService"],
      ...["ApplicationLoadBalancedEc2Service", "NetworkLoadBalancedEc2Service"],
    ),
    ...{ role: at("2.taskImageOptions.taskRole"), makesRole: true },
    program: {
      maps: at("2.taskImageOptions.environment", "2.taskImageOptions.secrets"),
      names: at("2.serviceName", "1"),
      image: at("2.taskImageOptions.image"),
    },
  },
  {
    ...cdk("QueueProcessingFargateService", "QueueProcessingEc2Service"),
    program: { maps: at("2.environment", "2.secrets"), names: at("2.serviceName", "1"), image: at("2.image") },
  },
  {
    ...cdk("ScheduledFargateTask", "ScheduledEc2Task"),
    program: {
      maps: at(
        ...["2.scheduledFargateTaskImageOptions.environment", "2.scheduledFargateTaskImageOptions.secrets"],
        ...["2.scheduledEc2TaskImageOptions.environment", "2.scheduledEc2TaskImageOptions.secrets"],
      ),
      names: at("2.ruleName", "1"),
      image: at("2.scheduledFargateTaskImageOptions.image", "2.scheduledEc2TaskImageOptions.image"),
    },
  },
  {
    ...cdk("ContainerImage.fromAsset", "DockerImageCode.fromImageAsset"),
    image: { folder: at("0"), file: at("1.file"), target: at("1.target"), arguments: at("1.buildArgs") },
  },
  {
    ...cdk("DockerImageAsset"),
    image: { folder: at("2.directory"), file: at("2.file"), target: at("2.target"), arguments: at("2.buildArgs") },
  },
  { ...cdk("ContainerImage.fromDockerImageAsset"), image: { of: at("0") } },
  { ...cdk("ContainerImage.fromRegistry"), image: { name: at("0") } },
  { ...cdk("Role"), name: at("2.roleName"), says: ["roleName"] },
  { ...cdk("Role.fromRoleName", "Role.fromRoleArn"), name: at("2"), isLookup: true },
  { ...cdk("Bucket"), name: at("2.bucketName"), says: ["bucketName"] },
  { ...cdk("Table", "TableV2"), name: at("2.tableName"), says: ["tableName"] },
  { ...cdk("Queue"), name: at("2.queueName"), says: ["queueName"] },
  { ...cdk("Bucket.fromBucketName"), name: at("2"), says: ["bucketName"], isLookup: true },
  { ...cdk("Table.fromTableName"), name: at("2"), says: ["tableName"], isLookup: true },
  {
    ...cdk("Secret.fromSecretNameV2", "Secret.fromSecretCompleteArn", "Secret.fromSecretPartialArn"),
    ...{ name: at("2"), says: ["secretName"], stored: "aws-secrets-manager" },
    ...{ secret: ["secretValue", "secretArn", "secretValueFromJson"] },
  },
  {
    ...cdk("StringParameter.valueForStringParameter", "StringParameter.valueFromLookup"),
    ...{ name: at("1"), stored: "aws-ssm" },
  },
  {
    ...cdk("StringParameter.fromStringParameterName", "StringParameter.fromSecureStringParameterAttributes"),
    ...{ name: at("2", "2.parameterName"), says: ["parameterName"], stored: "aws-ssm" },
    ...{ secret: ["stringValue", "parameterArn"] },
  },
  {
    ...cdk("Secret", "DatabaseSecret"),
    ...{ name: at("2.secretName"), says: ["secretName"], secret: ["secretValue", "secretArn"] },
  },
];
