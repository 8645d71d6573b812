import { describe, expect, test } from "vitest";
import { Spans } from "../../../src/extract/program/spans.ts";
import type { Expression, Statement } from "../../../src/model/ir.ts";
import { lower } from "./lower.ts";
import { spanText } from "./print.ts";

/** The text that a span of one line covers. */
function covered(text: string, { startLine, startColumn, endLine, endColumn }: Expression["span"]): string {
  const line = text.split(/\r?\n/)[startLine - 1] ?? "";
  return startLine === endLine ? line.slice(startColumn - 1, endColumn - 1) : `${startLine}…${endLine}`;
}

function expressionOf(statement: Statement | undefined): Expression {
  if (statement?.kind !== "expression") throw new Error("no expression statement");
  return statement.value;
}

describe("spans", () => {
  test.each([
    ["\n", 1],
    ["\r\n", 2],
  ])("of calls and names, lines ending with %j", (newline) => {
    const text = [
      "// first",
      "const db = new Pinecone({",
      "  apiKey: process.env.KEY,",
      "});",
      "  db.index('docs').query(q);",
    ].join(newline);
    const { bindings, body } = lower(text);
    const [db] = bindings;
    expect(db && spanText(db.span)).toBe("2:7-2:9");
    expect(db?.value?.kind === "new" && [spanText(db.value.span), spanText(db.value.at)]).toEqual([
      "2:12-4:3",
      "2:16-2:24",
    ]);
    const query = expressionOf(body[1]);
    if (query.kind !== "call" || query.callee.kind !== "member") throw new Error("no call of a member");
    expect(spanText(query.span)).toBe("5:3-5:28");
    expect(covered(text, query.at)).toBe("query");
    expect(covered(text, query.callee.at)).toBe("query");
    expect(covered(text, query.callee.object.span)).toBe("db.index('docs')");
    expect(body[1] && covered(text, body[1].span)).toBe("db.index('docs').query(q);");
  });

  test("columns count UTF-16 units, tabs as one", () => {
    expect(spanText(lower('\t"🔑é", a;').body[0]?.span ?? new Spans("").between(0, 0))).toBe("1:2-1:11");
  });

  test("of a property and its key", () => {
    const text = "f({ apiKey: key })";
    const call = expressionOf(lower(text).body[0]);
    const [object] = call.kind === "call" ? call.args : [];
    const [property] = object?.kind === "object" ? object.properties : [];
    expect(property && covered(text, property.span)).toBe("apiKey: key");
    expect(property?.kind === "value" && covered(text, property.at)).toBe("apiKey");
  });

  test("of a call in parentheses begin inside them", () => {
    const text = "(a.b).c(d)";
    const call = expressionOf(lower(text).body[0]);
    expect(covered(text, call.span)).toBe(text);
    expect(call.kind === "call" && call.callee.kind === "member" && covered(text, call.callee.object.span)).toBe("a.b");
  });

  test("far jumps", () => {
    const spans = new Spans("a\nb\n\nc\n");
    expect([0, 1, 2, 4, 5, 6, 0, 7].map((offset) => spanText(spans.between(offset, offset)))).toEqual([
      "1:1-1:1",
      "1:2-1:2",
      "2:1-2:1",
      "3:1-3:1",
      "4:1-4:1",
      "4:2-4:2",
      "1:1-1:1",
      "5:1-5:1",
    ]);
  });
});
