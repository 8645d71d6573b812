import type { Outcome } from "./bench.ts";
import { ways } from "./mutant.ts";

/** Caught and silent counts by way and by stack, then every outcome that is not as it should be. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = (label: string, group: (one: Outcome) => string, names: readonly string[]) => [
    `| ${label} | mutants | caught at the right place | elsewhere | missed | stray | look-alikes | silent |`,
    "|---|---|---|---|---|---|---|---|",
    ...names.map((name) =>
      row(
        name,
        outcomes.filter((one) => group(one) === name),
      ),
    ),
  ];
  const stacks = [...new Set(outcomes.map(({ stack, style }) => `${stack} (${style})`))];
  const wrong = outcomes.filter(
    ({ result, stray }) => (result !== "caught" && result !== "silent") || stray.length > 0,
  );
  return [
    ...rows("way", ({ way }) => way, ways),
    row("**all**", outcomes),
    "",
    ...rows("stack", ({ stack, style }) => `${stack} (${style})`, stacks),
    "",
    ...wrong.map(
      ({ stack, id, result, stray, note }) =>
        `- ${stack}/${id}: ${result}${stray.length > 0 ? `, stray signal ${stray.join(", ")}` : ""}. ${note}`,
    ),
  ].join("\n");
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const count = (result: Outcome["result"]) => outcomes.filter((one) => one.result === result).length;
  const lookAlikes = outcomes.filter(({ signal }) => signal === null);
  const mutants = outcomes.filter(({ signal }) => signal !== null);
  const stray = mutants.filter((one) => one.stray.length > 0).length;
  const cells = [
    mutants.length,
    count("caught"),
    count("elsewhere"),
    count("missed"),
    stray,
    lookAlikes.length,
    count("silent"),
  ];
  return `| ${name} | ${cells.join(" | ")} |`;
}
