import { Argument, type Command } from "commander";
import { helpTable } from "../help-page.ts";
import type { Io } from "../io.ts";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

const examples: readonly (readonly [command: string, what: string])[] = [
  ['eval "$(bulkhead completion bash)"', "in ~/.bashrc"],
  ['eval "$(bulkhead completion zsh)"', "in ~/.zshrc, after compinit"],
  ["bulkhead completion fish | source", "in ~/.config/fish/config.fish"],
];

export function addCompletionCommand(program: Command, io: Io): Command {
  return program
    .command("completion")
    .description("print a script that lets a shell complete commands, options, controls and checks")
    .addArgument(new Argument("<shell>", "the shell that reads the script").choices(shells))
    .addHelpText(
      "after",
      `\n${helpTable("Examples:", examples)}\n\n${helpTable("Exit status:", [
        [0, "the script was printed"],
        [2, "there is none for that shell"],
      ])}`,
    )
    .action(async (shell: Shell) => {
      const { controls } = await import("../../../rules/index.ts");
      const { completions } = await import("../completion/shells.ts");
      const { vocabularyOf } = await import("../completion/vocabulary.ts");
      io.out(completions[shell](vocabularyOf(program, controls)));
    });
}
