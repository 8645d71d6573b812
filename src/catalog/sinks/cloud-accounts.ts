import { symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";

/** What an account in a cloud holds: its secrets, its machines. */
export const cloudAccounts: readonly SinkEntry[] = [
  {
    operation: "secret write",
    provider: "aws",
    kind: "external-write",
    calls: [
      symbols(
        ["@aws-sdk/client-secrets-manager", "@aws-sdk/client-ssm"],
        "PutSecretValueCommand",
        "CreateSecretCommand",
        "UpdateSecretCommand",
        "DeleteSecretCommand",
        "PutParameterCommand",
        "DeleteParameterCommand",
      ),
    ],
  },
  {
    operation: "secret read",
    provider: "aws",
    kind: "external-read",
    calls: [
      symbols(
        ["@aws-sdk/client-secrets-manager", "@aws-sdk/client-ssm"],
        "GetSecretValueCommand",
        "GetParameterCommand",
        "GetParametersCommand",
        "GetParametersByPathCommand",
      ),
    ],
  },
  {
    operation: "EC2 change",
    provider: "aws",
    kind: "external-write",
    calls: [
      symbols(
        "@aws-sdk/client-ec2",
        "RunInstancesCommand",
        "StartInstancesCommand",
        "StopInstancesCommand",
        "TerminateInstancesCommand",
        "RebootInstancesCommand",
      ),
      symbols("@aws-sdk/client-ecs", "RunTaskCommand", "UpdateServiceCommand", "StopTaskCommand"),
      symbols("@aws-sdk/client-ssm", "SendCommandCommand"),
      symbols("@aws-sdk/client-cloudformation", "CreateStackCommand", "UpdateStackCommand", "DeleteStackCommand"),
    ],
  },
];
