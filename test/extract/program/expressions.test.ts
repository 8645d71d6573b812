import { describe, expect, test } from "vitest";
import { bodyOf, lastOf, lower } from "./lower.ts";

describe("expressions", () => {
  test.each([
    ["number", "1_000;", "1000"],
    ["negative number", "-1;", "- 1"],
    ["hexadecimal number", "0xff;", "255"],
    ["big integer", "10n;", "<bigint>"],
    ["booleans and null", "[true, false, null];", "[true,false,null]".replaceAll(",", ", ")],
    ["undefined", "undefined;", "undefined"],
    ["void", "void 0;", "void 0"],
    ["global", "console;", "@console"],
    ["member", "a.b.c;", "@a.b.c"],
    ["optional member and call", "a?.b.c?.(1);", "@a?.b.c?.(1)"],
    ["index by a name", "a[b];", "@a[@b]"],
    ["index by a string is a member", 'a["b-c"];', "@a.b-c"],
    ["index by a number", "a[0];", "@a[0]"],
    ["call chain", "a.b(1).c(...d);", "@a.b(1).c(...@d)"],
    ["new", "new A.B(x);", "new @A.B(@x)"],
    ["new without arguments", "new A;", "new @A()"],
    ["template", "`a${b}c${d}`;", '`"a", @b, "c", @d`'],
    ["template without substitutions", "`abc`;", '"abc"'],
    ["tagged template", "sql`select ${a} from ${b}`;", "@sql`select | from |`(@a, @b)"],
    ["tagged template without substitutions", "db.sql`select 1`;", "@db.sql`select 1`()"],
    [
      "object",
      '({ a, b: 1, "c-d": 2, 3: 4, ["e"]: 5, [f]: 6, ...g, h() {}, get i() { return 1; }, set i(v) {} });',
      "{a: @a, b: 1, c-d: 2, 3: 4, e: 5, [@f]: 6, ...@g, h: fn(h), get i: fn(i)}",
    ],
    ["array with a hole", "[1, , ...a];", "[1, undefined, ...@a]"],
    ["conditional", "a ? b : c;", "(@a ? @b : @c)"],
    ["logical operators", "a && b || c;", "((@a && @b) || @c)"],
    ["nullish", "a ?? b;", "(@a ?? @b)"],
    ["left to right", "a + b - c;", "((@a + @b) - @c)"],
    ["grouping on the right", "a - (b - c);", "(@a - (@b - @c))"],
    ["grouping on the left", "(a - b) - c;", "((@a - @b) - @c)"],
    ["comparison", "a instanceof B;", "(@a instanceof @B)"],
    ["unary", "[!a, ~b, typeof c, delete d.e];", "[! @a, ~ @b, typeof @c, delete @d.e]"],
    ["await", "await a();", "await @a()"],
    ["sequence", "a, b, c;", "(@a, @b, @c)"],
    ["regular expression", "/a/.test(b);", "<regex>.test(@b)"],
    ["import.meta", "import.meta.url;", "<import.meta>.url"],
    ["yield", "function* f() { yield a; yield* b; } 0;", "0"],
    ["compound assignment", "a.b += 1;", "@a.b += 1"],
    ["other assignment", "a.b -= 1;", "@a.b other 1"],
    ["increment", "a.b++;", "@a.b other 1"],
    ["nullish assignment", "a.b ??= c;", "@a.b ??= @c"],
  ])("%s", (_title, text, expected) => {
    expect(lastOf(text)).toBe(expected);
  });

  test.each([
    ["parentheses", "((a)).b;"],
    ["as", "(a as unknown as B).b;"],
    ["as const", "(a as const).b;"],
    ["satisfies", "(a satisfies B).b;"],
    ["not null", "a!.b!;"],
    ["angle brackets", "(<B>a).b;"],
  ])("%s changes nothing", (_title, text) => {
    expect(lastOf(text)).toBe("@a.b");
  });

  test("type arguments change nothing", () => {
    expect(bodyOf("f<string>(a); f<string>; new Map<string, number>();")).toEqual(["@f(@a)", "@f", "new @Map()"]);
  });

  test("yield and new.target are opaque, with what is inside", () => {
    const module = lower("function* f() { yield a; new.target; }");
    expect(module.functions[0]?.generator).toBe(true);
    expect(module.functions[0]?.body).toMatchObject([
      { value: { kind: "opaque", syntax: "yield", children: [{ kind: "global", name: "a" }] } },
      { value: { kind: "opaque", syntax: "new.target" } },
    ]);
    expect(module.gaps).toEqual([]);
  });

  test("an element is opaque, with its component, attribute values and children", () => {
    const text = 'const App = () => <Shell title="x" {...p} onClick={() => a()}>text {b} <p>{c}</p><></></Shell>;';
    const module = lower(text, "app.tsx");
    expect(module.gaps).toEqual([]);
    expect(lastOf(`${text} const Other = <A.B key={k} flag />; f(App, Other);`, "app.tsx")).toBe("@f(App, Other)");
    expect(module.functions[0]?.body).toMatchObject([
      {
        kind: "return",
        value: {
          kind: "opaque",
          syntax: "jsx",
          children: [
            { kind: "global", name: "Shell" },
            { kind: "global", name: "p" },
            { kind: "function", function: 1 },
            { kind: "global", name: "b" },
            { kind: "opaque", children: [{ kind: "global", name: "c" }] },
            { kind: "opaque", children: [] },
          ],
        },
      },
    ]);
    expect(module.functions[1]?.name).toBe("onClick");
  });

  test("elements are read in .js files too, and angle-bracket casts in .ts files", () => {
    expect(lastOf("<a>{b}</a>;", "a.js")).toBe("<jsx @b>");
    expect(lastOf("<A>b;", "a.mts")).toBe("@b");
  });
});
