import { describe, expect, test } from "vitest";
import { concretise, type EnvironmentView, type Lookup } from "../../../src/link/program/concretise.ts";
import { pickEntries } from "../../../src/link/program/picking.ts";
import { holdsIn, truthOf } from "../../../src/link/program/truth.ts";
import { classOf } from "../../../src/model/environment.ts";
import { contextOf, type Files, itIsIn, show, showConcrete, valueIn } from "../../support/program.ts";

const place = { path: ".env", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } };

/** An environment that binds these variables in the clear; `null` leaves one out for sure, what is not named is unknown. */
function view(name: string, bound: Readonly<Record<string, string | null>>): EnvironmentView {
  const lookup = (variable: string): Lookup => {
    const value = bound[variable];
    if (value === undefined) return { kind: "unknown", reason: `${variable} is set elsewhere` };
    if (value === null) return { kind: "unset", at: place };
    const sealed = { digest: value, nature: value === "" ? "empty" : "plain", shape: "text", text: value } as const;
    return { kind: "bound", value: { kind: "literal", sealed }, at: place, via: [] };
  };
  return { name, class: classOf(name), lookup };
}

function results(code: string, bound: Readonly<Record<string, string | null>>): string {
  const context = contextOf(code);
  return concretise(context.evaluator, valueIn(context), view("staging", bound)).map(showConcrete).join(" | ");
}

