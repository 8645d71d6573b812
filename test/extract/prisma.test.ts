import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { factsOf, ofKind, showSpan, showValue } from "../support/extract.ts";

const read = (text: string) => ofKind(factsOf("prisma/schema.prisma", text), "datasource");
const schema = (body: string) =>
  `generator client {\n  provider = "x"\n}\n\ndatasource db {\n${body}\n}\n\nmodel User {\n  url String\n}\n`;

describe("a Prisma datasource", () => {
  it.each<[string, string, string]>([
    [
      '  provider = "postgresql"\n  url      = env("DATABASE_URL")\n  directUrl = env("DIRECT_URL")',
      "postgresql",
      "environment:DATABASE_URL",
    ],
    ['  provider = "sqlite"\n  url = "file:./dev.db"', "sqlite", "file:./dev.db @ sqlite ./dev.db - - -"],
    ['  provider = "postgresql"\n  directUrl = env("DIRECT_URL")', "postgresql", " <>"],
    ['  provider = "mysql"\n  // url = env("OLD_URL")\n  url = env("NEW_URL") // here', "mysql", "environment:NEW_URL"],
  ])("%j", (body, provider, url) => {
    for (const text of [schema(body), schema(body).replaceAll("\n", "\r\n"), `\uFEFF${schema(body)}`]) {
      expect(read(text).map((fact) => [fact.provider, showValue(fact.url)])).toEqual([[provider, url]]);
    }
  });

  it("stands where its url does", () => {
    expect(read(schema('  provider = "mysql"\n  url = env("A")')).map(({ span }) => showSpan(span))).toEqual([
      "7:3-7:17",
    ]);
  });

  it("keeps no password", () => {
    const key = randomBytes(16).toString("hex");
    const facts = read(schema(`  provider = "postgresql"\n  url = "postgres://app:${key}@db/app"`));
    expect(facts).toMatchObject([{ url: { sealed: { nature: "secret", address: { host: "db" } } } }]);
    expect(JSON.stringify(facts)).not.toContain(key);
  });

  it("is in one file of several", () => {
    expect(factsOf("prisma/schema/user.prisma", "model User {\n  id Int @id\n}\n")).toEqual([]);
  });

  it.each([
    ["datasource db {", "the datasource is not closed"],
    ['datasource db {\n  url = env("A")\n}', "the datasource names no provider"],
  ])("%j is a gap", (text, reason) => {
    expect(factsOf("schema.prisma", text)).toMatchObject([{ kind: "gap", reason, line: 1 }]);
  });
});
