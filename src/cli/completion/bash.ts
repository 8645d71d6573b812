import type { CommandWords, OptionWords, Values, Vocabulary } from "./vocabulary.ts";

/** A completion function for bash, 3.2 of macOS included. All words are the program's own, and hold no blank or quote. */
export function bashCompletion({ names, commands, options }: Vocabulary): string {
  const named = commands.map(({ name }) => name);
  const fallback = commands.find(({ isDefault }) => isDefault);
  return `# Completion of ${names[0]} in bash: eval "$(${names[0]} completion bash)"
_bulkhead() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command=${fallback?.name ?? ""} words='' part
  COMPREPLY=()
  if [[ $COMP_CWORD -gt 1 ]]; then
    case \${COMP_WORDS[1]} in
      ${named.join(" | ")}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  # To readline \`=\` is a word of its own, so that --format=json is three.
  if [[ $word == = ]]; then
    word=''
    [[ $before == -* ]] || return
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
    [[ $before == -* ]] || return
  fi
  case $command:$before in
${commands.flatMap((command) => command.options.flatMap((option) => valueArm(command, option))).join("\n")}
    *)
      case $command:$word in
${commands.map(optionsArm).join("\n")}
${commands.map((command) => argumentArm(command)).join("\n")}
      esac
      [[ $COMP_CWORD -gt 1 ]] || words+=' ${[...named, ...firstOnly(options, fallback)].join(" ")}'
      ;;
  esac
  while IFS= read -r part; do COMPREPLY+=("$part"); done < <(compgen -W "$words" -- "$word")
}
_bulkhead_directories() {
  local part
  compopt -o filenames 2>/dev/null
  while IFS= read -r part; do COMPREPLY+=("$part"); done < <(compgen -d -- "$1")
}
# Where a file is wanted nothing is answered, and readline completes one.
complete -o default -F _bulkhead ${names.join(" ")}
`;
}

function valueArm({ name }: CommandWords, { flags, value }: OptionWords): string[] {
  if (value === null) return [];
  return [`    ${flags.map((flag) => `${name}:${flag}`).join(" | ")}) ${offer(value)} ;;`];
}

function offer({ words, paths, takesFile }: Values): string {
  if (paths === "directories") return '_bulkhead_directories "$word"';
  if (takesFile) return `compopt -o nospace 2>/dev/null; words='${words.map((word) => `${word}=`).join(" ")}'`;
  return words.length === 0 ? "return" : `words='${words.join(" ")}'`;
}

function optionsArm({ name, options }: CommandWords): string {
  return `        ${name}:-*) words='${options.flatMap(({ flags }) => flags).join(" ")}' ;;`;
}

/** The flags of the program itself, less those that its default command has too. */
function firstOnly(options: readonly OptionWords[], fallback: CommandWords | undefined): string[] {
  const known = new Set(fallback?.options.flatMap(({ flags }) => flags));
  return options.flatMap(({ flags }) => flags).filter((flag) => !known.has(flag));
}

function argumentArm({ name, argument }: CommandWords): string {
  return `        ${name}:*) ${argument === null ? ":" : offer(argument)} ;;`;
}
