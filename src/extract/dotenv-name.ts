import type { BindingsFact } from "../model/binding-facts.ts";
import { classOf } from "../model/environment.ts";

/** What the name of a dotenv file says of the variables in it. */
export interface DotenvName {
  readonly environment: string | null;
  readonly service: string | null;
  readonly layer: BindingsFact["layer"];
  /** `backup`, `.dev.vars`: what makes the file special. */
  readonly hint: string | null;
}

const samples = /(?:^|[._-])(?:example|examples|sample|template|tmpl|tpl|dist|schema|jinja2?|j2|vault|d)(?:[._-]|$)/i;
const shared = new Set(["default", "defaults", "shared", "common", "base", "global", "all", "keys"]);
const backup = /(?:^|[._-])(?:bak|backup|old|orig|save|copy|\d{4}-?\d{2}-?\d{2}.*)$/i;

/** Null for a file that holds no variables of a process: examples, templates, code. */
export function readDotenvName(path: string): DotenvName | null {
  const written = path.slice(path.lastIndexOf("/") + 1);
  // What SOPS has encrypted keeps the name of what it holds: `.env.prod.enc`, `prod.enc.env`.
  const file = written.replace(/[._-](?:enc|encrypted|sops)(?=\.env$|$)/i, "");
  // The Azure Developer CLI keeps the variables of each of its environments in a folder of that name.
  const azd = /(?:^|\/)\.azure\/([^/]+)\/\.env$/.exec(path)?.[1];
  if (azd !== undefined) return named(azd, "override", null);
  const vars = /^\.dev\.vars(?:\.(.+))?$/i.exec(file);
  if (vars) return vars[1] && samples.test(vars[1]) ? null : named(vars[1] ?? "dev", "override", ".dev.vars");
  if (file === ".envrc") return { environment: null, service: null, layer: "override", hint: ".envrc" };
  const match = /^\.env(?:[._-](.+))?$/i.exec(file) ?? /^(?!\.)(.+)\.env$/i.exec(file);
  if (!match) return null;
  const suffix = match[1] ?? "";
  if (samples.test(suffix) || /(?:^|\.)(?:[cm]?[jt]sx?|json|ya?ml|md|py|rb|go|rs|d)$/i.test(suffix)) return null;

  const isLocal = /(?:^|[._-])local$/i.test(suffix);
  const rest = suffix.replace(/(?:^|[._-])local$/i, "");
  if (rest === "") return { environment: null, service: null, layer: isLocal ? "override" : "base", hint: null };
  if (shared.has(rest.toLowerCase())) return { environment: null, service: null, layer: "base", hint: null };
  if (backup.test(rest)) {
    const name = rest.replace(backup, "");
    // A copy of one environment is that environment as it was; whatever the file itself says now wins.
    return { ...named(name === "" ? rest : name, "base", "backup") };
  }
  const isSuffix = file.startsWith(".");
  if (isSuffix || classOf(rest) !== "other") return named(rest, "override", null);
  return { environment: null, service: rest, layer: "whole", hint: null };
}

/** `staging.api` and `api.staging` name an environment and a unit. */
function named(suffix: string, layer: DotenvName["layer"], hint: string | null): DotenvName {
  const parts = suffix.split(".");
  const environment = parts.find((part) => classOf(part) !== "other");
  if (parts.length === 1 || environment === undefined) return { environment: suffix, service: null, layer, hint };
  return { environment, service: parts.filter((part) => part !== environment).join("."), layer, hint };
}
