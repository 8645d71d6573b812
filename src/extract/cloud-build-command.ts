import { type ConfigNode, textOf, textsOf, valueAt } from "./config-node.ts";

/** A text of a build with the substitutions in it that the file has values for. */
export type Filled = (written: string) => string;

/** `$$NAME` stands for `$NAME`, which is left to the shell of the step. */
export function filledWith(given: ReadonlyMap<string, string>): Filled {
  return (written) =>
    written.replace(/\$\$|\$\{?(_[A-Z0-9_]+)\}?/g, (whole, name?: string) =>
      name === undefined ? "$" : (given.get(name) ?? whole),
    );
}

/** A step as a line of the shell, or the script that it runs. */
export function commandOf(step: ConfigNode, filled: Filled): string {
  const script = textOf(valueAt(step, "script"));
  // A script is handed over as it is: substitutions reach it as variables, if at all.
  if (script !== null) return script.trim();
  const args = textsOf(valueAt(step, "args"));
  const entrypoint = textOf(valueAt(step, "entrypoint"));
  const image = (textOf(valueAt(step, "name")) ?? "").replace(/[:@].*$/, "");
  const program = entrypoint ?? (isCommand(args[0]) ? null : image.slice(image.lastIndexOf("/") + 1));
  return [...(program === null ? [] : [program]), ...args].map((word) => quoted(filled(word))).join(" ");
}

/** Images of a runtime start what they are told; those of one tool are that tool. */
function isCommand(word: string | undefined): boolean {
  return word !== undefined && commands.has(word);
}

const commands = new Set(
  "npm npx pnpm yarn bun bunx deno node corepack bash sh make python python3 uv pytest vitest jest tsx go".split(" "),
);

function quoted(word: string): string {
  return /^[\w@%+=:,./${}-]+$/.test(word) ? word : `"${word.replace(/["\\`]/g, "\\$&")}"`;
}
