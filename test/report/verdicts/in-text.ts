import { statusOf, statusOfMark, type Verdicts } from "./verdicts.ts";

/** What the terminal says: tallies, without the checks that do not apply. */
export function inTerminal(text: string): Omit<Verdicts, "checks"> {
  const lines = text.split("\n");
  const controls = lines.flatMap((line) => {
    const match = /^ {2}[✓✗?–] +\d+ ([a-z-]+) +(ready|gap|unknown|not applicable)(?: +(.*))?$/u.exec(line);
    return match
      ? [{ slug: match[1] ?? "", readiness: statusOf(match[2] ?? ""), tally: talliesIn(match[3] ?? "") }]
      : [];
  });
  const signals = lines.flatMap((line) => {
    const match = /^ {2}([✓✗?–]) (\d) [a-z-]+(?: {2}\(\d+ of \d+ suppressed\))?$/u.exec(line);
    return match ? [[match[2] ?? "", statusOfMark[match[1] ?? ""] ?? ""] as const] : [];
  });
  return {
    readiness: Object.fromEntries(controls.map(({ slug, readiness }) => [slug, readiness])),
    tallies: Object.fromEntries(controls.map(({ slug, tally }) => [slug, tally])),
    signals: Object.fromEntries(signals),
    // The last paragraph counts; headings before it count parts.
    findings: {
      proven: Number(/\. (\d+) findings?[.,]/.exec(text.replaceAll("\n", " "))?.[1]),
      suppressed: Number.NaN,
    },
  };
}

const words: Readonly<Record<string, string>> = { failed: "fail", passed: "pass", unknown: "unknown" };

function talliesIn(text: string): Record<string, number> {
  const counts = [...text.matchAll(/(\d+) (failed|passed|unknown)/g)];
  return Object.fromEntries(counts.map(([, count, word]) => [words[word ?? ""] ?? "", Number(count)]));
}

/** What the tables of the Markdown say, and what it lists. */
export function inMarkdown(text: string): Omit<Verdicts, "checks"> {
  const rows = text.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const controls = cells.filter((row) => row.length === 10 && /^\d+$/.test(row[1] ?? ""));
  const signals = cells.filter((row) => row.length === 7 && /^\d$/.test(row[1] ?? ""));
  const columns = ["fail", "pass", "unknown", "not-applicable"];
  const headed = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  const suppressed = headed(/^### (\d+) suppressed findings?$/m);
  return {
    readiness: Object.fromEntries(controls.map((row) => [row[2] ?? "", withoutMark(row[3] ?? "")])),
    tallies: Object.fromEntries(
      controls.map((row) => [
        row[2] ?? "",
        Object.fromEntries(columns.flatMap((name, at) => (row[4 + at] ? [[name, Number(row[4 + at])]] : []))),
      ]),
    ),
    signals: Object.fromEntries(signals.map((row) => [row[1] ?? "", withoutMark((row[3] ?? "").replace(/,.*/, ""))])),
    findings: { proven: headed(/^### (\d+) findings?$/m) + suppressed, suppressed },
  };
}

function withoutMark(cell: string): string {
  return statusOf(cell.slice(2));
}

/** What the log of a workflow step says. */
export function inGithub(text: string): Verdicts & { readonly checks: Readonly<Record<string, string>> } {
  const lines = text.split("\n");
  const controls = lines.flatMap(
    (line) => /^\d+ ([a-z-]+): (ready|gap|unknown|not-applicable)\b/.exec(line)?.slice(1) ?? [],
  );
  const checks = lines.flatMap((line) => {
    const match = /^ {2}(pass|fail|unknown|not-applicable)(?:, suppressed)? {2}(\S+)(?: \(signal (\d)\))? {2}/.exec(
      line,
    );
    return match ? [{ status: match[1] ?? "", id: match[2] ?? "", signal: match[3] }] : [];
  });
  const errors = lines.filter((line) => line.startsWith("::error ")).length;
  const suppressed = Number(/^::notice title=(\d+) findings? suppressed::/m.exec(text)?.[1] ?? 0);
  return {
    readiness: pairs(controls),
    checks: Object.fromEntries(checks.map(({ id, status }) => [id, status])),
    tallies: {},
    signals: Object.fromEntries(checks.flatMap(({ signal, status }) => (signal ? [[signal, status]] : []))),
    findings: { proven: errors + suppressed, suppressed },
  };
}

function pairs(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((key, at) => (at % 2 === 0 ? [[key, flat[at + 1] ?? ""]] : [])));
}