describe("from the repository's own configuration", () => {
  const both = (code: string, production: string, staging: string): Files => ({
    "main.ts": code,
    ".env.production": production,
    ".env.staging": staging,
  });
  test.each<readonly [string, Files, readonly string[]]>([
    [
      "a variable",
      both("const it = process.env.INDEX;", "INDEX=docs", "INDEX=docs-stg"),
      ['production: "docs"', 'staging: "docs-stg"'],
    ],
    [
      "one that an environment leaves out",
      both("const it = process.env.INDEX;", "INDEX=docs", "OTHER=1"),
      ['production: "docs"', "staging: nothing (INDEX is not set in staging)"],
    ],
    [
      "a default where it is left out",
      both('const it = process.env.INDEX ?? "docs";', "INDEX=docs", "OTHER=1"),
      ['production: "docs"', 'staging: "docs" (INDEX is not set in staging)'],
    ],
    [
      "a default where it is empty, with ||",
      both('const it = process.env.INDEX || "docs";', "INDEX=live", "INDEX="),
      ['production: "live"', 'staging: "docs" (INDEX is empty in staging)'],
    ],
    [
      "a placeholder is no value",
      both("const it = process.env.API_KEY;", "API_KEY=your-api-key-here", "OTHER=1"),
      ["production: ?API_KEY holds a placeholder in production", "staging: nothing (API_KEY is not set in staging)"],
    ],
    [
      "a name put together",
      both(
        "const it = process.env[`INDEX_${process.env.REGION}`];",
        "REGION=EU\nINDEX_EU=docs-eu",
        "REGION=US\nINDEX_US=docs-us",
      ),
      ['production: "docs-eu"', 'staging: "docs-us"'],
    ],
    [
      "the variable that names the environment is taken to say so",
      both('const it = process.env.APP_ENV === "production" ? "docs" : "docs-stg";', "A=1", "A=1"),
      ['production: "docs"', 'staging: "docs-stg"'],
    ],
    [
      "what the environment says comes before what it is called",
      both("const it = process.env.APP_ENV;", "APP_ENV=production", "APP_ENV=production"),
      ['production: "production"', 'staging: "production"'],
    ],
    [
      "NODE_ENV says nothing of the environment",
      both("const it = process.env.NODE_ENV;", "A=1", "NODE_ENV=production"),
      ["production: nothing (NODE_ENV is not set in production)", 'staging: "production"'],
    ],
    [
      "a map keyed by environment",
      both('const it = { production: "docs", staging: "docs-stg" }[process.env.APP_ENV];', "A=1", "A=1"),
      [
        'production: "docs" (APP_ENV is taken to be "production" in production)',
        'staging: "docs-stg" (APP_ENV is taken to be "staging" in staging)',
      ],
    ],
    [
      "prod is production where one entry is",
      both('const it = { prod: "docs", stg: "docs-stg" }[process.env.APP_ENV];', "A=1", "A=1"),
      [
        'production: "docs" (APP_ENV is taken to be "production" in production)',
        'staging: "docs-stg" (APP_ENV is taken to be "staging" in staging)',
      ],
    ],
    [
      "the whole of node-config, checked by a schema",
      {
        ...both(
          `import config from "config"; import { z } from "zod"; const Settings = z.object({ realm: z.string(), lessons: z.object({ host: z.string(), port: z.number().default(8080), collection: z.string() }) }); const { lessons } = Settings.parse(config.util.toObject()); const it = \`\${lessons.host}:\${lessons.port}/\${lessons.collection}\`;`,
          "NODE_CONFIG_ENV=production",
          "NODE_CONFIG_ENV=staging",
        ),
        "config/default.yaml": "lessons:\n  collection: Lesson\n",
        "config/production.yaml": "lessons:\n  host: p.example.net\n",
        "config/staging.yaml": "lessons:\n  host: s.example.net\n  port: 9000\n",
      },
      ['production: "p.example.net:8080/Lesson"', 'staging: "s.example.net:9000/Lesson"'],
    ],
    [
      "a file of settings by the name of the environment, checked by a schema",
      {
        ...both(
          `import { readFileSync } from "node:fs"; import { join } from "node:path"; import { parse } from "yaml"; import { z } from "zod"; const stage = process.env.STAGE; const Settings = z.object({ host: z.string(), index: z.string().default("docs") }); const settings = Settings.parse(parse(readFileSync(join("config", \`\${stage}.yml\`), "utf8"))); const it = \`\${settings.host}/\${settings.index}\`;`,
          "STAGE=production",
          "STAGE=staging",
        ),
        "config/production.yml": "host: p.example.net\n",
        "config/staging.yml": "host: s.example.net\nindex: docs-2\n",
      },
      ['production: "p.example.net/docs"', 'staging: "s.example.net/docs-2"'],
    ],
    [
      "a wrangler file that keeps what is there leaves room for the dashboard",
      {
        "main.ts": 'export default { fetch(request, env) { const it = env.AUTORAG_INDEX_NAME || "sentry-docs"; } };',
        "wrangler.json":
          '{ "name": "mcp", "keep_vars": true, "env": { "production": { "vars": { "A": "1" } }, "staging": { "vars": { "A": "1" } } } }',
      },
      [
        'production: ?AUTORAG_INDEX_NAME is not set in the repository for production or "sentry-docs"',
        'staging: ?AUTORAG_INDEX_NAME is not set in the repository for staging or "sentry-docs"',
      ],
    ],
  ])("%s", (_title, files, expected) => {
    const shown = itIsIn(files).filter((line) => /^(production|staging):/.test(line));
    expect(shown).toEqual(expected);
  });

  test("a secret is compared and never shown", () => {
    const files = both(
      "const it = process.env.API_KEY;",
      "API_KEY=pcsk_4eC39HqLyjWDarjtT1zdp7dcXv9aB4eC39H",
      "API_KEY=pcsk_4eC39HqLyjWDarjtT1zdp7dcXv9aB4eC39H",
    );
    const context = contextOf(files);
    const [a, b] = context.viewsOf("").map((v) => concretise(context.evaluator, valueIn(context), v)[0]);
    expect(a?.kind === "text" && a.text).toBeNull();
    expect(a?.kind === "text" && b?.kind === "text" && a.sealed?.digest === b.sealed?.digest).toBe(true);
  });
});

