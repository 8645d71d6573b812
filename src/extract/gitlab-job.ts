import type { BindingEntry } from "../model/binding-facts.ts";
import type { GitlabJobFact, GitlabScript, GitlabScriptFact } from "../model/gitlab-facts.ts";
import type { JobFact } from "../model/workflow-facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";
import { bindingValue } from "./references.ts";
import { composeSyntax } from "./shell-syntax.ts";

/** Job names are free text; only what could be no name at all is left out. */
export function isGitlabName(key: string): boolean {
  return key !== "" && key.length <= 255 && !key.includes("\n");
}

/** A job as it stands, or the part of a file that has the keys of one. */
export function readGitlabJob({ key, keySpan, value: node }: ConfigEntry, seal: Seal): GitlabJobFact {
  const rules = readRules(valueAt(node, "rules"));
  const bases = entryOf(node, "extends");
  return {
    id: key,
    extends: textsOf(valueAt(node, "extends")),
    extendsAt: bases ? entrySpan(bases) : null,
    stage: textOf(valueAt(node, "stage")),
    variables: readVariables(valueAt(node, "variables"), seal),
    variablesOf: referenceIn(valueAt(node, "variables"))?.slice(0, 1) ?? [],
    secrets: [...readSecrets(valueAt(node, "secrets"), seal), ...readIdTokens(valueAt(node, "id_tokens"))],
    scripts: readScripts(node, seal),
    services: readServices(entryOf(node, "services")),
    environment: readEnvironment(entryOf(node, "environment"), seal),
    triggers: rules?.triggers ?? readOnly(valueAt(node, "only")),
    never: rules?.never ?? false,
    matrix: readMatrix(valueAt(node, "parallel", "matrix")),
    runsOn: entryOf(node, "tags") ? textsOf(valueAt(node, "tags")) : null,
    needs: itemsOf(valueAt(node, "needs")).flatMap((need) => textOf(need) ?? textOf(valueAt(need, "job")) ?? []),
    starts: readTrigger(entryOf(node, "trigger")),
    span: keySpan,
  };
}

function readVariables(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .flatMap((entry) => {
      const text = textOf(entry.value) ?? textOf(valueAt(entry.value, "value"));
      const isRaw = textOf(valueAt(entry.value, "expand")) === "false";
      if (text === null) return [];
      const syntax = isRaw ? (raw: string) => [{ kind: "text", text: raw } as const] : composeSyntax;
      return [{ name: entry.key, value: bindingValue(text, entry.key, syntax, seal), span: entrySpan(entry) }];
    });
}

/** `secrets: NAME: vault: path/field@mount`, also spelt out, and the vaults of the clouds. */
function readSecrets(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .map((entry) => {
      const kept = entriesOf(entry.value).find(({ key }) => key in vaults);
      const store = vaults[kept?.key ?? ""];
      const name = kept ? placeIn(kept.value) : null;
      return {
        name: entry.key,
        value:
          store === undefined || name === null
            ? { kind: "expression" as const, text: "a secret of a store that is not known", mentions: [] }
            : { kind: "reference" as const, store, name: redact(name, seal), default: null },
        span: entrySpan(entry),
      };
    });
}

const vaults: Readonly<Record<string, string>> = {
  vault: "vault",
  gcp_secret_manager: "gcp-secret-manager",
  azure_key_vault: "azure-key-vault",
  aws_secrets_manager: "aws-secrets-manager",
  akeyless: "akeyless",
};

function placeIn(node: ConfigNode): string | null {
  const written = textOf(node);
  if (written !== null) return written;
  const path = textOf(valueAt(node, "path")) ?? textOf(valueAt(node, "name")) ?? textOf(valueAt(node, "secret_id"));
  if (path === null) return null;
  const field = textOf(valueAt(node, "field"));
  const mount = textOf(valueAt(node, "engine", "path"));
  return `${path}${field === null ? "" : `/${field}`}${mount === null ? "" : `@${mount}`}`;
}

/** A token that GitLab signs for this one job. */
function readIdTokens(node: ConfigNode | undefined): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .map((entry) => ({
      name: entry.key,
      value: { kind: "reference", store: "gitlab-id-token", name: entry.key, default: null },
      span: entrySpan(entry),
    }));
}

function readScripts(node: ConfigNode, seal: Seal): GitlabJobFact["scripts"] {
  const found: Partial<Record<GitlabScript, GitlabScriptFact>> = {};
  for (const key of ["before_script", "script", "after_script"] as const) {
    const entry = entryOf(node, key);
    if (!entry) continue;
    const span = entry.value.kind === "list" && entry.value.items.length > 0 ? entry.value.span : entrySpan(entry);
    found[key] = { parts: partsOf(entry.value, seal, 0), span };
  }
  return found;
}

