import type { BindingEntry, BindingSource, BindingValue } from "../../model/binding-facts.ts";
import { isSampleName } from "../../model/deployment-name.ts";
import type { DocumentNode } from "../../model/document.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { InfraBlock, InfraExpression } from "../../model/infrastructure.ts";
import { comparePlaces, type Place, type Span } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";
import type { WrittenSecret } from "../../model/secret-scope.ts";
import type { TreeFile } from "../../model/tree.ts";
import type { JobFact, StepFact } from "../../model/workflow-facts.ts";
import { secretsInModule } from "./written-in-code.ts";

type Where = WrittenSecret["where"];

/** Every secret value that stands in a file which git keeps and which describes what runs. */
export function writtenSecrets(facts: readonly Located<Fact>[], files: readonly TreeFile[]): readonly WrittenSecret[] {
  const kept = new Set(files.filter(isKept).map(({ path }) => path));
  const seen = new Set<string>();
  return facts
    .flatMap((fact) => secretsIn(fact))
    .filter(({ at, sealed }) => kept.has(at.path) && sealed.nature === "secret" && sealed.isMade === undefined)
    .sort((a, b) => comparePlaces(a.at, b.at) || (a.name < b.name ? -1 : 1))
    .filter(({ at, sealed }) => {
      // Several extractors may read one file: each line counts once.
      const key = `${at.path} ${at.span.startLine} ${sealed.digest}`;
      return !seen.has(key) && seen.add(key);
    });
}

function isKept({ path, zone, ignored }: TreeFile): boolean {
  return zone === "source" && ignored === undefined && !isSampleName(path.slice(path.lastIndexOf("/") + 1));
}

function secretsIn(fact: Located<Fact>): readonly WrittenSecret[] {
  const { path } = fact;
  switch (fact.kind) {
    case "bindings":
      return beside(
        fact.entries,
        fact.entries.flatMap((entry) => ofEntry(entry, path, whereOf(fact.source), fact.environment)),
      );
    case "mcp-server": {
      const { env, headers, url, urlSpan, args, span, name } = fact;
      const address = url && urlSpan ? ofValue(url, "url", { path, span: urlSpan }, "mcp-config", null) : [];
      const given = args.flatMap((sealed) => one(sealed, `argument of ${name}`, { path, span }, "mcp-config", null));
      return [
        ...[...env, ...headers].flatMap((entry) => ofEntry(entry, path, "mcp-config", null)),
        ...address,
        ...given,
      ];
    }
    case "workflow":
      return [
        ...fact.env.flatMap((entry) => ofEntry(entry, path, "ci", null)),
        ...fact.jobs.flatMap((j) => ofJob(j, path)),
      ];
    case "composite-action":
      return fact.steps.flatMap((step) => ofStep(step, path, null));
    case "document":
      return ofNode(
        fact.root,
        fact.format === "manifest" || fact.format === "patch" ? "manifest" : "configuration",
        "",
      );
    case "infrastructure":
      return [
        ...fact.values.flatMap(({ name, value }) => ofExpression(value, name, path)),
        ...fact.blocks.flatMap((block) => ofBlock(block, path)),
      ];
    case "module":
      return secretsInModule(fact.module);
    default:
      return [];
  }
}

/** What stands in one block with addresses of one machine only is likely to open nothing but what runs there. */
function beside(entries: readonly BindingEntry[], secrets: readonly WrittenSecret[]): readonly WrittenSecret[] {
  const hosts = entries.flatMap(({ value }) => {
    const address =
      value.kind === "literal" ? value.sealed.address : value.kind === "template" ? value.address : undefined;
    return address?.host ? [address.host.replace(/:\d+$/, "")] : [];
  });
  const isLocal = hosts.length > 0 && hosts.every((host) => !host.includes(".") || /^(?:127|10|192\.168)\./.test(host));
  return isLocal ? secrets.map((one) => ({ ...one, besideLocal: true })) : secrets;
}