describe("values", () => {
  test.each<readonly [string, string, Readonly<Record<string, string | null>>, string]>([
    ["a literal", 'const it = "docs";', {}, '"docs"'],
    ["a number", "const it = 3;", {}, '"3"'],
    ["null", "const it = null;", {}, "nothing"],
    ["unknown is not unset", 'const it = process.env.A ?? "docs";', {}, '?A is set elsewhere or "docs"'],
    [
      "a chain of defaults",
      'const it = process.env.A ?? process.env.B ?? "docs";',
      { A: null, B: "b" },
      '"b" (A is not set in staging)',
    ],
    [
      "a chain of defaults to its end",
      'const it = process.env.A ?? process.env.B ?? "docs";',
      { A: null, B: null },
      '"docs" (A is not set in staging; B is not set in staging)',
    ],
    ["?? takes the first that is there", 'const it = process.env.A ?? "docs";', { A: "a" }, '"a"'],
    ["a template", "const it = `https://${process.env.A}.example.com`;", { A: "stg" }, '"https://stg.example.com"'],
    [
      "a template with an unknown part keeps its pattern",
      "const it = `https://${process.env.A}.example.com`;",
      {},
      "?A is set elsewhere like https://*.example.com",
    ],
    [
      "a template with an unset part",
      'const it = `docs-${process.env.A ?? "x"}`;',
      { A: null },
      '"docs-x" (A is not set in staging)',
    ],
    ["a template of one variable", "const it = `${process.env.A}`;", { A: "a" }, '"a"'],
    ["a conditional that is decided", 'const it = process.env.A === "x" ? "one" : "two";', { A: "x" }, '"one"'],
    ["a conditional that is not", 'const it = process.env.A === "x" ? "one" : "two";', {}, '"one" | "two"'],
    ["by presence (Azure)", 'const it = process.env.A ? "cloud" : "local";', { A: "https://x" }, '"cloud"'],
    ["by absence", 'const it = process.env.A ? "cloud" : "local";', { A: null }, '"local"'],
    ["alternatives that agree", 'const it = process.env.A === "x" ? "one" : "one";', {}, '"one"'],
    [
      "a switch",
      'let it; switch (process.env.A) { case "x": it = "one"; break; default: it = "two"; }',
      { A: "x" },
      '"one"',
    ],
    [
      "a switch, otherwise",
      'let it; switch (process.env.A) { case "x": it = "one"; break; default: it = "two"; }',
      { A: "y" },
      '"two"',
    ],
    ["assigned under a test that holds", 'let it = "two"; if (process.env.A === "x") it = "one";', { A: "x" }, '"one"'],
    [
      "assigned under a test that does not",
      'let it = "two"; if (process.env.A === "x") it = "one";',
      { A: "y" },
      '"two"',
    ],
    ["a map", 'const it = { x: "one", y: "two" }[process.env.A];', { A: "y" }, '"two"'],
    ["a map without the key", 'const it = { x: "one", y: "two" }[process.env.A];', { A: "z" }, "nothing"],
    [
      "a map without the key, with a default",
      'const it = { x: "one" }[process.env.A] ?? "other";',
      { A: "z" },
      '"other"',
    ],
    [
      "a map by an unknown key: any entry",
      'const it = { x: "one", y: "two" }[process.env.A];',
      {},
      '?A is set elsewhere like one or "one" | ?A is set elsewhere like two or "two"',
    ],
    [
      "no two entries of a class: which is meant cannot be told",
      'const it = { "prod-eu": "one", "prod-us": "two" }[process.env.A];',
      { A: "production" },
      "nothing",
    ],
    [
      "a URL over a base",
      "const it = new URL(process.env.PATH_, process.env.A).toString();",
      { A: "https://stg.example.com", PATH_: "v1" },
      '"https://stg.example.com/v1"',
    ],
    ["a URL", 'const it = new URL("https://stg.example.com/v1");', {}, '"https://stg.example.com/v1"'],
    ["a comparison", 'const it = process.env.A === "x";', { A: "x" }, '"true"'],
    ["found in a list", 'const it = ["x", "y"].includes(process.env.A) ? "one" : "two";', { A: "y" }, '"one"'],
    ["not found in a list", 'const it = ["x", "y"].includes(process.env.A) ? "one" : "two";', { A: "z" }, '"two"'],
    ["by a beginning", 'const it = process.env.A.startsWith("prod") ? "one" : "two";', { A: "prod-eu" }, '"one"'],
    [
      "a find by environment",
      'const all = [{ env: "x", url: "one" }, { env: "y", url: "two" }]; const it = all.find((e) => e.env === process.env.A).url;',
      { A: "y" },
      '"two"',
    ],
    ["a call outside", "const it = load();", {}, "?it is the result of a call outside the repository"],
    [
      "runtime configuration (Flowise)",
      "export async function init(nodeData) { const it = nodeData.inputs.pineconeIndex; }",
      {},
      "?its source (.pineconeIndex) is not in the repository",
    ],
    ["a caller outside", "export function f(x) { const it = x; }", {}, "?a caller outside the repository passes it"],
    ["an object is no text", "const it = { a: 1 };", {}, "<object>"],
  ])("%s", (_title, code, bound, expected) => {
    expect(results(code, bound)).toBe(expected);
  });

  test("assumptions reach the words of the repository: production and prod", () => {
    const files = {
      "main.ts": 'const it = process.env.APP_ENV === "prod" ? "one" : "two";',
      ".env.production": "A=1",
      ".env.staging": "A=1",
    };
    expect(itIsIn(files)).toEqual(['production: "one"', 'staging: "two"']);
  });

  test("what is bound is not bent to the words of the repository", () => {
    expect(results('const it = process.env.APP_ENV === "prod" ? "one" : "two";', { APP_ENV: "production" })).toBe(
      '"two"',
    );
  });
});

