import { type ConfigNode, entriesOf, textOf, valueAt } from "./config-node.ts";

/** What `<< … >>` stands for, by what is written between the brackets. */
export type Parameters = ReadonlyMap<string, string>;

/** Declared parameters with what they are given, or their defaults. `around` fills in what is given. */
export function parametersOf(
  declared: ConfigNode | undefined,
  given: ConfigNode | undefined,
  around: Parameters,
  prefix = "parameters.",
): Parameters {
  const found = new Map<string, string>();
  for (const { key, value } of entriesOf(declared)) {
    const text = textOf(valueAt(given, key)) ?? textOf(valueAt(value, "default"));
    if (text !== null) found.set(`${prefix}${key}`, fill(text, around));
  }
  return found;
}

/** A text with its parameters filled in; what only the running pipeline knows stays as it is written. */
export function fill(text: string, parameters: Parameters): string {
  if (!text.includes("<<")) return text;
  // Parameters that hold parameters must not grow without end.
  let left = longest;
  return text.slice(0, longest).replace(/<<\s{0,20}([\w.-]{1,200})\s{0,20}>>/g, (written, name: string) => {
    const value = parameters.get(name);
    if (value === undefined || value.length > left) return written;
    left -= value.length;
    return value;
  });
}

/** As {@link fill} for a shell, to which the brackets of what is left would be a here-document. */
export function fillScript(text: string, parameters: Parameters): string {
  return fill(text, parameters).replace(
    /<<\s{0,20}([\w.-]{1,200})\s{0,20}>>/g,
    (_, name: string) => `$${name.toLowerCase().replace(/\W/g, "_")}`,
  );
}

const longest = 100_000;