/** Lists may be nested, since an anchor that stands for a list is an item of another. */
function partsOf(node: ConfigNode, seal: Seal, depth: number): GitlabScriptFact["parts"] {
  const reference = referenceIn(node);
  if (reference) {
    const [job, key = "script"] = reference;
    return job === undefined ? [] : [{ kind: "reference", job, key }];
  }
  const text = textOf(node);
  if (text !== null) return [{ kind: "text", text: redact(text, seal) }];
  return depth > 10 ? [] : itemsOf(node).flatMap((item) => partsOf(item, seal, depth + 1));
}

function referenceIn(node: ConfigNode | undefined): readonly string[] | null {
  return node?.kind === "list" && node.tag === "!reference" ? textsOf(node) : null;
}

/** A service is an image, or a map with one; its host name is the alias or the image's. */
function readServices(entry: ConfigEntry | undefined): JobFact["services"] | null {
  if (!entry) return null;
  return itemsOf(entry.value).flatMap((item) => {
    const image = textOf(item) ?? textOf(valueAt(item, "name"));
    if (image === null) return [];
    const name = textOf(valueAt(item, "alias")) ?? image.replace(/[:@].*$/, "").replace(/^.*\//, "");
    return [{ name, image, span: item.span }];
  });
}

function readEnvironment(entry: ConfigEntry | undefined, seal: Seal): JobFact["environment"] {
  const text = textOf(entry?.value) ?? textOf(valueAt(entry?.value, "name"));
  if (!entry || text === null || text === "") return null;
  const named = entryOf(entry.value, "name");
  const span = entrySpan(named ?? entry);
  return text.includes("$")
    ? { name: null, expression: redact(text, seal), span }
    : { name: text, expression: null, span };
}

/** What starts a job by its rules, and whether none of them ever lets it run. */
export function readRules(
  node: ConfigNode | undefined,
): { readonly triggers: readonly string[]; readonly never: boolean } | null {
  if (node?.kind !== "list") return null;
  const running = node.items.filter((rule) => textOf(valueAt(rule, "when")) !== "never");
  const isLeftOut = node.items.length > 0 && running.length === 0;
  const found = running.flatMap((rule) => {
    const condition = textOf(valueAt(rule, "if")) ?? "";
    const manual = textOf(valueAt(rule, "when")) === "manual" ? ["manual"] : [];
    const sources = [...condition.matchAll(/CI_PIPELINE_SOURCE\s*==\s*["'/](\w+)/g)].map((match) => match[1] ?? "");
    const asked = /CI_MERGE_REQUEST_I?ID/.test(condition) ? ["merge_request_event"] : [];
    return [...manual, ...sources, ...asked];
  });
  return { triggers: [...new Set(found)], never: isLeftOut };
}

/** `only:` is a list of branches and events, or has one under `refs`. */
function readOnly(node: ConfigNode | undefined): readonly string[] | null {
  const refs = node?.kind === "map" ? textsOf(valueAt(node, "refs")) : textsOf(node);
  const known: Readonly<Record<string, string>> = {
    merge_requests: "merge_request_event",
    schedules: "schedule",
    pushes: "push",
    web: "web",
    triggers: "trigger",
    api: "api",
  };
  const events = refs.flatMap((ref) => known[ref] ?? []);
  return events.length > 0 ? events : null;
}

function readMatrix(node: ConfigNode | undefined): JobFact["matrix"] | null {
  if (node?.kind !== "list") return null;
  const axes = new Map<string, Set<string>>();
  for (const { key, value } of node.items.flatMap(entriesOf)) {
    if (isName(key)) axes.set(key, new Set([...(axes.get(key) ?? []), ...textsOf(value)]));
  }
  return Object.fromEntries([...axes].map(([axis, values]) => [axis, [...values]]));
}

function readTrigger(entry: ConfigEntry | undefined): GitlabJobFact["starts"] {
  if (!entry) return null;
  const span = entrySpan(entry);
  const written = textOf(entry.value) ?? textOf(valueAt(entry.value, "project"));
  if (written !== null) return { paths: [], elsewhere: `the project ${written}`, span };
  const include = valueAt(entry.value, "include");
  const items = include?.kind === "list" ? include.items : include ? [include] : [];
  const paths = items.flatMap((item) => textOf(item) ?? textOf(valueAt(item, "local")) ?? []);
  const isAll = items.length > 0 && paths.length === items.length;
  return {
    paths: paths.map((path) => path.replace(/^\/+/, "")),
    elsewhere: isAll ? null : "a file that is not in the repository",
    span,
  };
}
