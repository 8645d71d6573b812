import { describe, expect, test, vi } from "vitest";
import { lowerModule } from "../../../src/extract/program/lower-module.ts";
import { lastOf, lower, printerOf } from "./lower.ts";
import { sealByPrefix } from "./seal-by-prefix.ts";

const SECRET = "sk_this_is_not_one";

describe("strings", () => {
  test.each([
    ["plain text is kept", '"eu-central-1";', '"eu-central-1"'],
    ["a secret is not", `"${SECRET}";`, 'sealed(sk_…)""'],
    ["a placeholder without text is not", '"changeme-please";', 'sealed(placeholder)""'],
    ["a connection string is not, but its address is", '"postgres://u:p@h/d";', 'sealed(postgres URL)""'],
    ["a URL keeps text and address", '"https://a.test/";', 'sealed(URL)"https://a.test/"'],
    [
      "each fixed part of a template by itself",
      "`https://a.test/${b}/plain-text`;",
      '`sealed(URL)"https://a.test/", @b, "/plain-text"`',
    ],
  ])("%s", (_title, text, expected) => {
    expect(lastOf(text)).toBe(expected);
  });

  test("short strings are not worth sealing", () => {
    const seal = vi.fn(sealByPrefix);
    lowerModule("a.ts", 'f("", "short", "1234567", "12345678")', seal);
    expect(seal.mock.calls).toEqual([["12345678"]]);
  });

  test.each([
    ["literal", `f("${SECRET}")`],
    ["template", `f(\`${SECRET}\`, \`${SECRET}\${a}${SECRET}\`)`],
    ["tagged template", `f\`${SECRET}\`; f\`${SECRET}\${a}\``],
    ["property name", `f({ "${SECRET}": 1, ["${SECRET}"]: 2, get "${SECRET}"() { return 1; } })`],
    ["index", `f[\`${SECRET}\`]["${SECRET}"]`],
    ["written member", `const a = {}; a["${SECRET}"] = 1; this["${SECRET}"] = 2; exports["${SECRET}"] = 3;`],
    ["class member", `class A { "${SECRET}" = 1; ["${SECRET}"]() {} }`],
    ["pattern", `const { "${SECRET}": a, ...b } = c; ({ "${SECRET}": d, ...e } = f);`],
    ["enum", `enum A { "${SECRET}", B = "${SECRET}" }`],
    ["type", `type A = "${SECRET}"; interface B { "${SECRET}": "${SECRET}" }`],
    ["directive", `"${SECRET}";`],
    ["case", `switch (a) { case "${SECRET}": }`],
    ["jsx", `f(<A b="${SECRET}">${SECRET}</A>)`],
    ["deno", `Deno.env.get("${SECRET}"); process.env["${SECRET}"]`],
    ["regular expression", `f(/${SECRET}/)`],
    ["computed import", `require("${SECRET}" + a)`],
  ])("a secret in a %s does not get out", (_title, text) => {
    const module = lower(text, "a.tsx");
    expect(module.gaps.filter(({ reason }) => reason.startsWith("syntax"))).toEqual([]);
    expect(JSON.stringify(module)).not.toContain(SECRET);
  });

  test("a password in the URL of a module does not get out", () => {
    const url = "https://u:hunter22@a.test/mod.ts";
    const seal = (text: string) => ({ ...sealByPrefix(text), nature: "secret" as const });
    const text = `import a from "${url}"; export * from "${url}"; import("${url}"); require("${url}"); import "${url}";`;
    expect(JSON.stringify(lowerModule("a.ts", text, seal))).not.toContain("hunter22");
  });

  test("a sealed property name keeps its value", () => {
    const printer = printerOf(`const modes = { "${SECRET}": "live" };`);
    expect(printer.value("modes")).toBe('{[sealed(sk_…)""]: "live"}');
  });
});
