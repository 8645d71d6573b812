import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { gap, maxLength } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName, resolvePath } from "./paths.ts";
import { namedBy, platformFact } from "./platform-block.ts";
import { isDeployed } from "./platform-file.ts";
import { createPositions, withoutMark } from "./positions.ts";
import { redact } from "./redact.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { lastOfEach } from "./variables.ts";

const names = /^(.+)\.service$/;

const mostLines = 5000;

/** Reads units of systemd: `Environment=`, and the files that `EnvironmentFile=` names. */
export const systemdUnit: Extractor = {
  id: "systemd",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text: source }, { seal }) {
    const text = withoutMark(source);
    if (text.length > maxLength) return [gap("the file is too large to be read as a unit")];
    const positions = createPositions(text);
    const entries: BindingEntry[] = [];
    const includes: BindingsFact["includes"][number][] = [];
    const hints: BindingsFact["hints"][number][] = [];
    // A backslash at its end continues a line.
    const settings = text.matchAll(
      /^[ \t]*(Environment|EnvironmentFile|ExecStart)[ \t]*=[ \t]*((?:\\\r?\n|[^\r\n])*)/gm,
    );
    let lines = 0;
    for (const match of settings) {
      if (lines++ > mostLines) break;
      const [, key = "", written = ""] = match;
      const value = written.replace(/\\\r?\n/g, " ").trim();
      const span = positions.span(match.index, match.index + match[0].trimEnd().length);
      if (key === "Environment") {
        for (const [name, assigned] of assignments(value)) {
          entries.push({ name, value: bindingValue(assigned, name, literalSyntax, seal), span });
        }
      } else if (key === "EnvironmentFile") {
        // On the machine the file lies in a folder of its own; in the repository, one of that name beside the unit.
        const file = value.replace(/^-/, "");
        const target = resolvePath(path, file.startsWith("/") ? fileName(file) : file);
        if (target !== null) includes.push({ path: target, span });
      } else hints.push({ kind: "command", text: redact(value, seal), span });
    }
    const called = (names.exec(fileName(path))?.[1] ?? "").replace(/@.*$/, "");
    const named = namedBy(path, "", called);
    const span = positions.span(0, 0);
    return platformFact({ ...named, entries: lastOfEach(entries), includes, hints, span });
  },
};

/** `A=b "C=d e"`: words, of which some are quoted. */
function assignments(text: string): readonly (readonly [string, string])[] {
  return [
    ...text.matchAll(
      /"([A-Za-z_]\w*)=((?:[^"\\]|\\.)*)"|'([A-Za-z_]\w*)=([^']*)'|([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g,
    ),
  ].map((match) => {
    const name = match[1] ?? match[3] ?? match[5] ?? "";
    const value = match[2] ?? match[4] ?? (match[6] ?? "").replace(/^(["'])(.*)\1$/, "$2");
    return [name, value] as const;
  });
}
