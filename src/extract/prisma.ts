import type { BindingValue } from "../model/binding-facts.ts";
import type { Fact } from "../model/facts.ts";
import { gap, maxLength } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { createPositions, withoutMark } from "./positions.ts";
import { bindingValue, literalSyntax } from "./references.ts";

/** Reads the datasource of a Prisma schema: the address of every client that is made without one. */
export const prismaSchema: Extractor = {
  id: "prisma",
  version: 1,
  wants: (path, zone) => zone !== "example" && zone !== "docs" && zone !== "fixture" && path.endsWith(".prisma"),
  extract({ text: source }, { seal }) {
    const text = withoutMark(source);
    if (text.length > maxLength) return [gap("the file is too large to be read as a Prisma schema")];
    const positions = createPositions(text);
    const code = blankComments(text);
    return [...code.matchAll(/^[ \t]*datasource[ \t]+\w+[ \t]*\{/gm)].flatMap((head): readonly Fact[] => {
      const start = head.index + head[0].length;
      const end = code.indexOf("}", start);
      const line = positions.line(head.index);
      if (end < 0) return [gap("the datasource is not closed", line)];
      const body = text.slice(start, end);
      const provider = /^[ \t]*provider[ \t]*=[ \t]*"([^"]*)"/m.exec(body)?.[1];
      if (provider === undefined) return [gap("the datasource names no provider", line)];
      const url = /^[ \t]*url[ \t]*=[ \t]*(.+?)[ \t]*\r?$/m.exec(code.slice(start, end));
      const at = url ? start + url.index + url[0].search(/\S/) : head.index + head[0].search(/\S/);
      const span = positions.span(at, url ? start + url.index + url[0].trimEnd().length : start);
      return [{ kind: "datasource", provider, url: readUrl(url?.[1] ?? null, seal), span }];
    });
  },
};

/** Without a `url` the address is given by prisma.config.ts or to the client. */
function readUrl(written: string | null, seal: Seal): BindingValue {
  if (written === null) return { kind: "expression", text: "", mentions: [] };
  const variable = /^env\(\s*"([^"]*)"\s*\)$/.exec(written)?.[1];
  if (variable !== undefined) return { kind: "reference", store: "environment", name: variable, default: null };
  const literal = /^"((?:[^"\\]|\\.)*)"$/.exec(written)?.[1];
  if (literal !== undefined) return bindingValue(literal, "url", literalSyntax, seal);
  return { kind: "expression", text: "not a string", mentions: [] };
}

/** Comments become spaces, so that all places stay; `//` inside a string is none. */
function blankComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/g, (found) =>
    found.startsWith('"') ? found : " ".repeat(found.length),
  );
}