describe("truth", () => {
  const truth = (expression: string, bound: Readonly<Record<string, string | null>>): boolean | null => {
    const context = contextOf(`const it = ${expression};`);
    return truthOf(context.evaluator, valueIn(context), view("staging", bound));
  };
  test.each<readonly [string, Readonly<Record<string, string | null>>, boolean | null]>([
    ["process.env.A", { A: "x" }, true],
    ["process.env.A", { A: null }, false],
    ["process.env.A", {}, null],
    ["!process.env.A", { A: null }, true],
    ["Boolean(process.env.A)", { A: "x" }, true],
    ['process.env.A !== "x"', { A: "x" }, false],
    ["process.env.A === process.env.B", { A: "x", B: "x" }, true],
    ["process.env.A === process.env.B", { A: "x" }, null],
    ["process.env.A || process.env.B", { A: null, B: "x" }, true],
    ["process.env.A && process.env.B", { A: "x", B: "y" }, true],
    ["process.env.A && process.env.B", { A: null, B: "y" }, false],
    ['process.env.A === "true"', { A: "true" }, true],
  ])("%s with %o is %s", (expression, bound, expected) => {
    expect(truth(expression, bound)).toBe(expected);
  });

  test("several tests hold together or not at all", () => {
    const context = contextOf('let it; if (process.env.A === "x") { if (process.env.B === "y") it = 1; else it = 2; }');
    const value = valueIn(context);
    const options = value.kind === "choice" ? value.options : [];
    const holds = (bound: Readonly<Record<string, string | null>>) =>
      options.map((o) => holdsIn(context.evaluator, o.when, view("staging", bound)));
    expect(holds({ A: "x", B: "y" })).toEqual([false, true]);
    expect(holds({ A: "z" })).toEqual([false, false]);
    expect(holds({ A: "x" })).toEqual([null, null]);
  });
});

test("entries that an environment may pick", () => {
  const context = contextOf('const it = { production: { url: "a" }, staging: { url: "b" } }[process.env.APP_ENV].url;');
  const value = valueIn(context);
  if (value.kind !== "select") throw new Error(value.kind);
  const picked = (v: EnvironmentView | null) =>
    pickEntries(context.evaluator, value, v).map((x) => show(context.evaluator, x));
  expect(picked(view("staging", { APP_ENV: "staging" }))).toEqual(['"b"']);
  expect(picked(view("staging", {}))).toEqual(['"a"', '"b"']);
  expect(picked(null)).toEqual(['"a"', '"b"']);
});

describe("bounds", () => {
  test("a template of many alternatives", () => {
    const parts = [...Array(20).keys()].map((i) => `\${process.env.A${i} ? "a" : "b"}`).join("");
    const context = contextOf(`const it = \`${parts}\`;`);
    const found = concretise(context.evaluator, valueIn(context), view("staging", {}));
    expect(found.length).toBeLessThanOrEqual(12);
  });

  test("nesting beyond any real one", () => {
    const code = [...Array(80).keys()].map((i) => `const x${i + 1} = \`\${x${i}}a\`;`).join(" ");
    expect(results(`const x0 = process.env.A; ${code} const it = x80;`, { A: "x" })).toMatch(
      /^\?it is nested too deeply/,
    );
  });
});
