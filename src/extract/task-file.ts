import type { Fact } from "../model/facts.ts";
import type { ScriptsFact } from "../model/package-facts.ts";
import {
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  maxLength,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { createPositions, fileStart, withoutMark } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";

/**
 * Reads what people type to start and deploy things, beside package scripts: Makefiles, justfiles, Taskfiles, Procfiles and
 * shell scripts. Nothing is run; a command is a line of text here.
 */
export const taskFile: Extractor = {
  id: "task-file",
  version: 1,
  wants(path, zone) {
    const isElsewhere = zone === "example" || zone === "docs" || zone === "fixture" || zone === "generated";
    return !isElsewhere && formatOf(path) !== null;
  },
  extract({ path, text: source }, { seal }) {
    if (source.length > longest) return [gap("the file is too large to be read as a script")];
    const text = scrubbed(withoutMark(source), seal);
    switch (formatOf(path)) {
      case "make":
      case "just":
        return toFact(recipes(text, seal));
      case "procfile":
        return toFact(processes(text, seal));
      case "task":
        return tasks(text, seal);
      case "shell":
        return toFact([{ name: fileName(path), command: redact(text, seal), span: fileStart }]);
      default:
        return [];
    }
  },
};

/** Other formats stand inside scripts, with secrets in places that no command line has. */
function scrubbed(text: string, seal: Seal): string {
  return text.replace(/[^\s"'`=:,;{}[\]()<>|&$]{12,}/g, (word) => (seal(word).nature === "secret" ? "…" : word));
}

type Script = ScriptsFact["scripts"][number];

const longest = Math.min(maxLength, 200_000);
const mostScripts = 400;

function formatOf(path: string): "make" | "just" | "procfile" | "task" | "shell" | null {
  const name = fileName(path);
  if (/^(?:GNU)?[Mm]akefile(?:\.[\w-]+)?$|\.mk$/.test(name)) return "make";
  if (/^\.?justfile$/i.test(name)) return "just";
  if (/^Procfile(?:\.[\w-]+)?$/.test(name)) return "procfile";
  if (/^Taskfile(?:\.[\w-]+)?\.ya?ml$/i.test(name)) return "task";
  return /\.(?:sh|bash|zsh)$/.test(name) ? "shell" : null;
}

function toFact(scripts: readonly Script[]): readonly Fact[] {
  return scripts.length === 0 ? [] : [{ kind: "scripts", scripts: scripts.slice(0, mostScripts) }];
}

/** A target and the indented lines below it. */
function recipes(text: string, seal: Seal): readonly Script[] {
  const positions = createPositions(text);
  const scripts: Script[] = [];
  let target: string | null = null;
  let lines: string[] = [];
  let start = 0;
  let offset = 0;
  const finish = (): void => {
    if (target !== null && lines.length > 0) {
      const command = redact(lines.join("\n"), seal);
      scripts.push({ name: target, command, span: positions.span(start, start + target.length) });
    }
    lines = [];
  };
  for (const line of text.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
    const head = /^@?([A-Za-z0-9_.%/-]+)(?:[ \t][^:=#]*)?:(?![=:])/.exec(line);
    if (head) {
      finish();
      target = head[1] ?? null;
      start = offset;
    } else if (/^[ \t]/.test(line) && target !== null) {
      // `@` and `-` in front of a command belong to make.
      lines.push(
        line
          .trim()
          .replace(/^[@+-]+/, "")
          .replace(/\$\((\w+)\)/g, "$${$1}"),
      );
    } else if (line.trim() !== "" && !line.startsWith("#")) {
      finish();
      target = null;
    }
    offset += line.length;
  }
  finish();
  return scripts;
}

/** `web: npm start`. */
function processes(text: string, seal: Seal): readonly Script[] {
  const positions = createPositions(text);
  return [...text.matchAll(/^([A-Za-z][\w-]*):[ \t]*(\S[^\r\n]*)/gm)].map((match) => ({
    name: match[1] ?? "",
    command: redact(match[2] ?? "", seal),
    span: positions.span(match.index, match.index + match[0].length),
  }));
}

function tasks(text: string, seal: Seal): readonly Fact[] {
  const { root, gaps } = readYaml(text);
  const scripts = entriesOf(valueAt(root, "tasks")).flatMap((entry): readonly Script[] => {
    const command = [entry.value, valueAt(entry.value, "cmd"), valueAt(entry.value, "cmds")]
      .flatMap(commandsIn)
      .join("\n");
    const variables = entriesOf(valueAt(entry.value, "env")).map(
      ({ key, value }) => `export ${key}=${textOf(value) ?? ""}`,
    );
    const files = textsOf(entryOf(entry.value, "dotenv")?.value);
    // What a task loads is written as the command that would load it.
    const lines =
      files.length === 0
        ? command
        : command.replace(/^(?=.)/gm, `${files.map((file) => `dotenv -e ${file}`).join(" ")} -- `);
    const whole = [...variables, lines].join("\n");
    return whole.trim() === "" ? [] : [{ name: entry.key, command: redact(whole, seal), span: entrySpan(entry) }];
  });
  return [...toFact(scripts), ...gaps];
}

function commandsIn(node: ConfigNode | undefined): readonly string[] {
  if (node?.kind !== "list") return textOf(node) === null ? [] : [textOf(node) ?? ""];
  return node.items.flatMap((item) => textOf(item) ?? textOf(valueAt(item, "cmd")) ?? []);
}
