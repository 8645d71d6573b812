import { describe, expect, it } from "vitest";
import { factsOf, ofKind } from "../support/extract.ts";

const project =
  "name: desk\ninfra:\n  path: deploy\n  module: stack\nservices:\n  desk:\n    project: ./apps/desk\n    host: containerapp\n    hooks:\n      predeploy:\n        run: npm run index\nhooks:\n  postprovision:\n    posix:\n      run: azd env get-values > .env\n    windows:\n      run: azd env get-values > .env\n";

describe("azure.yaml", () => {
  it.each<[what: string, text: string]>([
    ["as it is", project],
    ["with a byte order mark", `\uFEFF${project}`],
    ["with other line ends", project.replaceAll("\n", "\r\n")],
  ])("tells the module, the services and the hooks: %s", (_, text) => {
    const facts = factsOf("tools/azure.yaml", text);
    expect(ofKind(facts, "azd")).toMatchObject([
      { module: "tools/deploy/stack", services: [{ name: "desk", folder: "tools/apps/desk" }] },
    ]);
    expect(
      ofKind(facts, "scripts").flatMap(({ scripts }) => scripts.map((one) => `${one.name}: ${one.command}`)),
    ).toEqual(["postprovision: azd env get-values > .env", "predeploy: npm run index"]);
  });

  it("is Bicep's in the folder infra unless it says otherwise", () => {
    expect(ofKind(factsOf("azure.yaml", "name: desk\n"), "azd")).toMatchObject([
      { module: "infra/main", services: [] },
    ]);
    expect(ofKind(factsOf("azure.yaml", "name: desk\ninfra:\n  provider: terraform\n"), "azd")).toEqual([]);
  });

  it.each<[what: string, text: string]>([
    ["nothing", ""],
    ["a list", "- a\n"],
    ["half a file", "name: desk\nservices:\n  desk: {"],
    ["services that are none", "services: 3\nhooks: [1]\n"],
    ["a path that leaves the repository", "infra:\n  path: ../../elsewhere\n"],
  ])("may hold %s", (_, text) => {
    expect(() => factsOf("azure.yaml", text)).not.toThrow();
  });
});
