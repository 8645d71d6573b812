import type { FileAccount, LineAddress, Nearby } from "../model/explanation.ts";
import type { CodeView, LineView } from "../model/line-view.ts";
import type { Stack } from "../model/stack.ts";
import type { Zone } from "../model/tree.ts";
import { kinds } from "./kinds/index.ts";

const mostNearby = 4;

const zones: Readonly<Record<Exclude<Zone, "source">, string>> = {
  test: "It is a test: what it does is not deployed, and counts as far as CI jobs run it.",
  eval: "It is part of an eval: what it does is not deployed, and counts as far as CI jobs run it.",
  example: "It is an example: nothing in it is taken for what runs.",
  docs: "It is documentation: nothing in it is taken for what runs.",
  generated: "It is generated: what it is made from is read instead.",
  fixture: "It is a fixture: nothing in it is taken for what runs.",
};

/** Why the model may know nothing of a line. */
export function unknownBecause({ readings, code }: LineView, file: FileAccount): readonly string[] {
  return [
    ...(file.zone === "source" ? [] : [zones[file.zone]]),
    ...(file.extractors.length === 0 ? ["No extractor reads files of this kind."] : []),
    ...(file.extractors.length > 0 && code === null && readings.length === 0
      ? ["The extractor that reads the file took nothing from this line."]
      : []),
    ...(code ? reasonsInCode(code) : []),
  ];
}

function reasonsInCode({ expressions, tests, around }: CodeView): readonly string[] {
  const packages = [...new Set(expressions.flatMap((e) => e.call?.unknownPackage ?? []))];
  const effects = expressions.flatMap((e) => e.call?.effects ?? []);
  const known = [...new Set(expressions.flatMap((e) => e.call?.knownAs ?? []))];
  return [
    ...(expressions.length === 0 && tests.length === 0
      ? ["No expression starts on it: it is empty, a comment, a type, an import or the end of something."]
      : []),
    ...packages.map(
      (name) =>
        `The catalogue has no entry for the package ${name}, so its calls count as no store, sink, tool or record.`,
    ),
    ...known.map(
      (what) =>
        `The catalogue knows a call on it that ${what}; the model holds no such thing here, so what it is given could not be followed, or nothing uses it.`,
    ),
    ...(effects.length > 0 && around && around.tools.length === 0
      ? ["What it does is known, but no tool was followed to it."]
      : []),
    ...new Set(
      tests.flatMap(({ fault }) =>
        fault === null ? [] : [`Of tests the model keeps environment gates, and this is none: ${fault}.`],
      ),
    ),
    ...(expressions.length > 0 && [packages, effects, known, tests].every((list) => list.length === 0)
      ? [
          around && around.tools.length > 0
            ? "Tools run it, but it opens no store, hands on no credential and leads to nothing that they do."
            : "It opens no store and hands on no credential, and no tool was followed to it.",
        ]
      : []),
  ];
}

/** The nearest lines of the file that the model knows, in order. */
export function nearbyOf(stack: Stack, line: LineAddress): readonly Nearby[] {
  const known = new Map<number, Nearby>();
  for (const kind of kinds) {
    for (const { kind: what, name, mentions } of kind.touched(stack, line, (place) => place.path === line.path)) {
      for (const { place, role } of mentions) {
        const at = place.span.startLine;
        if (!known.has(at)) known.set(at, { line: at, says: `${role} (${what.replaceAll("-", " ")} ${name})` });
      }
    }
  }
  return [...known.values()]
    .sort((a, b) => Math.abs(a.line - line.line) - Math.abs(b.line - line.line) || a.line - b.line)
    .slice(0, mostNearby)
    .sort((a, b) => a.line - b.line);
}
