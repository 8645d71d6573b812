import type { ToolRecordFact } from "../model/agent-facts.ts";
import type { Span } from "../model/location.ts";
import { type ConfigNode, entriesOf, isTrue, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

type Entry = ToolRecordFact["entries"][number];

const boundary = /^tools?\.boundary\.(ya?ml|json)$/;
const table = /^TOOLS\.md$/;

/** Records of the tools that a server offers: MCP bundle manifests, `tools.boundary.yaml`, the table of `TOOLS.md`. */
export const toolRecords: Extractor = {
  id: "tool-records",
  version: 1,
  wants: (path, zone) => {
    const name = fileName(path);
    return (
      zone !== "example" && zone !== "fixture" && (name === "manifest.json" || boundary.test(name) || table.test(name))
    );
  },
  extract({ path, text }) {
    if (table.test(fileName(path))) return recordOf(rowsOf(text), false, startOf(text));
    const { root } = path.endsWith(".json") ? readJson(text) : readYaml(text);
    if (root === null || (fileName(path) === "manifest.json" && !isBundle(root))) return [];
    return recordOf(entriesIn(valueAt(root, "tools")), isTrue(valueAt(root, "tools_generated")), root.span);
  },
};

function recordOf(entries: readonly Entry[], isOpen: boolean, span: Span): readonly ToolRecordFact[] {
  return entries.length === 0 ? [] : [{ kind: "tool-record", entries, isOpen, span }];
}

/** A manifest of a bundled MCP server, and not one of a browser extension or a web application. */
function isBundle(root: ConfigNode): boolean {
  const version = textOf(valueAt(root, "dxt_version")) ?? textOf(valueAt(root, "manifest_version"));
  return version !== null && valueAt(root, "server", "mcp_config") !== undefined;
}

/** A list of names or of maps with a name, or a map by name. */
function entriesIn(node: ConfigNode | undefined): readonly Entry[] {
  if (node?.kind === "map") return entriesOf(node).map(({ key, keySpan }) => ({ name: key, span: keySpan }));
  return itemsOf(node).flatMap((item) => {
    const named = item.kind === "map" ? valueAt(item, "name") : item;
    const name = textOf(named);
    return name !== null && named ? [{ name, span: named.span }] : [];
  });
}

/** The first cells of a table whose first column is of tools. */
function rowsOf(text: string): readonly Entry[] {
  const found: Entry[] = [];
  let inside = false;
  for (const [i, line] of text.split("\n").entries()) {
    const cell = /^\s*\|([^|]*)\|/.exec(line)?.[1]?.trim();
    if (cell === undefined) inside = false;
    else if (/^(tools?|tool name|name)$/i.test(cell)) inside = true;
    else if (inside) {
      const name = /^`?([A-Za-z_][\w.:/-]*)`?$/.exec(cell)?.[1];
      if (name !== undefined) found.push({ name, span: spanIn(line, name, i + 1) });
    }
  }
  return found;
}

function spanIn(line: string, name: string, number: number): Span {
  const column = line.indexOf(name) + 1;
  return { startLine: number, startColumn: column, endLine: number, endColumn: column + name.length };
}

function startOf(text: string): Span {
  const length = (text.split("\n")[0] ?? "").length;
  return { startLine: 1, startColumn: 1, endLine: 1, endColumn: length + 1 };
}
