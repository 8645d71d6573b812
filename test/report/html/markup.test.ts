import { describe, expect, it } from "vitest";
import { html, styleElement } from "../../../src/report/html/markup.ts";

const printed = (content: { toString(): string }) => content.toString();

describe("a template", () => {
  it("escapes what would end a text or an attribute", () => {
    expect(printed(html`<p title="${`"'><&`}">${`"'><&`}</p>`)).toBe(
      '<p title="&quot;&#39;&gt;&lt;&amp;">&quot;&#39;&gt;&lt;&amp;</p>',
    );
  });

  it("writes out what steers a reader's eye", () => {
    expect(printed(html`${"a\u202eb\u0000c\u200bd\ne"}`)).toBe("a\\u{202e}b\\u{0}c\\u{200b}d\\u{a}e");
  });

  it("takes markup as it is, alone and in lists", () => {
    expect(printed(html`<ul>${[html`<li>${"<1>"}</li>`, html`<li>2</li>`]}</ul>`)).toBe(
      "<ul><li>&lt;1&gt;</li><li>2</li></ul>",
    );
  });

  it("escapes the strings of a list too", () => {
    expect(printed(html`${["<b>", ["<i>"]]}`)).toBe("&lt;b&gt;&lt;i&gt;");
  });

  it("prints nothing of what is not there, and a zero", () => {
    expect(printed(html`[${null}${undefined}${false}${0}]`)).toBe("[0]");
  });

  it("does not take an object for markup that merely looks like it", () => {
    const forged = { toString: () => "<script>", "#text": "<script>" };
    // @ts-expect-error The type does not let it through either.
    expect(() => printed(html`${forged}`)).toThrow();
  });

  it.each([() => html`<a href=${"x"}>`, () => html`<a href= ${"x"}>`])(
    "refuses a value in an attribute without quotes: no escaping helps there",
    (make) => {
      expect(make).toThrow("lacks its quotes");
    },
  );
});

it("refuses a style sheet that would end its element", () => {
  expect(() => styleElement("a{}</style><script>")).toThrow();
  expect(printed(styleElement("a > b{}"))).toBe("<style>a > b{}</style>");
});
