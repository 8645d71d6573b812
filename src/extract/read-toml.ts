import { parse, TomlError } from "smol-toml";
import type { Span } from "../model/location.ts";
import { type ConfigDocument, type ConfigNode, gap, maxDepth, maxLength, unread } from "./config-node.ts";
import { createPositions, type Positions, withoutMark } from "./positions.ts";
import { scanToml, type TomlPlaces, tomlPath } from "./scan-toml.ts";

/** Reads TOML; of a broken document, the tables before the first error. */
export function readToml(source: string): ConfigDocument {
  const text = withoutMark(source);
  if (text.length > maxLength) return unread("the file is too large to be read as TOML");

  let broken: number | null = null;
  for (const part of readableParts(text)) {
    try {
      const value = parse(part, { integersAsBigInt: "asNeeded", maxDepth });
      const reader = { positions: createPositions(text), places: scanToml(part) };
      const root = convert(value, [], reader, reader.positions.span(0, part.length));
      return { root, gaps: broken === null ? [] : [gap("not valid TOML from here on", broken)] };
    } catch (error) {
      broken ??= error instanceof TomlError ? error.line : 1;
    }
  }
  return unread("not valid TOML", broken);
}

/** The whole text, then what stands before the error, then the tables that end before it. */
function* readableParts(text: string): Generator<string> {
  yield text;
  const line = errorLine(text);
  const lines = text.split("\n");
  yield lines.slice(0, line - 1).join("\n");
  const header = lines.slice(0, line).findLastIndex((candidate) => candidate.trimStart().startsWith("["));
  if (header > 0) yield lines.slice(0, header).join("\n");
}

function errorLine(text: string): number {
  try {
    parse(text, { integersAsBigInt: "asNeeded", maxDepth });
    return 1;
  } catch (error) {
    return error instanceof TomlError ? error.line : 1;
  }
}

interface Reader {
  readonly positions: Positions;
  readonly places: TomlPlaces;
}

function convert(value: unknown, path: readonly (string | number)[], reader: Reader, outer: Span): ConfigNode {
  const place = reader.places.get(tomlPath(path));
  const span = place ? reader.positions.span(place.valueStart, place.valueEnd) : outer;
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item, index) => convert(item, [...path, index], reader, span)), span };
  }
  if (isTable(value)) {
    const entries = Object.entries(value).map(([key, child]) => {
      const at = reader.places.get(tomlPath([...path, key]));
      const keySpan = at ? reader.positions.span(at.keyStart, at.keyEnd) : span;
      return { key, keySpan, value: convert(child, [...path, key], reader, keySpan) };
    });
    return { kind: "map", entries, span };
  }
  const type = typeof value === "boolean" ? "boolean" : typeof value === "string" ? "string" : "number";
  return { kind: "scalar", type, text: String(value), span };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}