function whereOf(source: BindingSource): Where {
  if (source === "dotenv") return "dotenv";
  return source === "dockerfile" ? "image" : "configuration";
}

function ofJob(job: JobFact, path: string): readonly WrittenSecret[] {
  const environment = job.environment?.name ?? null;
  const file = job.path ?? path;
  const entries = [...job.env, ...(job.calls?.with ?? []), ...(job.calls?.secrets ?? [])];
  return [
    ...entries.flatMap((entry) => ofEntry(entry, file, "ci", environment)),
    ...job.steps.flatMap((step) => ofStep(step, file, environment)),
  ];
}

function ofStep(step: StepFact, path: string, environment: string | null): readonly WrittenSecret[] {
  return [...step.env, ...step.with].flatMap((entry) => ofEntry(entry, step.path ?? path, "ci", environment));
}

function ofEntry(entry: BindingEntry, path: string, where: Where, environment: string | null) {
  return ofValue(entry.value, entry.name, { path: entry.path ?? path, span: entry.span }, where, environment);
}

function ofValue(
  value: BindingValue,
  name: string,
  at: Place,
  where: Where,
  environment: string | null,
): readonly WrittenSecret[] {
  switch (value.kind) {
    case "literal":
      return one(value.sealed, name, at, where, environment);
    case "reference":
      return value.default ? one(value.default, name, at, where, environment, true) : [];
    case "template":
      return value.parts
        .flatMap((part) => ("digest" in part ? one(part, name, at, where, environment) : []))
        .filter(({ sealed }) => sealed.nature === "secret")
        .slice(0, 1);
    case "expression":
      return [];
  }
}

function one(
  sealed: Sealed,
  name: string,
  at: Place,
  where: Where,
  environment: string | null,
  isDefault = false,
): readonly WrittenSecret[] {
  return sealed.nature === "secret" ? [{ name, where, sealed, environment, isDefault, at }] : [];
}

function ofNode(node: DocumentNode, where: Where, name: string): readonly WrittenSecret[] {
  switch (node.kind) {
    case "map":
      return node.entries.flatMap(({ key, value }) =>
        ofNode(value, where, key === "value" ? (nameIn(node) ?? key) : key),
      );
    case "list":
      return node.items.flatMap((item) => ofNode(item, where, name));
    case "scalar":
      return node.value ? ofValue(node.value, name, node.at, where, null) : [];
  }
}

/** `{ name: TOKEN, value: … }`. */
function nameIn(node: Extract<DocumentNode, { kind: "map" }>): string | null {
  const found = node.entries.find(({ key }) => key === "name")?.value;
  return found?.kind === "scalar" ? found.text : null;
}

function ofBlock(block: InfraBlock, path: string): readonly WrittenSecret[] {
  const named = block.type === "variable" || block.type === "param" ? (block.labels[0] ?? null) : null;
  return [
    ...block.values.flatMap(({ name, value }) => ofExpression(value, named ?? name, path, named !== null)),
    ...block.blocks.flatMap((inner) => ofBlock(inner, path)),
  ];
}

function ofExpression(value: InfraExpression, name: string, path: string, isDefault = false): readonly WrittenSecret[] {
  const inside = (list: readonly InfraExpression[]) => list.flatMap((e) => ofExpression(e, name, path, isDefault));
  switch (value.kind) {
    case "text":
      return value.sealed ? one(value.sealed, name, at(path, value.span), "infrastructure", null, isDefault) : [];
    case "template":
      return inside(value.parts);
    case "call":
      return inside(value.args);
    case "list":
      return inside(value.items);
    case "conditional":
      return inside(value.branches);
    case "object":
      return value.entries.flatMap(({ key, value: held }) =>
        ofExpression(held, typeof key === "string" ? key : name, path, isDefault),
      );
    default:
      return [];
  }
}

function at(path: string, span: Span): Place {
  return { path, span };
}
