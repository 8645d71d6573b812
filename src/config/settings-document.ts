import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { AuditError } from "../model/error.ts";
import type { Location } from "../model/location.ts";
import { firstFault } from "./schema-fault.ts";

/** Keys and indices that lead from the root of a document to a value. */
export type ValuePath = readonly PropertyKey[];

/** A settings file that keeps to its schema, with the places of its values. */
export interface SettingsDocument<T> {
  readonly data: T;
  /** Where a value is written; the nearest value around it if it is not there. */
  at(path: ValuePath, role: string): Location;
  /** The same with the key in front of it. */
  atEntry(path: ValuePath, role: string): Location;
}

// Anchors are of use in settings; a bomb of them is not.
const aliasLimit = 100;

/**
 * Reads a settings file of the user's own, YAML or JSON.
 *
 * @param name The file as the user knows it; errors begin with it.
 * @throws AuditError blaming the configuration, with line and column, if the file cannot be read as its schema says.
 */
export function readSettingsDocument<T>(name: string, text: string, schema: z.ZodType<T>): SettingsDocument<T> {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, uniqueKeys: true, version: "1.2" });
  const [broken] = document.errors;
  if (broken) {
    const place = placeOf(lines, broken.pos[0]);
    const [reason = "it is malformed"] = broken.message.split(/ at line \d+|\n/);
    throw new AuditError(`${name}:${place}: this is not valid YAML: ${reason}.`, "config", "Correct the file.");
  }

  const rangeOf = (path: ValuePath): readonly [start: number, end: number] => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return [node.range[0], node.range[1]];
    }
    return [0, 0];
  };

  const parsed = schema.safeParse(
    plainOf(name, () => document.toJS({ maxAliasCount: aliasLimit })),
    // For the word that was meant: what was written is never told.
    { reportInput: true },
  );
  if (!parsed.success) {
    const { path, says, hint } = firstFault(parsed.error, schema);
    throw new AuditError(`${name}:${placeOf(lines, rangeOf(path)[0])}: ${says}`, "config", hint);
  }
  const locate = (range: readonly [start: number, end: number], role: string): Location => {
    const [start, end] = range.map((offset) => lines.linePos(offset)) as [Position, Position];
    return {
      path: name,
      startLine: Math.max(start.line, 1),
      startColumn: Math.max(start.col, 1),
      endLine: Math.max(end.line, 1),
      endColumn: Math.max(end.col, 1),
      role,
      note: "",
    };
  };
  return {
    data: parsed.data,
    at: (path, role) => locate(rangeOf(path), role),
    atEntry: (path, role) => {
      const [start, end] = rangeOf(path);
      const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = isMap(around)
        ? around.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
        : undefined;
      const key = isNode(pair?.key) ? pair.key.range : undefined;
      return locate([key?.[0] ?? start, end], role);
    },
  };
}

type Position = ReturnType<LineCounter["linePos"]>;

function plainOf(name: string, read: () => unknown): unknown {
  try {
    // An empty file says nothing, which is no mistake.
    return withoutNothing(read()) ?? {};
  } catch {
    throw new AuditError(`${name} repeats its anchors more than ${aliasLimit} times.`, "config", "Write them out.");
  }
}

/** A key of the file without a value says nothing, as an empty file does. */
function withoutNothing(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}

function placeOf(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
}
