import { expect, it } from "vitest";
import { statusOf, withAndWithout } from "./repository.ts";

const shared = "sandbox-separation/unscoped-credential";
const key = "CRM_API_KEY=crm-key-8f2kq0z8mw2c5hxd\n";
const files = { ".env.production": key, ".env.staging": key };

it("is no secret that environments share", () => {
  const { without, applied } = withAndWithout("publicKeys: [CRM_*]\n", files);
  expect(statusOf(without, shared)).toBe("fail");
  expect(statusOf(applied, shared)).not.toBe("fail");
  expect(statusOf(without, "secret-scope/shared-secret")).toBe("fail");
  expect(statusOf(applied, "secret-scope/shared-secret")).not.toBe("fail");
  expect(statusOf(without, "secret-scope/secret-in-repository")).toBe("fail");
  expect(statusOf(applied, "secret-scope/secret-in-repository")).not.toBe("fail");
});

it("leaves the other keys as they are, and shows where it is declared", () => {
  const more = {
    ...files,
    "src/mail.ts": `import { Resend } from "resend"; export const mail = new Resend(process.env.RESEND_API_KEY);`,
  };
  const own = (value: string) => `${key}RESEND_API_KEY=mail-${value}\n`;
  const { applied } = withAndWithout("publicKeys: [CRM_API_KEY]\n", {
    ...more,
    ".env.production": own("8f2kq0z8mw2c5hxd"),
    ".env.staging": own("9g3lr1a9nx3d6iye"),
  });
  const check = applied.controls.flatMap(({ checks }) => checks).find(({ id }) => id === shared);
  expect(check?.status).toBe("pass");
  expect(check?.evidence.filter(({ role }) => role === "declared here")).toMatchObject([
    { path: "bulkhead.config.yaml", startLine: 1 },
  ]);
});

it("is not handed to a job as something that opens production", () => {
  const workflow = `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    env:
      CRM_API_KEY: \${{ secrets.CRM_API_KEY }}
    steps:
      - run: npx vitest run
`;
  const { without, applied } = withAndWithout("publicKeys: [CRM_API_KEY]\n", { ".github/workflows/ci.yml": workflow });
  expect(without.stack.pipelines[0]?.credentials).toHaveLength(1);
  expect(applied.stack.pipelines[0]?.credentials).toHaveLength(0);
});
