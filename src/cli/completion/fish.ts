import type { CommandWords, OptionWords, Values, Vocabulary } from "./vocabulary.ts";

/** Completions for fish, a line for each word. */
export function fishCompletion({ names, commands, options }: Vocabulary): string {
  const fallback = commands.find(({ isDefault }) => isDefault)?.name ?? "";
  const lines = [
    ...commands.map(({ name, description }) => `-n __bulkhead_names_command -f -a ${name} -d ${quote(description)}`),
    ...options.map((option) => `-n __bulkhead_names_command ${optionLine(option)}`),
    ...commands.flatMap(commandLines),
  ];
  return `# Completion of ${names[0]} in fish: ${names[0]} completion fish | source
function __bulkhead_names_command
    test (count (commandline -opc)) -eq 1
end
function __bulkhead_runs
    set -l words (commandline -opc)
    set -l command ${fallback}
    if contains -- "$words[2]" ${commands.map(({ name }) => name).join(" ")}
        set command $words[2]
    end
    test $command = $argv[1]
end
for name in ${names.join(" ")}
${lines.map((line) => `    complete -c $name ${line}`).join("\n")}
end
`;
}

function commandLines({ name, options, argument }: CommandWords): string[] {
  const runs = `-n '__bulkhead_runs ${name}'`;
  const lines = options.map((option) => `${runs} ${optionLine(option)}`);
  if (argument === null) return [...lines, `${runs} -f`];
  return [...lines, `${runs} ${offer(argument)}`];
}

function optionLine({ flags, description, value }: OptionWords): string {
  const named = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...named, ...(value === null ? [] : [`-r ${offer(value)}`]), `-d ${quote(description)}`].join(" ");
}

function offer({ words, paths, takesFile }: Values): string {
  if (paths === "directories") return "-f -a '(__fish_complete_directories)'";
  const listed = words.map((word) => (takesFile ? `${word}=` : word)).join(" ");
  if (listed === "") return "-F";
  return `${paths === "files" ? "-F" : "-f"} -a '${listed}'`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
