import { describe, expect, it } from "vitest";
import { bindingsOf, factsOf, gapsOf, ofKind, shown } from "../support/extract.ts";

const stack = `# managed by the platform team
encryptionsalt: v1:abc
config:
  aws:region: eu-west-1
  agent:qdrantUrl: https://kb-prod.example.com
  agent:openaiKey:
    secure: AAABAPx1
  agent:limits:
    daily: 5
  agent:webhookSecret: kestrel-9f2c71d04be85a6631
`;

describe("the settings of a stack", () => {
  it.each([
    ["as written", stack],
    ["with CRLF", stack.replaceAll("\n", "\r\n")],
    ["behind a byte order mark", `\uFEFF${stack}`],
  ])("are bound in the environment that the file is named after, %s", (_, text) => {
    const [fact] = bindingsOf("infra/Pulumi.prod.yaml", text);
    expect(fact?.environment).toBe("prod");
    expect(shown(fact?.entries ?? [])).toEqual([
      "pulumi:aws:region = eu-west-1",
      "pulumi:qdrantUrl = https://kb-prod.example.com @ http kb-prod.example.com - - -",
      "pulumi:openaiKey = pulumi-secret:prod/openaiKey",
      'pulumi:limits = {"daily":5}',
      "pulumi:webhookSecret = [secret]",
    ]);
    expect(JSON.stringify(fact)).not.toContain("kestrel-9f2c71d04be85a6631");
  });

  it("are the defaults of all stacks in the file of the project", () => {
    const project =
      "name: agent\nconfig:\n  index: {default: docs}\n  agent:url: https://kb.example.com\n  size: {type: integer}\n";
    const [fact] = bindingsOf("infra/Pulumi.yaml", project);
    expect(fact).toMatchObject({ environment: null, layer: "base" });
    expect(shown(fact?.entries ?? [])).toEqual([
      "pulumi:index = docs",
      "pulumi:url = https://kb.example.com @ http kb.example.com - - -",
    ]);
  });

  it("name entries of a secret store where they say an ARN", () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:agent/prod/token-a1b2c3";
    const [fact] = bindingsOf("Pulumi.prod.yaml", `config:\n  agent:tokenSecretArn: ${arn}\n`);
    expect(shown(fact?.entries ?? [])).toEqual([`pulumi:tokenSecretArn = aws-secrets-manager:${arn}`]);
  });

  it.each(["infra/Pulumi.example.yaml", "src/pulumi.prod.yaml"])("are not in %s", (path) => {
    expect(ofKind(factsOf(path, stack), "bindings").filter(({ source }) => source === "pulumi")).toEqual([]);
  });

  it("may stand elsewhere, which is said", () => {
    expect(gapsOf("Pulumi.prod.yaml", "environment:\n  - acme-prod\n")).toEqual([
      {
        kind: "gap",
        path: "Pulumi.prod.yaml",
        reason: "the stack takes its settings from an environment outside the repository",
        line: null,
      },
    ]);
  });

  it.each(["", "config:", "config: [", "\u0000", `config:\n${"  a:b: c\n".repeat(20_000)}`])(
    "never defeat the reader: %#",
    (text) => {
      expect(gapsOf("Pulumi.prod.yaml", text).filter(({ reason }) => reason.includes("extractor failed"))).toEqual([]);
    },
  );
});
