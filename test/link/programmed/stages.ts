import type { Files } from "../../support/program.ts";
import { bound } from "../infrastructure/bindings.ts";

/** A stack of CDK that is made for two stages in one account; `imports` and `body` are its own. */
export function stackFor(imports: string, body: string, more: Files = {}): Files {
  return {
    "cdk/stack.ts": `import { Stack } from "aws-cdk-lib";\n${imports}\nexport class AgentStack extends Stack {\n  constructor(scope: any, id: string, props: { stage: string; env: { account: string } }) {\n    super(scope, id, props);\n    const { stage } = props;\n${body}\n  }\n}\n`,
    "cdk/app.ts":
      'import { App } from "aws-cdk-lib";\nimport { AgentStack } from "./stack";\nconst app = new App();\nconst env = { account: "417730158862" };\nnew AgentStack(app, "AgentLive", { env, stage: "live" });\nnew AgentStack(app, "AgentStage", { env, stage: "stage" });\n',
    ...more,
  };
}

/** What the stages bind, without the places. */
export function boundIn(files: Files, ...variables: readonly string[]): string[] {
  return bound(files, ...variables).map((line) => line.replace(/ @ .*/, ""));
}
