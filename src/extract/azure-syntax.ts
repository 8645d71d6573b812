import { type ConfigEntry, type ConfigNode, entriesOf, itemsOf } from "./config-node.ts";

/**
 * `$(NAME)` and `${{ parameters.x }}` in the words of GitHub's expressions, which the linker evaluates: the two languages
 * share their grammar.
 */
export function inExpressions(text: string): string {
  return text
    .replace(/\$\{\{((?:'[^']*'|[^'}]|\}(?!\})){0,2000})\}\}/g, (_, inside: string) => {
      const words = inside.replace(/\bparameters\b/g, "inputs").replace(/\bvariables\b/g, "env");
      return `\${{${words}}}`;
    })
    .replace(/\$\(([A-Za-z_][\w.-]{0,200})\)/g, (written, name: string) =>
      commands.has(name) ? written : `\${{ env.${name.replaceAll(".", "_")} }}`,
    );
}

/** One word between the brackets is a variable unless it is a command of the shell. */
const commands = new Set("pwd date whoami hostname ls nproc uname id mktemp tty arch".split(" "));

const deepest = 8;
const most = 1_000;

/** The items of a list, those below `${{ if … }}` and `${{ each … }}` too: which of them hold is not decided. */
export function flatItems(
  node: ConfigNode | undefined,
  depth = 0,
): readonly (ConfigNode & { readonly isConditional?: true })[] {
  if (depth > deepest) return [];
  return itemsOf(node)
    .slice(0, most)
    .flatMap((item) => {
      const inserted = item.kind === "map" ? item.entries.filter(({ key }) => isInserted(key)) : [];
      if (inserted.length === 0) return [item];
      return inserted.flatMap(({ value }) =>
        flatItems(value, depth + 1).map((each) => ({ ...each, isConditional: true as const })),
      );
    });
}

/** The entries of a map, those below `${{ if … }}` too. */
export function flatEntries(node: ConfigNode | undefined, depth = 0): readonly ConfigEntry[] {
  if (depth > deepest) return [];
  return entriesOf(node).flatMap((entry) => (isInserted(entry.key) ? flatEntries(entry.value, depth + 1) : [entry]));
}

function isInserted(key: string): boolean {
  return key.startsWith("${{");
}
