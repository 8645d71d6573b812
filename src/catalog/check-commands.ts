import type { CheckRun } from "../model/check-run.ts";

/** Command lines and actions that check something an agent's controls rest on, by what they are for. */
export interface CheckCommand {
  readonly kind: CheckRun["kind"];
  readonly what: string;
  /** At the start of a command, or after a package runner. */
  readonly command?: RegExp;
  /** `owner/name`, without a version. */
  readonly action?: RegExp;
}

const run = String.raw`^(?:(?:npx|pnpx|bunx|pnpm|pnpm exec|pnpm dlx|yarn|yarn dlx|uvx|pipx run|docker run(?: \S+)*?)\s+(?:-\S+\s+)*)?(?:\S*/)?`;

function starting(words: string): RegExp {
  return new RegExp(`${run}(?:${words})(?=[\\s@:]|$)`);
}

export const checkCommands: readonly CheckCommand[] = [
  {
    kind: "secret-scan",
    what: "gitleaks",
    command: starting("gitleaks"),
    action: /^(gitleaks|zricethezav)\/gitleaks(-action)?$/,
  },
  { kind: "secret-scan", what: "trufflehog", command: starting("trufflehog"), action: /^trufflesecurity\/trufflehog$/ },
  { kind: "secret-scan", what: "secretlint", command: starting("secretlint"), action: /^secretlint\/secretlint$/ },
  { kind: "secret-scan", what: "detect-secrets", command: starting("detect-secrets(?:-hook)?") },
  {
    kind: "secret-scan",
    what: "ggshield",
    command: starting("ggshield secret scan"),
    action: /^gitguardian\/ggshield(-action)?(\/.+)?$/i,
  },
  { kind: "secret-scan", what: "git-secrets", command: /^git[ -]secrets --scan\b/ },
  {
    kind: "red-team",
    what: "promptfoo redteam",
    command: starting(String.raw`promptfoo(?:@\S+)? redteam (?:run|eval)`),
  },
  { kind: "red-team", what: "garak", command: /^(?:python3? -m )?garak(?=\s|$)/ },
  { kind: "red-team", what: "pyrit", command: starting("pyrit_scan|pyrit") },
  { kind: "alert-test", what: "promtool test rules", command: /^promtool test rules\b/ },
  { kind: "alert-test", what: "amtool config routes test", command: /^amtool config routes test\b/ },
];
