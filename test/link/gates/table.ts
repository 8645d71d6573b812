import { soundInFrameworks, unsoundInFrameworks } from "./frameworks.ts";
import { sound } from "./sound.ts";
import { switchedOff } from "./switched-off.ts";
import { soundThroughCalls, weakThroughCalls } from "./through-calls.ts";
import { soundUnderConditions, weakUnderConditions } from "./under-conditions.ts";
import { unsound } from "./unsound.ts";
import { rightTargets, wrongTargets } from "./wrong-targets.ts";

/** The page of gate variants, from the variants that the tests audit. */
export function gatesPage(): string {
  const guards = [...sound, ...rightTargets, ...soundThroughCalls, ...soundUnderConditions, ...soundInFrameworks];
  const doesNot = [
    ...unsound,
    ...wrongTargets,
    ...switchedOff,
    ...weakThroughCalls,
    ...weakUnderConditions,
    ...unsoundInFrameworks,
  ];
  return `# Gates: what counts as one, and what does not

A gate compares the environment of the credential with that of the target which the call will really use, before every call, and its refusal
is awaited and obeyed. Each row is a small repository that a test audits; this page is written from those tests by \`npm run gates\`.

Signal 3, \`selectable-endpoint\`, passes where a gate of the first table stands before a choice of environment. Of the second table it
fails, or is unknown where so marked, and the finding tells the reason in the last column. A person who is asked, and a check of rights, are
recorded, and are no environment gate.

## Sound (${guards.length})

| where it stands | variant |
|---|---|
${guards.map(({ where, title }) => `| ${cell(where)} | ${cell(title)} |`).join("\n")}

## Not a gate (${doesNot.length})

| where it stands | variant | signal 3 | why it does not guard |
|---|---|---|---|
${doesNot
  .map(
    ({ where, title, weakness, verdict = "fail" }) =>
      `| ${cell(where)} | ${cell(title)} | ${verdict} | ${cell(weakness ?? "compares no credential with the target")} |`,
  )
  .join("\n")}
`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
