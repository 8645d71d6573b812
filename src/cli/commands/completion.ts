import { Argument, type Command } from "commander";
import { exitStatus } from "../exit-status.ts";
import { type Examples, helpEnd, type Statuses } from "../help-page.ts";
import type { Io } from "../io.ts";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

const examples: Examples = [
  ['eval "$(bulkhead completion bash)"', "in ~/.bashrc"],
  ['eval "$(bulkhead completion zsh)"', "in ~/.zshrc, after compinit"],
  ["bulkhead completion fish | source", "in ~/.config/fish/config.fish"],
];

const statuses: Statuses = [
  [exitStatus.clean, "the script was printed"],
  [exitStatus.error, "there is none for that shell"],
];

export function addCompletionCommand(program: Command, io: Io): Command {
  return program
    .command("completion")
    .description("print a script that lets a shell complete commands, options, controls and checks")
    .addArgument(new Argument("<shell>", "the shell that reads the script").choices(shells))
    .addHelpText("after", helpEnd(examples, statuses))
    .action(async (shell: Shell) => {
      const { controls } = await import("../../../rules/index.ts");
      const { completions } = await import("../completion/shells.ts");
      const { vocabularyOf } = await import("../completion/vocabulary.ts");
      io.out(completions[shell](vocabularyOf(program, controls)));
    });
}
