import type { ShellScope } from "./shell-scope.ts";

/**
 * A command as it is written with what a parser of words does not know filled in: lists of arguments, the folder of the
 * script itself, names of variables that are kept in variables.
 */
export function prepared(text: string, scope: ShellScope): string {
  const placed = withFolders(
    withFiles(text).replace(addition, (_, before: string, name: string) => `${before}${name}="\${${name}}"`),
    scope,
  );
  const listed = placed.replace(listPattern, (whole: string, ...names: readonly (string | undefined)[]) => {
    const name = names.slice(0, 3).find((found) => typeof found === "string");
    const items = name === undefined ? null : listOf(name, scope);
    return items === null ? whole : items.map(quoted).join(" ");
  });
  // No value is taken apart that is given to a variable.
  return listed.replace(/^(\s*(?:(?:export|local|readonly|declare)\s+)?[A-Za-z_]\w*=)(\$\{?\w+\}?)(?=\s*$)/, '$1"$2"');
}

/** `export $(grep -v '^#' .env | xargs)`, `env $(cat .env) …`, `eval "$(sed … .env)"` take in a file as `. .env` does. */
function withFiles(text: string): string {
  return text.replace(printing, (whole, before: string, inside: string) => {
    const files = inside.split(/[\s"'<>|]+/).filter(isDotenv);
    return files.length === 0 ? whole : `${before}${files.map((file) => `. ${file} ;`).join(" ")} `;
  });
}

const printing = /(^|[\s;])(?:export|declare -x|env|eval)\s+"?\$\(\s*(?:cat|e?grep|sed|awk|xargs)\s([^()]*)\)"?/g;

/** Whether a path is that of a file with variables. */
export function isDotenv(path: string): boolean {
  return /(?:^|[/.])env(?:[._-]|$)/.test(path);
}

/** `A+=b` */
const addition = /^(\s*(?:(?:export|local|readonly|declare|typeset)\s+(?:-\w+\s+)*)?)([A-Za-z_]\w*)\+=/;

/** `'…'` stands as it is; `"$@"`, `${LIST[@]}` and their like are lists. */
const listPattern =
  /'[^']*'|"\$\{?([@*]|[A-Za-z_]\w*\[[@*]\]|@:\d+)\}?"|\$(?:\{([@*]|[A-Za-z_]\w*\[[@*]\]|@:\d+)\}|([@*]))/g;

function listOf(name: string, scope: ShellScope): readonly string[] | null {
  if (name === "@" || name === "*") return scope.args;
  const from = /^@:(\d+)$/.exec(name)?.[1];
  if (from !== undefined) return scope.args?.slice(Math.max(0, Number(from) - 1)) ?? null;
  return scope.list(name.replace(/\[.*$/, ""));
}

export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\`$]/g, "\\$&")}"`;
}

const self = /["']?\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?(?::-\$0)?\})["']?/.source;
const dirname = String.raw`\$\(\s*dirname\s+(?:--\s+)?${self}\s*\)|\$\{(?:0|BASH_SOURCE\[0\])%\/\*\}`;
/** Read in one way only: each has a file, and a number only after a space. */
const redirection = String.raw`(?:\s*&?|\s+[12])>{1,2}(?:&\d|\s*[^\s<>&;)]+)`;
const entered = new RegExp(
  String.raw`\$\(\s*(?:CDPATH=\s+)?cd\s+(?:-P\s+)?(?:--\s+)?"?(?:${dirname})([^")\s]*)"?(?:${redirection})*\s*(?:&&|;)\s*pwd(?:\s+-P)?\s*\)`,
  "g",
);
const folder = new RegExp(dirname, "g");
const root = /\$\(\s*git\s+rev-parse\s+--show-toplevel\s*\)/g;

/** Where a script stands does not depend on where it is started, and many say so first. */
function withFolders(text: string, scope: ShellScope): string {
  if (!text.includes("$(") && !text.includes("${")) return text;
  const own = scope.folder;
  const inRoot = scope.root === null ? text : text.replace(root, scope.root);
  if (own === null) return inRoot;
  return inRoot.replace(entered, (_, below: string) => `${own}${below}`).replace(folder, own);
}

/** The value of what stands in `$…` or `${…}`; undefined where it is not known. */
export function expansionOf(key: string, scope: ShellScope): string | undefined {
  const indirect = /^!(\w+)$/.exec(key)?.[1];
  if (indirect !== undefined) {
    const name = valueNamed(indirect, scope);
    return name === undefined || !/^[A-Za-z_]\w*$/.test(name) ? undefined : (valueNamed(name, scope) ?? `$${name}`);
  }
  const [, name = key, operator = "", rest = ""] = /^(\w+)(:?[-=?+]|%%?|##?|\^\^?|,,?)(.*)$/s.exec(key) ?? [];
  const value = valueNamed(name, scope);
  switch (operator.replace(":", "")) {
    case "-":
    case "=":
      return value === undefined || (value === "" && operator.startsWith(":")) ? simple(rest, scope) : value;
    case "+":
      return value === undefined ? undefined : value === "" ? "" : simple(rest, scope);
    case "%":
    case "%%":
      return value?.endsWith(rest) && !/[*?[$]/.test(rest)
        ? value.slice(0, value.length - rest.length)
        : changed(value);
    case "#":
    case "##":
      return value?.startsWith(rest) && !/[*?[$]/.test(rest) ? value.slice(rest.length) : changed(value);
    case "^^":
    case ",,":
      return value === undefined || /[$\uE000]/.test(value)
        ? changed(value)
        : operator === "^^"
          ? value.toUpperCase()
          : value.toLowerCase();
    default:
      return value;
  }
}

/** What a pattern makes of a value is not followed. */
function changed(value: string | undefined): string | undefined {
  return value === undefined ? undefined : "$()";
}

/** A default may be a variable itself. */
function simple(text: string, scope: ShellScope): string {
  const unquoted = text.replace(/^"(.*)"$/s, "$1").replace(/^'(.*)'$/s, "$1");
  return unquoted.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => valueNamed(name, scope) ?? whole);
}

function valueNamed(name: string, scope: ShellScope): string | undefined {
  if (!/^[#\d@*]/.test(name)) return scope.variables.get(name);
  const { args } = scope;
  if (args === null || !/^(?:[#@*]|[1-9]\d?)$/.test(name)) return undefined;
  if (name === "#") return String(args.length);
  if (name === "@" || name === "*") return args.join(" ");
  return args[Number(name) - 1] ?? "";
}
