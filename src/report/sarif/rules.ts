import type { ReportingDescriptor, ToolComponent } from "sarif";
import { labelOf, type Reference, relationTo } from "../../model/reference.ts";
import type { CheckResult, ControlResult, Report } from "../../model/report.ts";
import type { Fault } from "../../model/rule.ts";
import { relationshipsOf } from "./taxonomies.ts";

/** One rule for each check that ran, passed ones included: what is not listed was not looked for. */
export function rulesOf(report: Report, taxonomies: readonly ToolComponent[]): ReportingDescriptor[] {
  return report.controls.flatMap((result) => result.checks.map((check) => ruleOf(result, check, taxonomies)));
}

function ruleOf(
  { control }: ControlResult,
  check: CheckResult,
  taxonomies: readonly ToolComponent[],
): ReportingDescriptor {
  const faults = Object.values(control.checks.find(({ id }) => id === check.id)?.faults ?? {});
  const signal = check.signal === null ? "" : `, signal ${check.signal} of sandbox separation`;
  return {
    id: check.id,
    name: nameOf(check.id),
    shortDescription: { text: check.asks },
    fullDescription: { text: `${check.asks} A check of control ${control.number}, ${control.title}${signal}.` },
    help: { text: helpText(check, faults), markdown: helpMarkdown(check, faults) },
    defaultConfiguration: { level: "error" },
    ...(check.references.length === 0 ? {} : { relationships: relationshipsOf(check.references, taxonomies) }),
    properties: { tags: tagsOf(control.slug, check) },
  };
}

/** `sandbox-separation/unscoped-credential` is `UnscopedCredential`: what viewers show beside the id. */
function nameOf(id: string): string {
  return id
    .slice(id.indexOf("/") + 1)
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The first ten are what GitHub keeps; a CWE is known to it by this spelling. */
function tagsOf(slug: string, { signal, references }: CheckResult): string[] {
  const weaknesses = references.filter(({ framework }) => framework === "CWE").map(({ id }) => id.toLowerCase());
  return [
    "security",
    slug,
    ...(signal === null ? [] : [`signal-${signal}`]),
    ...weaknesses.map((id) => `external/cwe/${id}`),
  ].slice(0, 10);
}

function helpText({ asks, references }: CheckResult, faults: readonly Fault[]): string {
  return [
    asks,
    ...faults.map(({ says, because, fix }) => `What: ${named(says)}\nWhy: ${named(because)}\nFix: ${named(fix)}`),
    ...(references.length === 0 ? [] : [`Bears on: ${references.map(labelOf).join("; ")}.`]),
  ].join("\n\n");
}

function helpMarkdown({ asks, references }: CheckResult, faults: readonly Fault[]): string {
  return [
    `**${asks}**`,
    ...faults.map(
      ({ says, because, fix }) =>
        `- **What** ${emphasised(says)}\n  **Why** ${emphasised(because)}\n  **Fix** ${emphasised(fix)}`,
    ),
    ...(references.length === 0 ? [] : [`Bears on\n\n${references.map(referenceLine).join("\n")}`]),
  ].join("\n\n");
}

function referenceLine(reference: Reference): string {
  const relation = relationTo(reference) === "relevant to" ? " (relevant to)" : "";
  return `- ${labelOf(reference)}: ${reference.title}${relation}`;
}

/** The words of a fault before any finding has filled them in: `{store}` reads as ‹store›. */
function named(template: string): string {
  return template.replace(/\{([A-Za-z][\w-]*)\}/g, "‹$1›");
}

function emphasised(template: string): string {
  return template.replace(/\{([A-Za-z][\w-]*)\}/g, "*$1*");
}
