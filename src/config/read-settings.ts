import { readCheckName } from "../model/check-name.ts";
import type { DeclaredSuppression } from "../model/declared-suppression.ts";
import { classOf } from "../model/environment.ts";
import { AuditError } from "../model/error.ts";
import type { Location } from "../model/location.ts";
import { nearest } from "../model/nearest.ts";
import type { Control } from "../model/rule.ts";
import type {
  DeclaredEnvironment,
  DeclaredFunction,
  DeclaredGate,
  Settings,
  SettingsSource,
} from "../model/settings.ts";
import { hostPattern } from "./host-pattern.ts";
import { pathText } from "./schema-fault.ts";
import { readSettingsDocument, type SettingsDocument, type ValuePath } from "./settings-document.ts";
import { type SettingsData, settingsSchema } from "./settings-schema.ts";
import { unknownCheck } from "./unknown-check.ts";

type Document = SettingsDocument<SettingsData>;

/**
 * Reads the configuration of an audit.
 *
 * @param controls What suppressions may name.
 * @throws AuditError blaming the configuration, with line and column, for whatever would not mean what it says.
 */
export function readSettings(source: SettingsSource, text: string, controls: readonly Control[]): Settings {
  const document = readSettingsDocument(source.path, text, settingsSchema);
  const environments = environmentsIn(document);
  return {
    source,
    environments,
    endpoints: endpointsIn(document, environments),
    functions: {
      gates: gatesIn(document),
      audit: functionsIn(document, "audit"),
      tools: functionsIn(document, "tools"),
    },
    publicKeys: globsIn(document, "publicKeys", "public key"),
    ignore: globsIn(document, "ignore", "left out"),
    suppressions: suppressionsIn(document, controls),
  };
}

function environmentsIn(document: Document): DeclaredEnvironment[] {
  const found: DeclaredEnvironment[] = [];
  for (const [key, { class: declared, aliases = [] }] of Object.entries(document.data.environments ?? {})) {
    const name = key.toLowerCase();
    const at = document.atEntry(["environments", key], "declared here");
    const path: ValuePath = ["environments", key];
    if (found.some((one) => one.name === name))
      throw fault(document, path, "is declared twice; case does not count.", "Remove one.");
    const own = [name, ...aliases.map((alias) => alias.toLowerCase())];
    const claimed = found.find((one) => one.aliases.some((alias) => own.includes(alias)));
    if (claimed)
      throw fault(document, path, `has a name that ${claimed.name} has too.`, "Leave it with one of the two.");
    found.push({ name, class: declared, aliases: own, at });
  }
  return found;
}

function endpointsIn(document: Document, environments: readonly DeclaredEnvironment[]): Settings["endpoints"] {
  return Object.entries(document.data.endpoints ?? {}).map(([pattern, written]) => {
    const environment = written.toLowerCase();
    const path: ValuePath = ["endpoints", pattern];
    const isDeclared = environments.some(({ aliases }) => aliases.includes(environment));
    // A name that says nothing by itself would belong to no side of a comparison.
    if (!isDeclared && classOf(environment) === "other") {
      const names = environments.map(({ name }) => name);
      const guess = nearest(environment, names);
      const hint = guess === null ? "Add it to environments with its class." : `Did you mean ${guess}?`;
      throw fault(document, path, "names an environment that is not declared.", hint);
    }
    const read = hostPattern(pattern);
    const canonical = environments.find(({ aliases }) => aliases.includes(environment))?.name ?? environment;
    return {
      pattern: "host" in read ? read.host : pattern,
      environment: canonical,
      at: document.atEntry(path, "declared here"),
    };
  });
}

function functionsIn(document: Document, kind: "audit" | "tools"): DeclaredFunction[] {
  return (document.data.functions?.[kind] ?? []).map((name, index) => ({
    ...functionNamed(name),
    at: document.at(["functions", kind, index], "declared here"),
  }));
}

function gatesIn(document: Document): DeclaredGate[] {
  return (document.data.functions?.gates ?? []).map((written, index) => {
    const entry: Exclude<typeof written, string> = typeof written === "string" ? { name: written } : written;
    return {
      ...functionNamed(entry.name),
      async: entry.async ?? null,
      refuses: entry.refuses ?? null,
      at: document.at(["functions", "gates", index], "declared here"),
    };
  });
}

/** `package#name`, where the last `#` divides. */
function functionNamed(written: string): Pick<DeclaredFunction, "name" | "module"> {
  const hash = written.lastIndexOf("#");
  return { name: written.slice(hash + 1), module: hash < 0 ? null : written.slice(0, hash) };
}

function globsIn(document: Document, key: "publicKeys" | "ignore", role: string): Settings["ignore"] {
  return (document.data[key] ?? []).map((pattern, index) => ({ pattern, at: document.at([key, index], role) }));
}

function suppressionsIn(document: Document, controls: readonly Control[]): DeclaredSuppression[] {
  return (document.data.suppressions ?? []).map((entry, index) => {
    const path: ValuePath = ["suppressions", index];
    const named = readCheckName(controls, entry.check);
    if (named === null) {
      const { says, hint } = unknownCheck(controls, entry.check);
      throw fault(document, [...path, "check"], says, hint);
    }
    return {
      by: "config",
      check: named.fault === null ? named.check : `${named.check}/${named.fault}`,
      path: entry.path ?? null,
      line: null,
      subject: entry.subject ?? null,
      fingerprint: entry.fingerprint ?? null,
      reason: entry.reason.trim(),
      owner: entry.owner ?? null,
      expires: entry.expires ?? null,
      at: document.at(path, "suppressed here"),
    };
  });
}

function fault(document: Document, path: ValuePath, says: string, hint: string): AuditError {
  return new AuditError(`${placeText(document.atEntry(path, ""))}: ${pathText(path)} ${says}`, "config", hint);
}

function placeText({ path, startLine, startColumn }: Location): string {
  return `${path}:${startLine}:${startColumn}`;
}
