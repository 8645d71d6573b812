import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "../../src/audit.ts";
import type { Report } from "../../src/model/report.ts";
import { expectationOf } from "./expectation.ts";
import { type Intent, unmet } from "./intent.ts";

export const fixturesFolder = "fixtures";

/** One small repository and what is expected of it; `name` is its folder below fixtures/. */
export interface Fixture {
  readonly name: string;
  /** The text of expected.txt; null if nobody has looked at its output yet. */
  readonly expected: string | null;
  readonly intent: Intent | null;
}

/** What the tool makes of a fixture. */
export interface Outcome {
  /** As expected.txt has to read. */
  readonly text: string;
  /** What the author meant and the tool does not say, a sentence each. */
  readonly unmet: readonly string[];
}

/** Every folder that holds a `repo/`, however deep. */
export function findFixtures(folder = ""): Fixture[] {
  const names = readdirSync(join(fixturesFolder, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  if (folder !== "" && names.includes("repo")) return [readFixture(folder)];
  return names.flatMap((name) => findFixtures(folder === "" ? name : `${folder}/${name}`));
}

export function runFixture({ name, intent }: Fixture): Outcome {
  const report: Report = audit(join(fixturesFolder, name, "repo"), { rethrow: true });
  const isAbout = (check: string) => name.startsWith(`${check}/`) || intent?.checks?.[check] !== undefined;
  return { text: expectationOf(report, isAbout), unmet: intent ? unmet(intent, report) : [] };
}

function readFixture(name: string): Fixture {
  const intent = readOptional(join(fixturesFolder, name, "intent.json"));
  return {
    name,
    expected: readOptional(join(fixturesFolder, name, "expected.txt")),
    intent: intent === null ? null : (JSON.parse(intent) as Intent),
  };
}

function readOptional(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
