import { parseSyml } from "@yarnpkg/parsers";
import { valid } from "semver";
import type { InstalledPackage } from "../../model/package-facts.ts";
import { bounded, recordOf, textIn } from "./untyped.ts";

/** yarn.lock of Yarn 1 and of its successors: which version each range got, in whatever workspace it is declared. */
export function* installedByYarn(text: string): Generator<InstalledPackage> {
  for (const [key, found] of Object.entries(recordOf(parseSyml(bounded(outlineOf(text)))))) {
    const version = valid(textIn(recordOf(found), "version"));
    if (version === null) continue;
    for (const descriptor of key.split(", ")) {
      const end = descriptor.indexOf("@", 1);
      if (end < 0) continue;
      const range = descriptor.slice(end + 1);
      if (range.startsWith("workspace:")) continue;
      yield { name: descriptor.slice(0, end), version, workspace: null, range: range.replace(/^npm:/, "") };
    }
  }
}

/** The keys and their versions alone: a tenth of the text, and all of it that is of use. The header tells the formats apart. */
function outlineOf(text: string): string {
  const isOutline = (line: string): boolean => /^(?![ \t#])|^ {2}"?version"?:? |^# yarn lockfile/.test(line);
  return `${text
    .split(/\r?\n/)
    .filter((line) => line !== "" && isOutline(line))
    .join("\n")}\n`;
}
