import type { CommandWords, OptionWords, Values, Vocabulary } from "./vocabulary.ts";

/** A completion function for zsh, to be evaluated or to lie as `_bulkhead` in a folder of `fpath`. */
export function zshCompletion({ names, commands, options }: Vocabulary): string {
  const fallback = commands.find(({ isDefault }) => isDefault);
  const known = new Set(fallback?.options.flatMap(({ flags }) => flags));
  const own = options.filter(({ flags }) => !flags.some((flag) => known.has(flag)));
  return `#compdef ${names.join(" ")}
# Completion of ${names[0]} in zsh: eval "$(${names[0]} completion zsh)"
_bulkhead_commands() {
  local -a commands=(
${commands.map(({ name, description }) => `    ${quote(`${name}:${description.replaceAll(":", "\\:")}`)}`).join("\n")}
  )
  _describe -t commands command commands
}
_bulkhead_files_by_format() {
  if compset -P '*='; then _files; else compadd -S '=' -- "$@"; fi
}
${commands.map(commandFunction).join("\n")}
_bulkhead_program() {
  _arguments ${own.map(optionSpec).join(" ")}
}
_bulkhead() {
  case \${words[2]} in
    ${commands.map(({ name }) => name).join("|")})
      if (( CURRENT > 2 )); then
        local command=\${words[2]}
        shift words
        (( CURRENT-- ))
        _bulkhead_$command
        return
      fi
      ;;
  esac
  if (( CURRENT == 2 )); then
    _bulkhead_commands
    _bulkhead_program
  fi
  _bulkhead_${fallback?.name}
}
if [[ \${funcstack[1]} == _bulkhead ]]; then
  _bulkhead "$@"
else
  compdef _bulkhead ${names.join(" ")}
fi
`;
}

function commandFunction({ name, options, argument }: CommandWords): string {
  const specs = options.map(optionSpec);
  if (argument !== null) specs.push(quote(`:${shielded(argument.placeholder)}:${action(argument)}`));
  return `_bulkhead_${name}() {
  _arguments -s -S \\
    ${specs.join(" \\\n    ")}
}`;
}

function optionSpec({ flags, description, value, isRepeatable }: OptionWords): string {
  const told = `[${shielded(description)}]`;
  const wanted = value === null ? "" : `:${shielded(value.placeholder)}:${action(value)}`;
  const equals = (flag: string) => (value !== null && flag.startsWith("--") ? "=" : "");
  return flags.map((flag) => quote(`${isRepeatable ? "*" : ""}${flag}${equals(flag)}${told}${wanted}`)).join(" ");
}

function action({ words, paths, takesFile }: Values): string {
  if (paths === "directories") return "_directories";
  if (takesFile) return `{_bulkhead_files_by_format ${words.join(" ")}}`;
  if (paths === "files" && words.length > 0)
    return `{_alternative "words:word:(${words.join(" ")})" "files:file:_files"}`;
  return words.length > 0 ? `(${words.join(" ")})` : "_files";
}

/** Brackets end a description, and colons a field. */
function shielded(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
