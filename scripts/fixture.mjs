// Prints what the tool makes of fixtures, as their expected.txt has to read:
//   npm run fixture -- demo/five-signals
// After reading it, and only for cases named in full, it can be kept:
//   npm run fixture -- --update demo/five-signals
import { writeFileSync } from "node:fs";
import { withSource } from "./load-source.mjs";

const words = process.argv.slice(2);
const update = words.includes("--update");
const names = words.filter((word) => word !== "--update").map((word) => word.replace(/^fixtures\/|\/$/g, ""));

if (names.length === 0) fail("Name the cases, as folders below fixtures/: npm run fixture -- demo/five-signals");
else await withSource("test/harness/fixture.ts", run);

function run({ findFixtures, runFixture }) {
  const fixtures = findFixtures();
  for (const name of names) {
    const fixture = fixtures.find((one) => one.name === name);
    if (fixture) show(fixture, runFixture(fixture));
    else fail(unknownCase(name, fixtures));
  }
}

function show({ name, expected }, { text, unmet }) {
  if (names.length > 1) console.error(`== ${name}`);
  process.stdout.write(text);
  for (const sentence of unmet) console.error(`Not as meant: ${sentence}`);
  if (expected !== text) console.error(expected === null ? "There is no expected.txt yet." : "expected.txt differs.");
  if (update) writeFileSync(`fixtures/${name}/expected.txt`, text);
}

function unknownCase(name, fixtures) {
  const below = fixtures.map((one) => one.name).filter((one) => one.includes(name));
  return [`There is no case ${name}.`, ...below.map((one) => `  ${one}`)].join("\n");
}

function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
