import { Command, Option } from "commander";
import { expect, it } from "vitest";
import { controls } from "../../../rules/index.ts";
import { vocabularyOf } from "../../../src/cli/completion/vocabulary.ts";

it("reads what there is from the definition of the commands", () => {
  const program = new Command("bulkhead").version("1.0.0", "--version", "print the version");
  program
    .command("audit")
    .description("audit a repository")
    .argument("[path]")
    .addOption(new Option("-f, --format <format>", "how").choices(["json", "text"]))
    .option("--report <format=file>", "also", (one: string, all: string[]) => [...all, one], [])
    .option("--baseline <file>", "old debt")
    .option("--strict", "fail too");
  const [audit] = vocabularyOf(program, controls).commands;

  expect(audit).toMatchObject({ name: "audit", isDefault: true, argument: { paths: "directories" } });
  expect(audit?.options.map(({ flags, value, isRepeatable }) => [flags, value, isRepeatable])).toEqual([
    [["-f", "--format"], { placeholder: "format", words: ["json", "text"], paths: null, takesFile: false }, false],
    [["--report"], { placeholder: "format=file", words: ["json", "text"], paths: null, takesFile: true }, true],
    [["--baseline"], { placeholder: "file", words: [], paths: "files", takesFile: false }, false],
    [["--strict"], null, false],
    [["-h", "--help"], null, false],
  ]);
  expect(vocabularyOf(program, controls).options.map(({ flags }) => flags.at(-1))).toEqual(["--version", "--help"]);
});

it("names a check without its control only where that is enough", () => {
  const checks = ["a/one", "a/two", "b/two"].map((id) => ({ id }));
  const [control] = controls;
  if (control === undefined) throw new Error("no control");
  const [check] = control.checks;
  if (check === undefined) throw new Error("no check");
  const registry = [{ ...control, slug: "a", checks: checks.map(({ id }) => ({ ...check, id })) }];
  const program = new Command("bulkhead");
  program.command("audit").option("--check <id>", "one check");
  const [audit] = vocabularyOf(program, registry).commands;
  expect(audit?.options[0]?.value?.words).toEqual(["one", "a/one", "a/two", "b/two"]);
});
