import type { Fact, Located } from "../../model/facts.ts";
import type { InfraExpression } from "../../model/infrastructure.ts";
import { comparePlaces } from "../../model/location.ts";
import type { LogRetention } from "../../model/recording.ts";
import { readModules, terraformFiles } from "../terraform/modules.ts";

/** Resources that keep logs, and the attribute that says for how many days. */
const resources: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "retention_in_days",
  google_logging_project_bucket_config: "retention_days",
  azurerm_log_analytics_workspace: "retention_in_days",
};

/** Log groups of Terraform whose retention is written out, or is the default of a variable of their module. */
export function logRetentions(facts: readonly Located<Fact>[]): readonly LogRetention[] {
  const found: LogRetention[] = [];
  for (const module of readModules(terraformFiles(facts)).values()) {
    const defaultOf = (name: string): InfraExpression | null =>
      module.variables.get(name)?.block.values.find((v) => v.name === "default")?.value ?? null;
    for (const { block, path } of module.resources.values()) {
      const [type = "", name = ""] = block.labels;
      const set = block.values.find((v) => v.name === resources[type]);
      const days = set ? daysOf(set.value, defaultOf) : null;
      // Zero keeps it for ever.
      if (set && days !== null && days > 0) found.push({ name: `${type}.${name}`, days, at: { path, span: set.span } });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

function daysOf(value: InfraExpression, defaultOf: (name: string) => InfraExpression | null): number | null {
  if (value.kind === "scalar") return typeof value.value === "number" ? value.value : null;
  if (value.kind === "text") return /^\d+$/.test(value.text) ? Number(value.text) : null;
  const isVariable = value.kind === "member" && value.object.kind === "name" && value.object.name === "var";
  const otherwise = isVariable ? defaultOf(value.property) : null;
  return otherwise?.kind === "scalar" && typeof otherwise.value === "number" ? otherwise.value : null;
}
